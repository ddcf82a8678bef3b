import Language
import Tensors
import Testing

@testable import Interchange

@Suite struct SessionFileTests {
  private static let header = "#: format = tape/1\n"

  private func failure(_ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try SessionFile(text, file: "f.tape")
      return nil
    } catch {
      return error
    }
  }

  @Test func everyMarkerIsRead() throws {
    let file = try SessionFile(
      """
      #!/usr/bin/env tapebook
      #: format = tape/1
      #: title = The first gradient
      #: seed = 7
      #: dtype = float64
      #: tol = 1e-5 1e-8
      #: width = 60
      #: lang = en

      # %% One
      #| Some *prose*.
      #|
      # an ordinary comment
      #@ tol 1e-3
      #@ pause
      x = 1
      #> a
      #>
      #>   b
      1 // 0
      #> before
      #! ZeroDivisionError: integer division or modulo by zero
      """, file: "f.tape")
    #expect(file.header.title == "The first gradient")
    #expect(file.header.seed == 7)
    #expect(file.header.dtype == .float64)
    #expect(file.header.tolerance == .init(relative: 1e-5, absolute: 1e-8))
    #expect(file.header.width == 60)
    #expect(file.header.language == "en")
    #expect(file.entries.map(\.number) == [1, 2])
    #expect(file.entries.map(\.source.firstLine) == [16, 20])
    #expect(file.entries.map(\.source.text) == ["x = 1", "1 // 0"])
    #expect(file.entries[0].output == ["a", "", "  b"])
    #expect(file.entries[0].options.tolerance == .init(relative: 1e-3))
    #expect(file.entries[0].options.pauses)
    #expect(!file.entries[0].mustFail)
    #expect(file.entries[1].output == ["before"])
    #expect(
      file.entries[1].diagnostic == ["ZeroDivisionError: integer division or modulo by zero"])
    #expect(file.entries[1].options == SessionEntryOptions())
    #expect(
      file.parts.map { part in
        switch part {
        case .step(let line, let title): "step \(line) \(title)"
        case .prose(let line, let text): "prose \(line) \(text)"
        case .entry(let entry): "entry \(entry.number)"
        }
      } == ["step 10 One", "prose 11 Some *prose*.", "prose 12 ", "entry 1", "entry 2"])
  }

  @Test func markersCountOnlyBetweenEntries() throws {
    let file = try SessionFile(
      Self.header
        + "s = '''\n#> inside a string\n'''\nfor i in [1]:\n  #> inside a block\n  i\n#> 1\n",
      file: nil)
    #expect(file.entries.count == 2)
    #expect(file.entries[0].output.isEmpty)
    #expect(file.entries[1].output == ["1"])
  }

  @Test func recordedOutputEndsABlock() throws {
    let file = try SessionFile(
      Self.header + "for i in [1]:\n  i\n#> 1\nwhile False:\n  pass\n# %% next\nx\n", file: nil)
    #expect(file.entries.map(\.output) == [["1"], [], []])
  }

  @Test(arguments: [
    ("x = 1\n", "the header line '#: format = tape/1' is missing", 1, 1),
    ("", "the header line '#: format = tape/1' is missing", 1, 1),
    ("#: title = T\nx\n", "the header line '#: format = tape/1' is missing", 2, 1),
    ("#: format = tape/2\n", "'format' is tape/1, not 'tape/2'", 1, 13),
    (header + "#: titel = T\n", "there is no header key 'titel'", 2, 4),
    (header + "#: seed = 1\n#: seed = 2\n", "the header has 'seed' twice", 3, 4),
    (header + "#: seed = -1\n", "'seed' is a whole number from 0, not '-1'", 2, 11),
    (header + "#: dtype = int32\n", "'dtype' is float32 or float64, not 'int32'", 2, 12),
    (header + "#: format\n", "a line of the header is 'key = value'", 2, 1),
    (header + "x\n#: title = T\n", "the header stands before the first entry", 3, 1),
    (header + "#@ skpi\nx\n", "there is no option 'skpi'", 2, 4),
    (header + "#@ tol\nx\n", "write '#@ tol REL [ABS]'", 2, 4),
    (header + "#@ timeout 5\nx\n", "write '#@ timeout 5s'", 2, 4),
    (header + "#@\nx\n", "'#@' names no option", 2, 1),
    (header + "#@ skip\n", "no entry follows these options", 2, 1),
    (header + "#> 1\n", "this line records output, but no entry stands before it", 2, 1),
    (
      header + "x\n#| prose\n#> 1\n", "this line records output, but no entry stands before it", 4,
      1
    ),
  ])
  func aWrongLineIsReportedWhereItStands(
    _ text: String, _ message: String, _ line: Int, _ column: Int
  ) throws {
    let diagnostic = try #require(failure(text))
    #expect(diagnostic.type == "SessionFileError")
    #expect(diagnostic.message == message)
    #expect(diagnostic.line == line)
    #expect(diagnostic.column == column)
  }

  @Test func aMisspeltKeyOrOptionIsSuggested() {
    #expect(failure(Self.header + "#: titel = T\n")?.hint == "did you mean 'title'?")
    #expect(failure(Self.header + "#@ skpi\nx\n")?.hint == "did you mean 'skip'?")
  }

  @Test func syntaxIsNotCheckedBeforeAnEntryIsReached() {
    #expect(failure(Self.header + "1 +\n)\n") == nil)
  }

  @Test func aSessionFileIsKnownByItsHeader() {
    #expect(SessionFile.isSessionFile("#: format = tape/1\n"))
    #expect(SessionFile.isSessionFile("#!/usr/bin/tapebook\n\n#: format = tape/1\n"))
    #expect(!SessionFile.isSessionFile("# a comment\nx = 1\n"))
    #expect(!SessionFile.isSessionFile(""))
  }

  @Test func outputIsRecordedWithoutTouchingAnythingElse() throws {
    let text = Self.header + "x\n#> old\n\n#> lines\ny = 1 # keep\n# end"
    let file = try SessionFile(text, file: nil)
    #expect(
      file.text(recording: [1: ["#> new"], 2: ["#> added"]])
        == Self.header + "x\n#> new\n\ny = 1 # keep\n#> added\n# end")
    #expect(file.text(recording: [:]) == text)
    #expect(file.text(recording: [1: []]) == Self.header + "x\n\ny = 1 # keep\n# end")
  }

  @Test func aLastLineWithoutABreakGetsOneBeforeOutput() throws {
    let file = try SessionFile(Self.header + "x", file: nil)
    #expect(file.text(recording: [1: ["#> 1"]]) == Self.header + "x\n#> 1\n")
  }

  @Test func otherLineBreaksAreKept() throws {
    let text = "#: format = tape/1\r\nx\r\n#> old\r\ny\r\n"
    let file = try SessionFile(text, file: nil)
    #expect(file.entries.map(\.output) == [["old"], []])
    #expect(
      file.text(recording: [1: ["#> new"]]) == "#: format = tape/1\r\nx\r\n#> new\r\ny\r\n")
  }
}
