import Tensors

/// What a tape recorded, written as a program in the notebook's own notation.
struct ProgramText {
  let tape: Tape
  /// The names of what the program is given.
  var names: [Identity: String]
  /// The names for parts that are used more than once, or are long.
  var temporaries = NameSupply.letters
  /// The dtype that a literal has without saying so; nil where dtypes are not told.
  var literalDType: DType?

  /// A part that is used once stands where it is used, unless it is longer than this.
  private static let longestPart = 40

  /// The assignments that lead to a value, and in the last line the value itself.
  ///
  /// - Throws: the errors of allocation, where a constant is to be written.
  mutating func lines(of value: Value) throws(AutodiffError) -> [String] {
    if let name = names[value.identity] { return [name] }
    let position = Int(tape.position(of: value))
    // What depends on nothing watched is a constant, whatever it was computed by.
    guard position >= 0 else { return [try constant(value.tensor)] }
    var writer = Writer(program: self, uses: uses(from: position))
    let last = try writer.formula(at: position, isLast: true)
    temporaries = writer.temporaries
    return writer.lines + [writer.text(of: last)]
  }

  /// The number with the digits that a float32 needs: `0.1`, which becomes the same float32 again.
  private static func shortest(_ number: Double) -> Double {
    let single = Float(number)
    guard let short = Double("\(single)"), Float(short) == single else { return number }
    return short
  }

  /// How often each operation that a value depends on is used for it.
  private func uses(from last: Int) -> [Int: Int] {
    var uses: [Int: Int] = [:]
    var pending = [last]
    while let position = pending.popLast() {
      // What has a name is not looked into.
      if position != last, names[tape.operation(at: position).identity] != nil { continue }
      for operand in tape.operation(at: position).operands {
        uses[operand, default: 0] += 1
        if uses[operand] == 1 { pending.append(operand) }
      }
    }
    return uses
  }

  /// A tensor that depends on nothing watched, as an expression.
  func constant(_ tensor: Tensor) throws(AutodiffError) -> String {
    do throws(TensorError) {
      guard let literalDType else {
        return tensor.isScalar ? tensor.text() : "constant(\(try tensor.listText()))"
      }
      let dtype =
        tensor.dtype == literalDType || tensor.dtype == .int32 || tensor.dtype == .bool
        ? "" : ", '\(tensor.dtype.name)'"
      return "constant(\(try tensor.listText())\(dtype))"
    } catch {
      throw .primitive("constant", operands: [TensorType(tensor)], error)
    }
  }

  /// Turns operations into lines, the earlier ones first.
  private struct Writer {
    let program: ProgramText
    let uses: [Int: Int]
    var temporaries: NameSupply
    var lines: [String] = []
    /// What stands for the operands of formulas: names, calls and subscripts.
    private var atoms: [String] = []
    /// Which of them are truth values.
    private var numberAtoms: Set<Int> = []
    private var known: [Int: Formula] = [:]

    init(program: ProgramText, uses: [Int: Int]) {
      self.program = program
      self.uses = uses
      temporaries = program.temporaries
    }

    func text(of formula: Formula) -> String {
      formula.text(operands: atoms, result: "", cotangent: "")
    }

    /// The expression of what stands at a position; its depth is that of a rule.
    mutating func formula(
      at position: Int, isLast: Bool = false
    ) throws(AutodiffError) -> Formula {
      if let formula = known[position] { return formula }
      let entry = program.tape.operation(at: position)
      if let name = program.names[entry.identity] { return atom(name) }
      // An operation with a derivative of its own is no function that could be written here.
      guard entry.role == .operation, entry.custom == nil, let name = entry.primitive else {
        return entry.value.isScalar
          ? try number(entry.value) : atom(try program.constant(entry.value))
      }
      var operands: [Formula] = []
      for operand in entry.operands { operands.append(try formula(at: operand)) }
      // What is made of numbers alone is the number that it was: as code, it would be computed in
      // Python's types.
      if entry.value.isScalar, operands.allSatisfy(isNumber) { return try number(entry.value) }
      let value = call(Primitive.named(name), operands, entry.attributes)
      let isShared = (uses[position] ?? 0) > 1
      guard !isLast, isShared || text(of: value).count > ProgramText.longestPart else {
        return value
      }
      let temporary = temporaries.next()
      lines.append("\(temporary) = \(text(of: value))")
      let result = atom(temporary)
      known[position] = result
      return result
    }

    /// A scalar as it is typed.
    private mutating func number(_ value: Tensor) throws(AutodiffError) -> Formula {
      if value.dtype != .bool, let number = value.doubleValue {
        return .constant(value.dtype == .float32 ? ProgramText.shortest(number) : number)
      }
      let result = atom(value.dtype == .bool ? value.text() : try program.constant(value))
      numberAtoms.insert(atoms.count - 1)
      return result
    }

    /// Whether a formula is a number or a truth value.
    private func isNumber(_ formula: Formula) -> Bool {
      switch formula {
      case .constant: true
      case .operand(let index): numberAtoms.contains(index)
      case .call, .result, .cotangent: false
      }
    }

    private mutating func call(
      _ primitive: Primitive, _ operands: [Formula], _ attributes: [Attribute]
    ) -> Formula {
      if primitive.hasSharedKernel { return .call(primitive.name, operands) }
      if primitive.operators.contains("[]"), let first = operands.first {
        // A subscript binds tighter than any operator.
        var base = text(of: first)
        if case .call = first { base = "(" + base + ")" }
        return atom("\(base)[\(attributes.map(\.text).joined())]")
      }
      var rest = operands.map { text(of: $0) }[...]
      var given = attributes[...]
      var parts: [String] = []
      for parameter in primitive.parameters {
        switch parameter.kind {
        case .tensor: if let operand = rest.popFirst() { parts.append(operand) }
        case .tensors:
          parts.append("[\(rest.joined(separator: ", "))]")
          rest = []
        case .operands:
          parts += rest
          rest = []
        default:
          guard let attribute = given.popFirst(), attribute != parameter.defaultValue else {
            continue
          }
          let isNamed = parameter.defaultValue != nil
          parts.append((isNamed ? parameter.name + "=" : "") + attribute.argumentText)
        }
      }
      return atom("\(primitive.name)(\(parts.joined(separator: ", ")))")
    }

    private mutating func atom(_ text: String) -> Formula {
      atoms.append(text)
      return .operand(atoms.count - 1)
    }
  }
}

/// Names that nothing has yet.
struct NameSupply: Sendable {
  private let stems: [String]
  private let taken: Set<String>
  private var count = 0

  /// `a`, `b` and so on, then `a2`: what a short program calls its parts.
  static let letters = NameSupply(stems: "abcdefhijklmnopqrsuvw".map(String.init), taken: [])

  /// `t1`, `t2` and so on, without those that are taken.
  static func numbered(_ stem: String, except taken: Set<String>) -> NameSupply {
    NameSupply(stems: [stem], taken: taken)
  }

  private init(stems: [String], taken: Set<String>) {
    self.stems = stems
    self.taken = taken
  }

  /// The next name.
  mutating func next() -> String {
    while true {
      let round = count / stems.count + (stems.count == 1 ? 1 : 0)
      let name =
        stems[count % stems.count] + (round == 0 ? "" : "\(stems.count == 1 ? round : round + 1)")
      count += 1
      if !taken.contains(name) { return name }
    }
  }
}
