import Autodiff
import Tensors

extension Library {
  /// NumPy's functions of elements, and what puts them into arrays and takes them out.
  static let numpyElements: [BuiltinFunction] = [
    array(
      "heaviside", "0 below 0, 1 above it, and a second argument at 0.",
      "np.heaviside([-1.5, 0., 2.], 0.5)", [.normal("x1"), .normal("x2")]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let atZero = try at.operand(arguments.required(1))
      let steps = try at.call("where", at.call("less", x, .int(0)), .float(0), .float(1))
      let result = try at.call("where", at.call("equal", x, .int(0)), atZero, steps)
      return try at.call("where", at.call("isnan", x), x, result)
    },
    array(
      "select", "Of several choices, element by element, the first whose condition holds.",
      "np.select([[True, False]], [[1, 2]], 7)",
      [.normal("condlist"), .normal("choicelist"), .normal("default", default: .value(.int(0)))]
    ) { arguments, at in
      let conditions = try at.evaluator.items(of: arguments.required(0))
      let choices = try at.evaluator.items(of: arguments.required(1))
      guard conditions.count == choices.count else {
        throw EvaluationError.value("list of cases must be same length as list of conditions")
      }
      guard !conditions.isEmpty else {
        throw EvaluationError.value("select with an empty condition list is not possible")
      }
      return try zip(conditions, choices).reversed().reduce(arguments.required(2)) { rest, next in
        let condition = try at.tensor(next.0, in: "select")
        guard condition.tensor.dtype == .bool else {
          throw EvaluationError.type(
            "the conditions are truth values, not \(condition.tensor.dtype.name)")
        }
        return try at.call("where", .tensor(condition), next.1, rest)
      }
    },
    array("fabs", "The absolute values, as real numbers.", "np.fabs(-1)", [.normal("x")]) {
      arguments, at in try at.call("abs", at.operand(arguments.required(0)))
    },
    array(
      "float_power", "Powers in float64, also of integers with negative exponents.",
      "np.float_power([2, 3], -1)", [.normal("x1"), .normal("x2")]
    ) { arguments, at in
      let both = try (0...1).map {
        try at.call("cast", at.operand(arguments.required($0)), .dtype(.float64))
      }
      return try at.call("power", both[0], both[1])
    },
    array(
      "copysign", "The absolute values of one array with the signs of another.",
      "np.copysign(1.3, [-1., 0.])", [.normal("x1"), .normal("x2")]
    ) { arguments, at in
      let x = try at.call("abs", at.operand(arguments.required(0)))
      let signs = try at.operand(arguments.required(1))
      // A zero may be negative: its reciprocal says so.
      let isNegative = try at.call(
        "where", at.call("equal", signs, .int(0)),
        at.call("less", at.call("divide", .float(1), signs), .int(0)),
        at.call("less", signs, .int(0)))
      return try at.call("where", isNegative, at.call("negative", x), x)
    },
    array(
      "divmod", "The floors of the quotients and what remains.", "np.divmod([7, -7], 3)",
      [.normal("x1"), .normal("x2")]
    ) { arguments, at in
      at.evaluator.makeTuple(
        try ["floor_divide", "mod"].map {
          try at.call($0, arguments.required(0), arguments.required(1))
        })
    },
    array(
      "insert", "An array with values before a position along an axis, by default of all elements.",
      "np.insert([1, 2, 3], 1, 9)",
      [
        .normal("arr"), .normal("obj"), .normal("values"),
        .normal("axis", default: .value(.none)),
      ]
    ) { arguments, at in try at.inserted(arguments) },
    array(
      "delete", "An array without what stands at some positions along an axis.",
      "np.delete([1, 2, 3], 1)",
      [.normal("arr"), .normal("obj"), .normal("axis", default: .value(.none))]
    ) { arguments, at in
      let (x, axis) = try at.along(arguments.required(0), arguments.given(2), in: "delete")
      let extent = x.tensor.shape[axis]
      let gone = Set(try at.places(arguments.required(1), below: extent))
      let kept = (0..<extent).filter { !gone.contains($0) }
      return .tensor(try at.gathered(x, at.indices(kept), axis: axis))
    },
    array(
      "linalg.trace", names: ["linalg.trace"], "The sums of diagonals of the last two axes.",
      "np.linalg.trace([[1., 2.], [3., 4.]])",
      [.normal("x"), .keyword("offset", default: .value(.int(0))), .dtypeByName]
    ) { arguments, at in
      let diagonal = try at.lastDiagonal(arguments.required(0), arguments.required(1))
      let sum = try at.reduced("sum", diagonal, axis: .int(-1), keepdims: .bool(false))
      guard let dtype = arguments.given(2) else { return sum }
      return try at.call("cast", sum, dtype)
    },
    array(
      "linalg.diagonal", names: ["linalg.diagonal"], "A diagonal of the last two axes.",
      "np.linalg.diagonal([[1., 2.], [3., 4.]])",
      [.normal("x"), .keyword("offset", default: .value(.int(0)))]
    ) { arguments, at in try at.lastDiagonal(arguments.required(0), arguments.required(1)) },
    array(
      "matrix_norm", names: ["linalg.matrix_norm"], "The norm of each matrix of the last two axes.",
      "np.linalg.matrix_norm([[3., 0.], [0., 4.]])",
      [
        .normal("x"), .keyword("keepdims", default: .value(.bool(false))),
        .keyword("ord", default: .value(.string("fro"))),
      ]
    ) { arguments, at in
      try at.norm(
        at.operand(arguments.required(0)), arguments.required(2), at.tuple([-2, -1]),
        keepdims: arguments.required(1))
    },
    array(
      "vector_norm", names: ["linalg.vector_norm"], "The norm of vectors along axes, or of all.",
      "np.linalg.vector_norm([3., 4.])",
      [
        .normal("x"), .keyword("axis", default: .value(.none)),
        .keyword("keepdims", default: .value(.bool(false))),
        .keyword("ord", default: .value(.int(2))),
      ]
    ) { arguments, at in
      var x = try at.operand(arguments.required(0))
      if let axis = arguments.given(1), at.evaluator.listItems(axis) == nil {
        return try at.norm(x, arguments.required(3), axis, keepdims: arguments.required(2))
      }
      let shape = at.shape(x)
      let axes = try at.axes(arguments.given(1), rank: shape.count)
      // The axes as one, in their order.
      let others = shape.indices.filter { !axes.contains($0) }
      x = try at.call("transpose", x, at.tuple(others + axes))
      x = try at.call(
        "reshape", x, at.tuple(others.map { shape[$0] } + [axes.reduce(1) { $0 * shape[$1] }]))
      let result = try at.norm(x, arguments.required(3), .int(-1), keepdims: .bool(false))
      guard try at.evaluator.isTrue(arguments.required(2)) else { return result }
      return try at.call(
        "reshape", result, at.tuple(Shape.reduced(shape, axes: axes, keepingDimensions: true)))
    },
  ]
}

