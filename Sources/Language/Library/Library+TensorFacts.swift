import Autodiff
import Tensors

extension Library {
  /// What is asked about tensors: shapes, sizes and whether they are nearly equal.
  static let tensorFacts: [BuiltinFunction] = [
    BuiltinFunction(
      "shape", bare: ["shape"], numpy: ["shape"],
      summary: "The extents of the axes, as a tuple.", example: "shape(ones(2, 3))",
      parameters: [.normal("x", "a", "input")],
      result: { known throws(TensorError) in
        guard let type = known[0].tensorType(known.options) else { return .instance(.tuple) }
        return .tuple(type.shape.map { .object(.int($0)) })
      }
    ) { arguments, evaluator in
      let tensor = try evaluator.model(arguments.required(0), isNumPy: false)
      return evaluator.makeTuple(tensor.shape.map(Object.int))
    },
    BuiltinFunction(
      "shape", tensorflow: ["shape"], summary: "The extents of the axes, as a tensor.",
      example: "tf.shape(ones(2, 3))",
      parameters: [
        .normal("input", "x"), .normal("out_type", default: .value(.none), role: .dtype),
        .operationName,
      ],
      result: { known throws(TensorError) in
        guard let type = known[0].tensorType(known.options) else { return .unknown }
        return KnownArguments.tensor(
          known.dtype(known.given(1), isNumPy: false, else: .int32), [type.shape.count])
      }
    ) { arguments, evaluator in
      let shape = try evaluator.model(arguments.required(0), isNumPy: false).shape
      let dtype = try arguments.given(1).map { try evaluator.elementType($0) } ?? .int32
      let extents = try Tensor(shape: [shape.count], values: shape.map(Int64.init))
      return evaluator.decidedByShapes(try extents.cast(to: dtype))
    },
    count("ndim", "The number of axes.") { $0.rank },
    count("size", "The number of elements.") { $0.count },
    fact("rank", "The number of axes, as a tensor.") { $0.rank },
    fact("size", "The number of elements, as a tensor.") { $0.count },
    closeness("allclose", "Whether all elements of two tensors are nearly equal."),
    BuiltinFunction(
      "array_equal", bare: ["array_equal"], numpy: ["array_equal"],
      summary: "Whether two tensors have one shape and equal elements.",
      example: "array_equal([1, 2], [1, 2])", parameters: [.normal("a1", "x"), .normal("a2", "y")]
    ) { arguments, evaluator in
      let x = try evaluator.model(arguments.required(0), isNumPy: true)
      let y = try evaluator.model(arguments.required(1), isNumPy: true)
      return .bool(x.shape == y.shape ? try Closeness.exact.holds(x, y) : false)
    },
  ]

  private static func count(
    _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor) -> Int
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], numpy: [name], summary: summary, example: "\(name)(ones(2, 3))",
      parameters: [.normal("x", "a", "input")],
      result: { _ throws(TensorError) in .instance(.int) }
    ) { arguments, evaluator in
      .int(body(try evaluator.model(arguments.required(0), isNumPy: false)))
    }
  }

  private static func fact(
    _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor) -> Int
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, tensorflow: [name], summary: summary, example: "tf.\(name)(ones(2, 3))",
      parameters: [.normal("input", "x"), .operationName],
      result: { _ throws(TensorError) in .tensor(TensorType(.int32, [])) }
    ) { arguments, evaluator in
      let count = body(try evaluator.model(arguments.required(0), isNumPy: false))
      return evaluator.decidedByShapes(try Tensor(count, dtype: .int32))
    }
  }

  private static func closeness(_ name: String, _ summary: String) -> BuiltinFunction {
    BuiltinFunction(
      name, bare: [name], numpy: [name], summary: summary, example: "\(name)([1.], [1.000001])",
      parameters: [
        .normal("a", "x"), .normal("b", "y"), .normal("rtol", default: .value(.float(1e-5))),
        .normal("atol", default: .value(.float(1e-8))),
        .normal("equal_nan", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let closeness = Closeness(
        relative: try evaluator.real(arguments.required(2), for: "allclose()"),
        absolute: try evaluator.real(arguments.required(3), for: "allclose()"),
        areNaNsEqual: try evaluator.isTrue(arguments.required(4)))
      return .bool(
        try closeness.holds(
          evaluator.model(arguments.required(0), isNumPy: true),
          evaluator.model(arguments.required(1), isNumPy: true)))
    }
  }
}
