import Foundation
import Interchange
import Language
import Testing

/// The key numbers of the course's sessions, against closed forms, CPython 3.11, mpmath 1.3.0,
/// SciPy 1.17.1 with NumPy 2.4.6, and TensorFlow 2.21.0.
///
/// Where a number comes from is noted at its case. Replaying a session compares it with what we
/// printed earlier; this does not.
@Suite struct CourseNumbersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let session: String
    /// The relative distance, of the largest number of an entry, that is allowed.
    let tolerance: Double
    /// The first line of an entry, in order, with the numbers that its output must hold.
    let entries: [(source: String, numbers: [Double])]

    var testDescription: String { session }
  }

  @Test(arguments: cases) func recordedNumbersAreTheSources(_ course: Case) throws {
    var remaining = course.entries[...]
    for entry in try Self.entries(of: course.session) {
      guard let next = remaining.first,
        entry.source.text.split(separator: "\n").first.map(String.init) == next.source
      else { continue }
      let recorded = Self.numbers(in: entry.output)
      let scale = next.numbers.filter(\.isFinite).map(abs).max() ?? 0
      #expect(recorded.count == next.numbers.count, "\(next.source): \(recorded)")
      for (number, expected) in zip(recorded, next.numbers) {
        let isSame =
          expected.isFinite
          ? abs(number - expected) <= course.tolerance * scale
          : number == expected || number.isNaN && expected.isNaN
        #expect(isSame, "\(next.source): \(number), not \(expected)")
      }
      remaining.removeFirst()
    }
    #expect(remaining.isEmpty, "not in the session: \(remaining.map(\.source))")
  }

  @Test func numbersAreReadFromWhatIsShown() {
    #expect(
      Self.numbers(in: ["1 [-2.5 3.]", "  (1e-3, -inf) True"]) == [1, -2.5, 3, 0.001, -.infinity])
    #expect(Self.numbers(in: ["[ nan 0.]"]).map(\.isNaN) == [true, false])
  }

  private static func numbers(in lines: [String]) -> [Double] {
    lines.flatMap { line in
      // NumPy writes 3. where Swift reads 3.0 for certain.
      line.split { " ,()[]".contains($0) }.compactMap { Double($0.hasSuffix(".") ? $0 + "0" : $0) }
    }
  }

  private static func entries(of session: String) throws -> [SessionEntry] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sessions")
    let text = try String(
      contentsOf: folder.appending(path: session + ".tape"), encoding: .utf8)
    return try SessionFile(text, file: session).entries
  }
}
