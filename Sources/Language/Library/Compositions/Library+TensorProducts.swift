import Autodiff
import Tensors

extension Library {
  /// Products of matrices and tensors.
  static let tensorProducts: [Composition] = [
    Composition(
      "matvec", tensorflow: ["linalg.matvec"], numpy: ["matvec"],
      summary: "The products of matrices and vectors, broadcast over the leading axes.",
      formula: "sum over k of a[i, k]*b[k]", convention: "bilinear",
      example: "matvec([[1., 2.], [3., 4.]], [1., 1.])",
      parameters: [
        .normal("a", "x"), .normal("b", "y"),
        .normal("transpose_a", "adjoint_a", default: .value(.bool(false))),
        .keyword("a_is_sparse", default: .value(.bool(false))),
        .keyword("b_is_sparse", default: .value(.bool(false))),
      ],
      samples: [
        CallSample("matvec(a, b)", ["a": .uniform([2, 3], 0.5...2), "b": .uniform([3], 0.5...2)]),
        CallSample(
          "matvec(a, b, transpose_a=True)",
          ["a": .uniform([3, 2], 0.5...2), "b": .uniform([4, 3], 0.5...2)]),
      ], errors: ["matvec([[1., 2.]], [1.])", "matvec([1.], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let (a, b) = (operands[0], operands[1])
      _ = try at.matrixShape(a, "matvec")
      guard at.shape(b).count > 1 else {
        return try at.call(
          "matmul", arguments: [a, b, arguments.required(2)])
      }
      let column = try at.call("expand_dims", b, .int(-1))
      return try at.call(
        "squeeze", at.call("matmul", arguments: [a, column, arguments.required(2)]), .int(-1))
    },
    Composition(
      "tensordot", tensorflow: ["tensordot", "linalg.tensordot"],
      numpy: ["tensordot", "linalg.tensordot"],
      summary: "The products of two tensors, added over some axes of each.",
      formula: "sum over the axes of x[..., k]*y[k, ...]", convention: "bilinear",
      example: "tensordot(ones(2, 3), ones(3, 4), 1)",
      parameters: [
        .normal("x", "a"), .normal("y", "b"), .normal("axes", default: .value(.int(2))),
      ],
      samples: [
        CallSample(
          "tensordot(x, y, 1)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3, 2], 0.5...2)]),
        CallSample(
          "tensordot(x, y, [[0, 1], [1, 0]])",
          ["x": .uniform([2, 3, 2], 0.5...2), "y": .uniform([3, 2], 0.5...2)]),
        CallSample(
          "tensordot(x, y, 0)", ["x": .uniform([2], 0.5...2), "y": .uniform([3], 0.5...2)]),
      ],
      errors: [
        "tensordot([1., 2.], [1., 2., 3.], 1)", "tensordot([1.], [1.], 2)",
        "tensordot([1.], [1.], [[0], []])", "tensordot([1.], [1.], -1)",
        "tensordot(ones(2, 2), ones(2, 2), [[0, 0], [0, 1]])",
      ]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let (x, y) = (operands[0], operands[1])
      let axes = try at.contractedAxes(
        arguments.required(2), ranks: (at.shape(x).count, at.shape(y).count))
      return try at.contracted(x, y, axes.0, axes.1)
    },
    Composition(
      "kron", tensorflow: [], numpy: ["kron"],
      summary: "The Kronecker product: the second tensor, once for each element of the first.",
      formula: "x[i, j]*y[k, l] at [i*rows + k, j*columns + l]", convention: "bilinear",
      example: "kron([[1., 2.]], [[1., 0.], [0., 1.]])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample(
          "kron(x, y)", ["x": .uniform([2, 2], 0.5...2), "y": .uniform([1, 3], 0.5...2)]),
        CallSample("kron(x, y)", ["x": .uniform([2], 0.5...2), "y": .uniform([2, 2], 0.5...2)]),
      ], errors: ["kron([True], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let rank = operands.map { at.shape($0).count }.max() ?? 0
      let shapes = operands.map { operand in
        [Int](repeating: 1, count: rank - at.shape(operand).count) + at.shape(operand)
      }
      // Each axis of the first stands before the same axis of the second.
      let first = try at.call("reshape", operands[0], at.tuple(shapes[0].flatMap { [$0, 1] }))
      let second = try at.call("reshape", operands[1], at.tuple(shapes[1].flatMap { [1, $0] }))
      var shape: [Int] = []
      for (x, y) in zip(shapes[0], shapes[1]) {
        shape.append(try Shape.checkedCount([x, y]))
      }
      return try at.call("reshape", at.call("multiply", first, second), at.tuple(shape))
    },
    Composition(
      "matrix_transpose", tensorflow: ["linalg.matrix_transpose", "linalg.adjoint"],
      numpy: ["matrix_transpose", "linalg.matrix_transpose"],
      summary: "The last two axes exchanged.", formula: "x[..., j, i]", convention: "linear",
      example: "matrix_transpose([[1., 2.], [3., 4.]])",
      parameters: [matrixOperand, .keyword("conjugate", default: .value(.bool(false)))],
      samples: [CallSample("matrix_transpose(x)", ["x": .uniform([2, 3, 2], 0.5...2)])],
      errors: ["matrix_transpose([1.])"]
    ) { arguments, at in
      try at.matricesTransposed(at.tensors(arguments.required(0))[0], "matrix_transpose")
    },
  ]
}

extension Composer {
  /// The products of two tensors, added over pairs of axes.
  func contracted(_ x: Object, _ y: Object, _ first: [Int], _ second: [Int]) throws -> Object {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let (left, right) = (shape(x).count, shape(y).count)
    guard left + right <= letters.count else {
      throw EvaluationError.value("\(left + right) axes are more than \(letters.count)")
    }
    let own = Array(letters[..<left])
    var other = Array(letters[left..<left + right])
    for (a, b) in zip(first, second) { other[b] = own[a] }
    let result =
      own.indices.filter { !first.contains($0) }.map { own[$0] }
      + other.indices.filter { !second.contains($0) }.map { other[$0] }
    return try einsum("\(String(own)),\(String(other))->\(String(result))", x, y)
  }

