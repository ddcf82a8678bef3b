import Foundation
import Language
import Testing

@testable import Notebook

/// Whatever is typed, the answers are about it.
@Suite struct AssistanceRobustnessTests {
  static let texts = [
    "import tensorflow as tf\nx = ones(2, 3)\nwatch x\ny = sum(x, axis=0)\ngrad y x on t --zero\n",
    "def f(a, *b, c=1, **d):\n    '''é doc'''\n    return [i for i in b if i] + {k: v for k, v in d}\n",
    "with tf.GradientTape(persistent=True) as t, g as (u, [w]):\n  t.watch(x)\nprint(f'{x!r:>{w}} é')\n",
    "名前 = '日本語'\nlambda 名前, *r: 名前 # コメント\nx′(1) ; ?x ; x??; help don't\n",
    "try:\n  raise ValueError(\"a\") from e\nexcept (A, B) as e: pass\nelse: x[1:, ..., None] @= 2\n",
    "from math import (sin as s,\n  cos)\nimport a.b as c, numpy\nset dtype float64; tape new t manual\n",
    "f\"\"\"{ {'a': f'{x}'}['a'] } {{ }} {y\n", "x = (1, [2, {3: 4]}) $ ` ! \\\n 0x 1e 08 '",
  ]

  @Test(arguments: texts)
  func everyPrefixHasAnswersInsideIt(_ text: String) {
    let draft = Draft(after: "t = {'a': 1}\nx = ones(2)", files: ListedFiles(directories: [:]))
    for end in text.indices { check(String(text[..<end]), draft.assistance) }
    check(text, draft.assistance)
  }

  /// The sessions that come with the notebook.
  static let sessions: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return names.filter { $0.hasSuffix(".tape") }
      .compactMap { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) }
  }()

  @Test func sessionsAreToldWithoutAnUnknownName() {
    #expect(!Self.sessions.isEmpty)
    for text in Self.sessions {
      let draft = Draft(after: "")
      // What a file of data binds is not known before it is read.
      if !text.contains("\nload ") {
        let unknown = draft.roles(text).filter { $0.hasSuffix(":unknownName") }
        #expect(unknown == [], "\(text.prefix(60))")
      }
      for line in text.split(separator: "\n") {
        for end in line.indices { check(String(line[..<end]), draft.assistance) }
      }
    }
  }

  @Test func randomTextHasAnswersInsideIt() {
    let pieces = [
      "(", ")", "[", "]", "{", "}", "f'", "'", "\"\"\"", "\n", " ", "\t", "for", "in", "lambda",
      ":", "=", ",", "x", "tf", ".", "watch", "grad", "on", "--", "-", "help", "?", "import",
      "from", "as", "def", "é", "👨‍👩‍👧", "\u{301}", "\\", "#", "0", "1e", "!", "\r\n", "\0", "′",
      "time",
      "load", "set", "tape", "print all", "del", ";", "@", "*", "\u{FEFF}", "日本",
    ]
    let draft = Draft(after: "x = ones(2)\nwatch x", files: ListedFiles(directories: [:]))
    var generator = SeededGenerator(state: 7)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0..<14, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      check(text, draft.assistance)
    }
  }

  @Test func aLongTextIsNoTrouble() {
    let draft = Draft()
    for text in [
      String(repeating: "(", count: 20_000), String(repeating: "f'{", count: 2_000),
      String(repeating: "grad a ", count: 5_000), String(repeating: "time ", count: 5_000),
      String(repeating: "lambda ", count: 5_000), String(repeating: "x = ", count: 5_000),
    ] {
      check(text, draft.assistance)
    }
  }

  private func check(_ text: String, _ assistance: Assistance) {
    let length = text.utf8.count
    let utf8 = text.utf8
    func isBoundary(_ offset: Int) -> Bool {
      guard offset < length else { return offset == length }
      return utf8[utf8.index(utf8.startIndex, offsetBy: offset)] & 0xC0 != 0x80
    }
    var end = 0
    for highlight in assistance.highlights(of: text, cursor: length / 2) {
      let range = highlight.range
      #expect(range.start >= end && range.start < range.end, "\(text)")
      #expect(isBoundary(range.start) && isBoundary(range.end), "\(text)")
      end = range.end
    }
    #expect(end <= length)
    if let completion = assistance.completion(of: text, cursor: length) {
      #expect(completion.range.end == length && completion.range.start >= 0, "\(text)")
      #expect(isBoundary(completion.range.start) && !completion.candidates.isEmpty, "\(text)")
    }
    _ = assistance.hint(for: text, cursor: length)
    _ = assistance.continuation(of: text)
    _ = Assistance.input(ofPaste: text)
  }
}

/// A generator of which a test knows the numbers: Vigna's SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
