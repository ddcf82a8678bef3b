import Autodiff

extension Library {
  /// Products, solutions and factorisations of matrices.
  static let linearAlgebraCompositions: [Composition] = []
}
