import HashTreeCollections
import Language
import Testing

@testable import Notebook

/// Telling commands from Python without a parser gives what the parser gives.
@Suite struct CommandRuleTests {
  static let commands = CommandDeclaration.all(quitting: QuitRequest())

  static let heads = ["watch", "grad", "vars", "tape", "help", "print", "x", "time", "load"]
  static let tails = [
    "", " x", "(x)", " (x)", " (x, y)", "[0]", " [0]", ".T", " .T", " = 3", " += 1", ", y = 1, 2",
    " - x", " -x", " x y", " x on t", " x --zero", " {1}", " not in x", " in x", " is x",
    " == 3", " 'a'", " f'{x}'", " 3", " all x", ": int = 2", "; x", " # note", "?", " new t",
    " @ x", " and x", " if x else y", "(x)(y)", " (x).T", " x = 3", " None", " ../a", " ./a",
    " lambda: 1", " ~x", " not x", " * x", " < x", "′(x)", " (x) y",
  ]

  @Test(arguments: heads, [[], heads] as [[String]])
  func aStatementIsACommandWhereTheParserReadsOne(_ head: String, _ bound: [String]) {
    var session = Session()
    for name in bound + ["x", "y"] { session.globals[name] = .int(1) }
    let snapshot = session
    let parser = Parser(commands: Self.commands.map(\.syntax), isBound: snapshot.isBound)
    let assistance = Assistance(
      session: session, library: .standard,
      commands: Dictionary(uniqueKeysWithValues: Self.commands.map { ($0.name, $0) }))
    for prefix in ["", "g = "] {
      for tail in Self.tails {
        let text = prefix + head + tail
        // Of what is no statement at all nothing can be told.
        guard let entry = try? parser.parse(EntrySource(file: nil, text: text, firstLine: 1)),
          let statement = entry.statements.first, !text.contains("?")
        else { continue }
        let roles = assistance.highlights(of: text, cursor: -1)
        let isMarked = roles.contains {
          $0.role == .command && $0.range.start == prefix.utf8.count
        }
        #expect(isMarked == statement.hasCommand, "\(text)")
      }
    }
  }
}

extension Statement {
  /// Whether it is a command, or assigns what one gives.
  fileprivate var hasCommand: Bool {
    switch kind {
    case .command: true
    case .assignment(_, let value):
      if case .command = value.kind { true } else { false }
    default: false
    }
  }
}
