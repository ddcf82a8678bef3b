import Tensors

/// A formula flattened to steps that each apply one primitive: what both modes execute.
///
/// The same steps run on inline scalars, on tensors and on recorded values, so a derivative is the
/// same whatever its operands are and whether it is itself recorded. A class, so that handing one
/// to a pass costs one reference and not one for each of its arrays; `ScalarPrograms` runs the same
/// steps on numbers.
final class Program: Sendable {
  /// Where a step finds an operand: operands, result, cotangent, constants, then earlier steps.
  typealias Slot = UInt8

  static let resultSlot: Slot = 3
  static let cotangentSlot: Slot = 4
  static let firstConstantSlot: Slot = 5
  /// The most slots a program may take.
  static let slotLimit = 64

  /// One primitive, with the kernel that serves it on scalars.
  enum Step: Sendable {
    case unary(UnaryOperation, Slot)
    case binary(BinaryOperation, Slot, Slot)
    case compare(ComparisonOperation, Slot, Slot)
    case select(Slot, Slot, Slot)
  }

  let steps: ContiguousArray<Step>
  private let primitives: [Primitive]
  let constants: ContiguousArray<Double>
  let output: Slot
  let slotCount: Int

  /// The steps of a formula.
  init(_ formula: Formula) {
    var compiler = Compiler()
    compiler.collectConstants(formula)
    output = compiler.compile(formula)
    steps = compiler.steps
    primitives = compiler.primitives
    constants = compiler.constants
    slotCount = compiler.slotCount
    precondition(slotCount <= Program.slotLimit, "a rule of one primitive is short")
  }

  /// The steps on terms, recorded where their scope records.
  func callAsFunction(operands: [Term], result: Term, cotangent: Term) -> Term {
    var values: [Term] = []
    values.reserveCapacity(slotCount)
    for index in 0..<Int(Self.resultSlot) {
      values.append(index < operands.count ? operands[index] : cotangent)
    }
    values.append(result)
    values.append(cotangent)
    for constant in constants { values.append(cotangent.constant(constant)) }
    for (step, primitive) in zip(steps, primitives) {
      switch step {
      case .unary(_, let a):
        values.append(cotangent.scope.apply(primitive, [values[Int(a)]]))
      case .binary(_, let a, let b), .compare(_, let a, let b):
        values.append(cotangent.scope.apply(primitive, [values[Int(a)], values[Int(b)]]))
      case .select(let condition, let a, let b):
        values.append(
          cotangent.scope.apply(
            primitive, [values[Int(condition)], values[Int(a)], values[Int(b)]]))
      }
    }
    return values[Int(output)]
  }
}

/// Formulas become steps here; equal parts are computed once.
private struct Compiler {
  typealias Slot = Program.Slot

  var steps: ContiguousArray<Program.Step> = []
  var primitives: [Primitive] = []
  var constants: ContiguousArray<Double> = []
  private var slots: [Formula: Slot] = [:]

  var slotCount: Int { Int(Program.firstConstantSlot) + constants.count + steps.count }

  mutating func collectConstants(_ formula: Formula) {
    switch formula {
    case .constant(let number):
      if slots[formula] == nil {
        slots[formula] = Program.firstConstantSlot + Slot(constants.count)
        constants.append(number)
      }
    case .call(_, let operands): for operand in operands { collectConstants(operand) }
    default: break
    }
  }

  mutating func compile(_ formula: Formula) -> Slot {
    if let slot = slots[formula] { return slot }
    switch formula {
    case .operand(let index): return Slot(index)
    case .result: return Program.resultSlot
    case .cotangent: return Program.cotangentSlot
    case .constant: preconditionFailure("constants were collected before")
    case .call(let name, let operands):
      let inputs = operands.map { compile($0) }
      let primitive = Primitive.named(name)
      switch primitive.kernel {
      case .unary(let operation): steps.append(.unary(operation, inputs[0]))
      case .binary(let operation): steps.append(.binary(operation, inputs[0], inputs[1]))
      case .compare(let operation): steps.append(.compare(operation, inputs[0], inputs[1]))
      case .select: steps.append(.select(inputs[0], inputs[1], inputs[2]))
      case .predicate, .general:
        preconditionFailure("\(name) is not elementwise, so no partial derivative may use it")
      }
      primitives.append(primitive)
      let slot = Slot(Int(Program.firstConstantSlot) + constants.count + steps.count - 1)
      slots[formula] = slot
      return slot
    }
  }
}
