public import Tensors

extension Recorder {
  /// What a plan gave as values, with what the function's own call would have noted of them.
  ///
  /// - Parameters:
  ///   - tensors: those of the outputs.
  ///   - inputs: what they were computed from.
  ///   - sources: the inputs that derivatives were taken by.
  ///   - valueCount: how many outputs, the first ones, are no derivatives.
  public mutating func told(
    _ plan: Plan, _ tensors: [Tensor], inputs: [Value], sources: [Int], valueCount: Int
  ) -> [Value] {
    func value(_ index: Int) -> Value {
      switch plan.outputs[index] {
      case .input(let input): inputs[input]
      case .computed(_, let isArray), .constant(_, let isArray):
        Value(tensors[index]).asArray(isArray)
      }
    }
    guard keepsLineage else { return tensors.indices.map(value) }
    // The tape on which the function would have run, which is forgotten with all that it held.
    let tape = Identity.next()
    // One derivative by each source has it alone; else each has all.
    let isByOne = tensors.count - valueCount == sources.count
    // What a derivative comes from: the tape, the source or all of them, the targets.
    var operands = [tape]
    operands.reserveCapacity(1 + sources.count + max(valueCount, 1))
    for input in sources {
      let copy = Identity.next()
      noteUnrecorded(.identity, inputs[input], nil, inputs[input].tensor, copy)
      operands.append(copy)
    }
    var values: [Value] = []
    values.reserveCapacity(tensors.count)
    var newest = tape
    for index in 0..<valueCount {
      values.append(value(index))
      newest = max(newest, values[index].identity)
      operands.append(values[index].identity)
    }
    // A value is the target itself; else nobody was given the target.
    if valueCount == 0 {
      newest = .next()
      operands.append(newest)
    }
    lineage.forget(tape...newest)
    for index in valueCount..<tensors.count {
      let derivative = value(index)
      values.append(derivative)
      // An input that is handed on was made elsewhere.
      guard tape < derivative.identity else { continue }
      var own = operands
      if isByOne, sources.count > 1 {
        own.replaceSubrange(1...sources.count, with: [operands[1 + index - valueCount]])
      }
      lineage.append(
        .gradient, derivative.identity, own, label: Lineage.noWords,
        dtype: derivative.tensor.dtype, line: Int32(clamping: line))
    }
    return values
  }
}

extension Primitive {
  fileprivate static let identity = named("identity")
}
