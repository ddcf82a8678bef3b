extension Primitive {
  /// The declarations by topic.
  private static let declarations: [(title: String, declarations: [Declaration])] = [
    ("arithmetic", Declaration.arithmetic + Declaration.pairs + [.clipping]),
    ("elementary functions", Declaration.elementwise + Declaration.elementaryFunctions),
    ("special functions", Declaration.specialFunctions),
    ("activations", Declaration.activations),
    ("comparisons", Declaration.comparisons), ("logic", Declaration.logic),
    ("reductions", Declaration.reductions + Declaration.scans + Declaration.segments),
    ("shapes", Declaration.shapes + [.padding]),
    (
      "indexing",
      Declaration.indexing + Declaration.gathering + Declaration.alongAxis + Declaration.places
        + Declaration.ordering + Declaration.diagonals
    ),
    ("linear algebra", Declaration.linearAlgebra),
    (
      "neural networks",
      Declaration.softmaxes + Declaration.crossEntropies + Declaration.convolutions
        + Declaration.pooling
    ),
  ]

  /// Every primitive.
  public static let all: [Primitive] = declarations.flatMap(\.declarations).enumerated().map {
    Primitive($0.element, index: UInt16($0.offset))
  }

  /// Every primitive by topic, in the order of `all`.
  public static let groups: [PrimitiveGroup] = declarations.map { title, declarations in
    PrimitiveGroup(title: title, primitives: declarations.map { named($0.name) })
  }

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

/// The primitives of one topic.
public struct PrimitiveGroup: Sendable {
  /// What they have in common.
  public let title: String
  /// The primitives, in the order of declaration.
  public let primitives: [Primitive]
}
