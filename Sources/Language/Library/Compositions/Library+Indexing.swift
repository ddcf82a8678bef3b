import Autodiff
import Tensors

extension Library {
  /// Taking parts and putting them together.
  static let indexingCompositions: [Composition] =
    taking + ordered + matrixParts + bands + places + segmentReductions + searches

  private static let taking: [Composition] = [
    Composition(
      "take", tensorflow: [], numpy: ["take"],
      summary:
        "The elements that indices name, along an axis or of all; negative ones count from the "
        + "end.",
      formula: "x[indices]",
      convention: "linear; an index that is named twice receives both cotangents",
      example: "take([10., 20., 30.], [0, -1])",
      parameters: [
        .normal("x", "a"), .normal("indices"), .normal("axis", default: .value(.none)),
        .normal("mode", default: .value(.string("raise"))),
      ],
      samples: [
        CallSample("take(x, [[0, -1]])", ["x": .uniform([2, 2], 0.5...2)]),
        CallSample("take(x, [3, 0], 1, mode='clip')", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: [
        "take(ones(2), 2)", "take(ones(2), [-3])", "take(ones(2), 0.5)", "take(ones(2), 0, axis=1)",
        "take(ones(2), 0, mode='no')", "take(ones(0), 0)",
      ]
    ) { arguments, at in
      var x = try at.tensor(arguments.required(0), in: "take")
      var axis = 0
      if let given = arguments.given(2) {
        axis = try at.axis(given, rank: x.tensor.rank)
      } else {
        x = try at.reshaped(x, to: [x.tensor.count])
      }
      let mode = try at.evaluator.text(arguments.required(3), "the mode of take()")
      let positions = try at.wrapped(
        at.wholeNumbers(arguments.required(1), "indices"), axis: axis,
        extent: x.tensor.shape[axis], mode: mode)
      return .tensor(try at.gathered(x, positions, axis: axis))
    },
    Composition(
      "boolean_mask", tensorflow: ["boolean_mask"],
      summary: "The parts of a tensor where a mask of its first axes, or of those from an axis on, "
        + "is True.",
      formula: "x[mask]", convention: "linear",
      example: "boolean_mask([1., 2., 3.], [True, False, True])",
      parameters: [
        .normal("tensor", "x"), .normal("mask"), .normal("axis", default: .value(.none)),
      ],
      samples: [
        CallSample(
          "boolean_mask(x, m)",
          ["x": .uniform([2, 2], 0.5...2), "m": .booleans([2, 2], [true, false, true, true])]),
        CallSample(
          "boolean_mask(x, [False, True], axis=1)", ["x": .uniform([2, 2], 0.5...2)]),
      ],
      errors: [
        "boolean_mask(ones(2), [True])", "boolean_mask(ones(2), [1, 0])",
        "boolean_mask(ones(2), True)", "boolean_mask(ones(2), [True, False], axis=1)",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "boolean_mask")
      let mask = try at.evaluator.value(of: arguments.required(1)).tensor
      let axis = try arguments.given(2).map { try at.axis($0, rank: x.tensor.rank) } ?? 0
      return .tensor(try at.evaluator.masked(x, by: mask, axis: axis))
    },
    Composition(
      "one_hot", tensorflow: ["one_hot"],
      summary: "For each index a vector with one value at the index and another elsewhere.",
      formula: "on_value where i == index, else off_value",
      convention: "positions have no derivative; linear by the values",
      example: "one_hot([0, 2], 3)",
      parameters: [
        .normal("indices"), .normal("depth"), .normal("on_value", default: .value(.none)),
        .normal("off_value", default: .value(.none)), .normal("axis", default: .value(.none)),
        .dtype,
      ],
      samples: [
        CallSample(
          "one_hot([0, 2, 5], 3, on_value=x, off_value=y, axis=0)",
          ["x": .uniform([], 0.5...2), "y": .uniform([], 0.5...2)])
      ],
      errors: [
        "one_hot([0], -1)", "one_hot([0.5], 2)", "one_hot([0], 2, axis=3)",
        "one_hot([0], 2, dtype='no')", "one_hot([0], 2 ** 62)",
      ]
    ) { arguments, at in
      let indices = try at.wholeNumbers(arguments.required(0), "the indices of one_hot()")
      let depth = try at.evaluator.index(arguments.required(1))
      guard depth >= 0 else { throw TensorError.negativeExtent(shape: [depth]) }
      var shape = indices.shape
      let axis = try Shape.normalized(
        axis: arguments.given(4).map(at.evaluator.index) ?? -1, rank: shape.count + 1)
      shape.insert(1, at: axis)
      var result = shape
      result[axis] = depth
      _ = try Shape.checkedCount(result)
      let isHot = try at.apply(
        "equal",
        [
          at.reshaped(Value(indices.cast(to: .int64)), to: shape),
          at.reshaped(
            Value(.arange(start: 0, stop: depth, step: 1, dtype: .int64)),
            to: shape.indices.map { $0 == axis ? depth : 1 }),
        ])
      let named = try arguments.given(5).map { try at.evaluator.elementType($0) }
      let tensors = [2, 3].compactMap { arguments.given($0).flatMap(at.evaluator.plainTensor) }
      let given = [2, 3].compactMap { arguments.given($0).flatMap(at.evaluator.plainDType) }
      let dtype =
        named ?? tensors.first?.dtype ?? given.first
        ?? at.evaluator.session.options.floatDType
      func value(_ index: Int, _ standard: Int) throws -> Value {
        try at.evaluator.value(
          of: arguments.given(index) ?? .int(standard), castTo: dtype)
      }
      return .tensor(try at.apply("where", [isHot, value(2, 1), value(3, 0)]))
    },
    Composition(
      "strided_slice", tensorflow: ["strided_slice"],
      summary: "The part of a tensor between some positions, with steps; bits of the masks leave a "
        + "bound out, or make a part an index, a new axis or an ellipsis.",
      formula: "x[begin:end:strides]", convention: "linear",
      example: "strided_slice([1., 2., 3.], [0], [3], [2])",
      parameters: [
        .normal("input_", "input", "x"), .normal("begin"), .normal("end"),
        .normal("strides", default: .value(.none)),
        .normal("begin_mask", default: .value(.int(0))),
        .normal("end_mask", default: .value(.int(0))),
        .normal("ellipsis_mask", default: .value(.int(0))),
        .normal("new_axis_mask", default: .value(.int(0))),
        .normal("shrink_axis_mask", default: .value(.int(0))),
      ],
      samples: [
        CallSample("strided_slice(x, [0, -1], [2, 0], [1, -2])", ["x": .uniform([2, 3], 0.5...2)]),
        CallSample(
          "strided_slice(x, [0, 1], [0, 2], end_mask=1, shrink_axis_mask=2)",
          ["x": .uniform([2, 3], 0.5...2)]),
      ],
      errors: [
        "strided_slice(ones(2), [0], [1, 2])", "strided_slice(ones(2), [0], [1], [0])",
        "strided_slice(ones(2), [0, 0], [1, 1])",
        "strided_slice(ones(2), [5], [6], shrink_axis_mask=1)",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "strided_slice")
      let begin = try at.integers(arguments.required(1), "begin")
      let end = try at.integers(arguments.required(2), "end")
      let steps =
        try arguments.given(3).map { try at.integers($0, "strides") } ?? begin.map { _ in 1 }
      guard begin.count == end.count, begin.count == steps.count, begin.count <= 64 else {
        throw EvaluationError.value(
          "\(begin.count) begins, \(end.count) ends and \(steps.count) strides do not fit each other"
        )
      }
      let masks = try (4...8).map { try at.evaluator.index(arguments.required($0)) }
      let items = begin.indices.map { place -> Tensor.SliceItem in
        func isSet(_ mask: Int) -> Bool { place < 63 && masks[mask] & (1 << place) != 0 }
        if isSet(2) { return .ellipsis }
        if isSet(3) { return .newAxis }
        if isSet(4) { return .index(begin[place]) }
        return .range(
          start: isSet(0) ? nil : begin[place], stop: isSet(1) ? nil : end[place],
          step: steps[place])
      }
      return .tensor(try at.apply("slice", [x], [.slices(items)]))
    },
    Composition(
      "dynamic_slice", tensorflow: ["slice"],
      summary: "The part of a tensor from some positions on, of a size; -1 is what is left.",
      formula: "x[begin:begin + size]", convention: "linear",
      example: "dynamic_slice([1., 2., 3.], [1], [2])",
      parameters: [
        .normal("input_", "input", "x"), .normal("begin", "start_indices"),
        .normal("size", "slice_sizes"),
      ],
      samples: [
        CallSample("dynamic_slice(x, [0, 1], [1, -1])", ["x": .uniform([2, 3], 0.5...2)])
      ],
      errors: [
        "dynamic_slice(ones(2), [1], [2])", "dynamic_slice(ones(2), [-1], [1])",
        "dynamic_slice(ones(2), [0, 0], [1, 1])", "dynamic_slice(ones(2), [0], [-2])",
      ]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "slice")
      let begin = try at.integers(arguments.required(1), "begin")
      let size = try at.integers(arguments.required(2), "size")
      let shape = x.tensor.shape
      guard begin.count == shape.count, size.count == shape.count else {
        throw EvaluationError.value(
          "a slice of a tensor of rank \(shape.count) takes as many begins and sizes, not "
            + "\(begin.count) and \(size.count)")
      }
      let items = try shape.indices.map { axis -> Tensor.SliceItem in
        let (start, length) = (begin[axis], size[axis])
        guard start >= 0, start <= shape[axis] else {
          throw TensorError.indexOutOfRange(index: start, axis: axis, extent: shape[axis])
        }
        guard length >= -1, length <= shape[axis] - start else {
          throw EvaluationError.value(
            "\(length) elements from \(start) on are not in axis \(axis) with extent \(shape[axis])"
          )
        }
        return .range(start: start, stop: length == -1 ? nil : start + length, step: 1)
      }
      return .tensor(try at.apply("slice", [x], [.slices(items)]))
    },
  ]
}

extension Composer {
  /// Indices as positions from the start: what is outside is refused, moved inside or counted round.
  fileprivate func wrapped(
    _ indices: Tensor, axis: Int, extent: Int, mode: String
  ) throws -> Value {
    guard ["raise", "clip", "wrap"].contains(mode) else {
      throw EvaluationError.value(
        "take() has no mode '\(mode)'", hint: "it is 'raise', 'clip' or 'wrap'")
    }
    evaluator.valueReads &+= 1
    let numbers = try indices.ints()
    guard extent > 0 || numbers.isEmpty else {
      throw EvaluationError.index("cannot take from an axis without elements")
    }
    let positions = try numbers.map { index -> Int in
      switch mode {
      case "clip": return min(max(index, 0), extent - 1)
      case "wrap": return ((index % extent) + extent) % extent
      default:
        guard index >= -extent, index < extent else {
          throw TensorError.indexOutOfRange(index: index, axis: axis, extent: extent)
        }
        return index < 0 ? index + extent : index
      }
    }
    return try self.indices(positions, shape: indices.shape)
  }
}

extension Evaluator {
  /// The error of a mask of another shape than that of what it masks.
  func misfit(_ mask: Tensor, _ x: Tensor, axis: Int) -> EvaluationError {
    EvaluationError(
      .shapeError,
      "a mask of shape \(Shape.text(mask.shape)) does not fit a tensor of shape "
        + "\(Shape.text(x.shape))" + (axis == 0 ? "" : " from axis \(axis) on"))
  }

