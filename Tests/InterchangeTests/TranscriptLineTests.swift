import Language
import Tensors
import Testing

@testable import Interchange

@Suite struct TranscriptLineTests {
  @Test func aTensorGivesItsElementTypesToleranceAndItsMagnitude() throws {
    let tensor = try Tensor(shape: [2, 1], values: [Float(-4), 2])
    let lines = TranscriptLine.lines(of: .value(.tensor(tensor)), dtype: .float64)
    #expect(lines.map(\.text) == ["[[-4.]", " [ 2.]]"])
    #expect(lines.allSatisfy { $0.relative == 1e-6 && $0.magnitudes == [4] })
  }

  @Test func valuesThatAreNotFiniteHaveNoMagnitude() throws {
    let tensor = try Tensor(shape: [3], values: [Double.infinity, .nan, 0.5])
    let lines = TranscriptLine.lines(of: .value(.tensor(tensor)), dtype: .float32)
    #expect(lines.allSatisfy { $0.relative == 1e-12 && $0.magnitudes == [0.5] })
  }

  @Test func aPythonFloatIsADouble() {
    let line = TranscriptLine.lines(of: .value(.float(0.1)), dtype: .float32)
    #expect(line == [TranscriptLine("0.1", relative: 1e-12, magnitudes: [0])])
  }

  @Test func whatIsPrintedHasTheSessionsTolerance() {
    let lines = TranscriptLine.lines(of: .text("loss 1e-09 after 1000.0 s"), dtype: .float32)
    #expect(lines.map(\.relative) == [1e-6])
    #expect(lines.map(\.magnitudes) == [[0, 0]])
  }

  @Test func aPrintedArrayHasItsLargestNumbersMagnitude() {
    let lines = TranscriptLine.lines(of: .text("[[1.  -7.5]\n [0.5  2. ]]"), dtype: .float64)
    #expect(lines.map(\.magnitudes) == [[7.5, 7.5], [7.5, 7.5]])
    #expect(lines.map(\.relative) == [1e-12, 1e-12])
  }

  @Test func theItemsOfAListLendEachOtherNoMagnitude() throws {
    let scalars = DisplayValue.list([.float(1_000_000), .float(0.5)])
    #expect(
      TranscriptLine.lines(of: .value(scalars), dtype: .float32)
        == [TranscriptLine("[1000000.0, 0.5]", relative: 1e-12, magnitudes: [0, 0])])
    let tensors = try DisplayValue.tuple([
      .tensor(Tensor(shape: [2], values: [Float(1000), 2])),
      .tensor(Tensor(shape: [2], values: [Float(0.25), 0.5])),
    ])
    let line = try #require(TranscriptLine.lines(of: .value(tensors), dtype: .float32).first)
    #expect(line.magnitudes == [1000, 1000, 0.5, 0.5])
    #expect(line.relative == 1e-6)
  }

  @Test(arguments: [
    ("[1000000000.0] [100.0]", [1e9, 100]), ("[1000000.0, 0.5]", [0, 0]),
    ("array([1000., 0.5], dtype=float32) 3.0", [1000, 1000, 0]), ("loss [1e9 of 0.5", [0, 0]),
    ("[[1. 2.], [3. 4.]]", [2, 2, 4, 4]), ("[[1. 2.] [3. 4.]]", [4, 4, 4, 4]), ("] 0.5 [", [0]),
  ])
  func printedArraysAreFoundByTheirBrackets(_ text: String, _ magnitudes: [Double]) {
    let lines = TranscriptLine.lines(of: .text(text), dtype: .float32)
    #expect(lines.map(\.magnitudes) == [magnitudes])
  }
}
