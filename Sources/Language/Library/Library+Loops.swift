import Autodiff
import Tensors

extension Library {
  /// TensorFlow's functions that call functions: the calls are recorded as any others.
  static let loops: [BuiltinFunction] = [
    BuiltinFunction(
      "cond", tensorflow: ["cond"],
      summary: "What one function gives where a condition holds, or else another.",
      example: "tf.cond(tf.constant(True), lambda: 1., lambda: 2.)",
      parameters: [
        .normal("pred"), .normal("true_fn", role: .function),
        .normal("false_fn", role: .function), .operationName,
      ]
    ) { arguments, evaluator in
      let holds = try evaluator.isTrue(arguments.required(0))
      return try evaluator.call(arguments.required(holds ? 1 : 2), CallArguments())
    },
    BuiltinFunction(
      "while_loop", tensorflow: ["while_loop"],
      summary: "Variables after a function of them has been applied while a condition holds.",
      example: "tf.while_loop(lambda i: i < 3, lambda i: (i + 1,), [0])",
      parameters: [
        .normal("cond", role: .function), .normal("body", role: .function), .normal("loop_vars"),
        .normal("shape_invariants", default: .value(.none)),
        .normal("parallel_iterations", default: .value(.int(10))),
        .normal("back_prop", default: .value(.bool(true))),
        .normal("swap_memory", default: .value(.bool(false))),
        .normal("maximum_iterations", default: .value(.none)), .operationName,
      ]
    ) { arguments, evaluator in
      guard var variables = evaluator.listItems(arguments.required(2)) else {
        throw EvaluationError.type("loop_vars is a list or a tuple of the variables")
      }
      guard !variables.isEmpty else { throw EvaluationError.value("No loop variables provided") }
      variables = try variables.map(evaluator.loopVariable)
      var result = evaluator.makeList(variables)
      let most = try arguments.given(7).map(evaluator.index) ?? .max
      var count = 0
      while count < most,
        try evaluator.isTrue(evaluator.call(arguments.required(0), CallArguments(variables)))
      {
        try evaluator.poll()
        let next = try evaluator.call(arguments.required(1), CallArguments(variables))
        guard let items = evaluator.listItems(next), items.count == variables.count else {
          throw EvaluationError.value(
            "the body gives a list or tuple of \(variables.count) variables, as it is given")
        }
        variables = try items.map(evaluator.loopVariable)
        var isTuple = false
        if case .reference(let reference) = next { isTuple = reference.kind == .tuple }
        result = isTuple ? evaluator.makeTuple(variables) : evaluator.makeList(variables)
        count += 1
      }
      return result
    },
    BuiltinFunction(
      "map_fn", tensorflow: ["map_fn"],
      summary: "A function of each element along the first axis, its results stacked.",
      example: "tf.map_fn(lambda x: x * x, ones(3))",
      parameters: [
        .normal("fn", role: .function), .normal("elems"),
        .normal("dtype", default: .value(.none)),
        .normal("parallel_iterations", default: .value(.none)),
        .normal("back_prop", default: .value(.bool(true))),
        .normal("swap_memory", default: .value(.bool(false))),
        .normal("infer_shape", default: .value(.bool(true))), .operationName,
        .keyword("fn_output_signature", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let elements = try at.elements(arguments.required(1))
      guard !elements.isEmpty else {
        throw EvaluationError.value("map_fn() takes one element or more")
      }
      return try at.stacked(
        elements.map { element in
          try evaluator.poll()
          return try evaluator.call(arguments.required(0), CallArguments([element]))
        })
    },
    folded("foldl", "in their order", isReversed: false),
    folded("foldr", "from the last to the first", isReversed: true),
    BuiltinFunction(
      "scan", tensorflow: ["scan"],
      summary: "The results so far of a function of these and of each element, stacked.",
      example: "tf.scan(lambda a, x: a + x, ones(3))",
      parameters: foldParameters + [
        .normal("infer_shape", default: .value(.bool(true))),
        .normal("reverse", default: .value(.bool(false))), .operationName,
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let isReversed = try evaluator.isTrue(arguments["reverse"] ?? .bool(false))
      let results = try at.accumulated(arguments, isReversed: isReversed, "scan")
      return try at.stacked(isReversed ? results.reversed() : results)
    },
  ]

  private static let foldParameters: [BuiltinParameter] = [
    .normal("fn", role: .function), .normal("elems"),
    .normal("initializer", default: .value(.none)),
    .normal("parallel_iterations", default: .value(.int(10))),
    .normal("back_prop", default: .value(.bool(true))),
    .normal("swap_memory", default: .value(.bool(false))),
  ]

  private static func folded(_ name: String, _ order: String, isReversed: Bool) -> BuiltinFunction {
    BuiltinFunction(
      name, tensorflow: [name],
      summary: "The last result of a function of the one before and of each element, \(order).",
      example: "tf.\(name)(lambda a, x: a + x, ones(3))",
      parameters: foldParameters + [.operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      let results = try at.accumulated(arguments, isReversed: isReversed, name)
      if let last = results.last { return last }
      return try arguments.given(2).map { $0 } ?? at.nothing(name)
    }
  }
}

extension Evaluator {
  /// A number as a tensor, as TensorFlow's loops have it; other objects as they are.
  fileprivate func loopVariable(_ object: Object) throws -> Object {
    switch object {
    case .int, .float, .bool: .tensor(try value(of: object))
    default: object
    }
  }
}

extension Composer {
  fileprivate func nothing(_ name: String) throws -> Object {
    throw EvaluationError.value("\(name)() takes one element or more where there is no initializer")
  }

  /// The elements along the first axis; of a tuple of tensors tuples of theirs.
  fileprivate func elements(_ object: Object) throws -> [Object] {
    if let items = evaluator.listItems(object), items.contains(where: evaluator.isTensorLike) {
      let columns = try items.map(elements)
      guard let count = columns.first?.count, columns.allSatisfy({ $0.count == count }) else {
        throw EvaluationError.value("the tensors have different extents of the first axis")
      }
      return (0..<count).map { row in evaluator.makeTuple(columns.map { $0[row] }) }
    }
    let x = try evaluator.value(of: object)
    guard x.tensor.rank > 0 else {
      throw EvaluationError.value("elements are taken along the first axis, and a scalar has none")
    }
    try evaluator.checkLength(x.tensor.shape[0])
    return try (0..<x.tensor.shape[0]).map { .tensor(try part(x, axis: 0, .index($0))) }
  }

  /// Results stacked along a new first axis; of tuples a tuple of stacks.
  fileprivate func stacked(_ results: [Object]) throws -> Object {
    guard let first = results.first else { return .none }
    if let count = evaluator.listItems(first)?.count {
      let rows = try results.map { result in
        guard let items = evaluator.listItems(result), items.count == count else {
          throw EvaluationError.value("the results have different structures")
        }
        return items
      }
      return evaluator.makeTuple(
        try (0..<count).map { place in try stacked(rows.map { $0[place] }) })
    }
    let values = try results.map { try evaluator.value(of: $0) }
    return .tensor(try apply("stack", values, [.integer(0)]))
  }

  /// Every result of a function of the one before and of an element.
  fileprivate func accumulated(
    _ arguments: BoundArguments, isReversed: Bool, _ name: String
  ) throws -> [Object] {
    var elements = try elements(arguments.required(1))
    if isReversed { elements.reverse() }
    var results: [Object] = []
    var last = try arguments.given(2).map(evaluator.loopVariable)
    for element in elements {
      try evaluator.poll()
      let next = try last.map {
        try evaluator.call(arguments.required(0), CallArguments([$0, element]))
      }
      let result = next ?? element
      results.append(result)
      last = result
    }
    guard !results.isEmpty || last != nil else { return [try nothing(name)] }
    guard name != "scan" || !results.isEmpty else { return [try nothing(name)] }
    return results
  }
}
