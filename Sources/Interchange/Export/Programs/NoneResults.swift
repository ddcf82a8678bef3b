import Language
import Notebook

/// Which derivatives of an entry are None.
enum NoneResults {
  /// The flags of the values that an entry shows, or binds to a name.
  static func of(_ entry: ReplayedSession.ReplayedEntry) -> [Bool] {
    var flags: [Bool] = []
    for output in entry.result.outputs {
      switch output {
      case .value(.none, _): flags.append(true)
      case .value(.list(let items), _), .value(.tuple(let items), _):
        flags += items.map { if case .none = $0 { true } else { false } }
      case .value: flags.append(false)
      case .text("None"): flags.append(true)
      case .text(let text) where text.hasPrefix("["): flags += listed(text)
      case .text, .page, .plot, .measured: break
      }
    }
    if !flags.isEmpty { return flags }
    // None that came from a call is not shown.
    if let tree = entry.tree, tree.statements.count == 1,
      case .expression(let value, muted: false) = tree.statements[0].kind,
      case .call(let function, let arguments) = value.kind, entry.result.outputs.isEmpty,
      DerivativeRequest(function, arguments, entry) != nil
    {
      return [true]
    }
    guard case .assignment(let targets, _)? = entry.tree?.statements.first?.kind,
      case .name(let name)? = targets.first?.kind, let value = entry.after.object(named: name)
    else { return [] }
    switch value {
    case .none: return [true]
    case .reference(let reference):
      guard case .list(let items) = entry.after.heap[reference] else { return [false] }
      return items.map { if case .none = $0 { true } else { false } }
    default: return [false]
    }
  }

  /// The flags of the items of a printed list, where one of them is None.
  private static func listed(_ text: String) -> [Bool] {
    guard text.contains("None") else { return [] }
    return text.dropFirst().dropLast().split(separator: ",").map { $0.contains("None") }
  }
}
