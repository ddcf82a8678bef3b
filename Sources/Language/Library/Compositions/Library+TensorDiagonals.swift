import Autodiff
import Tensors

extension Library {
  /// Diagonals of tensors, condition numbers and products of many matrices.
  static let tensorDiagonals: [Composition] = [
    Composition(
      "tensor_diag", tensorflow: ["linalg.tensor_diag"],
      summary: "A tensor of twice the rank with a tensor on its diagonal, and zeros elsewhere.",
      formula: "y[i, .., i, ..] = x[i, ..]", convention: "linear",
      example: "tensor_diag([1., 2.])", parameters: [.normal("diagonal", "x")],
      samples: [
        CallSample("tensor_diag(x)", ["x": .uniform([3], 0.5...2)]),
        CallSample("tensor_diag(x)", ["x": .uniform([2, 2], 0.5...2)]),
      ], errors: ["tensor_diag(3.)", "tensor_diag(ones(100000, 100000))"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "tensor_diag")
      let shape = x.tensor.shape
      guard !shape.isEmpty else {
        throw TensorError.wrongRank(operation: "tensor_diag", rank: 0, expected: "1 or more")
      }
      let matrix = try at.apply(
        "diag_embed", [at.reshaped(x, to: [x.tensor.count])], [.integer(0)])
      return .tensor(try at.reshaped(matrix, to: shape + shape))
    },
    Composition(
      "tensor_diag_part", tensorflow: ["linalg.tensor_diag_part"],
      summary: "The diagonal of a tensor whose axes are the same twice over.",
      formula: "y[i, ..] = x[i, .., i, ..]", convention: "linear",
      example: "tensor_diag_part([[1., 2.], [3., 4.]])", parameters: [.normal("input", "x")],
      samples: [
        CallSample("tensor_diag_part(x)", ["x": .uniform([3, 3], 0.5...2)]),
        CallSample("tensor_diag_part(x)", ["x": .uniform([2, 1, 2, 1], 0.5...2)]),
      ],
      errors: ["tensor_diag_part(ones(2))", "tensor_diag_part(ones(3, 4))"]
    ) { arguments, at in
      let x = try at.tensor(arguments.required(0), in: "tensor_diag_part")
      let half = x.tensor.rank / 2
      let shape = Array(x.tensor.shape.prefix(half))
      guard x.tensor.rank % 2 == 0 else {
        throw TensorError.wrongRank(
          operation: "tensor_diag_part", rank: x.tensor.rank, expected: "an even number")
      }
      guard shape == Array(x.tensor.shape.suffix(half)) else {
        throw TensorError.shapesDiffer(shape, Array(x.tensor.shape.suffix(half)))
      }
      guard half > 0 else { return .tensor(x) }
      let count = try Shape.checkedCount(shape)
      let matrix = try at.reshaped(x, to: [count, count])
      return .tensor(
        try at.reshaped(at.apply("diag_part", [matrix], [.integer(0)]), to: shape))
    },
    Composition(
      "cond", tensorflow: [], numpy: ["linalg.cond"],
      summary: "How much solving with a matrix may enlarge an error: its norm times its inverse's.",
      formula: "norm(x, p)*norm(inv(x), p); by default the quotient of the singular values",
      convention:
        "smooth where the singular values at both ends are single; inf where x is singular",
      example: "cond([[1., 2.], [3., 4.]])",
      parameters: [matrixOperand, .normal("p", "ord", default: .value(.none))],
      samples: [
        CallSample("cond(x)", ["x": .numbers([2, 2], [2, 0.5, -0.7, 1.4])]),
        CallSample("cond(x, -2)", ["x": .numbers([3, 2], [2, 0.5, -0.7, 1.4, 0.3, -1.1])]),
        CallSample("cond(x, 'fro')", ["x": .numbers([2, 2], [2, 0.5, -0.7, 1.4])]),
        CallSample("cond(x, 1)", ["x": .numbers([2, 2], [2, 0.5, -0.7, 1.4])]),
      ], errors: ["cond([1.])", "cond(ones(2, 3), 1)", "cond(eye(2), 'no')"]
    ) { arguments, at in
      let x = try at.operand(arguments.required(0))
      let size = try at.matrixShape(x, "cond")
      let order = arguments.required(1)
      let isSpectral = order.isNone || at.evaluator.plainInteger(order).map { abs($0) == 2 } == true
      guard !isSpectral else {
        let values = try at.call("svdvals", x)
        let thin = min(size.rows, size.columns)
        guard thin > 0 else {
          throw TensorError.emptyReduction(operation: "cond", shape: at.shape(x))
        }
        let (largest, smallest) = (
          try at.part(values, [.ellipsis, .index(0)]),
          try at.part(values, [.ellipsis, .index(thin - 1)])
        )
        return at.evaluator.plainInteger(order) == -2
          ? try at.call("divide", smallest, largest) : try at.call("divide", largest, smallest)
      }
      _ = try at.matrixShape(x, "cond", square: true)
      let axes = [size.batch.count, size.batch.count + 1]
      func norm(_ x: Object) throws -> Object {
        try at.norm(x, MatrixNormOrder(order), axes, keepdims: false)
      }
      return try at.call("multiply", norm(x), norm(at.call("inv", x)))
    },
    Composition(
      "multi_dot", tensorflow: [], numpy: ["linalg.multi_dot"],
      summary: "The product of two or more matrices, in the order of the fewest multiplications.",
      formula: "x[0] @ x[1] @ ..", convention: "linear in each matrix",
      example: "multi_dot([ones(2, 3), ones(3, 4), ones(4)])",
      parameters: [.normal("arrays", "x")],
      samples: [
        CallSample(
          "multi_dot([x, y, z])",
          [
            "x": .uniform([2, 3], 0.5...2), "y": .uniform([3, 1], 0.5...2),
            "z": .uniform([1, 2], 0.5...2),
          ]),
        CallSample(
          "multi_dot([x, y, x])", ["x": .uniform([2], 0.5...2), "y": .uniform([2, 2], 0.5...2)]),
      ],
      errors: ["multi_dot([ones(2, 2)])", "multi_dot([ones(2, 3), ones(2, 3)])", "multi_dot(3.)"]
    ) { arguments, at in
      let matrices = try at.evaluator.items(of: arguments.required(0)).map {
        try at.tensor($0, in: "multi_dot")
      }
      return .tensor(try at.product(of: matrices))
    },
  ]
}

