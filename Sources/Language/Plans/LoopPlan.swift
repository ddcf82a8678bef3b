import Autodiff

/// What is known of a loop whose body runs again and again in one entry.
///
/// Two rounds tell which statements read tensors and simple things that stay, and show and change
/// nothing but names and Variables. Neighbours of that kind are a segment, which comes to be computed
/// from a plan as a function does; the others run as written.
final class LoopPlan {
  let body: [Statement]
  /// The loop's head, which is evaluated in each round; empty where it is not.
  let head: SourceRange
  var state = State.watched([])
  /// Whether a run of the loop has it; one that is nested in this one runs as written.
  var isTaken = false
  /// The frame of that run.
  var frame: Frame?
  /// How many rounds were watched in vain, because they did not come to their ends.
  var failures = 0
  /// The segments whose last round came from a plan, the latest last.
  var pending: [LoopSegment] = []

  init(_ body: [Statement], head: SourceRange) {
    self.body = body
    self.head = head
  }

  /// How far it is.
  enum State {
    /// What the statements did in the rounds so far.
    case watched([[StatementNote]])
    case parts([LoopPart])
    case refused
  }

  /// The statements that run as written, and those of other segments, which may come to.
  func statements(besides segment: LoopSegment?) -> [Statement] {
    guard case .parts(let parts) = state else { return [] }
    return parts.flatMap { part in
      switch part {
      case .written(let statements): statements
      case .segment(let other): other === segment ? [] : other.statements
      }
    }
  }

  /// Whether something runs as written between the segments' rounds.
  var hasOthers: Bool {
    guard case .parts(let parts) = state else { return true }
    return parts.count > 1 || head.start < head.end
  }
}

/// Neighbouring statements of a loop's body.
enum LoopPart {
  case written([Statement])
  case segment(LoopSegment)
}

/// Statements that are computed from a plan together.
final class LoopSegment {
  let statements: [Statement]
  var state = State.new
  /// How often a plan no longer held.
  var misses = 0
  /// How many functions had been made when it was last asked whether one sees its tapes.
  var functionCount = 0
  /// How many rounds came from the plan one by one.
  var replays = 0
  /// What the last round gave, where it came from the plan.
  var last: SegmentRound?
  /// The rounds since then that left nothing in the session yet.
  var chain: SegmentChain?

  init(_ statements: [Statement]) { self.statements = statements }

  /// How far a plan is.
  enum State {
    case new
    /// What the statements read and leave is known, and what they take.
    case discovered(CallEnvironment, [LeftPlace], Demand)
    case planned(PlannedSegment)
    case refused
  }
}

/// A plan of statements, and where its results belong.
struct PlannedSegment {
  let call: PlannedCall
  /// Where something is left, in the order of the results.
  let places: [LeftPlace]
  /// What is left at each place; nil for a tape, which only a run as written has.
  let nests: [Nest?]
  /// Where the statements leave tapes.
  let tapePlaces: [LeftPlace]
  /// The words for what gave each Variable its value.
  let words: [Reference: String]
  /// The line of the first statement.
  let line: Int
  /// The last statement.
  let statement: SourceRange
  /// How one round starts with what the one before left; nil where a round must look for it.
  let succession: Succession?
}

/// One round that came from a plan.
struct SegmentRound {
  /// The inputs of the plan.
  let inputs: [Value]
  /// The tensors of the results.
  let outputs: [Value]
  /// What stood in the places where the statements leave tapes, which the plan does not.
  let stale: [LeftPlace: Object]
}

/// What one statement did in one round.
struct StatementNote {
  let reads: ReadLog.State
  /// Whether it changed nothing that a plan could not, and went on to the next.
  let isPlain: Bool

  /// That of one that is to run as written.
  static let written = StatementNote(reads: ReadLog.State(), isPlain: false)
}

extension LoopPlan {
  /// The rounds that a run of a loop has at least that is worth a plan: one of them runs as written
  /// at its beginning, and one again at its end.
  static let fewestRounds = 4

  /// How many rounds and calls a statement may take that is a loop of its own: one of more gets its
  /// own plan.
  static let innerSteps = 64

  /// The parts of a body by what its statements did in two rounds.
  static func parts(
    of body: [Statement], _ first: [StatementNote], _ second: [StatementNote]
  ) -> [LoopPart] {
    var parts: [LoopPart] = []
    var segment: [Statement] = []
    var written: [Statement] = []
    // What the segment's own statements leave is no input of it.
    var own: Set<LeftPlace> = []
    func end() {
      if !segment.isEmpty { parts.append(.segment(LoopSegment(segment))) }
      if !written.isEmpty { parts.append(.written(written)) }
      (segment, written, own) = ([], [], [])
    }
    for (statement, notes) in zip(body, zip(first, second)) {
      let isPlannable =
        notes.0.isPlain && notes.1.isPlain
        && notes.0.reads.isStable(in: notes.1.reads, leaving: own)
      if isPlannable ? !written.isEmpty : !segment.isEmpty { end() }
      if isPlannable {
        segment.append(statement)
        own.formUnion(notes.1.reads.places)
      } else {
        written.append(statement)
      }
    }
    end()
    return parts
  }
}

extension ReadLog.State {
  /// Whether what was read in one round is in another what it was, or a tensor like it.
  func isStable(in other: ReadLog.State, leaving own: Set<LeftPlace>) -> Bool {
    if isTainted || other.isTainted { return false }
    let names = Dictionary(other.names.map { ($0.name, $0.object) }) { first, _ in first }
    for (name, object) in names where !own.contains(.name(name)) {
      guard let known = self.names.first(where: { $0.name == name }) else { continue }
      switch (known.object, object) {
      case (nil, nil): break
      case (let x?, let y?): if !x.isLike(y) { return false }
      default: return false
      }
    }
    for (slot, object) in other.locals where !own.contains(.local(slot)) {
      guard let known = locals.first(where: { $0.slot == slot }) else { continue }
      if !known.object.isLike(object) { return false }
    }
    return true
  }
}

extension Object {
  /// Whether another object is the same, or both are tensors of one type.
  fileprivate func isLike(_ other: Object) -> Bool {
    if case .tensor(let x) = self, case .tensor(let y) = other {
      return TensorType(x.tensor) == TensorType(y.tensor) && x.isArray == y.isArray
    }
    return isSame(as: other)
  }
}
