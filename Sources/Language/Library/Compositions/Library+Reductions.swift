import Autodiff

extension Library {
  /// Reductions and scans.
  static let reductionCompositions: [Composition] = []
}
