/// A block's steps in which products that one step alone reads are part of that step: it need not
/// wait until they have been written and read again.
struct MergedSteps {
  typealias Step = ScalarBlock.Step
  typealias Register = ScalarBlock.Register

  private(set) var steps: [Step] = []
  /// What became of each given step's result; nil of a product that is part of another step.
  private var registers: [Register?]

  /// - Parameters:
  ///   - given: steps in order; a negative register stands for the result of one, from -1 on.
  ///   - kept: the steps whose results are needed by others than steps.
  init(_ given: [Step], keeping kept: [Int]) {
    var readers = [Int](repeating: 0, count: given.count)
    // Two more, so that no step is the only one.
    for index in kept { readers[index] += 2 }
    for step in given {
      for operand in step.operands where operand < 0 { readers[Int(~operand)] += 1 }
    }
    registers = Array(repeating: nil, count: given.count)
    var wholes: [Step] = []
    var isPart = [Bool](repeating: false, count: given.count)
    /// Takes the factors of a product that only one step reads, and of which it becomes part.
    func takeFactors(_ operand: Register) -> (Register, Register)? {
      guard operand < 0, readers[Int(~operand)] == 1,
        case .multiply(let a, let b) = wholes[Int(~operand)]
      else { return nil }
      isPart[Int(~operand)] = true
      return (a, b)
    }
    for step in given {
      var whole = step
      switch step {
      case .add(let x, let y):
        if let (a, b) = takeFactors(x) {
          whole = .addToProduct(a, b, y)
        } else if let (a, b) = takeFactors(y) {
          whole = .addProduct(x, a, b)
        }
      case .multiply(let x, let y):
        if let (a, b) = takeFactors(x) {
          whole = .multiplyProduct(a, b, y)
        } else if let (a, b) = takeFactors(y) {
          whole = .multiplyByProduct(x, a, b)
        }
      default: break
      }
      wholes.append(whole)
    }
    for (index, whole) in wholes.enumerated() where !isPart[index] {
      steps.append(whole.mapped { $0 < 0 ? register(of: Int(~$0)) : $0 })
      registers[index] = ~Register(steps.count - 1)
    }
  }

  /// The register of a given step's result, which is negative.
  ///
  /// - Precondition: the step is not part of another one.
  func register(of step: Int) -> Register {
    guard let register = registers[step] else {
      preconditionFailure("a product is read by the step that it is part of, and by no other")
    }
    return register
  }
}
