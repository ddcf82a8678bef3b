import Tensors

extension Library {
  /// What makes text of objects, and prints it.
  static let text: [BuiltinFunction] = [
    printing,
    BuiltinFunction(
      "repr", bare: ["repr"], summary: "An object as it would be written in a program.",
      example: "repr('a')", parameters: [.positional("obj")]
    ) { arguments, evaluator in
      .string(try evaluator.representation(of: arguments.required(0)))
    },
    BuiltinFunction(
      "format", bare: ["format"], summary: "An object as text in a format.",
      example: "format(3.14159, '.2f')",
      parameters: [.positional("value"), .positional("format_spec", default: .value(.string("")))]
    ) { arguments, evaluator in
      let spec = try evaluator.text(arguments.required(1), "format() argument 2")
      return .string(try evaluator.formatted(arguments.required(0), spec: spec))
    },
    BuiltinFunction(
      "ord", bare: ["ord"], summary: "The code point of a character.", example: "ord('a')",
      parameters: [.positional("c")]
    ) { arguments, evaluator in
      guard case .string(let text) = arguments.required(0) else {
        let name = evaluator.typeName(of: arguments.required(0)).name
        throw EvaluationError.type("ord() expected string of length 1, but \(name) found")
      }
      let scalars = text.unicodeScalars
      guard scalars.count == 1, let scalar = scalars.first else {
        throw EvaluationError.type(
          "ord() expected a character, but string of length \(scalars.count) found")
      }
      return .int(Int(scalar.value))
    },
    BuiltinFunction(
      "chr", bare: ["chr"], summary: "The character of a code point.", example: "chr(955)",
      parameters: [.positional("i")]
    ) { arguments, evaluator in
      let value = try evaluator.index(arguments.required(0))
      guard let code = UInt32(exactly: value), code < 0x110000 else {
        throw EvaluationError.value("chr() arg not in range(0x110000)")
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw EvaluationError.value("chr() arg is a surrogate, which is no character")
      }
      return .string(String(Character(scalar)))
    },
  ]

  private static let printing = BuiltinFunction(
    "print", bare: ["print"], tensorflow: ["print"],
    summary: "Prints objects with a separator between them and an end behind them.",
    example: "print('z =', 4.0)",
    parameters: [
      .rest("objects"), .keyword("sep", default: .value(.none)),
      .keyword("end", default: .value(.none)),
      .keyword("file", "output_stream", default: .value(.none)),
      .keyword("flush", default: .value(.bool(false))),
      .keyword("summarize", default: .value(.none)), .operationName,
    ]
  ) { arguments, evaluator in
    func option(_ option: String, _ value: String) throws -> String {
      guard let given = arguments.given(option) else { return value }
      guard case .string(let text) = given else {
        throw EvaluationError.type(
          "\(option) must be None or a string, not \(evaluator.typeName(of: given).name)")
      }
      return text
    }
    let separator = try option("sep", " ")
    let end = try option("end", "\n")
    var text = ""
    for (index, object) in arguments.rest.enumerated() {
      try evaluator.poll()
      if index > 0 { text += separator }
      text += try evaluator.string(of: object)
    }
    evaluator.write(text + end)
    return .none
  }
}
