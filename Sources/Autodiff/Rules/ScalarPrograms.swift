import Tensors

/// The steps of many programs in one place, for scalar tapes.
///
/// A pass over scalars runs a program for each recorded operation. Here they lie flat, so that
/// running one counts no reference and allocates nothing.
struct ScalarPrograms: Sendable {
  private var steps: ContiguousArray<Program.Step> = []
  private var constants: ContiguousArray<Double> = []

  /// Where one program lies.
  struct Location: Sendable {
    fileprivate let firstStep: UInt16
    fileprivate let firstConstant: UInt16
    fileprivate let stepCount: UInt8
    fileprivate let constantCount: UInt8
    fileprivate let output: Program.Slot
  }

  /// Adds a program and gives its place.
  mutating func add(_ program: Program) -> Location {
    let location = Location(
      firstStep: UInt16(steps.count), firstConstant: UInt16(constants.count),
      stepCount: UInt8(program.steps.count), constantCount: UInt8(program.constants.count),
      output: program.output)
    steps += program.steps
    constants += program.constants
    return location
  }

  /// Runs a program on numbers of one type: its operands, the result, and the cotangent.
  @inline(__always)
  func run<T: FloatElement>(
    _ program: Location, _ x: T, _ y: T, result: T, cotangent: T
  ) -> T {
    withUnsafeTemporaryAllocation(of: T.self, capacity: Program.slotLimit) { values in
      values[0] = x
      values[1] = y
      values[2] = y
      values[Int(Program.resultSlot)] = result
      values[Int(Program.cotangentSlot)] = cotangent
      var next = Int(Program.firstConstantSlot)
      for index in 0..<Int(program.constantCount) {
        values[next] = T(constants[Int(program.firstConstant) &+ index])
        next &+= 1
      }
      for index in 0..<Int(program.stepCount) {
        switch steps[Int(program.firstStep) &+ index] {
        case .unary(let operation, let a):
          values[next] = operation(values[Int(a)])
        case .binary(let operation, let a, let b):
          values[next] = operation(values[Int(a)], values[Int(b)])
        case .compare(let operation, let a, let b):
          values[next] = operation(values[Int(a)], values[Int(b)]) ? 1 : 0
        case .select(let condition, let a, let b):
          values[next] = values[Int(condition)] != 0 ? values[Int(a)] : values[Int(b)]
        }
        next &+= 1
      }
      return values[Int(program.output)]
    }
  }
}
