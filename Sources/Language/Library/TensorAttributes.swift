import Autodiff
import Tensors

/// The attributes of tensors, which Variables have as well.
extension Library {
  static let tensorAttributes: [String: AttributeEntry] =
    tensorProperties.merging(
      methods(tensorValues + tensorShapes + tensorReductions + tensorCompositions)
    ) {
      first, _ in first
    }

  private static let tensorProperties: [String: AttributeEntry] = [
    "shape": .property(summary: "The extents of the axes, as a tuple.") { object, evaluator in
      evaluator.makeTuple(try evaluator.model(object, isNumPy: false).shape.map(Object.int))
    },
    "dtype": .property(summary: "The element type.") { object, evaluator in
      .dtype(try evaluator.model(object, isNumPy: false).dtype)
    },
    "ndim": .property(summary: "The number of axes.") { object, evaluator in
      .int(try evaluator.model(object, isNumPy: false).rank)
    },
    "size": .property(summary: "The number of elements.") { object, evaluator in
      .int(try evaluator.model(object, isNumPy: false).count)
    },
    "T": .property(summary: "The tensor with its axes reversed.") { object, evaluator in
      try forward("transpose", object, CallArguments(), evaluator)
    },
  ]

  /// Calls a primitive with the receiver in front.
  private static func forward(
    _ name: String, _ receiver: Object, _ arguments: CallArguments, _ evaluator: Evaluator
  ) throws -> Object {
    let primitive = PrimitiveReference(
      .named(name), namespace: evaluator.isArray(receiver) ? .numpy : .bare)
    return try evaluator.call(
      evaluator.numpyFunction(name, for: receiver) ?? .primitive(primitive),
      CallArguments([receiver] + arguments.positional, keywords: arguments.keywords))
  }

  /// The parameters of a primitive behind its first operand.
  private static func parameters(of primitive: Primitive) -> [BuiltinParameter] {
    primitive.parameters.dropFirst().map { parameter in
      BuiltinParameter(
        parameter.name, aliases: parameter.aliases,
        kind: parameter.isKeywordOnly ? .keywordOnly : .normal,
        default: parameter.defaultValue == nil ? .required : .omitted,
        role: parameter.kind == .dtype ? .dtype : .expression)
    }
  }

  /// The primitives that are methods as well, under their own names or NumPy's.
  private static let tensorReductions: [BuiltinFunction] = [
    "sum": "sum", "mean": "mean", "max": "max", "min": "min", "prod": "prod", "any": "any",
    "all": "all", "argmax": "argmax", "argmin": "argmin", "cumsum": "cumsum",
    "squeeze": "squeeze", "astype": "cast", "dot": "matmul", "cumprod": "cumprod",
    "argsort": "argsort",
  ].map { method, name in
    let primitive = Primitive.named(name)
    return BuiltinFunction(
      method, summary: primitive.summary, example: example(method),
      parameters: parameters(of: primitive)
    ) { arguments, evaluator in
      let keywords = zip(arguments.parameters, arguments.values).compactMap { parameter, value in
        value.map { CallArguments.Keyword(parameter.name, $0) }
      }
      return try forward(name, arguments.receiver, CallArguments([], keywords: keywords), evaluator)
    }
  }

  private static func example(_ method: String) -> String {
    switch method {
    case "astype": "ones(2, 2).astype(float64)"
    case "dot": "ones(2, 2).dot(ones(2, 2))"
    case "any", "all": "constant([True, False]).\(method)()"
    default: "ones(2, 2).\(method)()"
    }
  }

  private static let tensorShapes: [BuiltinFunction] = [
    BuiltinFunction(
      "reshape", summary: "The same elements in another shape.",
      example: "ones(2, 3).reshape(3, -1)",
      parameters: [.rest("shape"), .keyword("newshape", "shape")]
    ) { arguments, evaluator in
      let extents = arguments.rest + (arguments.given("newshape").map { [$0] } ?? [])
      guard !extents.isEmpty else {
        throw EvaluationError.type("reshape() missing required argument: 'shape'")
      }
      let shape = extents.count == 1 ? extents[0] : evaluator.makeTuple(extents)
      return try forward("reshape", arguments.receiver, CallArguments([shape]), evaluator)
    },
    BuiltinFunction(
      "transpose", summary: "The axes in another order, by default reversed.",
      example: "ones(2, 3).transpose()", parameters: [.rest("axes")]
    ) { arguments, evaluator in
      let axes = arguments.rest
      let order = axes.isEmpty ? [] : [axes.count == 1 ? axes[0] : evaluator.makeTuple(axes)]
      return try forward("transpose", arguments.receiver, CallArguments(order), evaluator)
    },
    flattening("flatten"), flattening("ravel"),
    BuiltinFunction(
      "round", summary: "Each element to a number of decimals, halves to even.",
      example: "ones(2).round()", parameters: [.normal("decimals", default: .value(.int(0)))]
    ) { arguments, evaluator in
      guard let round = evaluator.options.library.member("round", of: Module("numpy")),
        try evaluator.isArray(arguments.receiver) || evaluator.index(arguments.required(0)) != 0
      else { return try forward("round", arguments.receiver, CallArguments(), evaluator) }
      return try evaluator.call(
        round, CallArguments([arguments.receiver, arguments.required(0)]))
    },
    BuiltinFunction(
      "nonzero", summary: "The positions of what is not zero: a tensor for each axis.",
      example: "ones(2).nonzero()", parameters: []
    ) { arguments, evaluator in
      try evaluator.nonzero(evaluator.model(arguments.receiver, isNumPy: false))
    },
  ]

