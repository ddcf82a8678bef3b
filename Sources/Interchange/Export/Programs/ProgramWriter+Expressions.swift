import Language
import Tensors

/// Expressions, with brackets only where Python needs them.
extension ProgramWriter {
  /// The text of a range of the entry, as typed.
  func source(_ range: SourceRange) -> String {
    let bytes = entry.entry.source.text.utf8
    let start = min(max(range.start, 0), bytes.count)
    let end = min(max(range.end, start), bytes.count)
    return String(decoding: bytes.dropFirst(start).prefix(end - start), as: UTF8.self)
  }

  /// An expression's text, in brackets where it binds less tightly than is needed.
  func text(
    _ expression: Expression, atLeast precedence: Precedence = .lambda
  ) throws(ExportProblem) -> String {
    try code(expression).text(atLeast: precedence)
  }

  func texts(_ expressions: [Expression]) throws(ExportProblem) -> String {
    var texts: [String] = []
    for expression in expressions { texts.append(try text(expression)) }
    return texts.joined(separator: ", ")
  }

  func code(_ expression: Expression) throws(ExportProblem) -> Code {
    do throws(ExportProblem) {
      return try unlocatedCode(expression)
    } catch {
      throw error.located(at: expression.range)
    }
  }

  private func unlocatedCode(_ expression: Expression) throws(ExportProblem) -> Code {
    switch expression.kind {
    case .none: return Code("None")
    case .bool(let value): return Code(value ? "True" : "False")
    case .int, .float, .string: return literal(expression)
    case .ellipsis: return Code("...")
    case .formatted(let parts): return try formatted(parts)
    case .name(let name): return try code(ofName: name, at: expression.range)
    case .unary(let sign, let operand):
      return Code(sign.rawValue + (try text(operand, atLeast: .unary)), .unary)
    case .binary(let binary, let left, let right): return try code(binary, left, right)
    case .comparison(let first, let parts):
      var text = try compared(first, beside: parts[0]).text(atLeast: .bitOr)
      var before = first
      for part in parts {
        let operand = try compared(
          part.operand,
          beside: ComparisonPart(
            part.comparison, part.operatorRange, before))
        text += " \(part.comparison.rawValue) " + operand.text(atLeast: .bitOr)
        before = part.operand
      }
      return Code(text, .comparison)
    case .and(let left, let right):
      return Code(try text(left, atLeast: .and) + " and " + text(right, atLeast: .not), .and)
    case .or(let left, let right):
      return Code(try text(left, atLeast: .or) + " or " + text(right, atLeast: .and), .or)
    case .not(let operand): return Code("not " + (try text(operand, atLeast: .not)), .not)
    case .conditional(let condition, let value, let alternative):
      return Code(
        try text(value, atLeast: .or) + " if " + text(condition, atLeast: .or) + " else "
          + text(alternative, atLeast: .conditional), .conditional)
    case .call(let function, let arguments):
      return try call(function, arguments, expression.range)
    case .attribute(let base, let name, _): return try attribute(expression, base, name)
    case .subscripted(let base, let items, let isTuple):
      return try subscripted(base, items, isTuple: isTuple)
    case .starred(let inner): return Code("*" + (try text(inner, atLeast: .bitOr)))
    case .prime(let function, let order): return try prime(function, order: order)
    case .command(let command): return try derivativeValue(command)
    case .lambda(let definition): return try lambda(definition)
    case .list, .tuple, .dict, .listComprehension, .dictComprehension, .generator:
      return try display(expression)
    }
  }

  /// A literal as it was typed; `1_000` and `0x1f` mean the same in Python.
  private func literal(_ expression: Expression) -> Code {
    let typed = source(expression.range)
    if typed.hasPrefix("-") { return Code(typed, .unary) }
    // Brackets are part of the range.
    if typed.hasPrefix("("), typed.hasSuffix(")") { return Code(typed) }
    return Code(typed)
  }

