import Autodiff

extension Library {
  /// Taking parts and putting them together.
  static let indexingCompositions: [Composition] = []
}
