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

  let steps: ContiguousArray<Work>
  let parts: Parts
  /// The slots that nobody needs after each step: where those of each one end.
  let releases: ContiguousArray<Slot>
  let releaseEnds: ContiguousArray<Int32>
  let slotCount: Int
  /// The slots of the inputs, in order; -1 where one is not needed.
  let inputs: [Slot]
  /// What the slots hold from the start.
  let constants: [(slot: Slot, tensor: Tensor)]
  let outputs: [Output]

  init(_ schedule: PlanSchedule, inputs: [Slot], outputs: [Output]) {
    steps = schedule.steps
    parts = schedule.parts
    releases = schedule.releases
    releaseEnds = schedule.releaseEnds
    slotCount = schedule.slotCount
    constants = schedule.constants
    self.inputs = inputs
    self.outputs = outputs
  }

  /// How many steps there are; a block of numbers or small arrays is one.
  public var stepCount: Int { steps.count }

  /// How many operations there are, those of blocks each by itself.
  public var operationCount: Int {
    steps.reduce(0) { sum, work in
      switch work {
      case .scalars32(let block), .scalars64(let block):
        sum + parts.scalars[Int(block)].operationCount
      case .arrays(let block): sum + parts.arrays[Int(block)].operationCount
      case .kink, .noKink: sum
      case .unary, .binary, .general: sum + 1
      }
    }
  }

  /// Whether an output is computed in every run, and no input or constant.
  public func computes(_ output: Int) -> Bool {
    if case .computed = outputs[output] { true } else { false }
  }

  /// What a step does; numbers without names are places among the `Parts`, so that nothing is
  /// counted when a step is taken.
  enum Work: Sendable {
    case unary(UnaryOperation, primitive: UInt16, Slot, result: Slot)
    case binary(BinaryOperation, primitive: UInt16, Slot, Slot, result: Slot)
    case general(Int32)
    case scalars32(Int32)
    case scalars64(Int32)
    case arrays(Int32)
    case kink(Int32)
    /// What would look for a kink at so many elements, and would find none.
    case noKink(primitive: UInt16, count: Int32)
  }

  /// What steps need that is more than numbers.
  struct Parts: Sendable {
    var generals: ContiguousArray<General> = []
    var scalars: ContiguousArray<ScalarBlock> = []
    var arrays: ContiguousArray<ArrayProgram> = []
    var kinks: ContiguousArray<KinkCheck> = []
  }

  /// An operation with attributes, or of tensors that are no small arrays.
  struct General: Sendable {
    let primitive: Primitive
    let operands: [Slot]
    let attributes: [Attribute]
    let result: Slot
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
