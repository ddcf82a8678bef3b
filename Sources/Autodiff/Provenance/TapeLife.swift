/// What happened to a tape besides recording, in order.
///
/// Identities are issued in ascending order, so they tell whether a value was computed before or
/// after an event.
struct TapeLife: Sendable {
  /// The line in which the tape was opened.
  var openingLine: Int32 = 0
  private(set) var events: [Event] = []

  struct Event: Sendable {
    let stamp: Identity
    let line: Int32
    let kind: Kind
  }

  enum Kind: Sendable, Equatable {
    case paused, resumed, closed, reopened, reset, usedUp
    /// A value or a Variable was taken off the tape.
    case unwatched(Identity)
  }

  /// How many events are kept, the newest.
  private static let limit = 256

  mutating func note(_ kind: Kind, line: Int) {
    if events.count >= TapeLife.limit { events.removeFirst(TapeLife.limit / 2) }
    events.append(Event(stamp: .next(), line: Int32(clamping: line), kind: kind))
  }

  /// The first event of a kind behind a moment.
  func first(_ kind: Kind, after moment: Identity) -> Event? {
    events.first { $0.kind == kind && moment < $0.stamp }
  }

  /// Why the tape did not record at a moment; nil where it did.
  func rest(at moment: Identity) -> Event? {
    var closing: Event?
    var pause: Event?
    for event in events where event.stamp < moment {
      switch event.kind {
      case .paused: pause = event
      case .resumed: pause = nil
      // A tape that is used up while it is open is closed by that.
      case .closed: closing = closing ?? event
      case .usedUp: closing = closing ?? event
      case .reopened: closing = nil
      case .reset, .unwatched: break
      }
    }
    return closing ?? pause
  }
}
