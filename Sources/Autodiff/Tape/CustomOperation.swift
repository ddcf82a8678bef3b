public import Tensors

/// An operation whose derivative is not a primitive's but somebody's own: a `custom_gradient`, or a
/// function that is computed again in the backward pass.
public final class CustomOperation: Sendable {
  /// The name that is shown, such as that of the user's function.
  public let name: String
  /// The element type in which its derivative is computed.
  public let dtype: DType
  /// What the caller needs in order to differentiate and to compute it again.
  public let payload: any Sendable

  /// An operation that a `CustomCaller` knows by its payload.
  public init(name: String, dtype: DType, payload: any Sendable) {
    self.name = name
    self.dtype = dtype
    self.payload = payload
  }
}

/// Runs what a custom operation stands for; a pass over a tape asks it.
public protocol CustomCaller: AnyObject {
  /// The cotangents of the operands for one of the result; nil where none passes.
  ///
  /// What it computes is recorded where `recorder` records.
  ///
  /// - Throws: `customFailed` with the operation's name, where the user's function fails.
  func cotangents(
    of operation: CustomOperation, operands: [Value], for cotangent: Value,
    recorder: inout Recorder
  ) throws(AutodiffError) -> [Value?]

  /// The result at other operands.
  ///
  /// - Throws: `customFailed` with the operation's name, where the user's function fails.
  func result(
    of operation: CustomOperation, operands: [Value], recorder: inout Recorder
  ) throws(AutodiffError) -> Value
}

extension Recorder {
  /// Records an operation that has a derivative of its own, and gives its result an identity.
  ///
  /// - Parameters:
  ///   - operands: what the derivative is given by; at least one.
  ///   - result: the value, by the identity under which it was computed.
  /// - Throws: `tapeIsFull`.
  public mutating func record(
    _ operation: CustomOperation, _ operands: [Value], result: Value
  ) throws(AutodiffError) -> Value {
    try record(.custom, operands, [], result.tensor, operation, computedAs: result)
  }
}

extension Primitive {
  /// What stands on a tape for an operation with a derivative of its own.
  static let custom = Primitive(
    Declaration(
      name: "own gradient", aliases: Aliases(),
      summary: "An operation with a derivative of its own.", formula: "f(x)",
      parameters: [.tensors("x")], result: { x, _ in x[0] },
      kernel: .general { x, _ in x[0] }, derivative: .external,
      batching: .custom { $0.rowByRow() }, convention: "as its function says", example: "",
      samples: [], errors: []),
    index: UInt16(all.count))

  /// The primitive that an entry's number stands for.
  static func at(_ index: UInt16) -> Primitive {
    Int(index) < all.count ? all[Int(index)] : custom
  }
}

extension Tape {
  /// The operation with a derivative of its own at a position; nil where a primitive stands.
  func custom(_ entry: Entry) -> CustomOperation? {
    guard entry.primitive == Primitive.custom.index, entry.kind == .operation else { return nil }
    return details[Int(entry.detail)].custom
  }
}
