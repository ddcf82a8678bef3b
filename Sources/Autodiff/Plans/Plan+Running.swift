import Tensors

extension Recorder {
  /// Computes what a plan's program would compute from other inputs.
  ///
  /// Nothing is recorded; kinks are looked for where this recorder looks for them.
  ///
  /// - Parameters:
  ///   - inputs: of the types of those that the plan was made with.
  ///   - sources: the inputs that derivatives were taken by, for what is told of the outputs.
  ///   - derivatives: which outputs are derivatives.
  /// - Throws: the errors of computing, `interrupted`.
  public mutating func run(
    _ plan: Plan, on inputs: [Value], sources: [Int], derivatives: (Int) -> Bool
  ) throws(AutodiffError) -> [Value] {
    var slots = ContiguousArray(repeating: Tensor(false), count: plan.slotCount)
    for (slot, value) in zip(plan.inputs, inputs) where slot >= 0 {
      slots[Int(slot)] = value.tensor
    }
    for constant in plan.constants { slots[Int(constant.slot)] = constant.tensor }
    let isInterrupted = isInterrupted
    var failure: AutodiffError?
    slots.withUnsafeMutableBufferPointer { slots in
      do throws(AutodiffError) {
        for index in plan.steps.indices {
          if index & 0xFF == 0xFF, isInterrupted?() == true { throw .interrupted }
          try run(plan.steps[index], slots)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    let history = keepsLineage ? note(copiesOf: sources.map { inputs[$0] }) : nil
    return plan.outputs.enumerated().map { index, output in
      let tensor: Tensor
      let isArray: Bool
      switch output {
      case .input(let input): return inputs[input]
      case .computed(let slot, let flag): (tensor, isArray) = (slots[Int(slot)], flag)
      case .constant(let value, let flag): (tensor, isArray) = (value, flag)
      }
      let value = Value(tensor).asArray(isArray)
      if let history, derivatives(index) {
        note(derivative: value, history)
      }
      return value
    }
  }

  @inline(__always)
  private mutating func run(
    _ step: Plan.Step, _ slots: UnsafeMutableBufferPointer<Tensor>
  ) throws(AutodiffError) {
    switch step.work {
    case .scalars32(let block): block.run(Float.self, slots)
    case .scalars64(let block): block.run(Double.self, slots)
    case .unary(let operation, let primitive, let x, let result):
      do throws(TensorError) {
        slots[Int(result)] = try slots[Int(x)].unary(operation)
      } catch {
        throw .primitive(primitive.name, operands: [TensorType(slots[Int(x)])], error)
      }
    case .binary(let operation, let primitive, let x, let y, let result):
      do throws(TensorError) {
        slots[Int(result)] = try Kernel.binary(operation, slots[Int(x)], slots[Int(y)])
      } catch {
        throw .primitive(
          primitive.name, operands: [TensorType(slots[Int(x)]), TensorType(slots[Int(y)])], error)
      }
    case .general(let primitive, let operands, let attributes, let result):
      let tensors = operands.map { slots[Int($0)] }
      do throws(TensorError) {
        slots[Int(result)] = try primitive.kernel(tensors, attributes)
      } catch {
        throw .primitive(primitive.name, operands: tensors.map(TensorType.init), error)
      }
    case .kink(let check): look(check, slots)
    }
    for slot in step.releases { slots[Int(slot)] = Tensor(false) }
  }

  @inline(never)
  private mutating func look(
    _ check: Plan.KinkCheck, _ slots: UnsafeMutableBufferPointer<Tensor>
  ) {
    guard kinkLog?.isOpen(Int(check.primitive.index)) == true else { return }
    var cotangent = slots[Int(check.cotangent)]
    if check.hasRows {
      // A kink counts where one of the rows is not zero; without memory to look, none is noted.
      guard let sizes = try? cotangent.unary(.abs).reduce(.sum, axes: [0]) else { return }
      cotangent = sizes
    }
    kinkLog?.look(
      at: check.primitive, slots[Int(check.result)], line: check.line,
      check.operands.map { slots[Int($0)] }, attributes: check.attributes, cotangent: cotangent,
      slots: check.slots)
  }

  // MARK: What is told of the outputs

  /// The identities under which a run is told: its tape, its sources and its target.
  private typealias History = [Identity]

  /// Notes what the function's own call would have: that its arguments were copied to a tape that
  /// nothing is known of any more.
  private mutating func note(copiesOf inputs: [Value]) -> History {
    let tape = Identity.next()
    var history = [tape]
    for input in inputs {
      let copy = Identity.next()
      noteUnrecorded(.identity, input, nil, input.tensor, copy)
      history.append(copy)
    }
    let target = Identity.next()
    history.append(target)
    lineage.forget(tape...target)
    return history
  }

  private mutating func note(derivative value: Value, _ history: History) {
    lineage.append(
      .gradient, value.identity, history, label: lineage.phrase(""), dtype: value.tensor.dtype,
      line: Int32(clamping: line))
  }
}

extension Primitive {
  fileprivate static let identity = named("identity")
}