  /// The pairs of axes that `tensordot` adds over.
  fileprivate func contractedAxes(
    _ object: Object, ranks: (Int, Int)
  ) throws -> ([Int], [Int]) {
    if evaluator.listItems(object) == nil, evaluator.plainTensor(object)?.rank ?? 0 == 0 {
      let count = try evaluator.integer(object, "axes of tensordot()")
      guard count >= 0, count <= min(ranks.0, ranks.1) else {
        throw EvaluationError.value(
          "tensordot() over \(count) axes of tensors of rank \(ranks.0) and \(ranks.1)")
      }
      return (Array(ranks.0 - count..<ranks.0), Array(0..<count))
    }
    let sides = try evaluator.items(of: object)
    guard sides.count == 2 else {
      throw EvaluationError.value(
        "axes of tensordot() is a number or a pair", hint: "tensordot(x, y, [[1], [0]])")
    }
    func axes(_ object: Object, _ rank: Int) throws -> [Int] {
      let isOne =
        evaluator.listItems(object) == nil && evaluator.plainTensor(object)?.rank ?? 0 == 0
      let items = isOne ? [object] : try evaluator.items(of: object)
      let axes = try items.map { item in
        try Shape.normalized(
          axis: evaluator.integer(item, "each axis of tensordot()"), rank: rank)
      }
      _ = try Shape.normalized(axes: axes, rank: rank)
      return axes
    }
    let (first, second) = (try axes(sides[0], ranks.0), try axes(sides[1], ranks.1))
    guard first.count == second.count else {
      throw EvaluationError.value(
        "tensordot() over \(first.count) axes of one tensor and \(second.count) of the other")
    }
    return (first, second)
  }
}
