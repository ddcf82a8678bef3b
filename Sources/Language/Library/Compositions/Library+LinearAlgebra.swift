import Autodiff
import Tensors

extension Library {
  /// Products, solutions and factorisations of matrices.
  static let linearAlgebraCompositions: [Composition] =
    vectorProducts + tensorProducts + matrixNorms + matrixEquations + matrixFactors
    + tensorDiagonals

  /// The operand of functions that take matrices.
  static let matrixOperand = BuiltinParameter.normal("x", "input", "tensor", "matrix", "a")

  /// Products of vectors.
  private static let vectorProducts: [Composition] = [
    Composition(
      "dot", tensorflow: [], numpy: ["dot"],
      summary: "NumPy's product: of vectors a number, of matrices a matrix, of numbers theirs.",
      formula: "sum over k of x[..., k]*y[..., k, j]", convention: "bilinear",
      example: "dot([1., 2.], [3., 4.])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample("dot(x, y)", ["x": .uniform([3], 0.5...2), "y": .uniform([3], 0.5...2)]),
        CallSample(
          "dot(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3, 2], 0.5...2)]),
        CallSample("dot(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([], 0.5...2)]),
        CallSample(
          "dot(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([2, 3, 2], 0.5...2)]),
      ], errors: ["dot([1., 2.], [1., 2., 3.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let (x, y) = (operands[0], operands[1])
      let ranks = (at.shape(x).count, at.shape(y).count)
      if ranks.0 == 0 || ranks.1 == 0 { return try at.call("multiply", x, y) }
      if ranks.0 <= 2, ranks.1 <= 2 { return try at.call("matmul", x, y) }
      return try at.contracted(x, y, [ranks.0 - 1], [max(0, ranks.1 - 2)])
    },
    Composition(
      "vdot", tensorflow: [], numpy: ["vdot"],
      summary: "The inner product of the elements of two tensors, each as one vector.",
      formula: "sum of x*y", convention: "bilinear", example: "vdot([1., 2.], [3., 4.])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample("vdot(x, y)", ["x": .uniform([2, 2], 0.5...2), "y": .uniform([4], 0.5...2)])
      ], errors: ["vdot([1., 2.], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      return try at.call("matmul", at.flattened(operands[0]), at.flattened(operands[1]))
    },
    Composition(
      "vecdot", tensorflow: [], numpy: ["linalg.vecdot", "vecdot"],
      summary: "The inner products of the vectors along one axis of two tensors.",
      formula: "sum over k of x[.., k]*y[.., k]", convention: "bilinear",
      example: "vecdot([1., 2.], [3., 4.])",
      parameters: [
        .normal("x1", "x"), .normal("x2", "y"), .keyword("axis", default: .value(.int(-1))),
      ],
      samples: [
        CallSample(
          "vecdot(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3], 0.5...2)]),
        CallSample(
          "vecdot(x, y, axis=0)",
          ["x": .uniform([2, 3], 0.5...2), "y": .uniform([2, 3], 0.5...2)]),
      ],
      errors: ["vecdot([1., 2.], [1.])", "vecdot(1., [1.])", "vecdot([1.], [1.], axis=1)"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let axis = try at.evaluator.index(arguments.required(2))
      // The vectors do not broadcast; the axes before them do.
      let extents = try operands.map { operand in
        let shape = at.shape(operand)
        return shape[try Shape.normalized(axis: axis, rank: shape.count)]
      }
      guard extents[0] == extents[1] else {
        throw TensorError.shapesDiffer(at.shape(operands[0]), at.shape(operands[1]))
      }
      let products = try at.call("multiply", operands[0], operands[1])
      return try at.reduced("sum", products, axis: .int(axis), keepdims: .bool(false))
    },
    Composition(
      "inner", tensorflow: [], numpy: ["inner"],
      summary: "The inner products of the vectors along the last axes of two tensors.",
      formula: "sum over k of x[..., k]*y[..., k]", convention: "bilinear",
      example: "inner([1., 2.], [3., 4.])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample(
          "inner(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([4, 3], 0.5...2)]),
        CallSample("inner(x, y)", ["x": .uniform([2], 0.5...2), "y": .uniform([], 0.5...2)]),
      ], errors: ["inner([1., 2.], [1., 2., 3.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      let (x, y) = (operands[0], operands[1])
      let ranks = (at.shape(x).count, at.shape(y).count)
      if ranks.0 == 0 || ranks.1 == 0 { return try at.call("multiply", x, y) }
      return try at.contracted(x, y, [ranks.0 - 1], [ranks.1 - 1])
    },
    Composition(
      "outer", tensorflow: [], numpy: ["outer", "linalg.outer"],
      summary: "The products of every element of one tensor with every one of another.",
      formula: "x[i]*y[j]", convention: "bilinear", example: "outer([1., 2.], [3., 4.])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample("outer(x, y)", ["x": .uniform([2], 0.5...2), "y": .uniform([3], 0.5...2)])
      ], errors: ["outer([True], [1.])"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      return try at.einsum("i,j->ij", at.flattened(operands[0]), at.flattened(operands[1]))
    },
    Composition(
      "cross", tensorflow: ["linalg.cross"], numpy: ["cross", "linalg.cross"],
      summary: "The cross product of vectors of three elements along the last axis.",
      formula: "(x[1]*y[2] - x[2]*y[1], x[2]*y[0] - x[0]*y[2], x[0]*y[1] - x[1]*y[0])",
      convention: "bilinear", example: "cross([1., 0., 0.], [0., 1., 0.])",
      parameters: [.normal("x", "a"), .normal("y", "b")],
      samples: [
        CallSample("cross(x, y)", ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3], 0.5...2)])
      ], errors: ["cross([1., 2.], [1., 2.])", "cross(1., 2.)"]
    ) { arguments, at in
      let operands = try at.tensors(arguments.required(0), arguments.required(1))
      for operand in operands where at.shape(operand).last != 3 {
        throw EvaluationError(
          .shapeError,
          "cross() takes vectors of three elements along the last axis, not shape "
            + Shape.text(at.shape(operand)))
      }
      func turned(_ x: Object, _ places: [Int64]) throws -> Object {
        let places = Object.tensor(Value(try Tensor(shape: [3], values: places)))
        return try at.call("gather", x, places, .int(-1))
      }
      func product(_ first: [Int64], _ second: [Int64]) throws -> Object {
        try at.call("multiply", turned(operands[0], first), turned(operands[1], second))
      }
      return try at.call(
        "subtract", product([1, 2, 0], [2, 0, 1]), product([2, 0, 1], [1, 2, 0]))
    },
  ]
}
