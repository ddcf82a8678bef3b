import Autodiff
import Tensors

extension Library {
  /// What makes tensors of a shape or of bounds.
  ///
  /// The bare names and TensorFlow's give float32 and int32, or what the session's options say;
  /// NumPy's give float64 and int64.
  static let creation: [BuiltinFunction] =
    filled("zeros", 0, "Zeros in a shape.") + filled("ones", 1, "Ones in a shape.")
    + alike("zeros_like", 0, "Zeros in the shape of a tensor.")
    + alike("ones_like", 1, "Ones in the shape of a tensor.")
    + full + ranges + matrices + spaced

  /// How TensorFlow spreads a tensor over devices; None here, where there is one.
  private static let layout = BuiltinParameter.keyword("layout", default: .value(.none))

  /// Python's meaning of numbers for bare names and TensorFlow's, NumPy's for NumPy's.
  private static func twice(
    _ declaration: (_ isNumPy: Bool) -> BuiltinFunction
  ) -> [BuiltinFunction] {
    [declaration(false), declaration(true)]
  }

  private static func filled(
    _ name: String, _ value: Int, _ summary: String
  ) -> [BuiltinFunction] {
    twice { isNumPy in
      BuiltinFunction(
        name, bare: isNumPy ? [] : [name], tensorflow: isNumPy ? [] : [name],
        numpy: isNumPy ? [name] : [], summary: summary,
        example: isNumPy ? "np.\(name)((2, 2))" : "\(name)(2, 2)",
        parameters: [
          .rest("extents"), .keyword("shape"), .dtypeByName, .operationName, layout,
        ],
        result: { known throws(TensorError) in
          var extents = known.rest
          var type = known.given("dtype")
          if type == nil, extents.count > (known.given("shape") == nil ? 1 : 0),
            case .object(let last)? = extents.last, isElementType(last)
          {
            type = extents.removeLast()
          }
          if let shape = known.given("shape") { extents.append(shape) }
          guard !extents.isEmpty else { return .unknown }
          return KnownArguments.tensor(
            known.dtype(type, isNumPy: isNumPy), try known.shape(extents))
        }
      ) { arguments, evaluator in
        var extents = arguments.rest
        var type = arguments.given("dtype")
        // tf.ones((2, 2), tf.float64): the element type may stand last.
        if type == nil, extents.count > (arguments["shape"] == nil ? 1 : 0),
          let last = extents.last, isElementType(last)
        {
          type = last
          extents.removeLast()
        }
        if let shape = arguments["shape"] { extents.append(shape) }
        guard !extents.isEmpty else {
          throw EvaluationError.type(
            "\(name)() missing required argument: 'shape'", hint: "\(name)(2, 2)")
        }
        let shape = try evaluator.shape(extents)
        let dtype = try evaluator.dtype(type, isNumPy: isNumPy)
        return evaluator.unrecorded(try .full(shape, like: Tensor(value, dtype: dtype)))
      }
    }
  }

  private static func isElementType(_ object: Object) -> Bool {
    switch object {
    case .dtype, .string, .type: true
    default: false
    }
  }

  private static func alike(
    _ name: String, _ value: Int, _ summary: String
  ) -> [BuiltinFunction] {
    twice { isNumPy in
      BuiltinFunction(
        name, bare: isNumPy ? [] : [name], tensorflow: isNumPy ? [] : [name],
        numpy: isNumPy ? [name] : [], summary: summary,
        example: isNumPy ? "np.\(name)([1, 2])" : "\(name)(ones(2, 3))",
        parameters: [.normal("x", "input", "a", "tensor"), .dtype, .operationName, layout],
        result: { known throws(TensorError) in
          guard let model = known[0].tensorType(known.options(isNumPy)) else { return .unknown }
          return KnownArguments.tensor(
            known.dtype(known.given(1), isNumPy: isNumPy, else: model.dtype), model.shape)
        }
      ) { arguments, evaluator in
        let model = try evaluator.model(arguments.required(0), isNumPy: isNumPy)
        let dtype = try arguments.given(1).map {
          try evaluator.elementType($0, isNumPy: isNumPy)
        }
        return evaluator.decidedByShapes(
          try .full(model.shape, like: Tensor(value, dtype: dtype ?? model.dtype)))
      }
    }
  }

