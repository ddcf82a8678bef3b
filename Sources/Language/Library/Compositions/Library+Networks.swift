import Autodiff

extension Library {
  /// Layers, activations and losses of neural networks.
  static let networkCompositions: [Composition] =
    crossEntropies + losses + divergences + normalizations + layers + windowLayers + lengthLimits
}
