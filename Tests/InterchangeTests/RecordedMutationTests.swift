import Foundation
import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

/// What the sessions record is bound to what they show: no digit, sign, letter or bracket can be
/// another one, but for digits within the tolerance.
@Suite struct RecordedMutationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let files: [String] = {
    let folder = root.appending(path: "sessions").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".tape") }.sorted().map { "sessions/" + $0 }
  }()

  @Test func thereAreSessions() { #expect(Self.files.count > 10) }

  @Test(arguments: files) func aChangeOfWhatIsRecordedIsFound(_ name: String) throws {
    let url = Self.root.appending(path: name)
    let text = try String(contentsOf: url, encoding: .utf8)
    let file =
      try name.hasSuffix(".md")
      ? SessionFile(markdown: text, file: name) : SessionFile(text, file: name)
    var replay = SessionReplay(file)
    var count = 0
    _ = replay.run { check in
      guard check.verdict == .same, check.entry.options.mode == .numeric else { return }
      let matcher = TranscriptMatcher(check.entry, in: file.header)
      let output = check.entry.output
      guard !output.contains(TranscriptPattern.anyLines) else { return }
      for (line, shown) in zip(output, check.lines) {
        let actual = matcher.actual(shown)
        for mutation in RecordedMutation.all(of: line, shown, matcher.tolerance) {
          count += 1
          let isSame = matcher.areSame(matcher.expected(mutation.line), actual)
          #expect(
            isSame == mutation.isWithinTolerance,
            "\(name):\(check.entry.source.firstLine): '\(line)' → '\(mutation.line)'")
        }
      }
      // One change in each entry, through all of the comparison.
      guard let index = output.firstIndex(where: { $0.contains(where: \.isLetter) }) else { return }
      var changed = output
      changed[index] += "x"
      #expect(!matcher.matches(expected: changed, actual: check.lines))
    }
    // Where nothing is recorded there is nothing to change, and without the data that a session loads
    // its entries fail.
    let loads = file.entries.contains { $0.source.text.hasPrefix("load ") }
    #expect(count > 20 || loads || file.entries.allSatisfy { $0.output.count < 5 })
  }
}

/// A recorded line with one character changed, and whether it must still match.
struct RecordedMutation {
  let line: String
  let isWithinTolerance: Bool

  /// The changes of a line: each digit, each sign of a number, each letter, each bracket.
  static func all(
    of line: String, _ shown: TranscriptLine, _ tolerance: TranscriptMatcher.Tolerance?
  ) -> [RecordedMutation] {
    var mutations: [RecordedMutation] = []
    let numbers = RecordedNumber.all(in: line)
    let shownNumbers = RecordedNumber.all(in: shown.text)
    let wildcards = line.ranges(of: "[..]")
    for index in line.indices {
      guard !wildcards.contains(where: { $0.contains(index) }) else { continue }
      let character = line[index]
      let number = numbers.firstIndex { $0.range.contains(index) }
      var changed = line
      if character.isASCII, let digit = character.wholeNumberValue {
        changed.replaceSubrange(index...index, with: String((digit + 1) % 10))
        var isWithin = false
        // With wildcards it is not known which shown number a recorded one is.
        if let number {
          guard wildcards.isEmpty, shownNumbers.count == numbers.count else { continue }
          let range = numbers[number].range
          let length = line.distance(from: range.lowerBound, to: range.upperBound)
          let start = changed.index(
            changed.startIndex,
            offsetBy: line.distance(from: line.startIndex, to: range.lowerBound))
          let text = changed[start..<changed.index(start, offsetBy: length)]
          guard let new = Double(RecordedNumber.completed(text)) else { continue }
          let old = shownNumbers[number].value
          let relative = tolerance?.relative ?? shown.relative
          let magnitude = number < shown.magnitudes.count ? shown.magnitudes[number] : 0
          let allowed = max(
            relative * max(new, old), tolerance?.absolute ?? relative * magnitude)
          // At the very edge rounding decides.
          guard abs(abs(new - old) - allowed) > 1e-9 * allowed else { continue }
          isWithin = abs(new - old) <= allowed
        }
        mutations.append(RecordedMutation(line: changed, isWithinTolerance: isWithin))
      } else if character.isLetter, number == nil {
        changed.replaceSubrange(index...index, with: character == "q" ? "r" : "q")
        mutations.append(RecordedMutation(line: changed, isWithinTolerance: false))
      } else if "()[]{}".contains(character) {
        changed.replaceSubrange(index...index, with: "|")
        mutations.append(RecordedMutation(line: changed, isWithinTolerance: false))
      }
      if let number, numbers[number].range.lowerBound == index {
        var signed = line
        let before = index > line.startIndex ? line[line.index(before: index)] : " "
        if before == "-" {
          signed.remove(at: line.index(before: index))
        } else {
          signed.insert("-", at: index)
        }
        mutations.append(RecordedMutation(line: signed, isWithinTolerance: false))
      }
    }
    return mutations
  }
}

/// A number with a point or an exponent in a line, found by a regular expression.
struct RecordedNumber {
  let range: Range<String.Index>
  let value: Double

  static func all(in line: String) -> [RecordedNumber] {
    let expression = /(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+/
    return line.matches(of: expression).compactMap { match in
      if match.range.lowerBound > line.startIndex {
        let before = line[line.index(before: match.range.lowerBound)]
        guard !before.isLetter, !before.isNumber, before != "_" else { return nil }
      }
      return Double(completed(match.output)).map { RecordedNumber(range: match.range, value: $0) }
    }
  }

  /// A number as Swift reads it, which wants digits on both sides of the point.
  static func completed(_ text: some StringProtocol) -> String {
    let pieces = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = String(pieces[0])
    let digits = whole.hasPrefix(".") ? "0" + whole : whole.hasSuffix(".") ? whole + "0" : whole
    return pieces.count == 2 ? digits + "e" + pieces[1] : digits
  }
}
