import Tensors

/// A tape with the values that are wanted of it.
public struct RecordedProgram: Sendable {
  let tape: Tape
  /// What the tape watches, in the order in which a run is given values for it.
  let inputs: [Value]
  let outputs: [Value]
  /// The differentiated operations that may be at a kink.
  let kinkUses: [KinkUse]
  /// The line of the source from which it was called.
  let line: Int

  /// What a tape recorded on the way to some values.
  ///
  /// - Parameters:
  ///   - kinks: a log that collected what it was asked to look at, if there was one.
  ///   - line: the line of the source from which it was called.
  public init(
    _ tape: Tape, inputs: [Value] = [], outputs: [Value], kinks: KinkLog? = nil, line: Int = 0
  ) {
    self.line = line
    self.tape = tape
    self.inputs = inputs
    self.outputs = outputs
    kinkUses = kinks?.uses ?? []
  }

  /// Whether an operation has a derivative of its own, which only its caller can compute.
  public var hasCustomOperations: Bool { !tape.customOperations.isEmpty }

  /// How many entries the tape has, and the bytes of their values that lie in memory.
  ///
  /// - Complexity: O(entries).
  public var size: (entries: Int, bytes: Int) {
    let bytes = (0..<tape.count).reduce(0) { sum, position in
      tape.entries.read(position) {
        let result = $0.pointee.result
        return sum + (result.isScalar || result.isPending ? 0 : result.byteCount)
      }
    }
    return (tape.count, bytes)
  }

  /// Whether every value that the program takes from elsewhere came to be after a moment: what is
  /// older and no input would be taken for a constant.
  ///
  /// - Complexity: O(entries).
  public func takesNothing(olderThan moment: Identity) -> Bool {
    (0..<tape.count).allSatisfy { position in
      guard tape.entries[position].kind == .constant else { return true }
      let identity = tape.value(at: position).identity
      return identity == .anonymous || moment < identity
    }
      && outputs.allSatisfy { output in
        tape.position(of: output) >= 0 || output.identity == .anonymous || moment < output.identity
      }
  }

  /// Whether another recording is of the same operations on the same constants, so that one can
  /// stand for the other.
  ///
  /// - Complexity: O(entries + elements of the constants).
  public func isSame(as other: RecordedProgram) -> Bool {
    guard tape.count == other.tape.count, outputs.count == other.outputs.count,
      inputs.count == other.inputs.count,
      !hasCustomOperations, !other.hasCustomOperations,
      kinkUses.map(\.primitive.index) == other.kinkUses.map(\.primitive.index),
      zip(inputs, other.inputs).allSatisfy({
        tape.position(of: $0) == other.tape.position(of: $1)
      })
    else { return false }
    for (x, y) in zip(outputs, other.outputs) {
      let ends = (tape.position(of: x), other.tape.position(of: y))
      guard ends.0 == ends.1, ends.0 >= 0 || x.isSame(as: y) else { return false }
    }
    return (0..<tape.count).allSatisfy { isSame(at: $0, as: other.tape) }
  }

  private func isSame(at position: Int, as other: Tape) -> Bool {
    let (x, y) = (tape.entries[position], other.entries[position])
    guard x.kind == y.kind, x.primitive == y.primitive,
      tape.operands(of: x) == other.operands(of: y),
      tape.attributes(of: x).areIdentical(to: other.attributes(of: y)),
      TensorType(x.result) == TensorType(y.result)
    else { return false }
    return x.kind != .constant
      || tape.value(at: position).isSame(as: other.value(at: position))
  }
}

extension Value {
  /// Whether nothing tells two values apart: one identity, or the same bits.
  fileprivate func isSame(as other: Value) -> Bool {
    identity != .anonymous && identity == other.identity || tensor.isIdentical(to: other.tensor)
  }
}

extension Tensor {
  /// Whether all elements have the same bits.
  fileprivate func isIdentical(to other: Tensor) -> Bool {
    guard TensorType(self) == TensorType(other) else { return false }
    // One element that was broadcast stands for all.
    if let x = repeatedElement, let y = other.repeatedElement { return x.isIdentical(to: y) }
    // Where no memory is found for the comparison they count as different, which costs time only.
    if dtype.isFloatingPoint {
      guard let x = try? doubles(), let y = try? other.doubles() else { return false }
      return x.elementsEqual(y) { $0.bitPattern == $1.bitPattern }
    }
    guard let x = try? ints(), let y = try? other.ints() else { return false }
    return x == y
  }
}
