import Autodiff
import Tensors

extension Library {
  /// NumPy's names of random numbers: float64 and int64, a Python number without a size.
  static let numpyRandom: [BuiltinFunction] =
    numpyDraws(isMethod: false) + [
      extents("randn", "Random numbers of the standard normal distribution.") {
        try $0.normal(shape: $1, dtype: .float64)
      },
      extents("rand", "Random numbers spread evenly from 0 up to 1.") {
        try $0.uniform(shape: $1, dtype: .float64)
      },
      BuiltinFunction(
        "randint", numpy: ["random.randint"],
        summary: "Random integers from a lower bound up to an upper one, itself excluded.",
        example: "np.random.randint(0, 10, 3)",
        parameters: [
          .normal("low"), .normal("high", default: .value(.none)),
          .normal("size", default: .value(.none)), .dtype,
        ],
        result: { known throws(TensorError) in
          guard let size = known.given(2) else { return .instance(.int) }
          guard known[0].integer != nil,
            let dtype = known.dtype(known.given(3), isNumPy: true, else: .int64), dtype.isInteger
          else { return .unknown }
          return KnownArguments.tensor(dtype, try known.shape([size]))
        }
      ) { arguments, evaluator in
        let dtype =
          try arguments.given(3).map { try evaluator.elementType($0, isNumPy: true) } ?? .int64
        let high = arguments.given(1)
        let low = high == nil ? .int(0) : arguments.required(0)
        let above = high ?? arguments.required(0)
        if evaluator.areSeveral([low, above]) {
          return try evaluator.integerDraws(low, above, dtype, size: arguments.given(2))
        }
        let result = try evaluator.integers(
          try arguments.given(2).map(evaluator.shape) ?? [], dtype, low: low, high: above,
          seed: nil)
        return try scalar(result, isSized: arguments.given(2) != nil, evaluator)
      },
    ]

  /// A tensor that has a size, or the number of one that has none.
  static func scalar(
    _ object: Object, isSized: Bool, _ evaluator: Evaluator
  ) throws -> Object {
    guard !isSized, let tensor = evaluator.plainTensor(object) else { return object }
    return try evaluator.item(of: tensor) ?? object
  }

  /// `rand(2, 3)`: each argument is an extent.
  private static func extents(
    _ name: String, _ summary: String,
    _ body: @escaping @Sendable (inout PhiloxGenerator, [Int]) throws -> Tensor
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: ["random.\(name)"], summary: summary, example: "np.random.\(name)(2, 3)",
      parameters: [.rest("extents")],
      result: { known throws(TensorError) in
        guard !known.rest.isEmpty else { return .instance(.float) }
        return KnownArguments.tensor(.float64, try known.shape(known.rest))
      }
    ) { arguments, evaluator in
      let shape = arguments.rest.isEmpty ? [] : try evaluator.shape(arguments.rest)
      let result = try evaluator.draw(seed: nil) {
        evaluator.unrecorded(try body(&$0, shape))
      }
      return try scalar(result, isSized: !arguments.rest.isEmpty, evaluator)
    }
  }
}
