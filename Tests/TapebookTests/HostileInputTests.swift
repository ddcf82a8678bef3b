import Foundation
import Testing

/// What no input may do is end the process.
@Suite struct HostileInputTests {
  private static let deep = 100_000

  @Test(arguments: [
    String(repeating: "(", count: deep), String(repeating: "-", count: deep) + "1",
    String(repeating: "[", count: deep), String(repeating: "not ", count: deep) + "1",
    "1" + String(repeating: "+1", count: deep), String(repeating: "f(", count: deep),
    String(repeating: "x[", count: deep), String(repeating: "lambda:", count: deep) + "1",
    "2" + String(repeating: "**2", count: deep), "x" + String(repeating: ".a", count: deep),
    String(repeating: "{", count: deep), "'" + String(repeating: "a", count: deep),
    "\u{0}", ")", "#!", "x = = 1", "grad", "grad z", "watch", "for", "f\"{",
  ])
  func aBadLineIsAnErrorAndTheSessionGoesOn(_ line: String) throws {
    let run = try Program.run(["--keep-going"], input: line + "\n\n'on'\n")
    // A triple quote or an open bracket takes the rest of the text with it.
    #expect([0, 1, 2].contains(run.status), "\(line.prefix(20))")
    #expect(run.error.count < 2000)
  }

  @Test(arguments: [
    ("nothing", "NameError: name 'nothing' is not defined"),
    ("2 ** 63", "OverflowError: "), ("1 // 0", "ZeroDivisionError: "),
    ("9223372036854775808", "SyntaxError: "), ("x = ones(2)\nx[10**30]", "OverflowError: "),
    ("x = ones(2)\nx[5]", "IndexError: "), ("ones(1000000, 1000000)", "MemoryError: "),
    ("ones(-1)", "ShapeError: "), ("'a' * 10**12", "MemoryError: "),
    ("def f(): return f()\nf()", "RecursionError: "),
    ("list(range(10**12))", "MemoryError: "),
  ])
  func aBadValueIsAnErrorAndTheSessionGoesOn(_ text: String, _ error: String) throws {
    let run = try Program.run(["--keep-going"], input: text + "\n'on'\n")
    #expect(run.status == (error.hasPrefix("SyntaxError") ? 2 : 1))
    #expect(run.error.hasPrefix(error), "\(run.error.prefix(200))")
    #expect(run.output == "'on'\n")
  }

  @Test func aLongChainOfOperationsIsRecordedAndReleased() throws {
    let text = """
      x = constant(1.)
      watch x
      y = x
      for i in range(100000):
        y = y * 1.
      grad y x
      """
    let run = try Program.run([], input: text)
    #expect(run.output == "1.0\n")
    #expect(run.status == 0)
  }

  @Test func aTextOfManyLinesIsRunLineByLine() throws {
    let text = String(repeating: "x = 1\n", count: 20_000) + "x\n"
    #expect(try Program.run([], input: text).output == "1\n")
  }
}
