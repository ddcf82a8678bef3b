import Autodiff
import Tensors

extension Library {
  /// NumPy's functions whose axis may be None for all elements, or has another default than
  /// TensorFlow's.
  static let numpyOrder: [BuiltinFunction] =
    [
      along(
        "cumsum", "The running sum of the elements, by default of all.", axis: .none,
        others: [.dtype]),
      along(
        "cumprod", "The running product of the elements, by default of all.", axis: .none,
        others: [.dtype]),
      along(
        "sort", "The elements along an axis in order, NaN last.", axis: .int(-1),
        others: [.normal("kind", default: .value(.none)), .keyword("stable")]),
      along(
        "argsort", "The positions along an axis in the order of the elements.", axis: .int(-1),
        others: [.normal("kind", default: .value(.none)), .keyword("stable")],
        attributes: [.string("ASCENDING"), .flag(true), .dtype(.int64)]),
    ] + [
      position("argmax", .argmax, "largest"), position("argmin", .argmin, "smallest"), numpySplit,
      numpyTrace,
      numpyAppend, numpyRound,
    ]

  private static func along(
    _ name: String, _ summary: String, axis: Object, others: [BuiltinParameter] = [],
    attributes: [Attribute] = []
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: [name], summary: summary, example: "np.\(name)([3., 1., 2.])",
      parameters: [.normal("a", "x"), .normal("axis", default: .value(axis))] + others
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .numpy)
      var x = try at.tensor(arguments.required(0), in: name)
      // NumPy counts truth values, and adds up in 64 bits.
      if name.hasPrefix("cum"), let dtype = arguments.given(2) {
        x = try at.apply("cast", [x], [.dtype(evaluator.elementType(dtype, isNumPy: true))])
      } else if name.hasPrefix("cum"), x.tensor.dtype == .bool || x.tensor.dtype == .int32 {
        x = try at.apply("cast", [x], [.dtype(.int64)])
      }
      guard let axis = arguments.given(1) else {
        x = try at.reshaped(x, to: [x.tensor.count])
        return .tensor(try at.apply(name, [x], [.integer(0)] + attributes))
      }
      return .tensor(
        try at.apply(name, [x], [.integer(evaluator.index(axis))] + attributes))
    }
  }

  /// NumPy's position of an extremum is that of the first NaN, where there is one.
  private static func position(
    _ name: String, _ operation: ReductionOperation, _ adjective: String
  ) -> BuiltinFunction {
    BuiltinFunction(
      name, numpy: [name],
      summary: "The position of the \(adjective) element along an axis, or in all elements.",
      example: "np.\(name)([3., 1., 2.])",
      parameters: [
        .normal("a", "x"), .normal("axis", default: .value(.none)),
        .keyword("keepdims", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .numpy)
      var x = try at.tensor(arguments.required(0), in: name)
      if x.tensor.dtype == .bool { x = try at.apply("cast", [x], [.dtype(.int32)]) }
      let axis = try arguments.given(1).map { try at.axis($0, rank: x.tensor.rank) }
      let result = Value(try x.tensor.reduce(operation, axes: axis.map { [$0] }))
      guard try evaluator.isTrue(arguments.required(2)) else { return .tensor(result) }
      return .tensor(
        try at.reshaped(
          result,
          to: Shape.reduced(
            x.tensor.shape, axes: axis.map { [$0] } ?? Array(x.tensor.shape.indices),
            keepingDimensions: true)))
    }
  }
}
