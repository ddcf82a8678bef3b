import Autodiff
import HashTreeCollections
import Language

extension Session {
  /// What the user bound a name to.
  func object(named name: String) -> Object? { globals[name] }

  /// What tells one value of a name from the next.
  func revision(of name: String) -> Revision? {
    switch globals[name] {
    case .tensor(let value): .tensor(value.identity)
    case .reference(let reference): .object(reference)
    default: nil
    }
  }
}

/// A value as a name holds it.
enum Revision: Hashable {
  case tensor(Identity)
  case object(Reference)
}

extension ReplayedSession.ReplayedEntry {
  /// The session in which the objects of a name are that the entry uses: that before it, but that
  /// after it for a name which it binds first.
  func owner(of name: String) -> Session { before.object(named: name) == nil ? after : before }
}
