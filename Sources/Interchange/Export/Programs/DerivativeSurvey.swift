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
    /// The names of the sources.
    let sources: [Source]
    /// Whether all answers are None.
    let isNone: Bool
    /// Whether it is asked several times: in the turns of a loop.
    let isRepeated: Bool
  }

  /// A name of a question's source.
  struct Source {
    let name: String
    /// The entry that bound it last; 0 for what was bound by none.
    let entry: Int
    /// Whether it is a tensor that a tape has to record where nothing watches it.
    let isRecorded: Bool
  }

  private(set) var questions: [Question] = []
  /// The tapes within the blocks of entries, by the entry.
  private(set) var blockTapes: [Int: [BlockTape]] = [:]
  /// The entries with a block in which a gradient is differentiated itself.
  private(set) var differentiatedInBlock: Set<Int> = []
  /// How often each explicit tape is asked, by its name and the entry that made it.
  private(set) var tapeUses: [TapeUse: (methods: Int, commands: Int)] = [:]

  /// A tape by its name and the entry that made it.
  struct TapeUse: Hashable {
    let name: String
    let entry: Int
  }

  private var flow: [FlowItem] = []
  private var places = TapePlaces()
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
        let tapes = items.filter { item in
          if case .name(let name) = item.context.kind { return tapeNames.contains(name) }
          return NameSurvey.isTape(item.context)
        }
        for tape in tapes { places.enter(tape, depth: 0) }
        note(body, entry, tapeNames)
        places.leave(tapes.count)
        continue
      }
      if !SyntaxWalk.blocks(of: statement).isEmpty { places.forgetNames() }
      ask(statement, entry, tapeNames)
      var item = FlowItem(statement, entry)
      item.tapes = Set(places.open)
      flow.append(item)
    }
  }

  private mutating func ask(
    _ statement: Statement, _ entry: ReplayedSession.ReplayedEntry, _ tapeNames: Set<String>
  ) {
    if case .command(let command, _) = statement.kind, let request = DerivativeRequest(command),
      let tape = request.tape ?? entry.toldTape
    {
      count(tape, isCommand: true)
    }
    var methods: [DerivativeRequest] = []
    SyntaxWalk.visit([statement]) { expression in
      guard case .call(let function, let arguments) = expression.kind,
        case .attribute(let base, let method, _) = function.kind,
        case .name(let tape) = base.kind, tapeNames.contains(tape),
        let request = DerivativeRequest(tape, method: method, arguments)
      else { return }
      methods.append(request)
      count(tape, isCommand: false)
    }
    guard SyntaxWalk.blocks(of: statement).allSatisfy(\.isEmpty) else {
      askInBlocks(statement, entry)
      return
    }
    for request in DerivativeRequest.asked(by: statement, entry) + methods {
      questions.append(question(request, entry))
    }
  }

  /// What is asked within a loop is answered there where it can be, and else asked of the session.
  private mutating func askInBlocks(
    _ statement: Statement, _ entry: ReplayedSession.ReplayedEntry
  ) {
    let survey = BlockSurvey(statement, flow: flow, entry: entry)
    let number = entry.entry.number
    blockTapes[number, default: []] += survey.tapes
    if survey.isDifferentiated { differentiatedInBlock.insert(number) }
    if case .function = statement.kind { return }
    let item = FlowItem(statement, entry)
    for request in survey.outside {
      questions.append(question(request, entry, in: item, survey.loopNames))
    }
  }

  private mutating func count(_ tape: String, isCommand: Bool) {
    let use = TapeUse(name: tape, entry: madeTapes[tape] ?? 0)
    var uses = tapeUses[use] ?? (0, 0)
    if isCommand { uses.commands += 1 } else { uses.methods += 1 }
    tapeUses[use] = uses
  }

  /// - Parameters:
  ///   - block: the statement in whose blocks is asked.
  ///   - loopNames: what its loops take their names from.
  private func question(
    _ request: DerivativeRequest, _ entry: ReplayedSession.ReplayedEntry, in block: FlowItem? = nil,
    _ loopNames: [String: Set<String>] = [:]
  ) -> Question {
    func origins(_ names: Set<String>) -> Set<String> {
      names.reduce(into: []) { $0.formUnion(loopNames[$1] ?? [$1]) }
    }
    let sources = origins(request.sources.reduce(into: []) { $0.formUnion(Names.read(by: $1)) })
      .flatMap { [$0] + listed($0) }
    var targets = origins(Names.read(by: request.target))
    var through: Set<Int> = []
    if let block, !targets.isDisjoint(with: block.writes) {
      targets.formUnion(origins(block.reads))
      through.insert(entry.entry.number)
    }
    // One source may lie behind another.
    for source in sources {
      let slice = Slice(
        flow: flow, targets: targets, sources: [source],
        recordedBy: block == nil ? places.number(of: request, depth: 0) : nil)
      for index in slice.items where !flow[index].isFunction {
        through.insert(flow[index].entry.entry.number)
      }
    }
    let flags = NoneResults.of(entry)
    return Question(
      entry: entry.entry.number, request: request, through: through,
      sources: sources.map { source($0, entry) },
      isNone: !flags.isEmpty && flags.allSatisfy { $0 }, isRepeated: block != nil)
  }

  private func source(_ name: String, _ entry: ReplayedSession.ReplayedEntry) -> Source {
    var isRecorded = false
    if case .tensor? = entry.before.object(named: name) { isRecorded = true }
    let bound = flow.last { $0.writes.contains(name) }?.entry.entry.number ?? 0
    return Source(
      name: name, entry: bound, isRecorded: isRecorded && bound > 0 && bound < entry.entry.number)
  }

  /// The names in a display that a name was bound to: `params = [w, b]`.
  private func listed(_ name: String) -> [String] {
    guard
      case .assignment(_, let value)? = flow.last(where: { $0.writes.contains(name) })?
        .statement?.kind, let items = DerivativeRequest.items(value)
    else { return [] }
    return items.compactMap { item in
      if case .name(let name) = item.kind { return name }
      return nil
    }
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
