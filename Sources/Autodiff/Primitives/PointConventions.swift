/// What is decided about the points where a primitive is not smooth.
///
/// A literal stands for a primitive that every convention treats alike.
struct PointConventions: Sendable, ExpressibleByStringLiteral {
  /// What holds by every convention, in a few words; empty where the kinks say it all.
  let note: String
  /// The points without a derivative at which one is taken all the same.
  let kinks: [Kink]
  /// The rules of the conventions that have another one than is declared.
  let derivatives: [Convention: Derivative]

  init(_ note: String, kinks: [Kink] = [], derivatives: [Convention: Derivative] = [:]) {
    self.note = note
    self.kinks = kinks
    self.derivatives = derivatives
  }

  init(stringLiteral note: String) { self.init(note) }

  /// A primitive whose result is discrete, so that its gradient is None; JAX has zeros.
  static func discrete(
    _ note: String, zeroBy conventions: [Convention] = [.jax]
  ) -> PointConventions {
    PointConventions(
      note, derivatives: Dictionary(conventions.map { ($0, .zero) }, uniquingKeysWith: { $1 }))
  }
}
