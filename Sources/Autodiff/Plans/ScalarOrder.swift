import Tensors

/// The order of a block's steps: as given, but for functions such as `cos`, which wait until one of
/// them is needed and are then computed together with all others that can be.
struct ScalarOrder {
  typealias Register = ScalarBlock.Register

  private(set) var steps: ContiguousArray<ScalarBlock.Step> = []
  private(set) var gathered: ContiguousArray<Register> = []
  /// The given steps; a negative register stands for the result of one.
  private let given: [ScalarBlock.Step]
  /// The register of each given step's result; -1 before there is one.
  private var registers: [Register]
  private var next: Register
  /// The functions that can be computed, by what they are.
  private var ready: [UnaryOperation: [Int]] = [:]
  /// The functions of each given step's result.
  private var functions: [[Int]]

  init(_ given: [ScalarBlock.Step], loadCount: Int) {
    self.given = given
    registers = Array(repeating: -1, count: given.count)
    next = Register(loadCount)
    functions = Array(repeating: [], count: given.count)
    for (index, step) in given.enumerated() {
      guard case .unary(let operation, let operand) = step, operation.isElementary else { continue }
      if operand >= 0 {
        ready[operation, default: []].append(index)
      } else {
        functions[Int(~operand)].append(index)
      }
    }
  }

  mutating func emitAll() {
    for index in given.indices { emit(index) }
    // What nobody in the block needs.
    while let operation = ready.keys.min(by: { $0.rawValue < $1.rawValue }) { flush(operation) }
  }

  /// The register that a given one becomes.
  func place(_ register: Register) -> Register {
    register < 0 ? registers[Int(~register)] : register
  }

  /// Emits a step whose operands come from steps before it; functions wait.
  private mutating func emit(_ index: Int) {
    guard registers[index] < 0 else { return }
    if case .unary(let operation, _) = given[index], operation.isElementary { return }
    for operand in given[index].operands where operand < 0 { require(Int(~operand)) }
    let step = given[index].mapped(place)
    steps.append(step)
    finish(index)
  }

  /// Computes the functions on which a step waits, the innermost first.
  private mutating func require(_ index: Int) {
    var chain = [index]
    while let last = chain.last {
      guard registers[last] < 0, case .unary(let operation, let operand) = given[last] else {
        chain.removeLast()
        continue
      }
      if operand < 0, registers[Int(~operand)] < 0 {
        chain.append(Int(~operand))
      } else {
        flush(operation)
      }
    }
  }

  private mutating func flush(_ operation: UnaryOperation) {
    guard let batch = ready.removeValue(forKey: operation), !batch.isEmpty else { return }
    if batch.count == 1 {
      let step = given[batch[0]].mapped(place)
      steps.append(step)
    } else {
      steps.append(.batch(operation, from: Int32(gathered.count), count: Int32(batch.count)))
      for index in batch { gathered += given[index].operands.map(place) }
    }
    for index in batch { finish(index) }
  }

  private mutating func finish(_ index: Int) {
    registers[index] = next
    next += 1
    for function in functions[index] {
      if case .unary(let operation, _) = given[function] {
        ready[operation, default: []].append(function)
      }
    }
  }
}

extension ScalarBlock.Step {
  var operands: [ScalarBlock.Register] {
    switch self {
    case .unary(_, let a): [a]
    case .add(let a, let b), .multiply(let a, let b), .binary(_, let a, let b),
      .compare(_, let a, let b):
      [a, b]
    case .select(let a, let b, let c), .addToProduct(let a, let b, let c),
      .multiplyProduct(let a, let b, let c), .addProduct(let a, let b, let c),
      .multiplyByProduct(let a, let b, let c):
      [a, b, c]
    case .batch: []
    }
  }

  func mapped(_ place: (ScalarBlock.Register) -> ScalarBlock.Register) -> Self {
    switch self {
    case .add(let a, let b): .add(place(a), place(b))
    case .multiply(let a, let b): .multiply(place(a), place(b))
    case .unary(let operation, let a): .unary(operation, place(a))
    case .binary(let operation, let a, let b): .binary(operation, place(a), place(b))
    case .compare(let operation, let a, let b): .compare(operation, place(a), place(b))
    case .select(let a, let b, let c): .select(place(a), place(b), place(c))
    case .addToProduct(let a, let b, let c): .addToProduct(place(a), place(b), place(c))
    case .multiplyProduct(let a, let b, let c): .multiplyProduct(place(a), place(b), place(c))
    case .addProduct(let a, let b, let c): .addProduct(place(a), place(b), place(c))
    case .multiplyByProduct(let a, let b, let c): .multiplyByProduct(place(a), place(b), place(c))
    case .batch: self
    }
  }
}
