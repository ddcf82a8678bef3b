import Language
import Tensors
import Testing

@testable import Notebook

@Suite struct OutputTextTests {
  private func lines(
    _ shape: [Int], rows: Int?, _ style: DisplayStyle = DisplayStyle()
  ) throws -> [String] {
    let tensor = try Tensor.zeros(shape, .float32)
    return OutputText.text(of: .value(.tensor(tensor), style: style), rows: rows)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: [
    [30, 2], [100], [900], [1, 900], [8, 8, 8], [40, 40], [3, 200, 1], [5000], [24, 1], [2, 2],
  ])
  func aTensorFitsTheWindow(_ shape: [Int]) throws {
    for rows in [6, 10, 24, 50] {
      let shown = try lines(shape, rows: rows)
      // Blank lines between matrices make three of them take more than the smallest window.
      #expect(shown.count <= rows - 2 || (shape.count > 2 && rows < 20), "\(shape) in \(rows)")
    }
  }

  @Test func asManyRowsAsFitAreShown() throws {
    #expect(try lines([30, 2], rows: 24).count == 21)
    #expect(try lines([22, 2], rows: 24).count == 22)
    #expect(try lines([23, 2], rows: 24).count == 21)
    #expect(try lines([30, 2], rows: 24)[10] == " ...")
  }

  @Test func filesCutNothing() throws {
    #expect(try lines([30, 2], rows: nil).count == 30)
  }

  @Test func theUsersRowsStandOverTheWindows() throws {
    #expect(try lines([30, 2], rows: 24, DisplayStyle(rows: .all)).count == 30)
    #expect(try lines([30, 2], rows: 24, DisplayStyle(rows: .atMost(5))).count == 5)
    #expect(try lines([30, 2], rows: nil, DisplayStyle(rows: .atMost(5))).count == 5)
  }

  @Test func aWindowWithoutRoomShowsTheEdges() throws {
    #expect(try lines([30, 2], rows: 0) == ["[[0. 0.]", " ...", " [0. 0.]]"])
  }

  @Test func theUsersWidthStandsOverTheWindows() throws {
    let output = Output.value(
      .tensor(try Tensor.zeros([12], .float32)), style: DisplayStyle(lineWidth: 20))
    #expect(OutputText.text(of: output, lineWidth: 75).contains("\n"))
  }
}
