import Autodiff
import HashTreeCollections
import Language

/// What names mean in a half-typed text: what it binds itself, then the user's names, then the
/// library's.
struct KnownNames {
  let session: Session
  let library: LibraryTable
  let structure: TextStructure

  /// What a name may stand for.
  enum Meaning {
    case unknown
    /// Something that is known when the text has run.
    case later
    case object(Object)
  }

  /// What a name stands for.
  func meaning(of name: String) -> Meaning {
    if let binding = structure.bindings[name] {
      return binding.map { .object($0) } ?? .later
    }
    if let object = session.globals[name] ?? library.bareNames[name] { return .object(object) }
    for module in structure.starModules {
      if let object = library.member(name, of: module) { return .object(object) }
    }
    if name == "_", let value = session.lastValue { return .object(value) }
    return .unknown
  }

  /// What names with dots between them stand for, as far as modules go: `tf.math.exp`.
  func meaning(of path: [String]) -> Meaning {
    guard let first = path.first else { return .later }
    var meaning = meaning(of: first)
    for name in path.dropFirst() {
      guard case .object(.module(let module)) = meaning else {
        if case .unknown = meaning { return .unknown }
        return .later
      }
      guard let member = library.member(name, of: module) else { return .unknown }
      meaning = .object(member)
    }
    return meaning
  }

  /// Whether some name that could be meant begins with these letters.
  func isBeginning(_ letters: String, ofOneOf words: some Sequence<String>) -> Bool {
    session.globals.keys.contains { $0.hasPrefix(letters) }
      || library.bareNames.keys.contains { $0.hasPrefix(letters) }
      || structure.bindings.keys.contains { $0.hasPrefix(letters) }
      || words.contains { $0.hasPrefix(letters) }
  }

  /// Whether an object is called like a function.
  func isFunction(_ object: Object) -> Bool {
    switch object {
    case .builtin, .primitive, .type: return true
    case .reference(let reference):
      switch reference.kind {
      case .function, .method, .transformed: return true
      default: return false
      }
    default: return false
    }
  }
}