  /// The parts of a tensor where a mask of the axes from one on is True.
  ///
  /// - Throws: `TypeError` for a mask of other elements, `ShapeError` for one of another shape.
  func masked(_ x: Value, by mask: Tensor, axis: Int) throws -> Value {
    guard mask.dtype == .bool else {
      throw EvaluationError.type(
        "a mask is of booleans, not \(mask.dtype.name)", hint: "write x > 0, say")
    }
    let shape = x.tensor.shape
    guard mask.rank > 0, axis + mask.rank <= shape.count,
      Array(shape[axis..<(axis + mask.rank)]) == mask.shape
    else {
      throw misfit(mask, x.tensor, axis: axis)
    }
    valueReads &+= 1
    var positions: [Int64] = []
    for (position, isTaken) in try mask.values(as: Bool.self).enumerated() where isTaken {
      positions.append(Int64(position))
    }
    let flat = shape[..<axis] + [mask.count] + shape[(axis + mask.rank)...]
    let rows = try apply(.named("reshape"), [x], [.integers(Array(flat))])
    let indices = Value(try Tensor(shape: [positions.count], values: positions))
    return try apply(Operators.gather, [rows, indices], [.integer(axis)])
  }
}

extension Evaluator {
  /// The element type that a Python number or truth value alone becomes.
  fileprivate func plainDType(_ object: Object) -> DType? {
    switch object {
    case .bool: .bool
    case .int: session.options.integerDType
    case .float: session.options.floatDType
    default: nil
    }
  }
}
