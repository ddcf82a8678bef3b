import Tensors

extension NoneCause {
  /// The reason, with names for the target and the source.
  public func message(target: String, source: String) -> String {
    switch self {
    case .notWatched:
      "\(source) is not watched by the tape; watch \(source) before computing \(target)"
    case .unwatched: "\(source) is no longer watched: unwatch\(place) took it off the tape"
    case .notTrainable: "\(source) is not trainable, so the tape does not watch it by itself"
    case .watchedTooLate:
      "\(source) was used\(place) before it was watched; watch \(source) first"
    case .notConnected: "\(target) was not computed from \(source)"
    case .otherWayRound: "\(source) was computed from \(target), not \(target) from \(source)"
    case .newTensor:
      "\(source) is a new tensor each time it is computed; \(target) was not computed from this one"
    case .forgotten:
      "nothing that is still known leads from \(source) to \(target)"
    case .targetNotRecorded:
      "the tape has not recorded \(target): nothing that it was computed from was watched, or "
        + "the tape was closed or paused then"
    case .noOpenTape(_, true): "\(subject) ran before the tape was opened"
    case .noOpenTape(_, false): "\(subject) ran while no tape was open"
    case .tapeResting:
      "\(subject) ran inside another tape, while the session tape rests"
    case .tapePaused: "\(subject) ran while the tape was paused"
    case .tapeReset: "the tape was reset\(place), which forgot what it had recorded and watched"
    case .tapeClosed: "\(subject) ran after the tape was closed"
    case .tapeUsedUp(_, let used):
      "\(subject) ran after the tape was used up"
        + (used > 0 ? ": it gave its one set of gradients in line \(used)" : "")
    case .notDifferentiable(let primitive, _):
      "\(target) depends on \(source) only through \(primitive)"
        + (line.map { " (line \($0))" } ?? "") + ", which has no derivative"
    case .stopGradient:
      "\(target) depends on \(source) only through stop_gradient" + place
    case .notFloating(let dtype, _):
      "derivatives need floating-point values, and this is \(dtype.name)"
    case .throughDiscrete(let dtype, _):
      "\(target) depends on \(source) only through \(dtype.name) values, made\(place); "
        + "derivatives need floating-point values"
    case .leftTape(let words, _, true):
      "\(target) depends on \(source) only through \(words)\(place), which takes the numbers off "
        + "the tape"
    case .leftTape(let words, _, false):
      "numbers computed from \(source) left the tape through \(words)\(place), and \(target) was "
        + "computed from Python numbers after that"
    case .throughAssignment(let words, _):
      "\(target) depends on \(source) only through \(words)\(place): a Variable keeps the numbers "
        + "that it is given, not how they were computed"
    case .rebound(_, _, true):
      "\(source) was bound to a new value\(place); \(target) was computed from an older one"
    case .rebound(_, let isVariable, false):
      "\(source) was bound to a new value\(place), which the tape does not watch; before, it was "
        + (isVariable ? "a Variable" : "watched")
    case .targetRebound:
      "\(target) was bound to a new value\(place), which was not computed from \(source)"
    case .gradientOutside:
      "the gradient\(place) was taken where no tape recorded it, so \(target) has no history"
    case .equalTensor:
      "\(target) was computed from another tensor that has the same numbers as \(source)"
    }
  }

  /// ` in line 3`, where the line is known.
  private var place: String { line.map { " in line \($0)" } ?? "" }

  /// The line as the subject of a sentence.
  private var subject: String { line.map { "line \($0)" } ?? "the target" }
}
