public import Tensors

extension Recorder {
  /// Computes what a plan's program would compute from other inputs.
  ///
  /// Nothing is recorded; kinks are looked for where this recorder looks for them.
  ///
  /// - Parameters:
  ///   - inputs: of the types of those that the plan was made with.
  ///   - sources: the inputs that derivatives were taken by, for what is told of the outputs.
  ///   - valueCount: how many outputs, the first ones, are no derivatives.
  ///   - memory: that of another run, or new; it keeps no tensor.
  /// - Throws: the errors of computing, `interrupted`.
  public mutating func run(
    _ plan: Plan, on inputs: [Value], sources: [Int], valueCount: Int, in memory: inout PlanMemory
  ) throws(AutodiffError) -> [Value] {
    let tensors = try compute(plan, on: inputs.map(\.tensor), in: &memory)
    memory.empty(after: plan)
    return told(plan, tensors, inputs: inputs, sources: sources, valueCount: valueCount)
  }

  /// The tensors that a plan's program computes from others, of which nothing is noted.
  ///
  /// - Parameters:
  ///   - inputs: of the types of those that the plan was made with.
  ///   - memory: that of another run, or new.
  /// - Throws: the errors of computing, `interrupted`.
  public mutating func compute(
    _ plan: Plan, on inputs: [Tensor], in memory: inout PlanMemory
  ) throws(AutodiffError) -> [Tensor] {
    memory.fill(for: plan, inputs)
    let isInterrupted = isInterrupted
    var failure: AutodiffError?
    memory.slots.withUnsafeMutableBufferPointer { slots in
      do throws(AutodiffError) {
        var released = 0
        for index in plan.steps.indices {
          if index & 0xFF == 0xFF, isInterrupted?() == true { throw .interrupted }
          try run(plan.steps[index], plan, slots)
          let end = Int(plan.releaseEnds[index])
          while released < end {
            slots[Int(plan.releases[released])] = Tensor(false)
            released &+= 1
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure {
      memory = PlanMemory()
      throw failure
    }
    return plan.outputs.map { output in
      switch output {
      case .input(let input): inputs[input]
      case .computed(let slot, _): memory.slots[Int(slot)]
      case .constant(let tensor, _): tensor
      }
    }
  }

  @inline(__always)
  private mutating func run(
    _ work: Plan.Work, _ plan: Plan, _ slots: UnsafeMutableBufferPointer<Tensor>
  ) throws(AutodiffError) {
    switch work {
    case .scalars32(let block): plan.parts.scalars[Int(block)].run(Float.self, slots)
    case .scalars64(let block): plan.parts.scalars[Int(block)].run(Double.self, slots)
    case .arrays(let block):
      do throws(TensorError) {
        try plan.parts.arrays[Int(block)].run(slots)
      } catch {
        // Of its operations only memory and the user can keep it from its results.
        throw .primitive("elementwise", operands: [], error)
      }
    case .unary(let operation, let primitive, let x, let result):
      do throws(TensorError) {
        slots[Int(result)] = try slots[Int(x)].unary(operation)
      } catch {
        throw .primitive(
          Primitive.at(primitive).name, operands: [TensorType(slots[Int(x)])], error)
      }
    case .binary(let operation, let primitive, let x, let y, let result):
      do throws(TensorError) {
        slots[Int(result)] = try Kernel.binary(operation, slots[Int(x)], slots[Int(y)])
      } catch {
        throw .primitive(
          Primitive.at(primitive).name,
          operands: [TensorType(slots[Int(x)]), TensorType(slots[Int(y)])], error)
      }
    case .general(let index): try run(plan.parts.generals[Int(index)], slots)
    case .noKink(let primitive, let count):
      kinkLog?.takesLook(at: Int(primitive), count: Int(count))
    case .kink(let index): look(plan.parts.kinks[Int(index)], slots)
    }
  }

  private func run(
    _ step: Plan.General, _ slots: UnsafeMutableBufferPointer<Tensor>
  ) throws(AutodiffError) {
    let tensors = step.operands.map { slots[Int($0)] }
    do throws(TensorError) {
      slots[Int(step.result)] = try step.primitive.kernel(tensors, step.attributes)
    } catch {
      throw .primitive(step.primitive.name, operands: tensors.map(TensorType.init), error)
    }
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
      at: check.primitive, slots[Int(check.result)], line: check.line ?? line,
      check.operands.map { slots[Int($0)] }, attributes: check.attributes, cotangent: cotangent,
      slots: check.slots)
  }
}
