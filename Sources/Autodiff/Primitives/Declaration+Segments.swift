import Tensors

extension Declaration {
  /// Extrema of rows by segments.
  static let segments: [Declaration] = [
    extremum("segment_maxima", "largest", "lowest"),
    extremum("segment_minima", "smallest", "highest"),
  ]

  private static func extremum(
    _ name: String, _ adjective: String, _ opposite: String
  ) -> Declaration {
    let isMaximum = name == "segment_maxima"
    return Declaration(
      name: name, aliases: Aliases(),
      summary: "The \(adjective) elements among the rows of each segment; the \(opposite) of the "
        + "dtype where there are none.",
      formula: "\(isMaximum ? "max" : "min") of x[i] where segments[i] == k",
      parameters: [
        .tensor("x", "data"), .separateTensor("segments", "segment_ids"),
        .required("count", .integer, "num_segments"),
      ],
      result: { x, attributes throws(TensorError) in
        try ResultTypes.requireNumber(name, x[0].dtype)
        try ResultTypes.requireInteger(name, x[1].dtype)
        return TensorType(
          x[0].dtype,
          try Shape.segments(x[0].shape, x[1].shape, count: attributes.integer(0)))
      },
      kernel: .general { x, attributes throws(TensorError) in
        try x[0].segmentExtremum(
          isMaximum: isMaximum, x[1], count: attributes.integer(0))
      },
      derivative: .custom(
        pullback: { at, g, _ in
          guard g.dtype.isFloatingPoint else { return g }
          let share = g.broadcast(to: at.y.shape) / at.extremaInSegments
          return at.isSegmentExtremum * at.ofSegments(share)
        },
        pushforward: { at, t in
          guard let t = t[0] else { return at.y }
          // A segment without rows has no extremum to divide by.
          let count = at.extremaInSegments
          let isEmpty = at.inSegments(at.x[0].constant(1).broadcast(to: at.x[0].shape))
            .isEqual(to: at.x[0].constant(0))
          return at.inSegments(at.isSegmentExtremum * t)
            / isEmpty.select(at.x[0].constant(1), count)
        }),
      batching: .custom { call in
        guard call.x[0].hasRows, !call.x[1].hasRows else { return call.rowByRow() }
        // The rows of each call go behind its own first axis and come back.
        let order = [1, 0] + (2..<max(call.x[0].rank + 1, 2))
        let moved = call.x[0].physical.transposed(order)
        return call.scope.apply(call.primitive, [moved, call.x[1]], call.attributes)
          .transposed(order).asRows
      },
      convention: PointConventions("equal extrema of a segment share the cotangent evenly"),
      example: "\(name)(constant([1., 3., 2.]), constant([0, 0, 1]), 2)",
      samples: [
        Sample(
          [.numbers([4], [0.6, 1.4, 1.1, 0.8]), .integers([4], [1, 0, 1, 0])], [.integer(2)]),
        Sample(
          [.numbers([2, 2], [0.6, 1.4, 1.1, 0.8]), .integers([2], [0, 0])], [.integer(1)]),
      ],
      errors: [
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [3])], [.integer(1)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.float32, [2])], [.integer(1)]),
        ErrorSample([TensorType(.float32, []), TensorType(.int32, [])], [.integer(1)]),
        ErrorSample([TensorType(.float32, [2]), TensorType(.int32, [2])], [.integer(-1)]),
      ])
  }
}

extension Linearization {
  /// For each row, what its segment has.
  fileprivate func ofSegments(_ term: Term) -> Term {
    term.call("gather", [term, x[1]], [.integer(0)])
  }

  /// The sums of rows by segments.
  fileprivate func inSegments(_ term: Term) -> Term {
    term.call("scatter_add", [term, x[1]], [.integer(0), attributes[0]])
  }

  /// One at each extremum of a segment, 0 elsewhere.
  fileprivate var isSegmentExtremum: Term {
    x[0].isEqual(to: ofSegments(y)).cast(to: x[0].dtype)
  }

  /// How many elements have the extremum of each segment.
  fileprivate var extremaInSegments: Term { inSegments(isSegmentExtremum) }
}
