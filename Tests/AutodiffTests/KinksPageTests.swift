import Foundation
import Tensors
import Testing

@testable import Autodiff

/// The table on the page about kinks is what the rules give.
@Suite struct KinksPageTests {
  static let page = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Autodiff/Autodiff.docc/Kinks.md")

  static var rows: [String] {
    Primitive.all.flatMap { primitive in
      primitive.conventions.kinks.map { kink in
        let names = primitive.parameters.filter(\.kind.isOperand).map(\.name)
        let slots = kink.operands.filter(names.indices.contains)
        let choices = primitive.choices(at: kink.example, of: kink, by: slots, names: names)
        let columns = Convention.allCases.map(choices.words(of:))
        return "| " + (["`\(primitive.toldName)`", kink.place] + columns).joined(separator: " | ")
          + " |"
      }
    }
  }

  @Test func theTableIsComputed() throws {
    let lines = try String(contentsOf: Self.page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "|---|---|---|---|---|---|"))
    let table = lines[(start + 1)...].prefix { $0.hasPrefix("|") }
    #expect(Array(table) == Self.rows)
    #expect(
      lines[start - 1]
        == "| primitive | at | " + Convention.allCases.map(\.rawValue).joined(separator: " | ")
        + " |")
  }

  /// Whether each primitive's test finds its own example, and nothing beside it.
  @Test func theTestsFindTheExamples() throws {
    for primitive in Primitive.all {
      for kink in primitive.conventions.kinks {
        #expect(try isNoted(primitive, kink.example, kink), "\(primitive.name) at \(kink.place)")
        let beside = kink.example.enumerated().map { slot, numbers in
          numbers.enumerated().map { $1 + 0.37 * Double(slot + 1) + 0.11 * Double($0) }
        }
        let isBeside = primitive.name != "power" || kink.place == "0**0"
        if isBeside {
          #expect(try !isNoted(primitive, beside, kink), "\(primitive.name) beside \(kink.place)")
        }
      }
    }
  }

  private func isNoted(
    _ primitive: Primitive, _ operands: [[Double]], _ kink: Kink
  ) throws -> Bool {
    var recorder = Recorder()
    recorder.kinkLog = KinkLog()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    var values: [Value] = []
    for numbers in operands {
      let vector = try vector(numbers, .float64)
      let operand = try kink.shape.map { try vector.reshaped(to: $0) } ?? vector
      values.append(try recorder.watch(Value(operand), on: tape))
    }
    let y = try recorder.apply(primitive, values)
    _ = try recorder.gradient(of: [Target(y)], by: values.map { Source($0) }, on: tape)
    return recorder.kinkLog?.notes.map(\.primitive.name) == [primitive.name]
  }
}
