import Autodiff
import HashTreeCollections
import Language

/// The names by which a program calls functions, where the user has bound some of them anew.
struct CallNames {
  private let evaluator: Evaluator

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// The program with calls that mean what they meant: a function whose name is bound to something
  /// else is called through a module that is imported, where one has it.
  ///
  /// - Returns: the lines, and the names that no module gives.
  func mended(_ lines: [String]) -> (lines: [String], lost: [String]) {
    let lost = Set(lines.flatMap { CallNames.calls(in: $0) }).filter(isBoundAnew)
    guard !lost.isEmpty else { return (lines, []) }
    let others = Dictionary(
      lost.compactMap { name in throughModule(name).map { (name, $0) } },
      uniquingKeysWith: { $1 })
    return (
      lines.map { CallNames.renamed($0, others) }, lost.filter { others[$0] == nil }.sorted()
    )
  }

  private func isBoundAnew(_ name: String) -> Bool {
    guard let bound = evaluator.session.globals[name] else { return false }
    return !isSame(bound, as: name)
  }

  /// Whether an object is the function that a bare name stands for by itself.
  private func isSame(_ object: Object, as name: String) -> Bool {
    switch (object, evaluator.options.library.bareNames[name]) {
    case (.primitive(let found), .primitive(let meant)?):
      found.primitive.name == meant.primitive.name
    case (.builtin(let found), .builtin(let meant)?): found === meant
    default: false
    }
  }

  /// `tf.cos` or `tf.math.cos`, where `tf` is bound to the module.
  private func throughModule(_ name: String) -> String? {
    let root = "tensorflow"
    let aliases = evaluator.session.globals.compactMap { alias, object -> String? in
      guard case .module(let module) = object, module.path == root else { return nil }
      return alias
    }
    guard let alias = aliases.min() else { return nil }
    let found = evaluator.options.library.dottedNames.filter { path, object in
      path.hasPrefix(root + ".") && isSame(object, as: name)
    }.keys.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    return found.map { alias + $0.dropFirst(root.utf8.count) }
  }

  // MARK: Calls in a line

  /// The bare names that a line calls.
  private static func calls(in line: String) -> [String] {
    words(of: line).filter(\.isCalled).map { String($0.text) }
  }

  private static func renamed(_ line: String, _ others: [String: String]) -> String {
    words(of: line).map {
      $0.isCalled ? others[String($0.text)] ?? String($0.text) : String($0.text)
    }
    .joined()
  }

  /// A line cut into names and what stands between them.
  private static func words(of line: String) -> [(text: Substring, isCalled: Bool)] {
    func isNamePart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_" || character == "."
    }
    var words: [(text: Substring, isCalled: Bool)] = []
    var rest = line[...]
    while let first = rest.first {
      let word =
        isNamePart(first) ? rest.prefix(while: isNamePart) : rest.prefix { !isNamePart($0) }
      rest = rest.dropFirst(word.count)
      let isName = isNamePart(first) && !first.isNumber && !word.contains(".")
      words.append((word, isName && rest.first == "("))
    }
    return words
  }
}
