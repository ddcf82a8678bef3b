extension Primitive {
  /// Every primitive.
  public static let all: [Primitive] = {
    let declarations =
      Declaration.arithmetic + Declaration.elementwise + Declaration.comparisons
      + Declaration.logic + Declaration.reductions + Declaration.shapes + Declaration.indexing
      + Declaration.linearAlgebra
    return declarations.enumerated().map { Primitive($0.element, index: UInt16($0.offset)) }
  }()

  private static let byName: [String: Primitive] = {
    var result: [String: Primitive] = [:]
    for primitive in all {
      let previous = result.updateValue(primitive, forKey: primitive.name)
      precondition(previous == nil, "\(primitive.name) is declared twice")
    }
    return result
  }()

  /// The primitive of a name that the program itself knows.
  ///
  /// - Precondition: there is one; use `find(_:)` for a user's name.
  public static func named(_ name: String) -> Primitive {
    guard let primitive = byName[name] else { preconditionFailure("no primitive \(name)") }
    return primitive
  }

  /// The primitive whose own name this is.
  public static func find(_ name: String) -> Primitive? { byName[name] }
}
