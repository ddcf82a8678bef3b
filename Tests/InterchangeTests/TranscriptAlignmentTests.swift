import Language
import Testing

@testable import Interchange

/// What `--update` writes: only what differs is another one.
@Suite struct TranscriptAlignmentTests {
  private func updated(_ text: String) throws -> String {
    let header = "#: format = tape/1\n"
    var replay = SessionReplay(try SessionFile(header + text, file: "f.tape"))
    let result = replay.run().text
    #expect(result.hasPrefix(header))
    // What was recorded anew is as recorded.
    var again = SessionReplay(try SessionFile(result, file: "f.tape"))
    #expect(again.run().differing.isEmpty, "\(result)")
    return String(result.dropFirst(header.count))
  }

  @Test(arguments: [
    // The pattern stays, the line beside it is another one.
    (
      "print('a 1'); print('b')\n#> a [..]\n#> c\n", "print('a 1'); print('b')\n#> a [..]\n#> b\n"
    ),
    ("print('1\\n2\\n3')\n#> 1\n#> ...\n#> 4\n", "print('1\\n2\\n3')\n#> 1\n#> ...\n#> 3\n"),
    ("print('1\\n2\\n3')\n#> 0\n#> ...\n", "print('1\\n2\\n3')\n#> 1\n#> ...\n"),
    ("print('1\\n2\\n3')\n#> ...\n#> 2\n", "print('1\\n2\\n3')\n#> ...\n#> 3\n"),
    // A number within its tolerance stays.
    ("1 / 3; 2\n#> 0.33333333333333331\n#> 1\n", "1 / 3; 2\n#> 0.33333333333333331\n#> 2\n"),
    // A pattern that does not match goes.
    ("'ab'\n#> 'c[..]'\n", "'ab'\n#> 'ab'\n"),
    // Lines come and go.
    ("1; 2; 3\n#> 1\n#> 3\n", "1; 2; 3\n#> 1\n#> 2\n#> 3\n"),
    ("1; 3\n#> 1\n#> 2\n#> 3\n", "1; 3\n#> 1\n#> 3\n"),
    ("x = 1\n#> 1\n", "x = 1\n"),
    // What is new and looks like a wildcard is none.
    ("print('...')\n#> a\n", "#@ literal\nprint('...')\n#> ...\n"),
    // A diagnostic that matches stays, with output that does not; and the other way round.
    ("2; 1 / 0\n#> 1\n#! ZeroDiv[..]\n", "2; 1 / 0\n#> 2\n#! ZeroDiv[..]\n"),
    (
      "print('a b'); 1 / 0\n#> a [..]\n#! ValueError: no\n",
      "print('a b'); 1 / 0\n#> a [..]\n#! ZeroDivisionError: division by zero\n"
    ),
    (
      "#@ ignore\nprint(1); 1 / 0\n#> x\n#! ValueError: no\n",
      "#@ ignore\nprint(1); 1 / 0\n#> x\n#! ValueError: no\n"
    ),
    ("#@ exact\n1.0; 2.0\n#> 1.00\n#> 2.0\n", "#@ exact\n1.0; 2.0\n#> 1.0\n#> 2.0\n"),
  ])
  func onlyWhatDiffersIsRecordedAnew(_ text: String, _ expected: String) throws {
    #expect(try updated(text) == expected)
  }

  @Test func longOutputIsRecordedAnewInGoodTime() throws {
    let text = "for i in range(3000):\n  i\n"
    let recorded = (0..<3000).map { "#> \($0 + 1)\n" }.joined()
    let expected = (0..<3000).map { "#> \($0)\n" }.joined()
    #expect(try updated(text + recorded) == text + expected)
  }

  @Test func aDifferenceShowsOnlyWhatDiffers() throws {
    let text = "#: format = tape/1\nprint('a 1'); print('b')\n#> a [..]\n#> c\n"
    var replay = SessionReplay(try SessionFile(text, file: "f.tape"))
    let lines = replay.run().difference.lines.dropFirst(2).filter {
      $0.hasPrefix("-") || $0.hasPrefix("+")
    }
    #expect(lines == ["-#> c", "+#> b"])
  }
}
