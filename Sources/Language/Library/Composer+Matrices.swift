import Autodiff
import Tensors

/// What compositions of matrices have in common.
extension Composer {
  /// What a primitive gives for arguments.
  func call(_ name: String, arguments: [Object]) throws -> Object {
    try evaluator.call(
      PrimitiveReference(.named(name), namespace: namespace), CallArguments(arguments))
  }

  /// Arguments as tensors, once; lists and numbers take the element type of the first tensor.
  func tensors(_ objects: Object...) throws -> [Object] {
    guard namespace != .numpy else {
      return try objects.map { .tensor(try evaluator.value($0, type: nil, isNumPy: true)) }
    }
    let first = objects.first(where: evaluator.isTensorLike)
    let dtype = try first.map { try evaluator.value(of: $0).tensor.dtype }
    return try objects.map { object in
      let isGiven = dtype == nil || evaluator.isTensorLike(object)
      return .tensor(try evaluator.value(of: object, dtype: isGiven ? nil : dtype))
    }
  }

  /// The shape of a tensor.
  func shape(_ x: Object) -> [Int] { evaluator.plainTensor(x)?.shape ?? [] }

  /// Whole numbers as a tuple.
  func tuple(_ numbers: [Int]) -> Object { evaluator.makeTuple(numbers.map { .int($0) }) }

  /// A part of a tensor.
  func part(_ x: Object, _ items: [Tensor.SliceItem]) throws -> Object {
    guard case .tensor(let value) = x else { return x }
    return .tensor(try evaluator.apply(.named("slice"), [value], [.slices(items)]))
  }

  /// Some columns of each matrix, of its first rows where these are told.
  func columns(_ x: Object, _ columns: Range<Int>, rows: Int? = nil) throws -> Object {
    try part(
      x,
      [
        .ellipsis, .range(start: nil, stop: rows, step: 1),
        .range(start: columns.lowerBound, stop: columns.upperBound, step: 1),
      ])
  }

  /// One column of each matrix, of its first rows.
  func column(_ x: Object, _ index: Int, rows: Int) throws -> Object {
    try part(x, [.ellipsis, .range(start: nil, stop: rows, step: 1), .index(index)])
  }

  /// The last two axes exchanged.
  func matricesTransposed(_ x: Object, _ name: String) throws -> Object {
    let rank = try matrixShape(x, name).batch.count
    return try call("transpose", x, tuple(Array(0..<rank) + [rank + 1, rank]))
  }

  /// Einstein's sum of tensors.
  func einsum(_ equation: String, _ x: Object...) throws -> Object {
    try call("einsum", arguments: [.string(equation)] + x)
  }

  /// The elements of a tensor as one vector.
  func flattened(_ x: Object) throws -> Object {
    shape(x).count == 1 ? x : try call("reshape", x, tuple([-1]))
  }

  /// The extents of a tensor's matrices.
  func matrixShape(
    _ x: Object, _ name: String, square: Bool = false
  ) throws -> (batch: [Int], rows: Int, columns: Int) {
    try Tensor.matrixShape(shape(x), name, square: square)
  }

  /// The flag that an argument is.
  func flag(_ object: Object?, default value: Bool) throws -> Bool {
    guard let object else { return value }
    return try evaluator.isTrue(object)
  }
}
