import Testing

@testable import Language

@Suite struct EntryScannerTests {
  /// The pieces as text: `-` blank, `#…` comment, `first-last:text` entry.
  private func pieces(_ text: String) -> [String] {
    EntryScanner(text).map { item in
      switch item {
      case .blank(let line): "\(line):-"
      case .comment(let line, let text): "\(line):\(text)"
      case .entry(let entry): "\(entry.firstLine)-\(entry.lastLine):\(entry.text)"
      }
    }
  }

  @Test func eachLogicalLineIsAnEntry() {
    #expect(
      pieces("a\n\nb; c\n# d\nx = (1,\n\n  2)\ny = '''\nq\n'''\nz = 1 + \\\n 2") == [
        "1-1:a", "2:-", "3-3:b; c", "4:# d", "5-7:x = (1,\n\n  2)", "8-10:y = '''\nq\n'''",
        "11-12:z = 1 + \\\n 2",
      ])
  }

  @Test func aBlockGoesOnOverBlankLinesAndComments() {
    let block = "with t:\n  a\n\n   \n# c\n      # d\n  b"
    #expect(pieces(block + "\n\n# e\nf") == ["1-7:" + block, "8:-", "9:# e", "10-10:f"])
  }

  @Test func clausesAndDecoratorsBelongToTheEntry() {
    let attempt = "try:\n  a\nexcept E:\n  b\n\nelse:\n  c\nfinally:\n  d"
    #expect(pieces(attempt + "\ne") == ["1-9:" + attempt, "10-10:e"])
    let function = "@a\n\n@b(1)\n# c\ndef f():\n  x\n\n  y"
    #expect(pieces(function + "\ng") == ["1-8:" + function, "9-9:g"])
    let branches = "if a: b\nelif c: d\nelse: e"
    #expect(pieces(branches) == ["1-3:" + branches])
  }

  static let wholeBlocks = [
    "if True:\n#| hey\n  print(1)",
    "if False:\n  print(1)\n#> 1\nelse:\n  print(2)",
    "if a:\n  b\n#> 1\n\n# c\n#> 2\nelif d:\n  e",
    "if a: b\n#> 1\nelse: c",
    "try:\n  a\n#! E: b\nexcept E:\n  c\n#@ skip\nfinally:\n  d",
    "while a:\n  if b:\n    c\n# %% step\n  d\n#: title = x\n  e",
    "@a\n#> 1\ndef f():\n#> 2\n  b",
    "if a:\n  x = (1,\n#> 1\n    2)\n  y = '''\n#> 2\n'''",
  ]

  @Test(arguments: wholeBlocks) func markersInsideABlockAreComments(_ block: String) {
    let last = block.count(where: \.isNewline) + 1
    let expected = ["1-\(last):" + block, "\(last + 1):#> 3", "\(last + 2)-\(last + 2):z"]
    #expect(pieces(block + "\n#> 3\nz") == expected)
    #expect(pieces(block + "\n#> 3") == Array(expected.prefix(2)))
  }

  @Test func markersAfterABlockAreGivenOneByOne() {
    let block = "for x in y:\n  print(x)"
    let markers = ["3:#> 1", "4:-", "5:# note", "6:#> 2", "7:#! E: a", "8:# %% next"]
    let text = block + "\n#> 1\n\n# note\n#> 2\n#! E: a\n# %% next"
    #expect(pieces(text) == ["1-2:" + block] + markers)
    #expect(pieces(text + "\nz") == ["1-2:" + block] + markers + ["9-9:z"])
    #expect(
      pieces(text + "\nif z:\n  a")
        == ["1-2:" + block] + markers + ["9-10:if z:\n  a"])
  }

  @Test func lineBreaksOfAnyKindCount() {
    #expect(pieces("a\r\nb\rc\n") == ["1-1:a", "2-2:b", "3-3:c"])
    #expect(pieces("\u{FEFF}a") == ["1-1:a"])
    #expect(pieces("if a:\r\n  b\r\n\r\nc") == ["1-2:if a:\r\n  b", "3:-", "4-4:c"])
  }

  @Test func anUnclosedStringOrWrongBracketEndsWithItsLine() {
    #expect(pieces("print('a)\nb") == ["1-1:print('a)", "2-2:b"])
    #expect(pieces("x = (1]\nb") == ["1-1:x = (1]", "2-2:b"])
    #expect(pieces("x = )\nb") == ["1-1:x = )", "2-2:b"])
  }

  @Test func lineNumbersAndOffsetsAreThoseOfTheText() {
    let entries = EntryScanner("\n  a\nbb", firstLine: 10).compactMap { item in
      if case .entry(let entry) = item { entry } else { nil }
    }
    #expect(entries.map(\.firstLine) == [11, 12])
    #expect(entries.map(\.range) == [SourceRange(1, 4), SourceRange(5, 7)])
  }

  @Test func largeAndHostileTextsAreCutInLinearTime() {
    let clock = ContinuousClock()
    let line = "x = f(a, 'b') + [1, 2, 3]  # comment\n"
    let texts = [
      String(repeating: line, count: 10_000_000 / line.utf8.count),
      String(repeating: "(", count: 100_000),
      String(repeating: "if a:\n\n\n", count: 200_000),
      String(repeating: "if a:\n# b\n", count: 200_000),
      "if a:\n" + String(repeating: "#> 1\n", count: 400_000) + "  b",
      "if a:\n" + String(repeating: "#> 1\n  b\n", count: 200_000),
      String(repeating: "if a:\n  b\n#> 1\n", count: 200_000),
      String(repeating: "f'{", count: 300_000),
      String(repeating: "'''", count: 300_001),
      String(repeating: "'\n", count: 300_000),
      String(repeating: "f'''{", count: 300_000),
    ]
    for text in texts {
      var bytes = 0
      let time = clock.measure {
        for item in EntryScanner(text) {
          if case .entry(let entry) = item { bytes += entry.text.utf8.count }
        }
      }
      #expect(bytes > 0)
      #expect(time < .seconds(60))
    }
  }
}
