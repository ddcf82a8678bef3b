import Tensors

/// What an output of a program comes from, for those who ask why a gradient is None.
public struct Origin: Sendable {
  /// The inputs that it was computed from, by their places.
  public let inputs: [Int]
  /// The place of the primitive that gave it.
  let primitive: UInt16
  /// The line of the source.
  let line: Int32

  /// The same operation, behind which there are other inputs.
  public func behind(_ inputs: [Int]) -> Origin {
    Origin(inputs: inputs, primitive: primitive, line: line)
  }
}

extension RecordedProgram {
  /// What each output comes from; nil of one that is an input or a constant.
  ///
  /// - Complexity: O(outputs × entries).
  public var origins: [Origin?] {
    var places: [Int32: Int] = [:]
    for (place, input) in inputs.enumerated() {
      let position = tape.position(of: input)
      if places[position] == nil { places[position] = place }
    }
    return outputs.map { output in
      let end = tape.position(of: output)
      guard end >= 0, places[end] == nil else { return nil }
      let entry = tape.entries[Int(end)]
      return Origin(
        inputs: Self.inputs(before: end, on: tape, places), primitive: entry.primitive,
        line: entry.line)
    }
  }

  /// The inputs that a value was computed from, in their order.
  private static func inputs(
    before end: Int32, on tape: Tape, _ places: [Int32: Int]
  ) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: Int(end) + 1)
    isNeeded[Int(end)] = true
    var found: [Int] = []
    // Operands stand before what is computed from them.
    for position in (0...end).reversed() where isNeeded[Int(position)] {
      if let place = places[position] {
        found.append(place)
      } else {
        for operand in tape.operands(of: tape.entries[Int(position)]) {
          isNeeded[Int(operand)] = true
        }
      }
    }
    return found.sorted()
  }
}

extension Recorder {
  /// Notes of an output of a plan what it was computed from.
  ///
  /// - Parameter inputs: those of the plan, in order.
  public mutating func note(_ output: Value, from inputs: [Value], by origin: Origin) {
    guard keepsLineage, lineage.newest < output.identity else { return }
    lineage.append(
      .operation, output.identity, origin.inputs.map { inputs[$0].identity },
      label: origin.primitive, dtype: output.tensor.dtype, line: origin.line)
  }

  /// Notes that a Variable was given an output of a plan.
  ///
  /// - Parameters:
  ///   - inputs: those of the plan, in order.
  ///   - words: what gave it: `assign_sub()`.
  public mutating func note(
    assignmentTo variable: Variable, from inputs: [Value], by origin: Origin?,
    through words: String
  ) {
    noteAssignment(
      of: origin?.inputs.map { inputs[$0].identity } ?? [], to: variable, through: words)
  }
}