extension Composer {
  /// The product of matrices; the first and the last may be vectors.
  ///
  /// Source: T. Cormen et al., *Introduction to Algorithms*, section "Matrix-chain multiplication".
  ///
  /// - Complexity: O(n³) to find the order of n matrices.
  fileprivate func product(of matrices: [Value]) throws -> Value {
    let count = matrices.count
    guard count >= 2 else {
      throw EvaluationError.value("multi_dot() takes two or more matrices, not \(count)")
    }
    var factors = matrices
    let ranks = matrices.map(\.tensor.rank)
    for (place, rank) in ranks.enumerated() {
      let isEnd = place == 0 || place == count - 1
      guard rank == 2 || rank == 1 && isEnd else {
        throw TensorError.wrongRank(
          operation: "multi_dot", rank: rank, expected: isEnd ? "1 or 2" : "2")
      }
      guard rank == 1 else { continue }
      let extent = factors[place].tensor.count
      factors[place] = try reshaped(factors[place], to: place == 0 ? [1, extent] : [extent, 1])
    }
    let extents = [factors[0].tensor.shape[0]] + factors.map { $0.tensor.shape[1] }
    for place in 1..<count where factors[place].tensor.shape[0] != extents[place] {
      throw TensorError.matmulShapes(
        factors[place - 1].tensor.shape, factors[place].tensor.shape)
    }
    var costs = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    var splits = Array(repeating: Array(repeating: 0, count: count), count: count)
    for width in 1..<count {
      try evaluator.pollInterruption()
      for first in 0..<(count - width) {
        let last = first + width
        costs[first][last] = .infinity
        for split in first..<last {
          let own = Double(extents[first]) * Double(extents[split + 1]) * Double(extents[last + 1])
          let cost = costs[first][split] + costs[split + 1][last] + own
          if cost < costs[first][last] { (costs[first][last], splits[first][last]) = (cost, split) }
        }
      }
    }
    // The products from the inside, without recursion over the user's list.
    var pending = [(first: 0, last: count - 1, isOpen: true)]
    var done: [Value] = []
    while let (first, last, isOpen) = pending.popLast() {
      if first == last {
        done.append(factors[first])
      } else if isOpen {
        pending.append((first, last, false))
        pending.append((splits[first][last] + 1, last, true))
        pending.append((first, splits[first][last], true))
      } else {
        let right = done.removeLast()
        let left = done.removeLast()
        done.append(try apply("matmul", [left, right]))
      }
    }
    let kept =
      (ranks[0] == 1 ? [] : [extents[0]]) + (ranks[count - 1] == 1 ? [] : [extents[count]])
    return try reshaped(done[0], to: kept)
  }
}
