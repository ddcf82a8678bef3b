import OrderedCollections

/// Python's `template % values`: `'%.3f' % loss`, `'%s: %d' % (name, count)`, `'%(x)s' % {'x': 1}`.
///
/// `%[(name)][flags][width][.precision]type`, after "printf-style String Formatting" of Python's
/// library reference, with CPython's texts of errors.
struct PercentFormat {
  private let evaluator: Evaluator
  private let template: [Unicode.Scalar]
  private let given: Object
  private let values: [Object]
  private var position = 0
  private var used = 0

  init(_ evaluator: Evaluator, _ template: String, _ given: Object) {
    self.evaluator = evaluator
    self.template = Array(template.unicodeScalars)
    self.given = given
    if case .reference(let reference) = given, reference.kind == .tuple {
      values = evaluator.listItems(given) ?? []
    } else {
      values = [given]
    }
  }

  /// The template with its values.
  ///
  /// - Throws: `TypeError`, `ValueError`, `KeyError`, `MemoryError`.
  func text() throws -> String {
    var copy = self
    return try copy.filled()
  }

  private mutating func filled() throws -> String {
    var result = ""
    while position < template.count {
      let scalar = template[position]
      position += 1
      if scalar == "%" {
        result += try part()
      } else {
        result.unicodeScalars.append(scalar)
      }
      try evaluator.checkLength(result.utf8.count)
    }
    let takesNames = evaluator.dictionary(given) != nil
    if used < values.count, !takesNames {
      throw EvaluationError.type("not all arguments converted during string formatting")
    }
    return result
  }

  /// One part behind its `%`.
  private mutating func part() throws -> String {
    var named: Object?
    if take("(") { named = try value(named: try name()) }
    var flags = Set<Unicode.Scalar>()
    while let flag = next, "-+ #0".unicodeScalars.contains(flag) {
      flags.insert(flag)
      position += 1
    }
    var width = try number() ?? 0
    if width < 0 {
      flags.insert("-")
      width = -width
    }
    var precision: Int?
    if take(".") { precision = try number() ?? 0 }
    while let size = next, "hlL".unicodeScalars.contains(size) {
      _ = size
      position += 1
    }
    guard let type = next else { throw EvaluationError.value("incomplete format") }
    position += 1
    if type == "%" { return "%" }
    guard "diuoxXeEfFgGcrsa".unicodeScalars.contains(type) else {
      throw EvaluationError.value(
        "unsupported format character '\(type)' (0x\(String(type.value, radix: 16))) "
          + "at index \(position - 1)")
    }
    let value = try named ?? argument()
    return try text(of: value, type, flags, width: width, precision: precision)
  }

  private func text(
    of value: Object, _ type: Unicode.Scalar, _ flags: Set<Unicode.Scalar>, width: Int,
    precision: Int?
  ) throws -> String {
    switch type {
    case "s", "r", "a":
      let whole =
        try type == "s" ? evaluator.string(of: value) : evaluator.representation(of: value)
      let spec = "\(flags.contains("-") ? "<" : ">")\(width)" + (precision.map { ".\($0)" } ?? "")
      return try evaluator.formatted(.string(whole), spec: spec)
    case "c":
      if case .string(let text) = value, text.unicodeScalars.count == 1 {
        return try evaluator.formatted(.string(text), spec: ">\(width)")
      }
      return try evaluator.formatted(.int(evaluator.index(value)), spec: "\(width)c")
    default: break
    }
    let number = try number(value, type)
    var spec = flags.contains("-") ? "<" : ""
    if flags.contains("+") { spec += "+" } else if flags.contains(" ") { spec += " " }
    if flags.contains("#") { spec += "#" }
    if flags.contains("0"), !flags.contains("-") { spec += "0" }
    if width > 0 { spec += String(width) }
    switch type {
    case "d", "i", "u":
      // The precision is the least number of digits.
      guard let precision, precision > 0 else {
        return try evaluator.formatted(number, spec: spec + "d")
      }
      guard precision <= FormatSpec.precisionLimit else {
        throw EvaluationError.value("precision too large")
      }
      let digits = try evaluator.formatted(number, spec: "d")
      let isNegative = digits.hasPrefix("-")
      let bare = isNegative ? String(digits.dropFirst()) : digits
      let zeros = String(repeating: "0", count: max(0, precision - bare.utf8.count))
      let sign = isNegative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : ""
      return try evaluator.formatted(
        .string(sign + zeros + bare), spec: "\(flags.contains("-") ? "<" : ">")\(width)")
    case "o", "x", "X": return try evaluator.formatted(number, spec: spec + String(type))
    default:
      return try evaluator.formatted(number, spec: "\(spec).\(precision ?? 6)\(type)")
    }
  }

  /// The number that a type of format takes: whole for `d`, real for `f`.
  private func number(_ value: Object, _ type: Unicode.Scalar) throws -> Object {
    var number = value
    if let tensor = evaluator.plainTensor(value), let item = try evaluator.item(of: tensor) {
      number = item
    }
    switch (number, type) {
    case (.bool(let flag), _): number = .int(flag ? 1 : 0)
    case (.int, _), (.float, "e"), (.float, "E"), (.float, "f"), (.float, "F"), (.float, "g"),
      (.float, "G"):
      break
    case (.float(let real), "d"), (.float(let real), "i"), (.float(let real), "u"):
      number = .int(try Rounding.integer(real.rounded(.towardZero), "%\(type)"))
    default:
      let name = evaluator.typeName(of: value).name
      guard "diuoxX".unicodeScalars.contains(type) else {
        throw EvaluationError.type("must be real number, not \(name)")
      }
      let wanted = "oxX".unicodeScalars.contains(type) ? "an integer" : "a real number"
      throw EvaluationError.type("%\(type) format: \(wanted) is required, not \(name)")
    }
    return number
  }

  // MARK: Reading

  private var next: Unicode.Scalar? { position < template.count ? template[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func argument() throws -> Object {
    guard used < values.count else {
      throw EvaluationError.type("not enough arguments for format string")
    }
    used += 1
    return values[used - 1]
  }

  /// A width or a precision: digits, or `*` for one of the values.
  private mutating func number() throws -> Int? {
    if take("*") {
      guard case .int(let number) = try argument() else {
        throw EvaluationError.type("* wants int")
      }
      guard abs(number) <= FormatSpec.widthLimit else {
        throw EvaluationError.value("width too large")
      }
      return number
    }
    var number: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      let digit = Int(scalar.value - 48)
      number = (number ?? 0) * 10 + digit
      guard number ?? 0 <= FormatSpec.widthLimit else {
        throw EvaluationError.value("width too big")
      }
      position += 1
    }
    return number
  }

  private mutating func name() throws -> String {
    var name = ""
    var depth = 1
    while let scalar = next {
      position += 1
      if scalar == "(" { depth += 1 }
      if scalar == ")" {
        depth -= 1
        if depth == 0 { return name }
      }
      name.unicodeScalars.append(scalar)
    }
    throw EvaluationError.value("incomplete format key")
  }

  private func value(named name: String) throws -> Object {
    guard let entries = evaluator.dictionary(given) else {
      throw EvaluationError.type("format requires a mapping")
    }
    guard let entry = entries[try evaluator.key(for: .string(name))] else {
      throw EvaluationError(.keyError, "'\(name)'")
    }
    return entry.value
  }
}
