extension Library {
  /// What finds texts in strings, and what pads strings.
  static let stringSearches: [BuiltinFunction] = [
    searching("find", "The first place of a text in the string, or -1.", "'tape'.find('p')") {
      .int(try $0.first($1, in: $2, $3) ?? -1)
    },
    searching("rfind", "The last place of a text in the string, or -1.", "'tape'.rfind('p')") {
      .int(try $0.last($1, in: $2, $3) ?? -1)
    },
    searching("index", "The first place of a text that is in the string.", "'tape'.index('p')") {
      guard let place = try $0.first($1, in: $2, $3) else { throw missing }
      return .int(place)
    },
    searching("rindex", "The last place of a text that is in the string.", "'tape'.rindex('p')") {
      guard let place = try $0.last($1, in: $2, $3) else { throw missing }
      return .int(place)
    },
    searching("count", "How often a text is in the string.", "'x*x'.count('x')") {
      .int(try $0.places(of: $1, in: $2, $3).count)
    },
    testing("startswith", "Whether the string begins with a text, or with one of a tuple.") {
      $0.scalars[$1].starts(with: $2.scalars)
    },
    testing("endswith", "Whether the string ends with a text, or with one of a tuple.") {
      $0.scalars[$1].reversed().starts(with: $2.scalars.reversed())
    },
  ]

  private static var missing: EvaluationError { .value("substring not found") }

  private static let bounds: [BuiltinParameter] = [
    .positional("start", default: .value(.none)), .positional("end", default: .value(.none)),
  ]

  /// The part of a string that a method looks at; nil where the start is behind the end.
  private static func range(
    _ arguments: BoundArguments, _ text: CodePoints, _ evaluator: Evaluator
  ) throws -> Range<Int>? {
    func clipped(_ index: Int) -> Int {
      index < 0 ? max(index + text.count, 0) : index
    }
    let start = try arguments.given(1).map { clipped(try evaluator.index($0)) } ?? 0
    let end = try arguments.given(2).map { clipped(try evaluator.index($0)) } ?? text.count
    let stop = min(end, text.count)
    return start <= stop ? start..<stop : nil
  }

  private static func searching(
    _ name: String, _ summary: String, _ example: String,
    _ body: @escaping @Sendable (CodePoints, CodePoints, Range<Int>, Evaluator) throws -> Object
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: example, parameters: [.positional("sub")] + bounds
    ) { arguments, evaluator in
      let text = CodePoints(receiver(arguments))
      let other = CodePoints(try evaluator.text(arguments.required(0), "\(name)() argument 1"))
      guard let range = try range(arguments, text, evaluator) else {
        if name.hasSuffix("index") { throw missing }
        return .int(name == "count" ? 0 : -1)
      }
      // An empty text is also behind the last character.
      if name == "count", other.count == 0 { return .int(range.count + 1) }
      if name.hasPrefix("r"), other.count == 0 { return .int(range.upperBound) }
      return try body(text, other, range, evaluator)
    }
  }

  private static func testing(
    _ name: String, _ summary: String,
    _ body: @escaping @Sendable (CodePoints, Range<Int>, CodePoints) -> Bool
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "'dz_dx'.\(name)('dz')",
      parameters: [.positional("text")] + bounds
    ) { arguments, evaluator in
      let given = arguments.required(0)
      var others = [given]
      if case .reference(let reference) = given, reference.kind == .tuple {
        others = evaluator.listItems(given) ?? []
      }
      let text = CodePoints(receiver(arguments))
      let range = try range(arguments, text, evaluator)
      for other in others {
        guard case .string(let part) = other else {
          throw EvaluationError.type(
            "\(name) first arg must be str or a tuple of str, not "
              + evaluator.typeName(of: other).name)
        }
        if let range, body(text, range, CodePoints(part)) { return .bool(true) }
      }
      return .bool(false)
    }
  }

  private static func padding(
    _ name: String, _ summary: String,
    _ left: @escaping @Sendable (_ padding: Int, _ width: Int) -> Int
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "'x'.\(name)(5)",
      parameters: [.positional("width"), .positional("fillchar", default: .value(.string(" ")))]
    ) { arguments, evaluator in
      let text = receiver(arguments)
      let width = try evaluator.index(arguments.required(0))
      guard case .string(let fill) = arguments.required(1), fill.unicodeScalars.count == 1 else {
        throw EvaluationError.type("The fill character must be exactly one character long")
      }
      let count = text.unicodeScalars.count
      guard width > count else { return .string(text) }
      try evaluator.checkLength(width)
      let before = left(width - count, width)
      return .string(
        String(repeating: fill, count: before) + text
          + String(repeating: fill, count: width - count - before))
    }
  }

  /// What fills strings up to a width.
  static let stringPadding: [BuiltinFunction] = [
    padding("ljust", "The string at the left of a width.") { _, _ in 0 },
    padding("rjust", "The string at the right of a width.") { padding, _ in padding },
    // CPython gives the odd blank to the left where the width is odd.
    padding("center", "The string in the middle of a width.") { padding, width in
      padding / 2 + (padding & width & 1)
    },
    BuiltinFunction(
      "zfill", summary: "The string with zeros in front, behind a sign.", example: "'-7'.zfill(4)",
      parameters: [.positional("width")]
    ) { arguments, evaluator in
      var rest = receiver(arguments).unicodeScalars[...]
      let width = try evaluator.index(arguments.required(0))
      let padding = width.subtractingReportingOverflow(rest.count)
      guard !padding.overflow, padding.partialValue > 0 else {
        return .string(String(Substring(rest)))
      }
      try evaluator.checkLength(width)
      var sign = ""
      if let first = rest.first, first == "+" || first == "-" {
        sign = String(Character(first))
        rest.removeFirst()
      }
      return .string(
        sign + String(repeating: "0", count: padding.partialValue) + String(Substring(rest)))
    },
    BuiltinFunction(
      "format", summary: "The string with its fields replaced by the arguments.",
      example: "'{} = {:.2f}'.format('z', 4.)", parameters: [.rest("args"), .keywords("kwargs")]
    ) { arguments, evaluator in
      let template = FormatTemplate(
        arguments: arguments.rest, keywords: arguments.keywordRest, evaluator: evaluator)
      return .string(try template.filled(receiver(arguments)))
    },
  ]
}
