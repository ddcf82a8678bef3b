import Autodiff
import Tensors

extension Library {
  /// Functions of NumPy's that a few primitives make, with derivatives under their bare names.
  static let numpyFunctions: [Composition] =
    [
      Composition(
        "diff", tensorflow: [], numpy: ["diff"],
        summary: "The differences of neighbours along an axis, n times over.",
        formula: "x[i + 1] - x[i]", convention: "linear", example: "diff([1., 4., 9.])",
        parameters: [
          .normal("x", "a"), .normal("n", default: .value(.int(1))),
          .normal("axis", default: .value(.int(-1))), .normal("prepend", default: .value(.none)),
          .normal("append", default: .value(.none)),
        ],
        samples: [
          CallSample("diff(x)", ["x": .uniform([2, 3], 0.5...2)]),
          CallSample("diff(x, 2, axis=0)", ["x": .uniform([4, 2], 0.5...2)]),
          CallSample("diff(x, prepend=0., append=x)", ["x": .uniform([3], 0.5...2)]),
        ],
        errors: ["diff(3.)", "diff(ones(2), -1)", "diff(ones(2), axis=1)"]
      ) { arguments, at in
        var x = try at.tensor(arguments.required(0), in: "diff")
        let times = try at.evaluator.index(arguments.required(1))
        guard times >= 0 else {
          throw EvaluationError.value("diff() takes n from 0 on, not \(times)")
        }
        guard x.tensor.rank > 0 else {
          throw TensorError.wrongRank(operation: "diff", rank: 0, expected: "1 or more")
        }
        let axis = try at.axis(arguments.required(2), rank: x.tensor.rank)
        x = try at.extended(x, before: arguments.given(3), after: arguments.given(4), axis: axis)
        for _ in 0..<min(times, x.tensor.shape[axis]) {
          try at.evaluator.pollInterruption()
          let extent = x.tensor.shape[axis]
          let ends = [
            try at.part(x, axis: axis, from: 1, to: max(extent, 1)),
            try at.part(x, axis: axis, from: 0, to: max(extent - 1, 0)),
          ]
          x = try at.apply(x.tensor.dtype == .bool ? "not_equal" : "subtract", ends)
        }
        return .tensor(x)
      },
      Composition(
        "average", tensorflow: [], numpy: ["average"],
        summary: "The mean over the axes, each element by its weight.",
        formula: "sum(weights*x)/sum(weights)", convention: "smooth where the weights have a sum",
        example: "average([1., 3.], weights=[3., 1.])",
        parameters: [
          .normal("x", "a"), .normal("axis", default: .value(.none)),
          .normal("weights", default: .value(.none)),
          .normal("returned", default: .value(.bool(false))),
          .normal("keepdims", default: .value(.bool(false))),
        ],
        samples: [
          CallSample("average(x, axis=1)", ["x": .uniform([2, 3], 0.5...2)]),
          CallSample(
            "average(x, axis=0, weights=w)",
            ["x": .uniform([2, 3], 0.5...2), "w": .uniform([2], 0.5...2)]),
          CallSample(
            "average(x, weights=w, returned=True)",
            ["x": .uniform([2, 2], 0.5...2), "w": .uniform([2, 2], 0.5...2)]),
        ],
        errors: [
          "average(ones(2), weights=ones(3))", "average(ones(2, 2), weights=ones(2))",
          "average(ones(2), weights=zeros(2))", "average(ones(2), axis=1)",
        ]
      ) { arguments, at in try at.average(arguments) },
      Composition(
        "nan_to_num", tensorflow: [], numpy: ["nan_to_num"],
        summary: "The tensor with numbers in place of NaN and of infinities.",
        formula: "where(isnan(x), nan, where(x == inf, posinf, where(x == -inf, neginf, x)))",
        convention: "0 where an element is replaced", example: "nan_to_num([nan, 1.])",
        parameters: [
          .normal("x"), .normal("copy", default: .value(.bool(true))),
          .normal("nan", default: .value(.float(0))), .normal("posinf", default: .value(.none)),
          .normal("neginf", default: .value(.none)),
        ],
        samples: [
          CallSample("nan_to_num(x)", ["x": .uniform([2, 2], -1...2)]),
          CallSample("nan_to_num(x, nan=7., posinf=9.)", ["x": .uniform([2], 0.5...2)]),
        ],
        errors: ["nan_to_num('one')", "nan_to_num(ones(2), nan='no')"]
      ) { arguments, at in
        let x = try at.tensor(arguments.required(0), in: "nan_to_num")
        guard x.tensor.dtype.isFloatingPoint else { return .tensor(x) }
        let largest =
          x.tensor.dtype == .float32
          ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
        let numbers = try [(2, 0), (3, largest), (4, -largest)].map { place, number in
          try arguments.given(place).map { try at.evaluator.real($0, for: "nan_to_num()") }
            ?? number
        }
        func constant(_ number: Double) throws -> Value {
          Value(try Tensor(number).cast(to: x.tensor.dtype))
        }
        var result = try at.apply("where", [at.apply("isnan", [x]), constant(numbers[0]), x])
        for (bound, number) in [(Double.infinity, numbers[1]), (-.infinity, numbers[2])] {
          let isInfinite = try at.apply("equal", [x, constant(bound)])
          result = try at.apply("where", [isInfinite, constant(number), result])
        }
        return .tensor(result)
      },
    ] + (1...3).map(atLeast)

