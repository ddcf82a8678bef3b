@testable import Language

/// A parser with the commands that tests use.
enum SyntaxFixture {
  static let commands: [CommandSyntax] = [
    CommandSyntax(name: "watch", arguments: [.expression], required: 1, repeatsLast: true),
    CommandSyntax(
      name: "grad", arguments: [.expression], required: 2, repeatsLast: true, givesValue: true),
    CommandSyntax(
      name: "tape", arguments: [], required: 0,
      subcommands: ["new", "close", "pause", "resume", "reset", "drop"]),
    CommandSyntax(name: "vars", arguments: [], required: 0),
    CommandSyntax(name: "del", arguments: [.word], required: 1, repeatsLast: true),
    CommandSyntax(name: "set", arguments: [.word, .word], required: 2),
    CommandSyntax(name: "help", arguments: [.rest], required: 0),
    CommandSyntax(name: "apropos", arguments: [.rest], required: 1),
    CommandSyntax(name: "run", arguments: [.path], required: 1),
    CommandSyntax(name: "time", arguments: [.rest], required: 1),
    CommandSyntax(name: "check", arguments: [.expression], required: 1, repeatsLast: true),
    CommandSyntax(name: "quit", arguments: [], required: 0),
  ]

  static func parser(
    bound: Set<String> = [], limits: ParserLimits = .default, commands: [CommandSyntax] = commands
  ) -> Parser {
    Parser(commands: commands, limits: limits) { bound.contains($0) }
  }

  /// The statements of a text, as `SyntaxText` writes them, or its error.
  static func parse(
    _ text: String, bound: Set<String> = [], limits: ParserLimits = .default
  ) -> String {
    do throws(SyntaxError) {
      let source = EntrySource(file: nil, text: text, firstLine: 1)
      return SyntaxText.of(try parser(bound: bound, limits: limits).parse(source).statements)
    } catch {
      return describe(error, text)
    }
  }

  /// The error of a text, or nil when it is a program.
  static func error(
    _ text: String, bound: Set<String> = [], limits: ParserLimits = .default
  ) -> SyntaxError? {
    do throws(SyntaxError) {
      let source = EntrySource(file: nil, text: text, firstLine: 1)
      _ = try parser(bound: bound, limits: limits).parse(source)
      return nil
    } catch {
      return error
    }
  }

  /// An error with the text it points at.
  static func describe(_ error: SyntaxError, _ text: String) -> String {
    let bytes = Array(text.utf8)
    let start = min(error.range.start, bytes.count)
    let end = min(max(start, error.range.end), bytes.count)
    let place = String(decoding: bytes[start..<end], as: UTF8.self)
    let hint = error.hint.map { " [\($0)]" } ?? ""
    return "\(error.typeName): \(error.message)\(hint) at \(start) '\(place)'"
  }
}
