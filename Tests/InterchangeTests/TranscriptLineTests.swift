import Language
import Tensors
import Testing

@testable import Interchange

@Suite struct TranscriptLineTests {
  @Test func aTensorGivesItsElementTypesToleranceAndItsMagnitude() throws {
    let tensor = try Tensor(shape: [2, 1], values: [Float(-4), 2])
    let lines = TranscriptLine.lines(of: .value(.tensor(tensor)), dtype: .float64)
    #expect(lines.map(\.text) == ["[[-4.]", " [ 2.]]"])
    #expect(lines.allSatisfy { $0.relative == 1e-6 && $0.magnitude == 4 })
  }

  @Test func valuesThatAreNotFiniteHaveNoMagnitude() throws {
    let tensor = try Tensor(shape: [3], values: [Double.infinity, .nan, 0.5])
    let lines = TranscriptLine.lines(of: .value(.tensor(tensor)), dtype: .float32)
    #expect(lines.allSatisfy { $0.relative == 1e-12 && $0.magnitude == 0.5 })
  }

  @Test func aPythonFloatIsADouble() {
    let line = TranscriptLine.lines(of: .value(.float(0.1)), dtype: .float32)
    #expect(line == [TranscriptLine("0.1", relative: 1e-12, magnitude: 0)])
  }

  @Test func whatIsPrintedHasTheSessionsTolerance() {
    let lines = TranscriptLine.lines(of: .text("loss 1e-09 after 1000.0 s"), dtype: .float32)
    #expect(lines.map(\.relative) == [1e-6])
    #expect(lines.map(\.magnitude) == [0])
  }

  @Test func aPrintedArrayHasItsLargestNumbersMagnitude() {
    let lines = TranscriptLine.lines(of: .text("[[1.  -7.5]\n [0.5  2. ]]"), dtype: .float64)
    #expect(lines.map(\.magnitude) == [7.5, 7.5])
    #expect(lines.map(\.relative) == [1e-12, 1e-12])
  }
}
