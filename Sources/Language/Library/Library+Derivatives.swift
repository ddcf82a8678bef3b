import Autodiff
import Tensors

/// Derivatives as functions: of a value that a tape recorded, and of a function.
extension Library {
  static let derivatives: [BuiltinFunction] = [
    BuiltinFunction(
      "grad", bare: ["grad"],
      summary: "The gradient of a recorded value, or, given a function, its gradient's function.",
      example: "grad(lambda x: x ** 2)(3.)",
      parameters: [
        .normal("z", "fun", role: .target), .rest("sources", role: .source),
        .keyword("argnums", default: .omitted),
      ]
    ) { arguments, evaluator in
      let first = arguments.required(0)
      if evaluator.isFunction(first) {
        let number = try arguments.given(2).map { try evaluator.integer($0, "argnums") } ?? 0
        guard arguments.rest.isEmpty else {
          throw EvaluationError.type(
            "grad() of a function takes no sources", hint: "call what it gives: grad(f)(x)")
        }
        return evaluator.makeTransformed(derivative("grad", of: first, argument: number))
      }
      guard arguments.given(2) == nil else {
        throw EvaluationError.type("argnums is for the gradient of a function: grad(f, argnums=1)")
      }
      return try gradient(of: first, by: arguments.rest, evaluator)
    },
    BuiltinFunction(
      "D", bare: ["D"],
      summary:
        "The derivative of a function of one argument, as a function; of an order, 1 by default.",
      example: "D(lambda x: x ** 3, 2)(2.)",
      parameters: [.normal("f", role: .function), .normal("order", default: .value(.int(1)))]
    ) { arguments, evaluator in
      var function = arguments.required(0)
      guard evaluator.isFunction(function) else {
        throw EvaluationError.type(
          "D() takes a function, not \(evaluator.typeName(of: function).name)",
          hint: "of a recorded value: grad(z, x)")
      }
      let order = try evaluator.integer(arguments.required(1), "order")
      guard (0...orderLimit).contains(order) else {
        throw EvaluationError.value("the order of a derivative is 0 to \(orderLimit), not \(order)")
      }
      for _ in 0..<order {
        function = evaluator.makeTransformed(derivative("D", of: function, argument: 0))
      }
      return function
    },
  ]

  /// Each order nests a tape and a call within the one before.
  private static let orderLimit = 20

  /// The gradient of a value by each source, on the tape that recorded it last.
  private static func gradient(
    of target: Object, by sources: [Object], _ evaluator: Evaluator
  ) throws -> Object {
    guard !sources.isEmpty else {
      throw EvaluationError.type(
        "grad() needs a value and what to differentiate it by", hint: "write grad(z, x)")
    }
    let targets = try evaluator.gradientTargets(target)
    let nest = sources.count == 1 ? sources[0] : evaluator.makeList(sources)
    let list = try evaluator.gradientSources(nest)
    let id = targets.lazy.compactMap {
      evaluator.session.recorder.tapes(recording: $0.value.identity).first
    }.first
    guard let id else { return try evaluator.gradientNest([], like: nest) }
    let gradients = try evaluator.session.recorder.gradient(of: targets, by: list, on: id)
    return try evaluator.gradientNest(gradients, like: nest)
  }

  /// The function that gives the derivative of another by one of its arguments.
  ///
  /// The argument gets an identity of its own on a tape of its own, so that calls may be nested and
  /// the derivative differentiated again.
  private static func derivative(
    _ name: String, of function: Object, argument: Int
  ) -> TransformedFunction {
    TransformedFunction(name: name, captured: [function]) { captured, arguments, evaluator in
      guard arguments.positional.indices.contains(argument) else {
        throw EvaluationError.type(
          "the derivative is taken by argument \(argument), and \(arguments.positional.count) "
            + "were given by position")
      }
      let given = try evaluator.value(of: arguments.positional[argument])
      guard given.tensor.dtype.isFloatingPoint else {
        throw EvaluationError.type(
          "a derivative is taken by floating-point numbers, not \(given.tensor.dtype.name)",
          hint: "write the number with a point: 3. instead of 3")
      }
      let x = try evaluator.apply(.named("identity"), [given])
      let tape = evaluator.session.recorder.openTape(
        kind: .explicit, isPersistent: false, watchesVariables: false)
      defer { evaluator.session.recorder.dropTape(tape) }
      let watched = try evaluator.session.recorder.watch(x, on: tape)
      var call = arguments
      call.positional[argument] = .tensor(watched)
      let y = try evaluator.call(captured[0], call)
      let targets = try evaluator.gradientTargets(y)
      let gradients = try evaluator.session.recorder.gradient(
        of: targets, by: [Source(watched)], on: tape, zeroForUnconnected: true)
      guard case .value(let gradient)? = gradients.first else { return .none }
      return .tensor(gradient)
    }
  }
}

extension Evaluator {
  /// Whether an object is a function that may be differentiated.
  fileprivate func isFunction(_ object: Object) -> Bool {
    switch typeName(of: object) {
    case .function, .builtin, .method: true
    default: false
    }
  }
}