  private func code(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(ExportProblem) -> Code {
    if binary == .matmul, let product = try vectorProduct(left, right) { return product }
    let precedence: Precedence =
      switch binary {
      case .bitOr: .bitOr
      case .bitAnd: .bitAnd
      case .add, .subtract: .sum
      case .multiply, .divide, .floorDivide, .modulo, .matmul: .product
      case .power: .power
      }
    if binary == .power {
      return Code(
        try operand(left, beside: right, of: .power).text(atLeast: .primary) + " ** "
          + operand(right, beside: left, of: .power).text(atLeast: .unary), .power)
    }
    return Code(
      try operand(left, beside: right, of: binary).text(atLeast: precedence)
        + " \(binary.rawValue) "
        + operand(right, beside: left, of: binary).text(atLeast: precedence.next),
      precedence)
  }

  /// An operand of an operator: arrays of NumPy's and numbers in a list become a tensor beside one.
  ///
  /// - Parameter binary: the operator; nil for a comparison.
  func operand(
    _ expression: Expression, beside other: Expression, of binary: BinaryOperator? = nil
  ) throws(ExportProblem) -> Code {
    // The product takes operands of one element type only.
    let isStrict = binary == .matmul
    let isBesideTensor =
      mayBeTensor(other) || (mayBeTensor(expression) && mayBeArray(other))
    if isBesideTensor,
      let tensor = try tensorOfNumPy(expression, beside: [other], isStrict: isStrict)
    {
      return tensor
    }
    if isBesideTensor,
      let tensor = try tensorOfList(expression, beside: [other], isStrict: isStrict)
    {
      return tensor
    }
    if let array = try arrayOfList(expression, beside: other) { return array }
    let code = try code(expression)
    guard framework != .tensorflow, kind(of: expression).isNumbers, kind(of: other).isTensor else {
      let isKept = binary.map { ![.add, .subtract].contains($0) } ?? false
      return isKept && !kind(of: other).isNumber || binary == .power
        ? keptForDerivative(expression, code, by: "") : code
    }
    return tensor(code, kind: .numbers, isInteger: areIntegers(expression))
  }

  /// An operand of a comparison, which PyTorch and JAX have for tensors only.
  private func compared(
    _ expression: Expression, beside other: ComparisonPart
  ) throws(ExportProblem) -> Code {
    switch other.comparison {
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
      guard framework != .tensorflow else { return try code(expression) }
      // The element type of an array is NumPy's.
      if case .attribute(let array, "dtype", _) = other.operand.kind, origin(of: array) == .numpy {
        let outer = writesNumPy
        writesNumPy = true
        defer { writesNumPy = outer }
        return try code(expression)
      }
      return try operand(expression, beside: other.operand)
    default: return try code(expression)
    }
  }

  /// A product with a vector, for which TensorFlow has a function of its own.
  ///
  /// - Throws: where an operand is a vector at times and a matrix at others.
  func vectorProduct(
    _ left: Expression, _ right: Expression
  ) throws(ExportProblem) -> Code? {
    guard framework == .tensorflow, origin(of: left) != .numpy || origin(of: right) != .numpy else {
      return nil
    }
    let ranks = (ranks(of: left), ranks(of: right))
    guard ranks.0.contains(1) || ranks.1.contains(1) else { return nil }
    let operands = "\(try text(left)), \(try text(right))"
    if ranks.1 == [1], !ranks.0.isEmpty, !ranks.0.contains(1) {
      return Code("tf.linalg.matvec(\(operands))")
    }
    // The sum over the last axis of the one and the first axis of the other.
    if ranks.1.isSubset(of: [1, 2]) { return Code("tf.tensordot(\(operands), 1)") }
    if ranks.0 == [1], !ranks.1.contains(1) {
      return Code(
        "tf.linalg.matvec(\(try text(right)), \(try text(left)), transpose_a=True)")
    }
    throw ExportProblem(
      "this is a product with a vector at times and of matrices at others, for which TensorFlow "
        + "has two functions",
      hint: "use a function of its own for each", at: left.range)
  }

  /// The numbers of axes that a tensor may have, as far as they are known.
  private func ranks(of expression: Expression) -> Set<Int> {
    if case .name(let name) = expression.kind {
      if case .tensor(let rank?) = kind(ofName: name) { return [rank] }
      if let tensor = tensor(ofName: name) { return [tensor.rank] }
    }
    guard let seen = observed(expression)?.ranks else { return [] }
    return Set((0..<64).filter { seen & (1 << UInt64($0)) != 0 })
  }

  // MARK: Subscripts

  private func subscripted(
    _ base: Expression, _ items: [SubscriptItem], isTuple: Bool
  ) throws(ExportProblem) -> Code {
    let isOfTensor = kind(of: base).isTensor || kind(of: base).isUnknown
    let isFrameworks = isOfTensor && origin(of: base) != .numpy
    if framework == .tensorflow, isFrameworks, let code = try gathered(base, items) { return code }
    if let code = try turned(base, items, isTuple: isTuple) { return code }
    if let code = try loadedArray(base, items) { return code }
    var parts: [String] = []
    for item in items {
      if framework == .jax, isFrameworks, let list = listIndex(item) {
        parts.append("jnp.array(\(try text(list)))")
      } else {
        parts.append(try part(item))
      }
    }
    if isTuple, parts.count == 1 { parts.append("") }
    let whole = keptForDerivative(base, try code(base), by: "")
    return Code(
      whole.text(atLeast: .primary) + "[" + parts.joined(separator: ", ") + "]")
  }

  func part(_ item: SubscriptItem) throws(ExportProblem) -> String {
    switch item {
    case .index(let value): return try text(value)
    case .slice(let start, let stop, let step, _):
      var text = ""
      if let start { text += try self.text(start, atLeast: .conditional) }
      text += ":"
      if let stop { text += try self.text(stop, atLeast: .conditional) }
      if let step { text += ":" + (try self.text(step, atLeast: .conditional)) }
      return text
    }
  }
}

extension StaticKind {
  var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
