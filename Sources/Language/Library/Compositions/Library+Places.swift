import Autodiff
import Tensors

extension Library {
  /// Changes of a tensor at places.
  static let places: [Composition] = [
    changed("add", "added to", "+="), changed("sub", "taken from", "-="),
    Composition(
      "sequence_mask", tensorflow: ["sequence_mask"],
      summary: "For each length a row whose first elements, as many, are True.",
      formula: "i < length", convention: "booleans have no derivative",
      example: "sequence_mask([1, 3], 4)",
      parameters: [
        .normal("lengths"), .normal("maxlen", default: .value(.none)), .dtype,
      ],
      samples: [CallSample("sequence_mask(n, 3, dtype=float64)", ["n": .integers([2], [1, 3])])],
      errors: ["sequence_mask([1.5])", "sequence_mask([1], -1)", "sequence_mask([1], 2 ** 62)"]
    ) { arguments, at in
      let lengths = try at.wholeNumbers(arguments.required(0), "the lengths of sequence_mask()")
      at.evaluator.valueReads &+= 1
      let most = try arguments.given(1).map(at.evaluator.index) ?? lengths.ints().max() ?? 0
      guard arguments.given(1) == nil || most >= 0 else {
        throw TensorError.negativeExtent(shape: [most])
      }
      // What is compared and what comes of it: together, so that neither is made in vain.
      try BufferPool.shared.checkExtent(
        bytes: try Shape.checkedCount([max(most, 0), 8 + lengths.count]))
      let places = Value(try Tensor.arange(start: 0, stop: max(most, 0), step: 1, dtype: .int64))
      let columns = try at.reshaped(
        Value(lengths.cast(to: .int64)), to: lengths.shape + [1])
      let mask = try at.apply("less", [places, columns])
      guard let type = arguments.given(2) else { return .tensor(mask) }
      return .tensor(
        try at.evaluator.apply(
          Operators.cast, [mask], [.dtype(at.evaluator.elementType(type))]))
    },
    Composition(
      "reverse_sequence", tensorflow: ["reverse_sequence"],
      summary:
        "The first elements along an axis in reverse, as many as a length says for each batch.",
      formula: "y[b, i] = x[b, n[b] - 1 - i] where i < n[b], else x[b, i]", convention: "linear",
      example: "reverse_sequence([[1., 2., 3.]], [2], seq_axis=1)",
      parameters: [
        .normal("input", "x"), .normal("seq_lengths"), .normal("seq_axis"),
        .normal("batch_axis", default: .value(.int(0))),
      ],
      samples: [
        CallSample("reverse_sequence(x, [2, 3], 1)", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample("reverse_sequence(x, [1, 2], 0, 1)", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: [
        "reverse_sequence(ones(2, 3), [2], 1)", "reverse_sequence(ones(2, 3), [2, 4], 1)",
        "reverse_sequence(ones(2, 3), [2, 2], 0)", "reverse_sequence(ones(2, 3), [-1, 1], 1)",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "reverse_sequence")
      let shape = x.tensor.shape
      let lengths = try at.integers(arguments.required(1), "seq_lengths")
      let axis = try at.axis(arguments.required(2), rank: shape.count)
      let batch = try at.axis(arguments.required(3), rank: shape.count)
      guard axis != batch else {
        throw EvaluationError.value("seq_axis and batch_axis cannot be the same")
      }
      guard lengths.count == shape[batch] else {
        throw EvaluationError.value(
          "\(lengths.count) lengths do not fit the \(shape[batch]) batches of axis \(batch)")
      }
      for length in lengths where length < 0 || length > shape[axis] {
        throw EvaluationError.value(
          "a length of \(length) is not in axis \(axis) with extent \(shape[axis])")
      }
      let (count, overflow) = lengths.count.multipliedReportingOverflow(by: shape[axis])
      try at.evaluator.checkLength(overflow ? Int.max : count)
      let positions = lengths.flatMap { length in
        (0..<shape[axis]).map { $0 < length ? length - 1 - $0 : $0 }
      }
      // The batches by the sequence, then their axes in the tensor's order, repeated along the rest.
      var rows = try at.indices(positions, shape: [lengths.count, shape[axis]])
      if axis < batch { rows = try at.transposed(rows, [1, 0]) }
      let flat = shape.indices.map { $0 == axis || $0 == batch ? shape[$0] : 1 }
      rows = try at.broadcast(at.reshaped(rows, to: flat), to: shape)
      return .tensor(try at.apply("take_along_axis", [x, rows], [.integer(axis)]))
    },
  ]

  private static func changed(_ name: String, _ verb: String, _ symbol: String) -> Composition {
    let full = "tensor_scatter_nd_\(name)"
    return Composition(
      full, tensorflow: [full],
      summary: "A tensor with updates \(verb) its elements at places, each a row of indices.",
      formula: "x with [indices[..]] \(symbol) updates", convention: "linear",
      example: "\(full)(ones(3), [[1]], [5.])",
      parameters: [
        .normal("tensor", "x"), .normal("indices"), .normal("updates"),
        .keyword("bad_indices_policy", default: .value(.string(""))),
      ],
      samples: [
        CallSample(
          "\(full)(x, [[2], [0], [2]], y)",
          ["x": .uniform([3], 0.5...2), "y": .uniform([3], 0.5...2)])
      ],
      errors: [
        "\(full)(ones(3), [[3]], [5.])", "\(full)(ones(3), [[1]], [5., 6.])",
        "\(full)(ones(3), [[0.5]], [5.])", "\(full)(ones(3), [[1, 1]], [5.])",
        "\(full)(ones(3), [[0]], [5.], bad_indices_policy='IGNORE')",
      ]
    ) { arguments, at in
      try at.evaluator.check(arguments.required(3), for: "bad_indices_policy", .badIndices)
      let both = try at.tensors(
        of: at.evaluator.makeList([arguments.required(0), arguments.required(2)]), in: full)
      let indices = Value(try at.wholeNumbers(arguments.required(1), "indices"))
      let sums = try at.apply(
        "scatter_nd", [indices, both[1]], [.integers(both[0].tensor.shape)])
      return .tensor(try at.apply(name == "add" ? "add" : "subtract", [both[0], sums]))
    }
  }
}
