import Autodiff

extension Library {
  /// NumPy's rounding, which takes a number of decimals.
  static let numpyRound = BuiltinFunction(
    "round", numpy: ["round", "around"],
    summary: "Each element to a number of decimals, halves to even.",
    example: "np.round(np.pi, 2)",
    parameters: [.normal("a", "x"), .normal("decimals", default: .value(.int(0)))]
  ) { arguments, evaluator in
    let at = Composer(evaluator: evaluator, namespace: .numpy)
    let x = arguments.required(0)
    let decimals = try evaluator.index(arguments.required(1))
    guard decimals != 0 else { return try at.call("round", x) }
    guard (-300...300).contains(decimals) else {
      throw EvaluationError.value("decimals of round() is \(decimals); it is from -300 to 300")
    }
    // NumPy scales by a power of ten of which the exponent is positive.
    let scale = Object.float(Double("1e\(decimals.magnitude)") ?? .nan)
    let (there, back) = decimals > 0 ? ("multiply", "divide") : ("divide", "multiply")
    return try at.call(back, at.call("round", at.call(there, x, scale)), scale)
  }
}
