import Foundation
import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

/// What is saved replays as it was shown.
@Suite struct SavedSessionTests {
  /// How the replay of a session's file differs from it; empty where it does not.
  private func difference(_ session: SavedSession) throws -> String {
    let text = SessionFile.text(of: session)
    let file = try SessionFile(text, file: "saved.tape")
    #expect(file.entries.count == session.entries.count, "\(text)")
    var replay = SessionReplay(file)
    let outcome = replay.run()
    if outcome.differing.isEmpty {
      #expect(outcome.text == text)
      return ""
    }
    return outcome.difference + outcome.failures.map(\.message).joined(separator: "\n")
  }

  /// Where the seeds start: another number looks further.
  private static let firstSeed =
    ProcessInfo.processInfo.environment["TAPEBOOK_TEST_SEED"].flatMap(UInt64.init) ?? 0

  @Test(arguments: 0..<20) func aRandomSessionReplaysAsItWasShown(_ block: Int) throws {
    for number in block * 25..<(block + 1) * 25 {
      let seed = Self.firstSeed &+ UInt64(number)
      let session = RandomSession(seed: seed)
      let saved = session.interpreter().saved
      let typed = session.inputs.joined(separator: "\n⏎ ")
      let difference = try difference(saved.withoutFailures)
      #expect(difference == "", "session \(seed):\n⏎ \(typed)")
      guard difference == "" else { return }
      let withFailures = try self.difference(saved)
      #expect(withFailures == "", "session \(seed) with its failures:\n⏎ \(typed)")
      guard withFailures == "" else { return }
    }
  }

  /// A session of inputs at a prompt, saved.
  private func text(_ inputs: [String], withFailures: Bool = false) throws -> String {
    var interpreter = Interpreter(.prompt)
    for input in inputs {
      for item in EntryScanner(input) {
        if case .comment(_, let text) = item { interpreter.note(comment: text) }
        guard case .entry(let entry) = item else { continue }
        _ = interpreter.run(
          EntrySource(entry: interpreter.entryCount + 1, text: entry.text))
      }
    }
    let saved = withFailures ? interpreter.saved : interpreter.saved.withoutFailures
    #expect(try difference(saved) == "")
    let header = "#: format = tape/1\n#: seed = 0\n#: dtype = float32\n\n"
    let text = SessionFile.text(of: saved)
    #expect(text.hasPrefix(header))
    return String(text.dropFirst(header.count))
  }

  @Test func entriesStandWithWhatTheyShowed() throws {
    #expect(
      try text(["x = 2", "x + 1; 'a'", "for i in range(2):\n  i\n"])
        == "x = 2\n\nx + 1; 'a'\n#> 3\n#> 'a'\n\nfor i in range(2):\n  i\n#> 0\n#> 1\n")
  }

  @Test func linesThatAreNamedAreTheFiles() throws {
    let saved = try text(["x = 3.", "1 / 0", "watch x", "y = x * x", "tape", "explain y x"])
    #expect(saved.contains("#>  1    10  y     multiply(x, x)"))
    #expect(saved.contains("#> y = x*x = 9.0   line 10\n"))
  }

  @Test func aLineOfABlockThatIsNamedBecomesAPattern() throws {
    let saved = try text(["x = 3.", "watch x", "for i in [1]:\n  y = x * x", "tape"])
    #expect(saved.contains("#>  1  [..]  y     multiply(x, x)"))
  }

  @Test func aTextThatOnlyLooksLikeAPlaceStays() throws {
    #expect(try text(["x = 2", "print('line 1')"]).hasSuffix("print('line 1')\n#> line 1\n"))
  }

  @Test func whatLooksLikeAWildcardIsLiteral() throws {
    #expect(try text(["print('...')"]) == "#@ literal\nprint('...')\n#> ...\n")
    #expect(try text(["'a[..]'"]) == "#@ literal\n'a[..]'\n#> 'a[..]'\n")
  }

  @Test func aMeasurementIsAPattern() throws {
    #expect(try text(["time 1 + 1"]) == "time 1 + 1\n#> 2\n#> time: [..]\n")
  }

  @Test func aCommentThatLooksLikeAMarkerGetsABlank() throws {
    #expect(
      try text(["# plain\n#> output\n# %% step", "#: a = b\nx = 1\n#| more", "x"])
        == "# plain\n# > output\n#  %% step\n# : a = b\nx = 1\n\n# | more\nx\n#> 1\n")
  }

  @Test func aCommentStaysWhereItWasTyped() throws {
    let inputs = ["# one", "x = 1", "# two", "x / 0", "# three\nx", "# four\nhistory", "# five"]
    #expect(
      try text(inputs, withFailures: true)
        == "# one\nx = 1\n\n# two\nx / 0\n#! ZeroDivisionError: division by zero\n"
        + "\n# three\nx\n#> 1\n\n# four\n# five\n")
  }

  @Test func aCommentBeforeAFailureIsOfWhatIsTypedInItsPlace() throws {
    #expect(
      try text(["x = 1", "# half of it", "x / 0", "x /", "# now", "x / 2", "# end", "y"])
        == "x = 1\n\n# half of it\n# now\nx / 2\n#> 0.5\n\n# end\n")
  }

  @Test func failuresAreKeptInTheirPlacesWhereThatIsAskedFor() throws {
    let inputs = ["x = 1", "x / 0", "y = 2", "z", "undo", "x = ["]
    #expect(try text(inputs) == "x = 1\n")
    #expect(
      try text(inputs, withFailures: true)
        == "x = 1\n\nx / 0\n#! ZeroDivisionError: division by zero\n")
  }

  @Test func whatWouldJoinItsNeighboursIsLeftOut() throws {
    let inputs = ["for i in [1]:\n  i\n", "  i", "else: 2", "i +"]
    #expect(
      try text(inputs, withFailures: true).hasPrefix(
        "for i in [1]:\n  i\n#> 1\n\ni +\n#! SyntaxError: "))
  }

  @Test func lineBreaksInOutputBecomeLines() throws {
    #expect(
      try text(["print('a\\rb')", "print('a\\r\\nb\\n')"])
        == "print('a\\rb')\n#> a\n#> b\n\nprint('a\\r\\nb\\n')\n#> a\n#> b\n#>\n")
  }

  @Test func theSeedAndTheDTypeAreThoseOfTheBeginning() throws {
    let session = Session(seed: 7, options: SessionOptions(floatDType: .float64))
    var interpreter = Interpreter(.prompt, session: session)
    for text in [
      "import tensorflow as tf", "tf.random.normal((2,))", "set dtype float32", "seed 3",
    ] {
      _ = interpreter.run(EntrySource(entry: interpreter.entryCount + 1, text: text))
    }
    let text = SessionFile.text(of: interpreter.saved)
    #expect(text.hasPrefix("#: format = tape/1\n#: seed = 7\n#: dtype = float64\n"))
    #expect(try difference(interpreter.saved) == "")
  }
}
