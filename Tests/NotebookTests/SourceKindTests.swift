import Language
import Testing

@testable import Notebook

@Suite struct SourceKindTests {
  @Test func onlyPythonsOwnFormsHaveNoSessionTape() {
    #expect(SourceKind.allCases.filter { !$0.hasSessionTape } == [.listing, .cell])
  }

  @Test func onlyListingsAndCellsHoldValuesBack() {
    #expect(SourceKind.allCases.filter { $0.echo != .every } == [.listing, .cell])
  }
}
