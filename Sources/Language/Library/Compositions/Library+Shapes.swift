import Autodiff

extension Library {
  /// Changes of shape.
  static let shapeCompositions: [Composition] = []
}