extension Composer {
  /// The norm that NumPy's own function gives.
  fileprivate func norm(
    _ x: Object, _ order: Object, _ axis: Object, keepdims: Object
  ) throws -> Object {
    guard let norm = LibraryTable.standard.dottedNames["numpy.linalg.norm"] else { return x }
    return try evaluator.call(norm, CallArguments([x, order, axis, keepdims]))
  }

  /// An array and an axis of it; one line of all elements where the axis is None.
  fileprivate func along(
    _ object: Object, _ axis: Object?, in name: String
  ) throws -> (Value, Int) {
    let x = try tensor(object, in: name)
    if let axis { return (x, try self.axis(axis, rank: x.tensor.rank)) }
    return (try reshaped(x, to: [x.tensor.count]), 0)
  }

  /// Positions along an axis, counted from the start; of truth values those that are true.
  fileprivate func places(_ object: Object, below extent: Int) throws -> [Int] {
    let tensor = try evaluator.model(object, isNumPy: true)
    evaluator.valueReads &+= 1
    if tensor.dtype == .bool {
      guard tensor.shape == [extent] else {
        throw EvaluationError.value("a mask has the extent of the axis, \(extent)")
      }
      return try tensor.values(as: Bool.self).enumerated().filter(\.element).map(\.offset)
    }
    return try wholeNumbers(object, "the positions").ints().map { place in
      guard place >= -extent, place < extent else {
        throw EvaluationError(
          .indexError, "index \(place) is out of bounds for axis 0 with size \(extent)")
      }
      return place < 0 ? place + extent : place
    }
  }

  /// An array with values before positions of one without them.
  fileprivate func inserted(_ arguments: BoundArguments) throws -> Object {
    let (x, axis) = try along(arguments.required(0), arguments.given(3), in: "insert")
    let extent = x.tensor.shape[axis]
    let named = try wholeNumbers(arguments.required(1), "the positions")
    evaluator.valueReads &+= 1
    let isOne = named.rank == 0
    // A position behind the last element is one too.
    let places = try named.ints().map { place in
      guard place >= -extent, place <= extent else {
        throw EvaluationError(
          .indexError, "index \(place) is out of bounds for axis \(axis) with size \(extent)")
      }
      return place < 0 ? place + extent : place
    }
    var values = try evaluator.value(of: arguments.required(2), castTo: x.tensor.dtype)
    var shape = x.tensor.shape
    shape[axis] = places.count
    if isOne {
      // One position takes as many values as there are.
      let given = values.tensor.shape
      let count =
        x.tensor.rank == 1 ? given.last ?? 1 : given.count == x.tensor.rank ? given[axis] : 1
      shape[axis] = count
      if x.tensor.rank > 1, given.count == x.tensor.rank - 1, given.count > 0 {
        var wide = given
        wide.insert(1, at: axis)
        values = try reshaped(values, to: wide)
      }
    }
    values = try broadcast(values, to: shape)
    let positions = isOne ? Array(repeating: places[0], count: shape[axis]) : places
    let ranked = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    var order: [Int] = []
    var next = ranked[...]
    for place in 0...extent {
      while let first = next.first, positions[first] == place {
        order.append(extent + first)
        next = next.dropFirst()
      }
      if place < extent { order.append(place) }
    }
    let joined = try concatenated([x, values], axis: axis)
    return .tensor(try gathered(joined, indices(order), axis: axis))
  }

  fileprivate func lastDiagonal(_ object: Object, _ offset: Object) throws -> Object {
    let x = try tensor(object, in: "diagonal")
    return .tensor(try apply("diag_part", [x], [.integer(evaluator.index(offset))]))
  }
}
