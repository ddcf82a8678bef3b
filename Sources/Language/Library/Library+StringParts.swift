extension Library {
  /// What splits strings and joins them.
  static let stringParts: [BuiltinFunction] = [
    BuiltinFunction(
      "join", summary: "The strings of an iterable with this one between them.",
      example: "', '.join(['x', 'y'])", parameters: [.positional("iterable")]
    ) { arguments, evaluator in
      let separator = receiver(arguments)
      var result = ""
      for (index, item) in try evaluator.items(of: arguments.required(0)).enumerated() {
        try evaluator.poll()
        guard case .string(let part) = item else {
          throw EvaluationError.type(
            "sequence item \(index): expected str instance, "
              + "\(evaluator.typeName(of: item).name) found")
        }
        if index > 0 { result += separator }
        result += part
        try evaluator.checkLength(result.utf8.count)
      }
      return .string(result)
    },
    splitting("split", "The parts of the string between separators, or between blanks.") {
      try StringSplitter.split($0, by: $1, limit: $2, $3)
    },
    splitting("rsplit", "The parts of the string, split from its end.") {
      try StringSplitter.splitFromEnd($0, by: $1, limit: $2, $3)
    },
    BuiltinFunction(
      "splitlines", summary: "The lines of the string.", example: "'a\\nb'.splitlines()",
      parameters: [.normal("keepends", default: .value(.bool(false)))]
    ) { arguments, evaluator in
      let keepsEnds = try evaluator.isTrue(arguments.required(0))
      let lines = StringSplitter.lines(CodePoints(receiver(arguments)), keepsEnds: keepsEnds)
      return evaluator.makeList(lines.map(Object.string))
    },
    partitioning(
      "partition", "The parts before, at and after a separator's first place.", absent: 0
    ) { try $0.first($1, in: 0..<$0.count, $2) },
    partitioning(
      "rpartition", "The parts before, at and after a separator's last place.", absent: 2
    ) { try $0.last($1, in: 0..<$0.count, $2) },
  ]

  private static func splitting(
    _ name: String, _ summary: String,
    _ body: @escaping @Sendable (CodePoints, CodePoints?, Int, Evaluator) throws -> [String]
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "'x, y'.\(name)(', ')",
      parameters: [
        .normal("sep", default: .value(.none)), .normal("maxsplit", default: .value(.int(-1))),
      ]
    ) { arguments, evaluator in
      var separator: CodePoints?
      if let given = arguments.given(0) {
        let text = try evaluator.text(given, "\(name)() argument 1")
        guard !text.isEmpty else { throw EvaluationError.value("empty separator") }
        separator = CodePoints(text)
      }
      let limit = try evaluator.index(arguments.required(1))
      let parts = try body(
        CodePoints(receiver(arguments)), separator, limit < 0 ? Int.max : limit, evaluator)
      return evaluator.makeList(parts.map(Object.string))
    }
  }

  /// - Parameter absent: which part the whole string is where the separator is not in it.
  private static func partitioning(
    _ name: String, _ summary: String, absent: Int,
    place: @escaping @Sendable (CodePoints, CodePoints, Evaluator) throws -> Int?
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: summary, example: "'a=b'.\(name)('=')", parameters: [.positional("sep")]
    ) { arguments, evaluator in
      let separator = try evaluator.text(arguments.required(0), "\(name)() argument")
      guard !separator.isEmpty else { throw EvaluationError.value("empty separator") }
      let text = CodePoints(receiver(arguments))
      let other = CodePoints(separator)
      guard let place = try place(text, other, evaluator) else {
        var parts = ["", "", ""]
        parts[absent] = receiver(arguments)
        return evaluator.makeTuple(parts.map(Object.string))
      }
      let parts = [text.text(0..<place), separator, text.text((place + other.count)..<text.count)]
      return evaluator.makeTuple(parts.map(Object.string))
    }
  }
}
