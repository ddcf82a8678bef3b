import Autodiff
import Tensors

extension Library {
  /// What makes tensors of numbers and nested lists.
  static let conversion: [BuiltinFunction] = [
    BuiltinFunction(
      "constant", bare: ["constant", "array", "tensor"], tensorflow: ["constant"],
      summary: "A tensor of a number or of nested lists of numbers.",
      example: "constant([[1., 2.], [3., 4.]])",
      parameters: [
        .normal("value"), .dtype, .normal("shape", default: .value(.none)), .operationName,
      ],
      result: { known throws(TensorError) in
        guard let value = known.value(known[0], type: known.given(1), isNumPy: false) else {
          return .unknown
        }
        guard let given = known.given(2) else { return .tensor(value) }
        guard let shape = try known.shape([given]), let count = Shape.count(value.shape) else {
          return .unknown
        }
        guard count == 1 || count == Shape.count(shape) else {
          throw .notReshapable(from: value.shape, to: shape)
        }
        return .tensor(TensorType(value.dtype, shape))
      }
    ) { arguments, evaluator in
      let object = arguments.required(0)
      let value = try evaluator.value(object, type: arguments.given(1), isNumPy: false)
      guard let shape = try arguments.given(2).map(evaluator.shape) else {
        // TensorFlow gives a tensor back as it is; what arrays and lists hold leaves the tape.
        if case .tensor(let given) = object, !given.isArray { return .tensor(value) }
        return evaluator.departed(value.tensor, from: value, through: "constant()")
      }
      let tensor = value.tensor
      return evaluator.departed(
        tensor.count == 1
          ? try .full(shape, like: tensor) : try tensor.reshaped(to: shape),
        from: value, through: "constant()")
    },
    BuiltinFunction(
      "convert_to_tensor", bare: ["convert_to_tensor"], tensorflow: ["convert_to_tensor"],
      summary: "A tensor of what a primitive would accept; derivatives flow through it.",
      example: "convert_to_tensor([1., 2.])",
      parameters: [
        .normal("value"), .dtype, .normal("dtype_hint", default: .value(.none), role: .dtype),
        .operationName,
      ],
      result: { known throws(TensorError) in
        known.value(known[0], type: known.given(1), isNumPy: false).map { .tensor($0) } ?? .unknown
      }
    ) { arguments, evaluator in
      let object = arguments.required(0)
      let value = try evaluator.value(object, type: arguments.given(1), isNumPy: false)
      if case .tensor(let given) = object, given.isArray {
        // A tensor of its own: who watches it does not watch the array.
        return evaluator.departed(value.tensor, from: value, through: "convert_to_tensor()")
      }
      return .tensor(value)
    },
    BuiltinFunction(
      "array", numpy: ["array", "asarray"],
      summary: "A tensor with NumPy's element types, off the tape.",
      example: "np.array([1., 2.])",
      parameters: [
        .normal("object", "a"), .dtype, .keyword("copy", default: .value(.none)),
      ],
      result: { known throws(TensorError) in
        known.value(known[0], type: known.given(1), isNumPy: true).map { .tensor($0) } ?? .unknown
      }
    ) { arguments, evaluator in
      let value = try evaluator.value(
        arguments.required(0), type: arguments.given(1), isNumPy: true)
      return evaluator.departed(value.tensor, from: value, through: "np.array()", isArray: true)
    },
    BuiltinFunction(
      "is_tensor", bare: ["is_tensor"], tensorflow: ["is_tensor"],
      summary: "Whether an object is a tensor or a Variable.", example: "is_tensor(ones(2))",
      parameters: [.normal("x")]
    ) { arguments, evaluator in
      .bool(evaluator.isTensorLike(arguments.required(0)))
    },
  ]
}
