import Autodiff
import HashTreeCollections
import Tensors

/// Where segments of loops leave what they compute.
extension Evaluator {
  /// What stands at a place; the value of a Variable.
  func object(at place: LeftPlace) -> Object? {
    switch place {
    case .name(let name): return session.globals[name]
    case .local(let slot): return frame.slots[slot]
    case .lastValue: return session.lastValue
    case .object(let reference):
      switch session.heap[reference] {
      case .variable(let variable): return .tensor(variable.value)
      case .cell(let object): return object
      default: return nil
      }
    }
  }

  /// Puts an object at a place, unnoted.
  func put(_ object: Object, at place: LeftPlace) {
    switch place {
    case .name(let name): session.globals[name] = object
    case .local(let slot): frame.slots[slot] = object
    case .lastValue: session.lastValue = object
    case .object(let reference):
      if case .variable(let variable) = session.heap[reference] {
        guard case .tensor(let value) = object else { return }
        session.heap[reference] = .variable(variable.holding(value))
      } else {
        session.heap[reference] = .cell(object)
      }
    }
  }

  /// Leaves a round's tensors in the session, with what the statements would have noted of them.
  func leave(
    _ tensors: [Tensor], from inputs: [Value], of planned: PlannedSegment, _ segment: LoopSegment
  ) throws {
    var outputs = session.recorder.told(
      planned.call.plan, tensors, inputs: inputs, sources: [], valueCount: tensors.count)
    for (output, origin) in zip(outputs, planned.call.origins) {
      if let origin { session.recorder.note(output, from: inputs, by: origin) }
    }
    for (index, first) in planned.call.outputPlaces.enumerated() { outputs[index] = outputs[first] }
    try leave(&outputs, of: planned)
    var stale: [LeftPlace: Object] = [:]
    for place in planned.tapePlaces { stale[place] = object(at: place) }
    segment.last = SegmentRound(inputs: inputs, outputs: outputs, stale: stale)
  }

  /// Leaves what a plan gave where the statements leave it.
  ///
  /// - Parameter outputs: what was computed; a Variable's value gets its identity here.
  private func leave(_ outputs: inout [Value], of planned: PlannedSegment) throws {
    var index = 0
    for (place, nest) in zip(planned.places, planned.nests) {
      guard let nest else { continue }
      let count = nest.tensorCount
      defer { index += count }
      if case .object(let reference) = place,
        case .variable(var variable) = session.heap[reference]
      {
        let computed = outputs[index]
        variable = variable.holding(Value(computed.tensor))
        outputs[index] = variable.value
        session.recorder.noteAssignment(
          of: [computed.identity], to: variable, through: planned.words[reference] ?? "assign()")
        session.heap[reference] = .variable(variable)
        continue
      }
      var tensors = outputs[index..<(index + count)]
      let object = object(nest, &tensors)
      switch place {
      case .name(let name) where frame.layout == nil: try bind(name, to: object)
      case .name(let name): bindGlobal(name, to: object)
      case .local(let slot):
        if let name = frame.layout?.definition.locals[slot] { try bind(name, to: object) }
      case .object, .lastValue: put(object, at: place)
      }
    }
  }
}
