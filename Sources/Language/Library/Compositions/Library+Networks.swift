import Autodiff

extension Library {
  /// Layers, activations and losses of neural networks.
  static let networkCompositions: [Composition] =
    crossEntropies + losses + furtherLosses + divergences + normalizations + batchNormalizations
    + layers
    + windowLayers + poolingLayers + lengthLimits
}
