/// Fills the fields of `'{} = {z:.2f}'.format(…)`.
///
/// Follows CPython 3.11, `Objects/stringlib/unicode_format.h`, with its error texts.
final class FormatTemplate {
  private let arguments: [Object]
  private let keywords: [CallArguments.Keyword]
  private let evaluator: Evaluator
  /// The place of the next field without a number.
  private var nextPlace = 0
  private var isManual = false

  init(arguments: [Object], keywords: [CallArguments.Keyword], evaluator: Evaluator) {
    self.arguments = arguments
    self.keywords = keywords
    self.evaluator = evaluator
  }

  /// The text with its fields replaced.
  func filled(_ text: String) throws -> String {
    try filled(Array(text.unicodeScalars)[...], depth: 2)
  }

  private func filled(_ template: ArraySlice<Unicode.Scalar>, depth: Int) throws -> String {
    guard depth > 0 else { throw EvaluationError.value("Max string recursion exceeded") }
    var rest = template
    var result = ""
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{" where rest.first == "{", "}" where rest.first == "}":
        rest.removeFirst()
        result.unicodeScalars.append(scalar)
      case "{":
        guard !rest.isEmpty else {
          throw EvaluationError.value("Single '{' encountered in format string")
        }
        result += try field(&rest, depth: depth)
        try evaluator.checkLength(result.utf8.count)
      case "}":
        throw EvaluationError.value("Single '}' encountered in format string")
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Takes a field behind its `{`, with its `}`.
  private func field(_ rest: inout ArraySlice<Unicode.Scalar>, depth: Int) throws -> String {
    try evaluator.poll()
    let field = try Field(&rest)
    let object = try object(named: field.name)
    let spec = try filledSpec(field.spec, depth: depth)
    switch field.conversion {
    case nil: return try evaluator.formatted(object, spec: spec)
    case "s": return try evaluator.formatted(.string(evaluator.string(of: object)), spec: spec)
    case "r", "a":
      return try evaluator.formatted(.string(evaluator.representation(of: object)), spec: spec)
    case let other?:
      throw EvaluationError.value("Unknown conversion specifier \(other)")
    }
  }

  private func filledSpec(_ spec: ArraySlice<Unicode.Scalar>, depth: Int) throws -> String {
    guard spec.contains("{") || spec.contains("}") else {
      return String(String.UnicodeScalarView(spec))
    }
    return try filled(spec, depth: depth - 1)
  }

  private func object(named name: ArraySlice<Unicode.Scalar>) throws -> Object {
    var rest = name
    let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
    var object = try argument(named: Self.text(rest[..<end]))
    rest = rest[end...]
    while let mark = rest.popFirst() {
      if mark == "." {
        let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
        guard end > rest.startIndex else {
          throw EvaluationError.value("Empty attribute in format string")
        }
        object = try evaluator.attribute(Self.text(rest[..<end]), of: object)
        rest = rest[end...]
      } else if mark == "[" {
        guard let end = rest.firstIndex(of: "]") else {
          throw EvaluationError.value("Missing ']' in format string")
        }
        guard end > rest.startIndex else {
          throw EvaluationError.value("Empty attribute in format string")
        }
        let key = Self.text(rest[..<end])
        let index: Object = try Self.place(key).map(Object.int) ?? .string(key)
        object = try evaluator.item(of: object, at: index)
        rest = rest[(end + 1)...]
      } else {
        throw EvaluationError.value("Only '.' or '[' may follow ']' in format field specifier")
      }
    }
    return object
  }

  private func argument(named name: String) throws -> Object {
    let place: Int
    if name.isEmpty {
      guard !isManual else {
        throw EvaluationError.value(
          "cannot switch from manual field specification to automatic field numbering")
      }
      place = nextPlace
      nextPlace += 1
    } else if let given = try Self.place(name) {
      guard isManual || nextPlace == 0 else {
        throw EvaluationError.value(
          "cannot switch from automatic field numbering to manual field specification")
      }
      isManual = true
      place = given
    } else {
      guard let keyword = keywords.first(where: { $0.name == name }) else {
        throw try evaluator.keyError(.string(name))
      }
      return keyword.value
    }
    guard place < arguments.count else {
      throw EvaluationError.index(
        "Replacement index \(place) out of range for positional args tuple")
    }
    return arguments[place]
  }

  /// The number that a name spells; nil where it is no number.
  private static func place(_ name: String) throws -> Int? {
    guard !name.isEmpty, name.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    guard let place = Int(name) else {
      throw EvaluationError.value("Too many decimal digits in format string")
    }
    return place
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

/// The parts of a field: `name!conversion:spec`.
private struct Field {
  var name: ArraySlice<Unicode.Scalar>
  var conversion: Unicode.Scalar?
  var spec: ArraySlice<Unicode.Scalar> = []

  /// Takes a field with the `}` that ends it.
  ///
  /// - Throws: `ValueError` with CPython's text.
  init(_ rest: inout ArraySlice<Unicode.Scalar>) throws(EvaluationError) {
    let whole = rest
    var mark = try Field.takeName(&rest)
    name = whole[..<(rest.startIndex - 1)]
    if mark == "!" {
      guard let given = rest.popFirst() else {
        throw .value("end of string while looking for conversion specifier")
      }
      conversion = given
      mark = rest.popFirst() ?? ":"
      guard mark == "}" || mark == ":" else {
        throw .value("expected ':' after conversion specifier")
      }
    }
    if mark == "}" { return }
    spec = try Field.takeSpec(&rest)
  }

  /// Takes a name and the mark behind it: a `:`, `!` or `}` that stands in no brackets.
  private static func takeName(
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(EvaluationError) -> Unicode.Scalar {
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{": throw .value("unexpected '{' in field name")
      case "[": rest = rest.drop { $0 != "]" }
      case "}", ":", "!": return scalar
      default: break
      }
    }
    throw .value("expected '}' before end of string")
  }

  private static func takeSpec(
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(EvaluationError) -> ArraySlice<Unicode.Scalar> {
    let whole = rest
    var open = 1
    while let scalar = rest.popFirst() {
      if scalar == "{" { open += 1 }
      if scalar == "}" { open -= 1 }
      if open == 0 { return whole[..<(rest.startIndex - 1)] }
    }
    throw .value("unmatched '{' in format spec")
  }
}
