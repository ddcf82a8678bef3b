import Autodiff
import Tensors

extension Library {
  /// Layers that look up, move and leave out.
  static let layers: [Composition] = [
    Composition(
      "dropout", tensorflow: ["nn.dropout"],
      summary:
        "The tensor with elements set to 0 by chance, and the others scaled so that the mean "
        + "is kept.",
      formula: "where(uniform >= rate, x/(1 - rate), 0)",
      convention: "the draw is a constant: it stays the same when derivatives are taken; a seed "
        + "starts a sequence, with which each call goes on",
      example: "dropout(ones(4), 0.5, seed=1)",
      parameters: [
        .normal("x"), .normal("rate"), .normal("noise_shape", default: .value(.none)),
        .normal("seed", default: .value(.none)),
      ],
      samples: [
        CallSample("dropout(x, 0.4, seed=3)", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample(
          "dropout(x, 0.5, noise_shape=(2, 1), seed=3)", ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "dropout(ones(2), 1.)", "dropout(ones(2), -0.1)", "dropout(ones(2), nan)",
        "dropout(ones(2), 0.5, noise_shape=(3,))", "dropout(constant([1, 2]), 0.5)",
      ]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let type = try at.type(of: x)
      guard type.dtype.isFloatingPoint else {
        throw TensorError.unsupportedDType(
          operation: "dropout", dtype: type.dtype, expected: "float32 or float64")
      }
      let rate = try at.evaluator.real(arguments.required(1), for: "rate")
      guard rate >= 0, rate < 1 else {
        throw EvaluationError.value("the rate of dropout() is at least 0 and less than 1")
      }
      let shape = try at.noiseShape(arguments.given(2), type.shape)
      if rate == 0 { return x }
      let isKept = try at.evaluator.draw(seed: arguments.given(3), of: "dropout") { generator in
        try Tensor.compare(
          .greaterEqual, generator.uniform(shape: shape, dtype: type.dtype),
          Tensor(rate).cast(to: type.dtype))
      }
      let scaled = try at.call("multiply", x, .float(1 / (1 - rate)))
      return try at.call("where", at.evaluator.unrecorded(isKept), scaled, .float(0))
    },
    Composition(
      "bias_add", tensorflow: ["nn.bias_add"],
      summary: "A tensor plus a vector along its last axis.", formula: "value + bias",
      convention: "linear", example: "bias_add(ones(2, 3), [1., 2., 3.])",
      parameters: [
        .normal("value", "x"), .normal("bias"), .normal("data_format", default: .value(.none)),
      ],
      samples: [
        CallSample(
          "bias_add(x, b)", ["x": .uniform([2, 3], 0.5...2), "b": .uniform([3], 0.5...2)])
      ],
      errors: [
        "bias_add(ones(2, 3), ones(2))", "bias_add(ones(2, 3), ones(1, 3))",
        "bias_add(1., [1.])", "bias_add(ones(2, 3), ones(3), data_format='NCHW')",
      ]
    ) { arguments, at in
      let (value, bias) = try at.operands(arguments.required(0), arguments.required(1))
      try at.requireChannelsLast(arguments.given(2))
      let (shape, own) = (try at.type(of: value).shape, try at.type(of: bias).shape)
      guard own.count == 1, own == shape.suffix(1) else {
        throw EvaluationError(
          .shapeError,
          "a bias of shape \(Shape.text(own)) does not fit the last axis of \(Shape.text(shape))")
      }
      return try at.call("add", value, bias)
    },
    Composition(
      "embedding_lookup", tensorflow: ["nn.embedding_lookup"],
      summary: "The rows of a table that whole numbers name.", formula: "params[ids]",
      convention: "linear; a row that is named twice receives both cotangents",
      example: "embedding_lookup([[1., 2.], [3., 4.]], [1, 0, 1])",
      parameters: [
        .normal("params"), .normal("ids"), .normal("max_norm", default: .value(.none)),
      ],
      samples: [
        CallSample(
          "embedding_lookup(x, k)",
          ["x": .uniform([3, 2], 0.5...2), "k": .integers([2, 2], [2, 0, 2, 1])]),
        CallSample(
          "embedding_lookup(x, k, max_norm=1.)",
          ["x": .uniform([3, 2], 0.8...2), "k": .integers([2], [2, 1])]),
      ],
      errors: [
        "embedding_lookup(ones(2, 3), [2])", "embedding_lookup(ones(2, 3), [-1])",
        "embedding_lookup(ones(2, 3), [0.5])", "embedding_lookup(1., [0])",
      ]
    ) { arguments, at in
      let table = try at.operand(arguments.required(0))
      let rows = try at.call("gather", table, arguments.required(1))
      guard let limit = arguments.given(2) else { return rows }
      let rank = try at.type(of: rows).shape.count
      let inner = try at.type(of: table).shape.count - 1
      return try at.limited(rows, limit, axes: at.numbers(Array((rank - inner)..<rank)))
    },
  ]
}

extension Composer {
  /// The shape of a draw; an extent of None is that of the tensor.
  fileprivate func noiseShape(_ argument: Object?, _ shape: [Int]) throws -> [Int] {
    guard let argument else { return shape }
    let noise: [Int]
    if let items = evaluator.listItems(argument), items.count == shape.count {
      noise = try evaluator.shape(
        numbers(zip(items, shape).map { try $0.isNone ? $1 : evaluator.index($0) }))
    } else {
      noise = try evaluator.shape(argument)
    }
    guard try Shape.broadcast(noise, shape) == shape else {
      throw TensorError.notBroadcastableTo(from: noise, to: shape)
    }
    return noise
  }

  /// Refuses tensors whose channels are not in the last axis.
  func requireChannelsLast(_ format: Object?) throws {
    guard let format else { return }
    let names = ["NHWC", "NWC", "channels_last"]
    guard case .string(let name) = format, names.contains(name.uppercased()) || names.contains(name)
    else {
      throw EvaluationError.value(
        "the channels stand in the last axis here", hint: "data_format='NHWC', or none")
    }
  }
}