  private static let full = twice { isNumPy in
    BuiltinFunction(
      "full", bare: isNumPy ? [] : ["full", "fill"], tensorflow: isNumPy ? [] : ["fill"],
      numpy: isNumPy ? ["full"] : [], summary: "One value in a shape.",
      example: isNumPy ? "np.full((2, 2), 7.)" : "full((2, 2), 7.)",
      parameters: [
        .normal("shape", "dims"), .normal("value", "fill_value"), .dtype, .operationName, layout,
      ],
      result: { known throws(TensorError) in
        guard let shape = try known.shape([known[0]]),
          let value = known.value(known[1], type: known.given(2), isNumPy: isNumPy)
        else { return .unknown }
        guard (try? Shape.broadcast(value.shape, shape)) == shape else {
          throw .notBroadcastableTo(from: value.shape, to: shape)
        }
        return .tensor(TensorType(value.dtype, shape))
      }
    ) { arguments, evaluator in
      let shape = try evaluator.shape(arguments.required(0))
      let value = try evaluator.value(
        arguments.required(1), type: arguments.given(2), isNumPy: isNumPy)
      // Through the primitive, so that derivatives flow to a value that is watched.
      if !isNumPy, evaluator.isTensorLike(arguments.required(1)) {
        return .tensor(
          try evaluator.apply(.named("broadcast_to"), [value], [.integers(shape)]))
      }
      guard value.tensor.count == 1 else {
        return evaluator.unrecorded(try value.tensor.broadcast(to: shape).copied())
      }
      return evaluator.unrecorded(try .full(shape, like: value.tensor))
    }
  }

  private static let matrices = twice { isNumPy in
    BuiltinFunction(
      "eye", bare: isNumPy ? [] : ["eye"], tensorflow: isNumPy ? [] : ["eye", "linalg.eye"],
      numpy: isNumPy ? ["eye", "identity"] : [],
      summary: "A matrix with ones on its diagonal and zeros elsewhere.",
      example: isNumPy ? "np.eye(2)" : "eye(2)",
      parameters: [
        .normal("rows", "num_rows", "N", "n"),
        .normal("columns", "num_columns", "M", default: .value(.none)), .dtype,
        .keyword("batch_shape"), .keyword("k", default: .value(.int(0))), .operationName,
      ],
      result: { known throws(TensorError) in
        guard known.given("batch_shape") == nil else { return .unknown }
        let dtype = known.dtype(known.given(2), isNumPy: isNumPy)
        return KnownArguments.tensor(
          dtype, try known.shape([known[0], known.given(1) ?? known[0]]))
      }
    ) { arguments, evaluator in
      let rows = try evaluator.index(arguments.required(0))
      let columns = try arguments.given(1).map(evaluator.index) ?? rows
      let dtype = try evaluator.dtype(arguments.given(2), isNumPy: isNumPy)
      let matrix: Tensor
      switch try evaluator.index(arguments.required(4)) {
      case 0: matrix = try .eye(rows, columns, dtype)
      case let offset:
        matrix = try Tensor.ones([rows, columns], dtype)
          .triangle(isUpper: false, offset: offset).triangle(isUpper: true, offset: offset)
      }
      guard let batches = try arguments.given("batch_shape").map(evaluator.shape) else {
        return evaluator.unrecorded(matrix)
      }
      return evaluator.unrecorded(try matrix.broadcast(to: batches + [rows, columns]).copied())
    }
  }
}

extension Evaluator {
  /// An element type that may be left out: then that of floats.
  func dtype(_ object: Object?, isNumPy: Bool) throws -> DType {
    try object.map { try elementType($0, isNumPy: isNumPy) }
      ?? (isNumPy ? .float64 : session.options.floatDType)
  }

  /// Runs `body` with NumPy's element types for Python's numbers.
  func withNumPyTypes<R>(_ isNumPy: Bool = true, _ body: () throws -> R) rethrows -> R {
    guard isNumPy else { return try body() }
    let options = session.options
    session.options.floatDType = .float64
    session.options.integerDType = .int64
    defer { session.options = options }
    return try body()
  }

  /// A tensor whose shape and element type are wanted, not its place on a tape.
  func model(_ object: Object, isNumPy: Bool) throws -> Tensor {
    if let tensor = plainTensor(object) { return tensor }
    return try withNumPyTypes(isNumPy) { try tensor(of: object) }
  }

  /// A value as a tensor, of an element type that may be left out.
  func value(_ object: Object, type: Object?, isNumPy: Bool) throws -> Value {
    guard let type else { return try withNumPyTypes(isNumPy) { try value(of: object) } }
    let dtype = try elementType(type, isNumPy: isNumPy)
    return isNumPy ? try value(of: object, castTo: dtype) : try value(of: object, dtype: dtype)
  }
}
