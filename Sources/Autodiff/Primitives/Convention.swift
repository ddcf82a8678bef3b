/// Whose derivative is taken where there is none, or more than one: at kinks, ties and singular
/// points.
///
/// Away from these points all agree. The frameworks' columns were measured in float64 with
/// TensorFlow 2.21, PyTorch 2.15 and JAX 0.10.2.
public enum Convention: String, Sendable, Hashable, CaseIterable {
  /// The subgradient of the smallest norm: ties are shared evenly, kinks of abs, relu and norms
  /// have 0, and a cotangent of zero stays zero whatever it is multiplied by.
  case tapebook
  /// TensorFlow's choices, but for its errors.
  case tensorflow
  /// PyTorch's choices.
  case torch
  /// JAX's choices.
  case jax

  /// The convention of a new session: that of the tool from which most listings come.
  public static let standard = Convention.tensorflow
}
