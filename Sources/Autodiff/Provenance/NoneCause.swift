public import Tensors

/// Why a gradient is None.
///
/// Lines are those of the source, 0 where they are not known.
public enum NoneCause: Sendable, Hashable {
  /// The tape does not watch the source, which the line uses.
  case notWatched(line: Int = 0)
  /// The line took the source off the tape: `unwatch x`.
  case unwatched(line: Int)
  /// The source is a Variable that tapes do not watch by themselves.
  case notTrainable(line: Int)
  /// The source was used at this line before it was watched.
  case watchedTooLate(line: Int)
  /// The source is watched, but no recorded operation leads from it to the target.
  case notConnected
  /// The source was computed from the target, not the target from the source.
  case otherWayRound
  /// The source was computed for the question, as `x[0]` is: nothing can have used it.
  case newTensor
  /// Nothing that is still known leads from the source to the target.
  case forgotten
  /// The tape has not recorded the target: nothing that it was computed from was watched, or the
  /// tape did not record at the time.
  case targetNotRecorded
  /// The line was computed before the tape was opened, or where there was no tape at all.
  case noOpenTape(line: Int, isOpenedLater: Bool)
  /// The line ran inside another tape, while the session's rests.
  case tapeResting(line: Int)
  /// The line ran while the tape was paused.
  case tapePaused(line: Int)
  /// The tape forgot what it had recorded and watched, at this line.
  case tapeReset(line: Int)
  /// The line ran after the tape was closed.
  case tapeClosed(line: Int)
  /// The line ran after a single-use tape had given its gradients at another.
  case tapeUsedUp(line: Int, usedLine: Int)
  /// The only paths pass a primitive whose result is discrete.
  case notDifferentiable(primitive: String, line: Int)
  /// The only paths pass `stop_gradient`.
  case stopGradient(line: Int)
  /// The source or the target is no floating-point tensor; the line made it of whole numbers.
  case notFloating(DType, line: Int = 0)
  /// The only paths pass a value that is no floating-point tensor.
  case throughDiscrete(DType, line: Int)
  /// The numbers left every tape at this line, by `numpy()`, say; where `isCertain` is false, what
  /// became of them is not known.
  case leftTape(through: String, line: Int, isCertain: Bool = true)
  /// The only paths pass an assignment to a Variable.
  case throughAssignment(through: String, line: Int)
  /// The line bound the source's name to something else than the target was computed from, or than
  /// was watched; `isVariable` where the name stood for a Variable before.
  case rebound(line: Int, isVariable: Bool, wasUsed: Bool)
  /// The line bound the target's name to something that was not computed from the source.
  case targetRebound(line: Int)
  /// The gradient that the target is made of was taken where the tape did not record.
  case gradientOutside(line: Int)
  /// The target was computed from another tensor with the same numbers.
  case equalTensor(Identity)

  /// The code that programs read.
  public var code: String { kind.rawValue }

  /// What kind of cause it is, of which several may be told in other words.
  public var kind: Kind {
    switch self {
    case .notWatched, .notTrainable, .unwatched: .notWatched
    case .watchedTooLate: .watchedTooLate
    case .notConnected, .otherWayRound, .forgotten, .newTensor: .notConnected
    case .targetNotRecorded, .noOpenTape, .tapeResting: .targetNotRecorded
    case .tapePaused: .tapePaused
    case .tapeReset: .tapeReset
    case .tapeClosed: .tapeClosed
    case .tapeUsedUp: .tapeUsedUp
    case .notDifferentiable: .notDifferentiable
    case .stopGradient: .stopGradient
    case .notFloating, .throughDiscrete: .notFloating
    case .leftTape: .leftTape
    case .throughAssignment: .throughAssignment
    case .rebound, .targetRebound: .nameRebound
    case .gradientOutside: .innerGradientOutside
    case .equalTensor: .equalTensor
    }
  }

  /// The kinds of causes, with their codes.
  public enum Kind: String, Sendable, CaseIterable {
    case notWatched = "not-watched"
    case watchedTooLate = "watched-too-late"
    case notConnected = "not-connected"
    case targetNotRecorded = "target-not-recorded"
    case tapePaused = "tape-paused"
    case tapeReset = "tape-reset"
    case tapeClosed = "tape-closed"
    case tapeUsedUp = "tape-used-up"
    case notDifferentiable = "not-differentiable"
    case stopGradient = "stop-gradient"
    case notFloating = "not-floating"
    case leftTape = "left-tape"
    case throughAssignment = "through-assignment"
    case nameRebound = "name-rebound"
    case innerGradientOutside = "inner-gradient-outside"
    case equalTensor = "equal-tensor"
  }

  /// The line at fault, if it is known.
  public var line: Int? {
    switch self {
    case .notConnected, .otherWayRound, .newTensor, .forgotten, .targetNotRecorded,
      .equalTensor:
      return nil
    case .notWatched(let line), .notTrainable(let line), .watchedTooLate(let line),
      .noOpenTape(let line, _), .tapeResting(let line), .tapePaused(let line),
      .tapeReset(let line), .tapeClosed(let line), .tapeUsedUp(let line, _),
      .notDifferentiable(_, let line), .stopGradient(let line), .throughDiscrete(_, let line),
      .notFloating(_, let line), .unwatched(let line), .leftTape(_, let line, _),
      .throughAssignment(_, let line), .rebound(let line, _, _),
      .targetRebound(let line), .gradientOutside(let line):
      return line > 0 ? line : nil
    }
  }
}

/// Why a gradient is None, and the moment at which the line at fault ran.
///
/// Lines of several files may have one number; the moment tells which of them is meant.
public struct NoneFinding: Sendable {
  /// Why.
  public let cause: NoneCause
  /// The identity of something that the line made; nil where no line is at fault.
  public let moment: Identity?

  /// A cause with the moment of its line.
  public init(_ cause: NoneCause, at moment: Identity? = nil) {
    self.cause = cause
    self.moment = moment
  }
}
