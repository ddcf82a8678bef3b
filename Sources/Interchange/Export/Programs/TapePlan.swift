import Language
import Notebook

/// Where a TensorFlow program opens and closes the tape that stands for the session's.
struct TapePlan {
  /// Whether the block is open at the piece that is being written.
  var isOpen = false
  /// Whether a tape was opened so far.
  var hasTape = false

  /// The headers of blocks, by the number of the entry that they stand before.
  private(set) var headers: [Int: String] = [:]
  /// The entries inside blocks, with the number of the block's last one.
  private(set) var ends: [Int: Int] = [:]
  /// The tapes within the blocks of entries, by the entry.
  private(set) var blockTapes: [Int: [BlockTape]] = [:]
  private var persistent: Set<DerivativeSurvey.TapeUse> = []

  init() {}

  init(_ survey: DerivativeSurvey, _ session: ReplayedSession, tapeName: String) {
    blockTapes = survey.blockTapes
    for (use, count) in survey.tapeUses
    where count.commands > 0 && count.commands + count.methods > 1 {
      persistent.insert(use)
    }
    let questions = survey.questions.filter { $0.request.tape == nil && !$0.isNone }
    guard !questions.isEmpty else { return }
    var members = questions.reduce(into: Set<Int>()) { $0.formUnion($1.through) }
    var watches: [Int: Set<String>] = [:]
    for entry in session.entries {
      let names = TapePlan.watched(entry)
      let number = entry.entry.number
      let isAsked = questions.contains { question in
        question.entry > number
          && question.request.sources.contains { !names.isDisjoint(with: Names.read(by: $0)) }
      }
      if isAsked {
        members.insert(number)
        watches[number] = names
      }
    }
    for question in questions {
      members.formUnion(TapePlan.recordedSources(question, watches, session))
    }
    open(members, watches, questions, session, tapeName)
  }

  /// The entries that bound a question's sources from what is recorded, so that the tape has to
  /// record them: those that no `watch` follows, and that are no Variables.
  private static func recordedSources(
    _ question: DerivativeSurvey.Question, _ watches: [Int: Set<String>], _ session: ReplayedSession
  ) -> Set<Int> {
    var entries: Set<Int> = []
    for source in question.sources where source.isRecorded {
      let isWatched = watches.contains { number, names in
        number >= source.entry && number < question.entry && names.contains(source.name)
      }
      if !isWatched { entries.insert(source.entry) }
    }
    return entries
  }

  /// The names that an entry watches on the session's tape.
  private static func watched(_ entry: ReplayedSession.ReplayedEntry) -> Set<String> {
    guard !entry.result.isFailure, let tree = entry.tree else { return [] }
    var names: Set<String> = []
    for statement in tree.statements {
      guard case .command(let command, _) = statement.kind, command.name == "watch" else {
        continue
      }
      for value in SyntaxWalk.expressions(of: command) { names.formUnion(Names.read(by: value)) }
    }
    return names
  }

  private mutating func open(
    _ members: Set<Int>, _ watches: [Int: Set<String>], _ questions: [DerivativeSurvey.Question],
    _ session: ReplayedSession, _ tapeName: String
  ) {
    var blocks: [[Int]] = []
    var gap: [Int] = []
    var isBroken = true
    for entry in session.entries {
      let number = entry.entry.number
      if members.contains(number), !entry.result.isFailure {
        // A tape of the last block goes on, unless this one watches afresh.
        if isBroken || blocks.isEmpty {
          blocks.append([number])
        } else {
          blocks[blocks.count - 1] += gap + [number]
        }
        gap = []
        isBroken = false
      } else if TapePlan.isNeutral(entry) {
        gap.append(number)
      } else {
        isBroken = true
        gap = []
      }
    }
    var hasTape = false
    let repeating = Set(
      session.entries.filter { entry in
        DerivativeRequest.isInComprehension(entry.tree?.statements ?? [], of: entry)
      }.map(\.entry.number))
    for (index, block) in blocks.enumerated() {
      guard let first = block.first, let last = block.last else { continue }
      for number in block { ends[number] = last }
      let isFresh =
        !hasTape
        || (watches[first] != nil && TapePlan.startsAnew(at: first, watches, questions))
      let next = blocks[(index + 1)...].first { later in
        later.first.map {
          watches[$0] != nil && TapePlan.startsAnew(at: $0, watches, questions)
        } == true
      }
      let own = questions.filter { $0.entry >= first && $0.entry < (next?.first ?? .max) }
      let isSingle = TapePlan.isSingle(own) && own.allSatisfy { !repeating.contains($0.entry) }
      headers[first] =
        isFresh
        ? "with tf.GradientTape(\(isSingle ? "" : "persistent=True")) as \(tapeName):"
        : "with \(tapeName):"
      hasTape = true
    }
  }

  /// Whether nothing that was recorded before an entry is asked for behind it.
  private static func startsAnew(
    at number: Int, _ watches: [Int: Set<String>], _ questions: [DerivativeSurvey.Question]
  ) -> Bool {
    let later = questions.filter { $0.entry > number }
    return later.allSatisfy { question in
      guard question.through.allSatisfy({ $0 > number }) else { return false }
      return question.sources.allSatisfy { source in
        let isWatched = watches.contains { entry, watched in
          entry >= number && entry < question.entry && watched.contains(source.name)
        }
        return source.entry > number || isWatched
      }
    }
  }

  /// Whether a tape is asked once, for what a single-use tape gives.
  private static func isSingle(_ questions: [DerivativeSurvey.Question]) -> Bool {
    guard questions.count == 1, questions.first?.isRepeated == false,
      let request = questions.first?.request,
      case .name = request.target.kind, request.sources.count == 1
    else { return false }
    return request.kind == .gradient || request.kind == .vjp
  }

  /// Whether an entry may stand inside a block without a meaning there.
  private static func isNeutral(_ entry: ReplayedSession.ReplayedEntry) -> Bool {
    guard !entry.result.isFailure, let tree = entry.tree else { return true }
    return tree.statements.allSatisfy { statement in
      switch statement.kind {
      case .expression(let value, _):
        if case .name = value.kind { return true }
        return false
      case .assignment: return !DerivativeRequest.isIn([statement], of: entry)
      case .command(let command, _): return DerivativeRequest(command) == nil
      default: return false
      }
    }
  }

  /// Whether a tape that an entry makes is asked several times by the session.
  func needsPersistence(_ name: String, _ entry: Int) -> Bool {
    persistent.contains(DerivativeSurvey.TapeUse(name: name, entry: entry))
  }
}
