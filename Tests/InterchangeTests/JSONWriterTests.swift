import Testing

@testable import Interchange

@Suite struct JSONWriterTests {
  private func text(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test func commasStandBetweenMembersAndElementsOnly() {
    let json = text { writer in
      writer.object { writer in
        writer.member("a") { writer in
          writer.array { writer in
            writer.integer(1)
            writer.array { _ in }
            writer.object { _ in }
            writer.null()
          }
        }
        writer.member("b", true)
        writer.member("c", "d")
      }
    }
    #expect(json == #"{"a":[1,[],{},null],"b":true,"c":"d"}"#)
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("", #""""#), ("a\"b\\c", #""a\"b\\c""#),
    ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("θ 重み 😀", #""θ 重み 😀""#), ("\r\n", #""\r\n""#), ("a/b", #""a/b""#),
  ])
  func stringsAreEscaped(_ string: String, _ json: String) {
    #expect(text { $0.string(string) } == json)
  }

  @Test(arguments: [
    (8.0, "8"), (0.0, "0"), (-0.0, "-0.0"), (0.1, "0.1"), (-1.5, "-1.5"), (1e-5, "1e-05"),
    (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"), (9007199254740992, "9007199254740992"),
    (.infinity, #""Infinity""#), (-.infinity, #""-Infinity""#), (.nan, #""NaN""#),
  ])
  func doublesHaveTheFewestDigitsThatGiveThemBack(_ number: Double, _ json: String) {
    #expect(text { $0.number(number) } == json)
  }

  @Test(arguments: [
    (Float(0.1), "0.1"), (Float(1) / 3, "0.33333334"), (16_777_216, "16777216"),
    (3.4028235e38, "3.4028235e+38"),
  ])
  func floatsHaveTheirOwnFewestDigits(_ number: Float, _ json: String) {
    #expect(text { $0.number(number) } == json)
  }

  @Test(arguments: [
    (0, "0"), (-7, "-7"), (1 << 53, "9007199254740992"), (-(1 << 53), "-9007199254740992"),
    ((1 << 53) + 1, #""9007199254740993""#), (Int.min, #""-9223372036854775808""#),
    (Int.max, #""9223372036854775807""#),
  ])
  func integersThatADoubleWouldRoundAreStrings(_ number: Int, _ json: String) {
    #expect(text { $0.integer(number) } == json)
  }
}
