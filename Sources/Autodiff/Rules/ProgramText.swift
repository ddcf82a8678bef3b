import Tensors

/// What a tape recorded, written as a program in the notebook's own notation.
struct ProgramText {
  let tape: Tape
  /// The names of what the program is given.
  let names: [Identity: String]

  /// A part that is used once stands where it is used, unless it is longer than this.
  private static let longestPart = 40

  /// The assignments that lead to a value, and in the last line the value itself.
  ///
  /// - Throws: the errors of allocation, where a constant is to be written.
  func lines(of value: Value) throws(AutodiffError) -> [String] {
    if let name = names[value.identity] { return [name] }
    let position = Int(tape.position(of: value))
    // What depends on nothing watched is a constant, whatever it was computed by.
    guard position >= 0 else { return [try ProgramText.constant(value.tensor)] }
    var writer = Writer(program: self, uses: uses(from: position))
    let last = try writer.formula(at: position, isLast: true)
    return writer.lines + [writer.text(of: last)]
  }

  /// How often each operation that a value depends on is used for it.
  private func uses(from last: Int) -> [Int: Int] {
    var uses: [Int: Int] = [:]
    var pending = [last]
    while let position = pending.popLast() {
      for operand in tape.operation(at: position).operands {
        uses[operand, default: 0] += 1
        if uses[operand] == 1 { pending.append(operand) }
      }
    }
    return uses
  }

  /// A tensor that depends on nothing watched, as an expression.
  private static func constant(_ tensor: Tensor) throws(AutodiffError) -> String {
    guard !tensor.isScalar else { return tensor.text() }
    do throws(TensorError) {
      return "constant(\(try tensor.listText()))"
    } catch {
      throw .primitive("constant", operands: [TensorType(tensor)], error)
    }
  }

  /// Turns operations into lines, the earlier ones first.
  private struct Writer {
    let program: ProgramText
    let uses: [Int: Int]
    var lines: [String] = []
    /// What stands for the operands of formulas: names, calls and subscripts.
    private var atoms: [String] = []
    private var known: [Int: Formula] = [:]

    init(program: ProgramText, uses: [Int: Int]) {
      self.program = program
      self.uses = uses
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
      guard entry.role == .operation, let name = entry.primitive else {
        if entry.value.isScalar, let number = entry.value.doubleValue { return .constant(number) }
        return atom(try ProgramText.constant(entry.value))
      }
      var operands: [Formula] = []
      for operand in entry.operands { operands.append(try formula(at: operand)) }
      let value = call(Primitive.named(name), operands, entry.attributes)
      let isShared = (uses[position] ?? 0) > 1
      guard !isLast, isShared || text(of: value).count > ProgramText.longestPart else {
        return value
      }
      lines.append("\(temporary) = \(text(of: value))")
      let result = atom(temporary)
      temporaryCount += 1
      known[position] = result
      return result
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
      var parts = operands.map { text(of: $0) }
      if primitive.parameters.first?.kind == .tensors {
        parts = ["[\(parts.joined(separator: ", "))]"]
      }
      for (parameter, attribute) in zip(primitive.attributeParameters, attributes)
      where attribute != parameter.defaultValue {
        let isNamed = parameter.defaultValue != nil
        parts.append((isNamed ? parameter.name + "=" : "") + parameter.text(of: attribute))
      }
      return atom("\(primitive.name)(\(parts.joined(separator: ", ")))")
    }

    private mutating func atom(_ text: String) -> Formula {
      atoms.append(text)
      return .operand(atoms.count - 1)
    }

    private var temporaryCount = 0

    /// The next name for a part: `a`, `b` and so on, then `a2`.
    private var temporary: String {
      let letters = Array("abcdefhijklmnopqrsuvw")
      let round = temporaryCount / letters.count
      return String(letters[temporaryCount % letters.count]) + (round == 0 ? "" : "\(round + 1)")
    }
  }
}
