import Tensors

extension Plan {
  /// The plan of a recorded program; nil where it has an operation that is no primitive, or one
  /// whose derivative depends on more than its operands.
  ///
  /// - Parameter fixed: the inputs, by their places, that are the same in every run.
  /// - Complexity: O(entries).
  public convenience init?(_ program: RecordedProgram, fixed: Set<Int> = []) {
    guard var builder = PlanBuilder(program, fixed: fixed), builder.addEntries() else { return nil }
    let outputs = program.outputs.map { builder.output($0) }
    let checks = program.kinkUses.map { builder.check($0) }
    let schedule = PlanSchedule(builder, outputs: outputs, checks: checks)
    self.init(
      schedule, inputs: schedule.slots(of: builder.inputNumbers),
      outputs: outputs.map { schedule.output($0) })
  }
}

/// The values of a program by numbers, each once, with the operations that compute them.
struct PlanBuilder {
  typealias Number = Plan.Slot

  private let program: RecordedProgram
  private let fixed: Set<Int>
  /// The line from which the program was called.
  let line: Int
  /// The inputs by their positions on the tape.
  private var inputsByPosition: [Int: Int] = [:]
  /// The number of what stands at each position.
  private var numbers: [Number] = []
  private var scalarConstants: [ScalarKey: Number] = [:]
  private var known: [PlanNode: Number] = [:]

  /// The type of each number.
  private(set) var types: [TensorType] = []
  /// The numbers that depend on no input.
  private(set) var constants: [Number: Tensor] = [:]
  /// The number of each input; -1 where it is another's, or fixed.
  private(set) var inputNumbers: [Number]
  /// The operations, each behind those that it needs.
  private(set) var nodes: [PlanNode] = []

  private struct ScalarKey: Hashable {
    let dtype: DType
    let bits: UInt64
  }

  /// What becomes of an output.
  enum Output {
    case input(Int)
    case number(Number, isArray: Bool)
    case constant(Tensor, isArray: Bool)
  }

  init?(_ program: RecordedProgram, fixed: Set<Int>) {
    guard !program.hasCustomOperations else { return nil }
    self.program = program
    self.fixed = fixed
    line = program.line
    inputNumbers = Array(repeating: -1, count: program.inputs.count)
    for (index, input) in program.inputs.enumerated() {
      let position = Int(program.tape.position(of: input))
      if position >= 0, inputsByPosition[position] == nil { inputsByPosition[position] = index }
    }
  }

  /// Numbers what the tape holds; false where it cannot be computed again.
  mutating func addEntries() -> Bool {
    let tape = program.tape
    numbers.reserveCapacity(tape.count)
    for position in 0..<tape.count {
      let entry = tape.entries[position]
      switch entry.kind {
      case .constant: numbers.append(constant(entry.result))
      case .watched, .variable: numbers.append(leaf(position, entry.result))
      case .read: numbers.append(numbers[Int(entry.first)])
      case .operation:
        guard let number = operation(entry) else { return false }
        numbers.append(number)
      }
    }
    return true
  }

  private mutating func leaf(_ position: Int, _ tensor: Tensor) -> Number {
    guard let input = inputsByPosition[position], !fixed.contains(input) else {
      return constant(tensor)
    }
    let number = next(TensorType(tensor))
    inputNumbers[input] = number
    return number
  }

  private mutating func next(_ type: TensorType) -> Number {
    types.append(type)
    return Number(types.count - 1)
  }

  private mutating func constant(_ tensor: Tensor) -> Number {
    let key = tensor.isScalar ? ScalarKey(dtype: tensor.dtype, bits: tensor.scalarBits) : nil
    if let key, let known = scalarConstants[key] { return known }
    let number = next(TensorType(tensor))
    constants[number] = tensor
    if let key { scalarConstants[key] = number }
    return number
  }

  private mutating func operation(_ entry: Entry) -> Number? {
    let tape = program.tape
    let primitive = Primitive.at(entry.primitive)
    if case .refused = primitive.derivative { return nil }
    let operands = tape.operands(of: entry).map { numbers[Int($0)] }
    if operands.allSatisfy({ constants[$0] != nil }) { return constant(entry.result) }
    let type = TensorType(entry.result)
    if let same = unchanged(primitive, operands, type) { return same }
    var node = PlanNode(
      primitive: entry.primitive, operands: operands, attributes: tape.attributes(of: entry))
    if let number = known[node] { return number }
    node.result = next(type)
    known[node] = node.result
    nodes.append(node)
    return node.result
  }

  /// The operand that an operation gives as it is: a copy, or a product with ones.
  private func unchanged(
    _ primitive: Primitive, _ operands: [Number], _ type: TensorType
  ) -> Number? {
    switch primitive.name {
    case "identity": return operands[0]
    case "multiply":
      for (ones, other) in [(operands[0], operands[1]), (operands[1], operands[0])]
      where types[Int(other)] == type && constants[ones]?.isOnes == true {
        return other
      }
      return nil
    default: return nil
    }
  }

  /// What an output of the program is.
  func output(_ value: Value) -> Output {
    let position = Int(program.tape.position(of: value))
    guard position >= 0 else { return .constant(value.tensor, isArray: value.isArray) }
    if let input = inputsByPosition[position] { return .input(input) }
    let number = numbers[position]
    if let tensor = constants[number] { return .constant(tensor, isArray: value.isArray) }
    return .number(number, isArray: value.isArray)
  }

  /// A look for a kink: what it is at, and the numbers of the operands, the result and the
  /// cotangent.
  typealias KinkLook = (use: KinkUse, operands: [Number]?)

  /// Whether an operation can be at a kink, whatever numbers the inputs are.
  private func mayBeAtKink(_ use: KinkUse) -> Bool {
    let known = use.operands.map { operand -> Double? in
      let position = Int(program.tape.position(of: operand))
      let tensor = position >= 0 ? constants[numbers[position]] : operand.tensor
      return tensor.flatMap { $0.isScalar ? $0.doubleValue : nil }
    }
    return use.primitive.conventions.kinks.contains { kink in
      use.slots.contains(where: kink.operands.contains) && kink.isPossible(known)
    }
  }

  /// A look for a kink, over numbers; over none where there is no kink to find.
  mutating func check(_ use: KinkUse) -> KinkLook {
    guard mayBeAtKink(use) else { return (use, nil) }
    let values = use.operands + [use.result, use.cotangent]
    return (use, values.map { number($0) })
  }

  private mutating func number(_ value: Value) -> Number {
    let position = Int(program.tape.position(of: value))
    return position >= 0 ? numbers[position] : constant(value.tensor)
  }
}

extension Tensor {
  /// The one element of which all are copies, by a broadcast, say; nil where there are more.
  var repeatedElement: Tensor? {
    guard count > 0, storage?.byteCount == dtype.itemSize else { return nil }
    return try? sliced(Array(repeating: .index(0), count: rank))
  }

  /// Whether this is one element 1 that was broadcast, or a number 1.
  fileprivate var isOnes: Bool {
    guard dtype.isFloatingPoint else { return false }
    return (isScalar ? self : repeatedElement)?.doubleValue == 1
  }

  /// The bits of a rank-0 tensor.
  fileprivate var scalarBits: UInt64 {
    switch dtype {
    case .float32: UInt64(scalar(as: Float.self).bitPattern)
    case .float64: scalar(as: Double.self).bitPattern
    case .int32: UInt64(bitPattern: Int64(scalar(as: Int32.self)))
    case .int64: UInt64(bitPattern: scalar(as: Int64.self))
    case .bool: scalar(as: Bool.self) ? 1 : 0
    }
  }
}
