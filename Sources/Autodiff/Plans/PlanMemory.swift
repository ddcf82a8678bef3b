import Tensors

/// Where a plan's tensors stand while it runs; the next run of the same plan may have it as well.
public struct PlanMemory: Sendable {
  var slots: ContiguousArray<Tensor> = []

  /// Memory for one plan.
  public init() {}

  /// Puts the inputs and the constants in their slots.
  mutating func fill(for plan: Plan, _ inputs: [Tensor]) {
    if slots.count != plan.slotCount {
      slots = ContiguousArray(repeating: Tensor(false), count: plan.slotCount)
    }
    for (slot, tensor) in zip(plan.inputs, inputs) where slot >= 0 { slots[Int(slot)] = tensor }
    for constant in plan.constants { slots[Int(constant.slot)] = constant.tensor }
  }

  /// Lets go of what a run leaves: the tensors that the plan gave.
  mutating func empty(after plan: Plan) {
    for output in plan.outputs {
      if case .computed(let slot, _) = output { slots[Int(slot)] = Tensor(false) }
    }
  }
}