  /// Tensors of so many axes, or more.
  private static func atLeast(_ rank: Int) -> Composition {
    let name = "atleast_\(rank)d"
    return Composition(
      name, tensorflow: [], numpy: [name],
      summary: "Each tensor with axes of extent 1 until it has \(rank), of several a tuple.",
      formula: "reshape(x, ..)", convention: "linear", example: "\(name)(3.)",
      parameters: [.rest("x")],
      samples: [
        CallSample("\(name)(x)", ["x": .uniform([], 0.5...2)]),
        CallSample(
          "\(name)(x, y)", ["x": .uniform([2], 0.5...2), "y": .uniform([2, 2], 0.5...2)]),
      ], errors: ["\(name)('one')", "\(name)([[1.], [1., 2.]])"]
    ) { arguments, at in
      let results = try arguments.rest.map { object -> Object in
        let x = try at.tensor(object, in: name)
        let shape = x.tensor.shape
        guard shape.count < rank else { return .tensor(x) }
        let wider: [Int] =
          switch (shape.count, rank) {
          // NumPy takes a vector for the middle of three axes, and a matrix for the first two.
          case (1, 3): [1, shape[0], 1]
          case (2, 3): shape + [1]
          default: Array(repeating: 1, count: rank - shape.count) + shape
          }
        return .tensor(try at.reshaped(x, to: wider))
      }
      return results.count == 1 ? results[0] : at.evaluator.makeTuple(results)
    }
  }
}

extension Composer {
  /// A tensor with others before and behind it; a number stands for one row of it.
  fileprivate func extended(
    _ x: Value, before: Object?, after: Object?, axis: Int
  ) throws -> Value {
    func end(_ object: Object) throws -> Value {
      let end = try evaluator.value(of: object, castTo: x.tensor.dtype)
      guard end.tensor.rank == 0 else { return end }
      var shape = x.tensor.shape
      shape[axis] = 1
      return try broadcast(end, to: shape)
    }
    let parts = try [before.map(end), x, after.map(end)].compactMap { $0 }
    return parts.count == 1 ? x : try apply("concat", parts, [.integer(axis)])
  }

  /// The mean by weights, and the sum of these where it is asked for.
  fileprivate func average(_ arguments: BoundArguments) throws -> Object {
    guard case .tensor(let x) = try operand(arguments.required(0)) else {
      throw EvaluationError.type("average() takes a tensor")
    }
    let shape = x.tensor.shape
    let axes = try axes(arguments.given(1), rank: shape.count)
    let keeps = Attribute.flag(try evaluator.isTrue(arguments.required(4)))
    let given =
      try arguments.given(2).map { try evaluator.value(of: $0, castTo: x.tensor.dtype) }
      ?? Value(try Tensor.ones(shape, x.tensor.dtype))
    var weights = given
    if given.tensor.shape != shape {
      guard arguments.given(1) != nil, axes.count == 1,
        given.tensor.shape == [shape[axes[0]]]
      else {
        throw EvaluationError(
          .shapeError,
          "weights have the shape \(Shape.text(shape)), or are a vector along one axis, not of "
            + "shape \(Shape.text(given.tensor.shape))")
      }
      var along = Array(repeating: 1, count: shape.count)
      along[axes[0]] = shape[axes[0]]
      weights = try broadcast(reshaped(given, to: along), to: shape)
    }
    let sum = try apply("sum", [weights], [.integers(axes), keeps])
    if arguments.given(2) != nil, try sum.tensor.doubles().contains(0) {
      evaluator.valueReads &+= 1
      throw EvaluationError(
        .zeroDivisionError, "Weights sum to zero, can't be normalized")
    }
    let total = try apply("sum", [apply("multiply", [x, weights])], [.integers(axes), keeps])
    let mean = try apply("divide", [total, sum])
    guard try evaluator.isTrue(arguments.required(3)) else { return .tensor(mean) }
    return evaluator.makeTuple([.tensor(mean), .tensor(sum)])
  }
}
