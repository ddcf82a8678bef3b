import Tensors

/// What a primitive does to operands that are many at once: one in each row of a leading axis.
///
/// With it a derivative rule, written for one cotangent, serves a whole Jacobian in one pass.
///
/// Source: the batching rules of `vmap` in JAX's "Autodidax", part 3.
enum Batching: Sendable {
  /// Element by element: ranks are aligned, and broadcasting does the rest.
  case elementwise
  /// The primitive itself with attributes that leave the rows alone; every operand gets rows.
  case attributes(Attributes)
  /// By hand.
  case custom(@Sendable (_ call: RowCall) -> Term)

  /// The attributes of a call with rows, from the operands' shapes without rows.
  typealias Attributes =
    @Sendable (_ shapes: [[Int]], _ attributes: [Attribute], _ rows: Int) -> [Attribute]

  /// The axes in an attribute are moved behind the rows; None stands for all axes.
  static func axes(_ index: Int = 0) -> Batching {
    .attributes { shapes, attributes, _ in
      attributes.behindRows(index, rank: shapes[0].count)
    }
  }
}

extension [Attribute] {
  /// These attributes with the axes at an index moved behind the rows; None becomes all axes.
  func behindRows(_ index: Int, rank: Int) -> [Attribute] {
    var result = self
    switch self[index] {
    case .integer(let axis): result[index] = .integer((axis < 0 ? axis + rank : axis) + 1)
    case .integers(let axes):
      result[index] = .integers(axes.map { ($0 < 0 ? $0 + rank : $0) + 1 })
    default: result[index] = .integers((0..<rank).map { $0 + 1 })
    }
    return result
  }

  /// These attributes with a shape at an index that has the rows in front.
  func withRows(_ index: Int, _ rows: Int) -> [Attribute] {
    var result = self
    result[index] = .integers([rows] + integers(index))
    return result
  }

  /// These attributes with a subscript at an index that takes every row.
  func takingEveryRow(_ index: Int) -> [Attribute] {
    var result = self
    result[index] = .slices([.range(start: nil, stop: nil, step: 1)] + slices(index))
    return result
  }
}

extension Batching {
  /// Repeating along new axes: these come between the rows and the operand's own axes.
  static let broadcast = Batching.custom { call in
    let shape = call.attributes.integers(0)
    return call.applied(
      [call.aligned(call.x[0], rank: shape.count)], [.integers([call.rows] + shape)])
  }

  /// A position in all elements or along one axis.
  static let position = Batching.custom { call in
    let x = call.x[0]
    guard case .integer = call.attributes[0] else {
      let flat = x.reshaped(to: [x.shape.reduce(1, *)])
      return call.applied([flat.physical], [.integer(1)] + call.attributes.dropFirst())
    }
    return call.applied([x.physical], call.attributes.behindRows(0, rank: x.rank))
  }

  /// A product of matrices; rows that meet one matrix are one larger product, whichever side they
  /// are on.
  static let matmul = Batching.custom { call in
    let operands = (0..<2).map { place in
      call.attributes.flag(place) ? call.x[place].matrixTransposed() : call.x[place]
    }
    // A transpose is a view, so that one product serves both.
    if call.attributes.flag(0) || call.attributes.flag(1) {
      return operands[0].matmul(operands[1])
    }
    let (x, y) = (operands[0], operands[1])
    let shape = call.resultShape
    let left = x.rank == 1 ? x.reshaped(to: [1] + x.shape) : x
    let right = y.rank == 1 ? y.reshaped(to: y.shape + [1]) : y
    if x.hasRows, !y.hasRows, right.rank == 2 {
      let flat = left.physical
      let columns = right.shape[1]
      let matrix = flat.reshaped(to: [
        flat.shape.dropLast().reduce(1, *), left.shape[left.rank - 1],
      ])
      return matrix.matmul(right).reshaped(to: [call.rows] + shape).asRows
    }
    if y.hasRows, !x.hasRows, left.rank == 2, right.rank == 2 {
      return call.productOfColumns(left, right).reshaped(to: [call.rows] + shape).asRows
    }
    let rank = max(left.rank, right.rank)
    return call.applied(
      [call.aligned(left, rank: rank), call.aligned(right, rank: rank)], call.attributes
    ).reshaped(to: shape)
  }
}

extension RowCall {
  /// One matrix times the matrix of each row: their columns side by side are one matrix.
  fileprivate func productOfColumns(_ left: Term, _ right: Term) -> Term {
    let (inner, columns) = (right.shape[0], right.shape[1])
    if columns == 1 {
      return right.physical.reshaped(to: [rows, inner]).matmul(left.matrixTransposed())
    }
    let side = right.physical.transposed([1, 0, 2]).reshaped(to: [inner, rows * columns])
    return left.matmul(side).reshaped(to: [left.shape[0], rows, columns]).transposed([1, 0, 2])
  }
}
