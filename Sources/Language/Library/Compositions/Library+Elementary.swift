import Autodiff

extension Library {
  /// Functions of each element.
  static let elementaryCompositions: [Composition] = []
}
