import HashTreeCollections
import Language

extension Session {
  /// What the user bound a name to.
  func object(named name: String) -> Object? { globals[name] }
}
