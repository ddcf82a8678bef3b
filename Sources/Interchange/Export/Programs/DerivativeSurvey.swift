import Language
import Notebook

/// Every derivative that a session asks for at its top level, with what lies between the sources
/// and the target.
struct DerivativeSurvey {
  /// A question of an entry.
  struct Question {
    /// The number of the entry that asks.
    let entry: Int
    let request: DerivativeRequest
    /// The numbers of the entries whose statements the target depends on the sources through.
    let through: Set<Int>
    /// Where the sources were bound last, by entry; 0 for what was bound by none.
    let sourceEntries: [Int]
    /// Whether all answers are None.
    let isNone: Bool
  }

  private(set) var questions: [Question] = []
  /// How often each explicit tape is asked, by its name and the entry that made it.
  private(set) var tapeUses: [TapeUse: (methods: Int, commands: Int)] = [:]

  /// A tape by its name and the entry that made it.
  struct TapeUse: Hashable {
    let name: String
    let entry: Int
  }

  private var flow: [FlowItem] = []
  private var madeTapes: [String: Int] = [:]

  init(_ session: ReplayedSession, tapeNames: Set<String>) {
    for entry in session.entries where !entry.result.isFailure {
      guard entry.result.status != .skipped, let tree = entry.tree else { continue }
      note(tree.statements, entry, tapeNames)
    }
  }

  private mutating func note(
    _ statements: [Statement], _ entry: ReplayedSession.ReplayedEntry, _ tapeNames: Set<String>
  ) {
    for statement in statements {
      if case .with(let items, let body) = statement.kind {
        for item in items {
          guard case .name(let name)? = item.target?.kind, tapeNames.contains(name) else {
            continue
          }
          madeTapes[name] = entry.entry.number
        }
        note(body, entry, tapeNames)
        continue
      }
      ask(statement, entry, tapeNames)
      flow.append(FlowItem(statement, entry))
    }
  }

  private mutating func ask(
    _ statement: Statement, _ entry: ReplayedSession.ReplayedEntry, _ tapeNames: Set<String>
  ) {
    var requests: [DerivativeRequest] = []
    let told = entry.toldTape
    if case .command(let command, _) = statement.kind, var request = DerivativeRequest(command) {
      request.tape = request.tape ?? told
      if let tape = request.tape { count(tape, isCommand: true) }
      requests.append(request)
    }
    SyntaxWalk.visit([statement]) { expression in
      switch expression.kind {
      case .command(let command):
        if var request = DerivativeRequest(command) {
          request.tape = request.tape ?? told
          requests.append(request)
        }
      case .call(let function, let arguments):
        guard case .attribute(let base, let method, _) = function.kind,
          case .name(let tape) = base.kind, tapeNames.contains(tape),
          let request = DerivativeRequest(tape, method: method, arguments)
        else { return }
        requests.append(request)
        count(tape, isCommand: false)
      default: break
      }
    }
    // What is asked within a loop is answered there.
    guard SyntaxWalk.blocks(of: statement).allSatisfy(\.isEmpty) else { return }
    for request in requests { questions.append(question(request, entry)) }
  }

  private mutating func count(_ tape: String, isCommand: Bool) {
    let use = TapeUse(name: tape, entry: madeTapes[tape] ?? 0)
    var uses = tapeUses[use] ?? (0, 0)
    if isCommand { uses.commands += 1 } else { uses.methods += 1 }
    tapeUses[use] = uses
  }

  private func question(
    _ request: DerivativeRequest, _ entry: ReplayedSession.ReplayedEntry
  ) -> Question {
    let sources = request.sources.flatMap { Names.read(by: $0) }
    let slice = Slice(flow: flow, target: request.target, sources: sources)
    let through = Set(
      slice.items.filter { !flow[$0].isFunction }.map { flow[$0].entry.entry.number })
    let bound = sources.map { name in
      flow.last { $0.writes.contains(name) }?.entry.entry.number ?? 0
    }
    let flags = NoneResults.of(entry)
    return Question(
      entry: entry.entry.number, request: request, through: through, sourceEntries: bound,
      isNone: !flags.isEmpty && flags.allSatisfy { $0 })
  }
}

extension ReplayedSession.ReplayedEntry {
  /// The tape by which a command says that it answered, where it is not the session's.
  var toldTape: String? {
    for output in result.outputs {
      guard case .text(let text) = output, text.hasPrefix("by the tape ") else { continue }
      return String(text.dropFirst("by the tape ".count))
    }
    return nil
  }
}

/// What becomes of the graphs of PyTorch.
struct GraphPlan {
  /// The entries whose gradients are differentiated themselves.
  private(set) var differentiated: Set<Int> = []
  private var shared: Set<Int> = []

  init() {}

  init(_ survey: DerivativeSurvey) {
    let asking = Set(survey.questions.map(\.entry))
    for (index, question) in survey.questions.enumerated() {
      differentiated.formUnion(question.through.intersection(asking))
      let later = survey.questions[(index + 1)...]
      if later.contains(where: { !$0.through.isDisjoint(with: question.through) }) {
        shared.insert(question.entry)
      }
    }
  }

  /// Whether another question is asked of the graph behind an entry's question.
  func isShared(_ entry: Int) -> Bool { shared.contains(entry) }
}
