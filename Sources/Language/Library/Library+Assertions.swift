import Autodiff
import Tensors

extension Library {
  /// Checks that fail with an `AssertionError`.
  static let assertions: [BuiltinFunction] = [
    comparing(
      "assert_near", tensorflow: ["debugging.assert_near"], numpy: [],
      summary: "Fails unless all elements of two tensors are nearly equal.",
      parameters: [
        .normal("rtol", default: .value(.none)), .normal("atol", default: .value(.none)),
      ]
    ) { arguments, x, y, evaluator in
      // TensorFlow's tolerance: ten times the distance between neighbours at 1.
      let isDouble = x.dtype == .float64 && y.dtype == .float64
      let tolerance = 10 * (isDouble ? Double.ulpOfOne : Double(Float.ulpOfOne))
      return Closeness(
        relative: try arguments.given("rtol").map { try evaluator.real($0, for: "rtol") }
          ?? tolerance,
        absolute: try arguments.given("atol").map { try evaluator.real($0, for: "atol") }
          ?? tolerance,
        areNaNsEqual: false)
    },
    comparing(
      "assert_equal", tensorflow: ["debugging.assert_equal", "assert_equal"],
      numpy: ["testing.assert_array_equal", "testing.assert_equal"],
      summary: "Fails unless all elements of two tensors are equal.", parameters: []
    ) { _, _, _, _ in .exact },
    comparing(
      "assert_allclose", tensorflow: [], numpy: ["testing.assert_allclose"],
      summary: "Fails unless all elements of two tensors are nearly equal.",
      parameters: [
        .normal("rtol", default: .value(.float(1e-7))),
        .normal("atol", default: .value(.float(0))),
        .normal("equal_nan", default: .value(.bool(true))),
      ]
    ) { arguments, _, _, evaluator in
      Closeness(
        relative: try evaluator.real(arguments["rtol"] ?? .float(1e-7), for: "rtol"),
        absolute: try evaluator.real(arguments["atol"] ?? .float(0), for: "atol"),
        areNaNsEqual: try evaluator.isTrue(arguments["equal_nan"] ?? .bool(true)))
    },
  ]

  private static func comparing(
    _ name: String, tensorflow: [String], numpy: [String], summary: String,
    parameters: [BuiltinParameter],
    _ closeness:
      @escaping @Sendable (BoundArguments, Tensor, Tensor, Evaluator) throws -> Closeness
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], tensorflow: tensorflow, numpy: numpy, summary: summary,
      example: "\(name)([1., 2.], [1., 2.])",
      parameters: [.normal("x", "actual"), .normal("y", "desired")] + parameters + [
        .keyword("message", "err_msg", default: .value(.none)), .keyword("summarize"),
        .operationName,
      ]
    ) { arguments, evaluator in
      let x = try evaluator.model(arguments.required(0), isNumPy: numpy.isEmpty == false)
      let y = try evaluator.model(arguments.required(1), isNumPy: numpy.isEmpty == false)
      let failures = try closeness(arguments, x, y, evaluator).failures(x, y)
      guard failures.count > 0 else { return .none }
      var message =
        "\(failures.count) of \(failures.total) elements differ, by at most "
        + PythonFloat.text(failures.largest)
      if let given = arguments.given("message") {
        message = try evaluator.string(of: given) + ": " + message
      }
      throw EvaluationError(.assertionError, message)
    }
  }
}
