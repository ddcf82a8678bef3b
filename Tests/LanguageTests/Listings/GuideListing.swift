/// A cell of a notebook that teaches `tf.GradientTape`, with what TensorFlow 2.21.0 (CPU) prints
/// for it under CPython, without the words around its tensors.
///
/// The cells cover what TensorFlow's guides "Introduction to gradients and automatic
/// differentiation" and "Advanced automatic differentiation" do without layers, images and plots,
/// in listings and numbers of our own. They share their names, as the cells of a notebook do.
struct GuideListing: Sendable {
  let name: String
  let text: String
  let printed: String

  init(_ name: String, _ text: String, prints printed: String) {
    self.name = name
    self.text = text
    self.printed = printed
  }

  static let all = gradients + further
}
