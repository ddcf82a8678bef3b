import Testing

/// A smallest listing whose gradient is None, what `why` shows of it, and the listing as the shown
/// mend has it, with its gradient in closed form.
struct NoneCase: Sendable, CustomTestStringConvertible {
  let code: String
  let listing: String
  let question: String
  let shown: String
  let mended: String
  /// What is asked then, where the mend is to ask for something else.
  let mendedQuestion: String
  let gradient: String

  init(
    _ code: String, _ listing: String, asking question: String = "z x", _ shown: String,
    mended: String, nowAsking mendedQuestion: String? = nil, _ gradient: String
  ) {
    self.code = code
    self.listing = listing
    self.question = question
    self.shown = shown
    self.mended = mended
    self.mendedQuestion = mendedQuestion ?? question
    self.gradient = gradient
  }

  var testDescription: String { "\(code): \(listing)" }

  static let all =
    ofTapes + ofListingTapes + ofPaths + ofDepartures + ofNames
    + ofSecondGradients + ofReplacements
}

extension NoneCase {
  /// What the session's tape missed.
  static let ofTapes = [
    NoneCase(
      "not-watched", "x = constant(3.)\nz = x * x",
      """
      None: x is not watched by the tape; watch x before computing z
        line 2: z = x * x
        mend: watch x before line 2
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x", "6.0"),
    NoneCase(
      "not-watched", "x = constant(3.)\nwatch x\nunwatch x\nz = x * x",
      """
      None: x is no longer watched: unwatch in line 3 took it off the tape
        line 3: unwatch x
        mend: leave out line 3
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x", "6.0"),
    NoneCase(
      "not-watched", "v = Variable(3., trainable=False)\nz = v * v", asking: "z v",
      """
      None: v is not trainable, so the tape does not watch it by itself
        line 2: z = v * v
        mend: make it trainable, or watch v before line 2
      """,
      mended: "v = Variable(3., trainable=False)\nwatch v\nz = v * v", "6.0"),
    NoneCase(
      "watched-too-late", "x = constant(3.)\nz = x ** 3\nwatch x",
      """
      None: x was used in line 2 before it was watched; watch x first
        line 2: z = x ** 3
        mend: watch x before line 2
      """,
      mended: "x = constant(3.)\nwatch x\nz = x ** 3", "27.0"),
    NoneCase(
      "tape-paused", "x = constant(3.)\nwatch x\ntape pause\nz = x * x\ntape resume",
      """
      None: line 4 ran while the tape was paused
        line 4: z = x * x
        mend: tape resume before line 4
      """,
      mended: "x = constant(3.)\nwatch x\ntape pause\ntape resume\nz = x * x", "6.0"),
    NoneCase(
      "tape-reset", "x = constant(3.)\nwatch x\nz = x * x\ntape reset",
      """
      None: the tape was reset in line 4, which forgot what it had recorded and watched
        line 4: tape reset
        mend: watch x again after line 4, and compute z from it then
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x\ntape reset\nwatch x\nz = x * x", "6.0"),
    NoneCase(
      "tape-closed", "x = constant(3.)\nwatch x\ntape close\nz = 5. * x",
      """
      None: line 4 ran after the tape was closed
        line 4: z = 5. * x
        mend: tape resume before line 4
      """,
      mended: "x = constant(3.)\nwatch x\ntape close\ntape resume\nz = 5. * x", "5.0"),
    NoneCase(
      "tape-used-up", "tape new\nx = constant(3.)\nwatch x\ny = x * x\ngrad y x;\nz = y * y",
      """
      None: line 6 ran after the tape was used up: it gave its one set of gradients in line 5
        line 6: z = y * y
        mend: open the session's tape with: tape new persistent
      """,
      mended: "tape new persistent\nx = constant(3.)\nwatch x\ny = x * x\ngrad y x;\nz = y * y",
      "108.0"),
    NoneCase(
      "target-not-recorded",
      """
      x = constant(3.)
      watch x
      with GradientTape() as t:
        y = x * x
      z = 2. * y
      """,
      """
      None: line 4 ran inside another tape, while the session tape rests
        line 4: y = x * x
        mend: run line 4 outside of the other tape's block
      """,
      mended: "x = constant(3.)\nwatch x\ny = x * x\nz = 2. * y", "12.0"),
  ]
}
