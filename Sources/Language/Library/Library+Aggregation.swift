import Autodiff
import Tensors

extension Library {
  /// The builtins that are Python's for Python's values and NumPy's for a tensor.
  ///
  /// Their second argument would be an axis in NumPy and a start or a second value in Python, so
  /// the axis is given by name only.
  static let aggregation: [BuiltinFunction] = [
    BuiltinFunction(
      "sum", bare: ["sum"],
      summary: "The sum of the items of an iterable, or of a tensor's elements over axes.",
      example: "sum(ones(2, 2), axis=0)",
      parameters: [.positional("x"), .normal("start", default: .omitted)] + overAxes
    ) { arguments, evaluator in
      if let result = try reduction("sum", arguments, evaluator) {
        guard arguments[1] == nil else { throw axisByName("sum") }
        return result
      }
      return try total(of: arguments.required(0), start: arguments[1] ?? .int(0), evaluator)
    },
    extremum("max", .greater, "largest"),
    extremum("min", .less, "smallest"),
    quantifier(
      "any", true, "Whether one item of an iterable, or one element of a tensor, is true."),
    quantifier("all", false, "Whether every item of an iterable, or element of a tensor, is true."),
  ]

  private static let overAxes: [BuiltinParameter] = [
    .keyword("axis", "axes", "reduction_indices"), .keyword("keepdims", "keep_dims"),
    .operationName,
  ]

  private static func axisByName(_ name: String) -> EvaluationError {
    .type("\(name)() of a tensor takes its axis by name", hint: "write \(name)(x, axis=0)")
  }

  /// The reduction of a tensor; nil where the argument is Python's and no axis is given.
  private static func reduction(
    _ name: String, _ arguments: BoundArguments, _ evaluator: Evaluator
  ) throws -> Object? {
    let keywords = ["axis", "keepdims"].compactMap { keyword in
      arguments[keyword].map { CallArguments.Keyword(keyword, $0) }
    }
    let x: Object
    if arguments.parameters[0].kind == .rest {
      guard let first = arguments.rest.first, arguments.rest.count == 1 else { return nil }
      x = first
    } else {
      x = arguments.required(0)
    }
    guard evaluator.isTensorLike(x) || !keywords.isEmpty else { return nil }
    return try evaluator.call(
      PrimitiveReference(.named(name)), CallArguments([x], keywords: keywords))
  }

  private static func total(
    of iterable: Object, start: Object, _ evaluator: Evaluator
  ) throws -> Object {
    if case .string = start {
      throw EvaluationError.type("sum() can't sum strings [use ''.join(seq) instead]")
    }
    let iterator = try evaluator.iterator(over: iterable)
    var total = start
    while let item = try evaluator.next(iterator) {
      try evaluator.poll()
      total = try evaluator.binary(.add, total, item)
    }
    return total
  }

  private static func quantifier(
    _ name: String, _ decisive: Bool, _ summary: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], summary: summary, example: "\(name)([True, False])",
      parameters: [.positional("x")] + overAxes
    ) { arguments, evaluator in
      if let result = try reduction(name, arguments, evaluator) { return result }
      let iterator = try evaluator.iterator(over: arguments.required(0))
      while let item = try evaluator.next(iterator) {
        try evaluator.poll()
        if try evaluator.isTrue(item) == decisive { return .bool(decisive) }
      }
      return .bool(!decisive)
    }
  }

  private static func extremum(
    _ name: String, _ comparison: ComparisonOperator, _ adjective: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name],
      summary:
        "The \(adjective) item of an iterable or of several values, or of a tensor over axes.",
      example: "\(name)([3, 1, 2])",
      parameters: [
        .rest("values"), .keyword("key", default: .value(.none)), .keyword("default"),
      ] + overAxes
    ) { arguments, evaluator in
      let key = arguments.given("key")
      if key == nil, let result = try reduction(name, arguments, evaluator) { return result }
      let values: [Object]
      switch arguments.rest.count {
      case 0: throw EvaluationError.type("\(name) expected at least 1 argument, got 0")
      case 1: values = try evaluator.items(of: arguments.rest[0])
      default:
        values = arguments.rest
        try refuseElementwise(name, values, evaluator)
        guard arguments["default"] == nil else {
          throw EvaluationError.type(
            "Cannot specify a default for \(name)() with multiple positional arguments")
        }
      }
      var best: (value: Object, key: Object)?
      for value in values {
        try evaluator.poll()
        let rank = try key.map { try evaluator.call($0, CallArguments([value])) } ?? value
        guard let current = best else {
          best = (value, rank)
          continue
        }
        if try evaluator.isTrue(evaluator.compare(comparison, rank, current.key)) {
          best = (value, rank)
        }
      }
      if let best { return best.value }
      if let value = arguments["default"] { return value }
      throw EvaluationError.value("\(name)() arg is an empty sequence")
    }
  }

  private static func refuseElementwise(
    _ name: String, _ values: [Object], _ evaluator: Evaluator
  ) throws {
    for value in values {
      guard let tensor = evaluator.plainTensor(value), tensor.count != 1 else { continue }
      throw EvaluationError.type(
        "\(name)() of several values compares them as wholes, and a tensor of shape "
          + "\(Shape.text(tensor.shape)) has no order",
        hint: "write \(name)imum(x, y) for each element, \(name)(x, axis=0) for one tensor")
    }
  }
}
