import Testing

/// A program and what it prints under CPython.
struct Snippet: Sendable, CustomTestStringConvertible {
  let program: String
  let output: String

  init(_ program: String, prints output: String) {
    self.program = program
    self.output = output
  }

  var testDescription: String { program }
}
