public import Tensors

extension Tape {
  /// One line of a tape's listing.
  public struct Operation: Sendable {
    /// Where it stands, from 0.
    public let position: Int
    /// How it came to the tape.
    public let role: Role
    /// The primitive's name, or that of an operation with a derivative of its own; nil for leaves
    /// and constants.
    public let primitive: String?
    /// The operation that is no primitive, where it is one.
    public let custom: CustomOperation?
    /// The attributes of the primitive, in its parameters' order.
    public let attributes: [Attribute]
    /// The name the user gave it.
    public let label: String?
    /// The line of the source, from 1, if it is known.
    public let line: Int?
    /// The value.
    public let value: Tensor
    /// The positions of its operands.
    public let operands: [Int]
    /// What tapes know the value by.
    public let identity: Identity

    /// What it is called where it has no other name, by its position: `v7`, or `c7` for a constant.
    public var positionName: String { (role == .constant ? "c" : "v") + "\(position)" }

    /// The extents of the value's axes.
    public var shape: [Int] { value.shape }
    /// The type of the value's elements.
    public var dtype: DType { value.dtype }
    /// The bytes of the value; scalars are held inline.
    public var bytes: Int { value.byteCount }

    /// How a value came to the tape.
    public enum Role: UInt8, Sendable, Hashable {
      /// A primitive's result.
      case operation
      /// Watched by the user.
      case watched
      /// A variable, watched by itself.
      case variable
      /// The value that a variable had when it was read.
      case read
      /// An operand that the tape does not track.
      case constant
    }
  }

  /// What is recorded at a position.
  public func operation(at position: Int) -> Operation {
    let entry = entries[position]
    return Operation(
      position: position, role: entry.kind,
      primitive: entry.kind == .operation
        ? custom(entry)?.name ?? Primitive.at(entry.primitive).name : nil,
      custom: custom(entry),
      attributes: attributes(of: entry),
      label: entry.label >= 0 ? labels[Int(entry.label)] : nil,
      line: entry.line > 0 ? Int(entry.line) : nil,
      value: entry.result, operands: operands(of: entry).map(Int.init),
      identity: entry.kind == .operation ? entry.order : details[Int(entry.detail)].identity)
  }

  /// Everything that is recorded, in order.
  ///
  /// - Complexity: O(`count`); take a range of positions for a long tape.
  public var operations: [Operation] { (0..<count).map(operation(at:)) }

  /// The identities that are watched: values and variables, in the order they came.
  public var watchedIdentities: [Identity] {
    leaves.ordered.filter { entries[Int($0.position)].kind != .read }.map(\.identity)
  }

  /// Where what a gradient may be taken by stands; nil where the tape does not hold it.
  public func position(ofSource source: Source) -> Int? {
    let position = Int(position(of: source))
    return position < 0 ? nil : position
  }

  /// Whether a value with this identity is watched or was computed from what is.
  public func records(_ identity: Identity) -> Bool { position(of: identity) >= 0 }

  /// Whether a value or variable with this identity is watched.
  public func watches(_ identity: Identity) -> Bool {
    guard let position = leaves[identity] else { return false }
    return entries[Int(position)].kind != .read
  }
}
