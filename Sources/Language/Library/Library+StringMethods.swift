/// The methods of strings, which count code points as Python does.
extension Library {
  static let stringAttributes = methods(
    stringShapes + stringSearches + stringParts + stringTests + stringPadding)

  /// The receiver of a method of strings.
  static func receiver(_ arguments: BoundArguments) -> String {
    guard case .string(let value) = arguments.receiver else {
      preconditionFailure("the methods of strings are found on strings only")
    }
    return value
  }

  private static func mapping(
    _ name: String, _ summary: String, _ example: String,
    _ body: @escaping @Sendable (String) -> String
  ) -> BuiltinFunction {
    BuiltinFunction(name, summary: summary, example: example, parameters: []) { arguments, _ in
      .string(body(receiver(arguments)))
    }
  }

  private static let stringShapes: [BuiltinFunction] = [
    mapping("upper", "The string in upper case.", "'ab'.upper()") { $0.uppercased() },
    mapping("lower", "The string in lower case.", "'AB'.lower()") { $0.lowercased() },
    mapping("casefold", "The string in a form for comparing without case.", "'AB'.casefold()") {
      $0.unicodeScalars.map { $0 == "ß" ? "ss" : $0.properties.lowercaseMapping }.joined()
    },
    mapping("title", "The string with each word capitalised.", "'a tape'.title()") {
      StringCase.titled($0)
    },
    mapping("capitalize", "The string with its first letter in upper case.", "'ab'.capitalize()") {
      StringCase.capitalized($0)
    },
    mapping("swapcase", "The string with upper and lower case exchanged.", "'aB'.swapcase()") {
      StringCase.swapped($0)
    },
    stripping("strip", "The string without blanks, or given characters, at its ends.", true, true),
    stripping(
      "lstrip", "The string without blanks, or given characters, at its start.", true, false),
    stripping("rstrip", "The string without blanks, or given characters, at its end.", false, true),
    removing(
      "removeprefix", "The string without a text at its start.", "'dz_dx'.removeprefix('dz_')"
    ) {
      $0.starts(with: $1) ? Array($0.dropFirst($1.count)) : $0
    },
    removing(
      "removesuffix", "The string without a text at its end.", "'a.tape'.removesuffix('.tape')"
    ) {
      $0.reversed().starts(with: $1.reversed()) ? Array($0.dropLast($1.count)) : $0
    },
    BuiltinFunction(
      "replace", summary: "The string with one text replaced by another.",
      example: "'dz/dx'.replace('x', 'y')",
      parameters: [
        .positional("old"), .positional("new"), .positional("count", default: .value(.int(-1))),
      ]
    ) { arguments, evaluator in
      let old = try evaluator.text(arguments.required(0), "replace() argument 1")
      let new = try evaluator.text(arguments.required(1), "replace() argument 2")
      let limit = try evaluator.index(arguments.required(2))
      return .string(
        try CodePoints(receiver(arguments)).replacing(
          CodePoints(old), with: CodePoints(new), limit: limit < 0 ? Int.max : limit, evaluator))
    },
  ]

  private static func stripping(
    _ name: String, _ summary: String, _ atStart: Bool, _ atEnd: Bool
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "' z '.\(name)()",
      parameters: [.positional("chars", default: .value(.none))]
    ) { arguments, evaluator in
      var scalars = receiver(arguments).unicodeScalars[...]
      let isStripped: (Unicode.Scalar) -> Bool
      if let given = arguments.given(0) {
        guard case .string(let characters) = given else {
          throw EvaluationError.type("\(name) arg must be None or str")
        }
        let set = Set(characters.unicodeScalars)
        isStripped = { set.contains($0) }
      } else {
        isStripped = StringCase.isSpace
      }
      if atStart { scalars = scalars.drop(while: isStripped) }
      while atEnd, let last = scalars.last, isStripped(last) { scalars.removeLast() }
      return .string(String(Substring(scalars)))
    }
  }

  private static func removing(
    _ name: String, _ summary: String, _ example: String,
    _ body: @escaping @Sendable ([Unicode.Scalar], [Unicode.Scalar]) -> [Unicode.Scalar]
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: example, parameters: [.positional("text")]
    ) { arguments, evaluator in
      let text = try evaluator.text(arguments.required(0), "\(name)() argument")
      let rest = body(Array(receiver(arguments).unicodeScalars), Array(text.unicodeScalars))
      return .string(String(String.UnicodeScalarView(rest)))
    }
  }

  private static func test(
    _ name: String, _ summary: String, isTrueWhenEmpty: Bool = false,
    _ isAccepted: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> BuiltinFunction {
    BuiltinFunction(name, summary: summary, example: "'abc'.\(name)()", parameters: []) {
      arguments, _ in
      let scalars = receiver(arguments).unicodeScalars
      return .bool(scalars.isEmpty ? isTrueWhenEmpty : scalars.allSatisfy(isAccepted))
    }
  }

  private static let stringTests: [BuiltinFunction] = [
    test("isdigit", "Whether all characters are digits.") {
      $0.properties.numericType == .decimal || $0.properties.numericType == .digit
    },
    test("isdecimal", "Whether all characters are decimal digits.") {
      $0.properties.numericType == .decimal
    },
    test("isnumeric", "Whether all characters are numeric.") { $0.properties.numericType != nil },
    test("isalpha", "Whether all characters are letters.", StringCase.isLetter),
    test("isalnum", "Whether all characters are letters or digits.") {
      StringCase.isLetter($0) || $0.properties.numericType != nil
    },
    test("isspace", "Whether all characters are blank.", StringCase.isSpace),
    test("isascii", "Whether all characters are ASCII.", isTrueWhenEmpty: true) { $0.isASCII },
    BuiltinFunction(
      "isupper", summary: "Whether the letters are in upper case, and there is one.",
      example: "'AB'.isupper()", parameters: []
    ) { arguments, _ in .bool(StringCase.hasOnly(.upper, receiver(arguments))) },
    BuiltinFunction(
      "islower", summary: "Whether the letters are in lower case, and there is one.",
      example: "'ab'.islower()", parameters: []
    ) { arguments, _ in .bool(StringCase.hasOnly(.lower, receiver(arguments))) },
    BuiltinFunction(
      "isidentifier", summary: "Whether the string can be a name.", example: "'x'.isidentifier()",
      parameters: []
    ) { arguments, _ in
      let scalars = receiver(arguments).unicodeScalars
      guard let first = scalars.first, first == "_" || first.properties.isXIDStart else {
        return .bool(false)
      }
      return .bool(scalars.allSatisfy { $0.properties.isXIDContinue })
    },
  ]
}
