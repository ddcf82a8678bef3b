import Autodiff
import Tensors

extension Library {
  /// Where something holds, and which elements there are: results whose shape the elements decide.
  static let positions: [BuiltinFunction] = [
    BuiltinFunction(
      "nonzero", bare: ["nonzero"], numpy: ["nonzero"],
      summary:
        "The positions of the elements that are not zero, or are True: a tensor for each axis.",
      example: "nonzero([0., 1., 2.])", parameters: [.normal("x", "a")]
    ) { arguments, evaluator in
      let tensor = try evaluator.model(arguments.required(0), isNumPy: true)
      return try evaluator.nonzero(tensor)
    },
    BuiltinFunction(
      "argwhere", bare: ["argwhere"], numpy: ["argwhere"],
      summary: "The positions of the elements that are not zero, or are True: a row for each.",
      example: "argwhere([0., 1., 2.])", parameters: [.normal("x", "a")]
    ) { arguments, evaluator in
      evaluator.unrecorded(
        try evaluator.places(in: evaluator.model(arguments.required(0), isNumPy: true)))
    },
    BuiltinFunction(
      "unique", bare: ["unique"], numpy: ["unique"],
      summary:
        "The different elements in order; with their first positions, the place of each element "
        + "among them and their counts, where these are asked for.",
      example: "unique([3, 1, 3])",
      parameters: [
        .normal("x", "ar"), .normal("return_index", default: .value(.bool(false))),
        .normal("return_inverse", default: .value(.bool(false))),
        .normal("return_counts", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let groups = try EqualElements(
        evaluator.model(arguments.required(0), isNumPy: true))
      let order = Array(groups.firsts.indices)
      var results = [evaluator.unrecorded(try groups.elements(order))]
      for (place, numbers) in [groups.firsts, groups.group, groups.counts].enumerated()
      where try evaluator.isTrue(arguments.required(place + 1)) {
        let tensor = try Tensor(shape: [numbers.count], values: numbers.map(Int64.init))
        results.append(evaluator.unrecorded(tensor))
      }
      return results.count == 1 ? results[0] : evaluator.makeTuple(results)
    },
    tensorflowUnique("unique", hasCounts: false),
    tensorflowUnique("unique_with_counts", hasCounts: true),
  ]

  private static func tensorflowUnique(_ name: String, hasCounts: Bool) -> BuiltinFunction {
    BuiltinFunction(
      name, tensorflow: [name],
      summary:
        "The different elements of a vector in the order of their first places, and the place "
        + "of each element among them\(hasCounts ? ", and their counts" : "").",
      example: "tf.\(name)([3, 1, 3])",
      parameters: [
        .normal("x"), .normal("out_idx", default: .value(.none), role: .dtype), .operationName,
      ]
    ) { arguments, evaluator in
      let x = try evaluator.model(arguments.required(0), isNumPy: false)
      guard x.rank == 1 else {
        throw TensorError.wrongRank(operation: name, rank: x.rank, expected: "1")
      }
      let dtype = try arguments.given(1).map { try evaluator.elementType($0) } ?? .int32
      let groups = try EqualElements(x)
      let order = groups.firsts.indices.sorted { groups.firsts[$0] < groups.firsts[$1] }
      var rank = [Int](repeating: 0, count: order.count)
      for (place, group) in order.enumerated() { rank[group] = place }
      func tensor(_ numbers: [Int]) throws -> Object {
        let tensor = try Tensor(shape: [numbers.count], values: numbers.map(Int64.init))
        return evaluator.unrecorded(try tensor.cast(to: dtype))
      }
      var results = [
        evaluator.unrecorded(try groups.elements(order)), try tensor(groups.group.map { rank[$0] }),
      ]
      if hasCounts { results.append(try tensor(order.map { groups.counts[$0] })) }
      return evaluator.makeTuple(
        results, fields: Array(["y", "idx", "count"].prefix(results.count)))
    }
  }
}

/// The elements of a tensor by equality, in ascending order; every NaN counts as equal.
private struct EqualElements {
  private let flat: Tensor
  /// The first position of each different element.
  let firsts: [Int]
  /// How often each occurs.
  let counts: [Int]
  /// For each element, which of the different ones it is.
  let group: [Int]

  /// - Complexity: O(n), where n is the number of elements.
  init(_ tensor: Tensor) throws {
    flat = try tensor.reshaped(to: [tensor.count])
    let order = try flat.argsorted(axis: 0, isDescending: false)
    let sorted = try flat.gatheredAlong(order, axis: 0)
    let places = try order.ints()
    var isNew = [Bool](repeating: true, count: places.count)
    if places.count > 1 {
      let before = try sorted.sliced([.range(start: 0, stop: -1, step: 1)])
      let rest = try sorted.sliced([.range(start: 1, stop: nil, step: 1)])
      var differs = try Tensor.compare(.notEqual, before, rest)
      if flat.dtype.isFloatingPoint {
        let isNumber = try before.predicate(.isNaN).unary(.logicalNot)
        differs = try Tensor.binary(.logicalAnd, differs, isNumber)
      }
      isNew = [true] + (try differs.values(as: Bool.self))
    }
    var firsts: [Int] = []
    var counts: [Int] = []
    var group = [Int](repeating: 0, count: places.count)
    for (place, position) in places.enumerated() {
      if isNew[place] {
        firsts.append(position)
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      group[position] = counts.count - 1
    }
    (self.firsts, self.counts, self.group) = (firsts, counts, group)
  }

  /// The different elements of some groups.
  func elements(_ groups: [Int]) throws -> Tensor {
    let places = groups.map { Int64(firsts[$0]) }
    return try flat.gathered(Tensor(shape: [places.count], values: places), axis: 0)
  }
}

extension Evaluator {
  /// The positions of the elements that are not zero, a row of int64 for each.
  func places(in tensor: Tensor) throws -> Tensor {
    valueReads &+= 1
    let mask = try tensor.cast(to: .bool).values(as: Bool.self)
    let strides = Shape.rowMajorStrides(tensor.shape)
    var numbers: [Int64] = []
    var count = 0
    for (position, isTaken) in mask.enumerated() where isTaken {
      count += 1
      for (stride, extent) in zip(strides, tensor.shape) {
        numbers.append(Int64(position / stride % extent))
      }
      if count & 0xFFFF == 0 { try pollInterruption() }
    }
    return try Tensor(shape: [count, tensor.rank], values: numbers)
  }

  /// The same as a tuple with the positions along each axis.
  func nonzero(_ tensor: Tensor) throws -> Object {
    guard tensor.rank > 0 else {
      throw TensorError.wrongRank(operation: "nonzero", rank: 0, expected: "1 or more")
    }
    let places = try places(in: tensor)
    return makeTuple(
      try (0..<tensor.rank).map { axis in
        unrecorded(try places.sliced([.ellipsis, .index(axis)]).contiguous())
      })
  }
}

extension Evaluator {
  /// What `where(condition)` gives, with nothing to choose from: the positions where it holds, in
  /// TensorFlow a row for each and in NumPy a tensor for each axis; nil for other calls.
  func positionsOfTruth(
    _ reference: PrimitiveReference, _ arguments: CallArguments
  ) throws -> Object? {
    guard reference.primitive === Operators.select else { return nil }
    let given =
      arguments.positional + arguments.keywords.filter { $0.name == "condition" }.map(\.value)
    let others = arguments.keywords.contains { $0.name == "x" || $0.name == "y" }
    guard given.count == 1, !others else { return nil }
    let tensor = try model(given[0], isNumPy: reference.namespace == .numpy)
    return reference.namespace == .numpy
      ? try nonzero(tensor) : unrecorded(try places(in: tensor))
  }
}
