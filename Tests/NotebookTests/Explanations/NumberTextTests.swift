import Tensors
import Testing

@testable import Notebook

@Suite struct NumberTextTests {
  @Test(arguments: [
    (8.0, "8.0"), (1.0 / 3, "0.333333"), (-112.72425732, "-112.724"), (1e30, "1e+30"),
    (2e-31, "2e-31"), (123_456_789.0, "123457000.0"), (0.1 + 0.2, "0.3"), (0.0, "0.0"),
    (-0.0, "-0.0"), (.infinity, "inf"), (.nan, "nan"), (999_999.7, "1000000.0"),
    (Double.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
  ])
  func aNumberHasSixDigits(_ number: Double, _ text: String) {
    #expect(NumberText.text(number) == text)
  }

  @Test func aTensorIsWrittenOutWhereItIsSmall() throws {
    #expect(
      try NumberText.text(Tensor(shape: [2, 2], values: [1.0, 2, 3, 4]))
        == "[[1.0, 2.0], [3.0, 4.0]]")
    #expect(try NumberText.text(Tensor(shape: [0], values: [Double]())) == "[]")
    let many = try Tensor(shape: [20], values: (0..<20).map(Double.init))
    #expect(NumberText.text(many) == "shape (20,), from 0.0 to 19.0")
    #expect(try NumberText.text(Tensor(repeating: 2.0, shape: [9])) == "2.0, shape (9,)")
  }
}
