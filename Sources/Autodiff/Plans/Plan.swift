import Tensors

/// A recorded program without what is needed once only: what a function that is called again and
/// again computes, as a list of steps over numbered slots.
///
/// It gives the same bits as the run that was recorded would give for other inputs of the same
/// shapes and element types: every step is the kernel of a recorded primitive. What no output needs
/// is left out, what is computed twice is computed once, and what depends on no input is there.
public final class Plan: Sendable {
  /// Where a step finds an operand and leaves its result.
  typealias Slot = Int32

  let steps: ContiguousArray<Step>
  let slotCount: Int
  /// The slots of the inputs, in order; -1 where one is not needed.
  let inputs: [Slot]
  /// What the slots hold from the start.
  let constants: [(slot: Slot, tensor: Tensor)]
  let outputs: [Output]

  init(
    steps: ContiguousArray<Step>, slotCount: Int, inputs: [Slot],
    constants: [(slot: Slot, tensor: Tensor)], outputs: [Output]
  ) {
    self.steps = steps
    self.slotCount = slotCount
    self.inputs = inputs
    self.constants = constants
    self.outputs = outputs
  }

  /// How many steps there are; a block of numbers is one.
  public var stepCount: Int { steps.count }

  /// How many operations there are, those of blocks each by itself.
  public var operationCount: Int {
    steps.reduce(0) { sum, step in
      switch step.work {
      case .scalars32(let block), .scalars64(let block): sum + block.operationCount
      case .kink: sum
      case .unary, .binary, .general: sum + 1
      }
    }
  }

  /// One step, and the slots that nobody needs after it.
  struct Step: Sendable {
    let work: Work
    let releases: [Slot]
  }

  /// What a step does.
  enum Work: Sendable {
    case unary(UnaryOperation, Primitive, Slot, result: Slot)
    case binary(BinaryOperation, Primitive, Slot, Slot, result: Slot)
    case general(Primitive, [Slot], [Attribute], result: Slot)
    case scalars32(ScalarBlock)
    case scalars64(ScalarBlock)
    case kink(KinkCheck)
  }

  /// What an output is.
  enum Output: Sendable {
    /// An input, under its own identity.
    case input(Int)
    case computed(Slot, isArray: Bool)
    case constant(Tensor, isArray: Bool)
  }

  /// A look at a differentiated operation that may be at a kink.
  struct KinkCheck: Sendable {
    let primitive: Primitive
    let operands: [Slot]
    let result: Slot
    let attributes: [Attribute]
    let cotangent: Slot
    let slots: [Int]
    /// The line of the source; nil where it is the call's.
    let line: Int?
    let hasRows: Bool
  }
}
