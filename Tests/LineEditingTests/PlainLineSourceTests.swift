import Glibc
import Testing

@testable import LineEditing

/// Signals and their handlers belong to the whole process: one test at a time.
@Suite(.serialized) struct PlainLineSourceTests {
  /// Counts brackets, as a language does.
  private final class Brackets: LineAssistant {
    func continuation(of text: String) -> String? {
      text.filter { $0 == "(" }.count > text.filter { $0 == ")" }.count ? "" : nil
    }
    func styles(of text: String, cursor: Int) -> [StyledRange] { [] }
    func hint(for text: String, cursor: Int) -> String? { nil }
    func completion(of text: String, cursor: Int) -> LineCompletion? { nil }
    func pasted(_ text: String) -> String { text.replacing(">>> ", with: "") }
  }

  private let prompt = PromptText(first: [StyledText("> ")], continuation: [StyledText(". ")])

  /// The events of pieces of input that are written one after another, each when the source waits.
  private func events(_ pieces: [[UInt8]]) throws -> [LineEvent] {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    var source = PlainLineSource(
      assistant: Brackets(), showsPrompt: false, descriptor: ends[0])
    var events: [LineEvent] = []
    for piece in pieces {
      try #require(write(ends[1], piece, piece.count) == piece.count)
      events.append(source.read(prompt))
    }
    close(ends[1])
    events.append(source.read(prompt))
    return events
  }

  private func events(_ pieces: String...) throws -> [LineEvent] {
    try events(pieces.map { Array($0.utf8) })
  }

  @Test func aLineIsAnInput() throws {
    #expect(try events("x = 1\n", "重み\r\n") == [.input("x = 1"), .input("重み"), .end])
  }

  @Test func linesGoOnWhileSomethingIsOpen() throws {
    #expect(try events("f(\n1)\n") == [.input("f(\n1)"), .end])
  }

  @Test func anEmptyLastLineEndsWhatIsOpen() throws {
    #expect(try events("f(\n\n") == [.input("f(\n"), .end])
  }

  @Test func whatIsPastedIsOneInputWithoutItsPrompts() throws {
    #expect(try events(">>> a\n>>> b\n\n>>> c\n") == [.input("a\nb\n\nc"), .end])
  }

  @Test func aLineThatTheTerminalCutIsRefused() throws {
    let whole = String(repeating: "x", count: 4094)
    #expect(try events(whole + "\n", "y\n") == [.input(whole), .input("y"), .end])
    let events = try events(whole + "x\n", "y\n")
    guard case .refusal(let reason) = events.first else {
      Issue.record("\(events)")
      return
    }
    #expect(reason.contains("4095"))
    #expect(events.dropFirst() == [.input("y"), .end])
  }

  @Test func theLastLineNeedsNoLineBreak() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    try #require(write(ends[1], "a(", 2) == 2)
    close(ends[1])
    var source = PlainLineSource(assistant: Brackets(), showsPrompt: false, descriptor: ends[0])
    let first = source.read(prompt)
    #expect(first == .input("a("))
    let second = source.read(prompt)
    #expect(second == .end)
  }
}
