import HashTreeCollections
import Language
import OrderedCollections

/// The ways by which the session's names lead to an object: `w`, `params[0]`, `layers[1]["bias"]`.
enum HeldPaths {
  /// A way, as Python writes it.
  struct Path: Hashable {
    let name: String
    /// The subscripts behind the name.
    let subscripts: String
    /// Whether the last subscript is of a tuple, whose items cannot be replaced.
    let isInTuple: Bool

    var text: String { name + subscripts }
  }

  /// All ways to an object, those of names first.
  ///
  /// - Complexity: O(objects behind the session's names).
  static func to(_ object: Reference, in session: Session) -> [Path] {
    var found: [Path] = []
    for (name, value) in session.globals.sorted(by: { $0.key < $1.key }) {
      guard case .reference(let reference) = value else { continue }
      look(
        for: object, in: reference, Path(name: name, subscripts: "", isInTuple: false), session,
        &found)
    }
    return found.sorted { ($0.subscripts.isEmpty ? 0 : 1) < ($1.subscripts.isEmpty ? 0 : 1) }
  }

  private static func look(
    for object: Reference, in reference: Reference, _ path: Path, _ session: Session,
    _ found: inout [Path], depth: Int = 0
  ) {
    if reference == object {
      found.append(path)
      return
    }
    // A list may hold itself.
    guard depth < 6 else { return }
    func go(_ item: Object, _ subscript: String, isInTuple: Bool = false) {
      guard case .reference(let inner) = item else { return }
      let path = Path(
        name: path.name, subscripts: path.subscripts + "[\(`subscript`)]", isInTuple: isInTuple)
      look(for: object, in: inner, path, session, &found, depth: depth + 1)
    }
    switch session.heap[reference] {
    case .list(let items):
      for (index, item) in items.enumerated() { go(item, "\(index)") }
    case .tuple(let items):
      for (index, item) in items.enumerated() { go(item, "\(index)", isInTuple: true) }
    case .dict(let items):
      for entry in items.values {
        if let key = text(of: entry.key) { go(entry.value, key) }
      }
    default: break
    }
  }

  /// A key as Python writes it.
  fileprivate static func text(of key: Object) -> String? {
    switch key {
    case .string(let text): PythonText.literal(text)
    case .int(let number): "\(number)"
    default: nil
    }
  }
}

extension HeldPaths {
  /// The Variables that an expression of names and subscripts stands for: one where the subscripts
  /// are written out, and else all that it may be.
  ///
  /// - Returns: nil where the expression is of another kind.
  static func references(of expression: Expression, in session: Session) -> [Reference]? {
    switch expression.kind {
    case .name(let name):
      guard case .reference(let reference)? = session.object(named: name) else { return nil }
      return [reference]
    case .subscripted(let base, let indices, _):
      guard let containers = references(of: base, in: session), indices.count == 1,
        case .index(let index) = indices[0]
      else { return nil }
      var found: [Reference] = []
      for container in containers {
        for (key, item) in items(of: container, in: session) {
          guard case .reference(let reference) = item else { continue }
          switch index.kind {
          case .int(let number) where number >= 0: if key != "\(number)" { continue }
          case .string(let text): if key != PythonText.literal(text) { continue }
          default: break
          }
          found.append(reference)
        }
      }
      return found
    default: return nil
    }
  }

  /// The object that an expression of names and of subscripts that are written out stands for.
  static func object(of expression: Expression, in session: Session) -> Object? {
    guard let text = text(of: expression) else { return nil }
    switch expression.kind {
    case .name(let name): return session.object(named: name)
    case .subscripted(let base, _, _):
      guard case .reference(let container)? = object(of: base, in: session),
        let outer = self.text(of: base)
      else { return nil }
      let key = text.dropFirst(outer.count + 1).dropLast()
      return items(of: container, in: session).first { $0.key == key }?.item
    default: return nil
    }
  }

  /// The Variables behind an object, each with a way to it from a name of the object.
  static func variables(
    behind object: Reference, _ name: String, in session: Session, depth: Int = 0
  ) -> [(Reference, String)] {
    if case .variable = session.heap[object] { return [(object, name)] }
    guard depth < 6 else { return [] }
    var found: [(Reference, String)] = []
    for (key, item) in items(of: object, in: session) {
      guard case .reference(let inner) = item else { continue }
      found += variables(behind: inner, "\(name)[\(key)]", in: session, depth: depth + 1)
    }
    return found
  }

  /// An expression of names and of subscripts that are written out, as a way; nil for others.
  static func text(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): return name
    case .subscripted(let base, let indices, _):
      guard let outer = text(of: base), indices.count == 1, case .index(let index) = indices[0]
      else { return nil }
      switch index.kind {
      case .int(let number) where number >= 0: return "\(outer)[\(number)]"
      case .string(let text): return "\(outer)[\(PythonText.literal(text))]"
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether a Variable can be reached in two ways from a name of the session.
  static func areTied(behind name: String, in session: Session) -> Bool {
    guard case .reference(let root)? = session.object(named: name) else { return false }
    var seen: Set<Reference> = []
    var isTied = false
    func visit(_ reference: Reference, _ depth: Int) {
      if case .variable = session.heap[reference] {
        isTied = isTied || !seen.insert(reference).inserted
        return
      }
      guard depth < 6 else { return }
      for (_, item) in items(of: reference, in: session) {
        if case .reference(let inner) = item { visit(inner, depth + 1) }
      }
    }
    visit(root, 0)
    return isTied
  }

  static func items(
    of container: Reference, in session: Session
  ) -> [(key: String, item: Object)] {
    switch session.heap[container] {
    case .list(let items), .tuple(let items):
      items.enumerated().map { ("\($0.offset)", $0.element) }
    case .dict(let items):
      items.values.map { (text(of: $0.key) ?? "", $0.value) }
    default: []
    }
  }
}
