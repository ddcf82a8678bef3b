import Autodiff
import Language
import Testing

@testable import Notebook

/// The reference tells of every operation, and of each what there is to know.
@Suite struct ReferenceTests {
  static let reference = Reference(.standard)
  static let entries = reference.topics.flatMap(\.entries)

  @Test func everyPrimitiveAndEveryFunctionOfTensorsHasOneEntry() {
    let compositions = LibraryTable.standard.builtins.filter { $0.facts != nil && !$0.isNumPy }
    let names =
      Primitive.all.map(\.name)
      + compositions.map { $0.bareNames.first ?? "tf." + $0.tensorflow[0] }
    #expect(Self.entries.map(\.name).sorted() == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test func whatMakesTensorsTellsOfItsMathematics() {
    let groups = LibraryTable.standard.groups.filter {
      ["creation", "random numbers"].contains($0.title)
    }
    let silent = groups.flatMap(\.functions).filter { $0.facts == nil }.map(\.name)
    // These make no tensor.
    #expect(
      Set(silent) == ["is_tensor", "set_seed", "seed", "default_rng", "from_seed"], "\(silent)")
  }

  @Test(arguments: entries.map(\.name)) func noFactIsMissing(_ name: String) throws {
    let entry = try #require(Self.entries.first { $0.name == name })
    let lines = entry.help().split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix(name + "("))
    #expect(entry.summary.hasSuffix("."))
    for term in ["formula", "derivative", "convention"] {
      let row = try #require(lines.first { $0.hasPrefix("  " + term) }, "\(name): \(term)")
      #expect(row.dropFirst(2 + term.count).contains { $0 != " " }, "\(name): \(term)")
    }
    // The example shows what it gives, and that is no error.
    let arrow = try #require(lines.first { $0.hasPrefix("  → ") }, "\(name) shows nothing")
    #expect(!arrow.contains("Error: "), "\(name): \(arrow)")
    // A window of 80 columns holds it.
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(name)")
  }

  @Test func topicsStandAboveTheirOperations() throws {
    let text = Self.reference.text
    let title = try #require(text.firstRange(of: "\nLINEAR ALGEBRA\n"))
    let entry = try #require(text.firstRange(of: "\nmatmul("))
    #expect(title.lowerBound < entry.lowerBound)
    #expect(text.hasPrefix("The \(Self.entries.count) operations"))
  }

  @Test func itIsShownByHelp() {
    let shown = Transcript.of("help --all")
    #expect(shown == Self.reference.text)
    let failure = Transcript.of("help --all sum")
    #expect(failure.contains("leave the name out"))
  }
}