  private static func flattening(_ name: String) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: "The elements as a vector, in row-major order.",
      example: "ones(2, 3).\(name)()", parameters: []
    ) { arguments, evaluator in
      try forward("reshape", arguments.receiver, CallArguments([.int(-1)]), evaluator)
    }
  }

  private static let tensorValues: [BuiltinFunction] = [
    BuiltinFunction(
      "numpy", summary: "The value, off the tape.", example: "ones(2).numpy()", parameters: []
    ) { arguments, evaluator in
      evaluator.departed(
        try evaluator.model(arguments.receiver, isNumPy: false), from: [arguments.receiver],
        through: "numpy()")
    },
    BuiltinFunction(
      "copy", summary: "The same value under a new identity, off the tape.",
      example: "ones(2).copy()", parameters: []
    ) { arguments, evaluator in
      evaluator.departed(
        try evaluator.model(arguments.receiver, isNumPy: false), from: [arguments.receiver],
        through: "copy()")
    },
    BuiltinFunction(
      "item", summary: "The element of a one-element tensor, or at indices, as a Python number.",
      example: "ones(1).item()", parameters: [.rest("indices")]
    ) { arguments, evaluator in
      var tensor = try evaluator.model(arguments.receiver, isNumPy: false)
      let indices = try arguments.rest.map(evaluator.index)
      if indices.count == 1 {
        // One index counts in row-major order.
        tensor = try tensor.reshaped(to: [tensor.count]).sliced([.index(indices[0])])
      } else if !indices.isEmpty {
        guard indices.count == tensor.rank else {
          throw EvaluationError.type(
            "item() takes no index, one, or one for each of the \(tensor.rank) axes, "
              + "not \(indices.count)")
        }
        tensor = try tensor.sliced(indices.map { .index($0) })
      }
      guard let item = try evaluator.item(of: tensor) else {
        throw EvaluationError.value(
          "can only convert an array of size 1 to a Python scalar",
          hint: "this tensor has shape \(Shape.text(tensor.shape)); tolist() gives nested lists")
      }
      evaluator.noteNumbers(of: arguments.receiver, item, through: "item()")
      return item
    },
    BuiltinFunction(
      "tolist", summary: "The elements as nested lists of Python numbers.",
      example: "ones(2, 2).tolist()", parameters: []
    ) { arguments, evaluator in
      let lists = try evaluator.nestedLists(
        evaluator.model(arguments.receiver, isNumPy: false))
      evaluator.noteNumbers(of: arguments.receiver, lists, through: "tolist()")
      return lists
    },
    BuiltinFunction(
      "get_shape", summary: "The extents of the axes, as a tuple.",
      example: "ones(2, 3).get_shape()", parameters: []
    ) { arguments, evaluator in
      let tensor = try evaluator.model(arguments.receiver, isNumPy: false)
      return evaluator.makeTuple(tensor.shape.map(Object.int))
    },
  ]

  static let dtypeAttributes: [String: AttributeEntry] = [
    "name": .property(summary: "The name, such as 'float32'.") { object, evaluator in
      .string(try evaluator.elementType(object).name)
    },
    "is_floating": .property(summary: "Whether the elements are floats.") { object, evaluator in
      .bool(try evaluator.elementType(object).isFloatingPoint)
    },
    "is_integer": .property(summary: "Whether the elements are integers.") { object, evaluator in
      .bool(try evaluator.elementType(object).isInteger)
    },
    "size": .property(summary: "The bytes that an element takes.") { object, evaluator in
      .int(try evaluator.elementType(object).itemSize)
    },
    "itemsize": .property(summary: "The bytes that an element takes.") { object, evaluator in
      .int(try evaluator.elementType(object).itemSize)
    },
    "as_numpy_dtype": .property(summary: "The element type itself.") { object, _ in object },
  ]
}

extension Evaluator {
  /// A tensor's elements as nested lists of Python numbers.
  ///
  /// - Throws: `MemoryError` before anything is made.
  func nestedLists(_ tensor: Tensor) throws -> Object {
    valueReads &+= 1
    let shape = tensor.shape
    guard !shape.isEmpty else { return try item(of: tensor) ?? .none }
    // Axes inside of an empty one make no lists; those outside of it do.
    let extents = Array(shape.prefix { $0 > 0 })
    let isEmpty = extents.count < shape.count
    let count = Shape.count(extents) ?? Int.max
    try checkLength(count)
    var items = isEmpty ? (0..<count).map { _ in makeList([]) } : try elements(of: tensor)
    for extent in extents.reversed() {
      var rows: [Object] = []
      rows.reserveCapacity(items.count / extent)
      for start in stride(from: 0, to: items.count, by: extent) {
        try poll()
        rows.append(makeList(Array(items[start..<(start + extent)])))
      }
      items = rows
    }
    return items[0]
  }

  private func elements(of tensor: Tensor) throws -> [Object] {
    switch tensor.dtype {
    case .float32: try tensor.values(as: Float.self).map { .float(Double($0)) }
    case .float64: try tensor.values(as: Double.self).map { .float($0) }
    case .int32: try tensor.values(as: Int32.self).map { .int(Int($0)) }
    case .int64: try tensor.values(as: Int64.self).map { .int(Int($0)) }
    case .bool: try tensor.values(as: Bool.self).map { .bool($0) }
    }
  }
}
