import Tensors

/// One call of a primitive of which some operands have rows.
struct RowCall {
  let primitive: Primitive
  /// The operands; those without rows serve every row.
  let x: [Term]
  /// The attributes, with the defaults of those that were left out.
  let attributes: [Attribute]
  /// How many rows there are.
  let rows: Int
  let scope: Scope

  init(_ primitive: Primitive, _ x: [Term], _ attributes: [Attribute], _ scope: Scope) {
    self.primitive = primitive
    self.x = x
    let defaults = primitive.defaultAttributes
    self.attributes =
      attributes.count < defaults.count ? attributes + defaults[attributes.count...] : attributes
    rows = x.first(where: \.hasRows)?.value.tensor.shape.first ?? 0
    self.scope = scope
  }

  /// The result, which has rows.
  func result() -> Term {
    switch primitive.batching {
    case .elementwise:
      let rank = x.map(\.rank).max() ?? 0
      return applied(x.map { aligned($0, rank: rank) }, attributes)
    case .attributes(let moved):
      return applied(x.map { $0.repeated(rows).physical }, moved(x.map(\.shape), attributes, rows))
    case .custom(let rule):
      return rule(self)
    }
  }

  /// The primitive applied to whole tensors; their leading axis becomes the rows.
  func applied(_ operands: [Term], _ attributes: [Attribute]) -> Term {
    scope.apply(primitive, operands, attributes).asRows
  }

  /// An operand as a whole tensor whose rows stand in front of as many axes as the others have.
  func aligned(_ operand: Term, rank: Int) -> Term {
    guard operand.hasRows, operand.rank < rank else { return operand.physical }
    let ones = [Int](repeating: 1, count: rank - operand.rank)
    return operand.physical.reshaped(to: [rows] + ones + operand.shape)
  }

  /// The shape of a row of the result.
  var resultShape: [Int] {
    let types = x.map { TensorType($0.dtype, $0.shape) }
    do throws(TensorError) {
      return try primitive.resultType(of: types, attributes).shape
    } catch {
      scope.fail(.primitive(primitive.name, operands: types, error))
      return []
    }
  }

  /// The rows' results one after another: for what no rule does at once.
  func rowByRow() -> Term {
    guard rows > 0 else { return x[0] }
    let results = (0..<rows).map { row in
      scope.apply(
        primitive, x.map { $0.hasRows ? $0.physical.sliced([.index(row)]) : $0 }, attributes)
    }
    return scope.apply(Primitive.named("stack"), results, [.integer(0)]).asRows
  }
}

extension Term {
  /// The whole tensor, its rows an axis like others.
  var physical: Term { Term(value: value, scope: scope) }

  /// The tensor with its first axis taken for rows.
  var asRows: Term { Term(value: value, scope: scope, hasRows: true) }

  /// A term with rows; what has none is repeated.
  func repeated(_ rows: Int) -> Term {
    if hasRows { return self }
    let whole = reshaped(to: [1] + shape).broadcast(to: [rows] + shape)
    return whole.asRows
  }
}
