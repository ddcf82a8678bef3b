import Language
import Tensors

/// What has to be known of a whole session's names before its first entry is written.
struct NameSurvey {
  private(set) var tapes: Set<String> = []
  private(set) var readsLastValue = false
  private(set) var uses64Bits = false

  init(_ session: ReplayedSession) {
    for entry in session.entries {
      guard let tree = entry.tree else { continue }
      SyntaxWalk.visit(tree.statements) { expression in
        switch expression.kind {
        case .name("_"): readsLastValue = readsLastValue || entry.before.object(named: "_") == nil
        case .name("float64"), .string("float64"), .attribute(_, "float64", _):
          uses64Bits = true
        default: break
        }
      } statement: { statement in
        note(statement)
      }
      if entry.after.options.floatDType == .float64 { uses64Bits = true }
    }
  }

  private mutating func note(_ statement: Statement) {
    switch statement.kind {
    case .with(let items, _):
      for item in items {
        guard case .name(let name)? = item.target?.kind, NameSurvey.isTape(item.context) else {
          continue
        }
        tapes.insert(name)
      }
    case .assignment(let targets, let value) where NameSurvey.isTape(value):
      for target in targets {
        if case .name(let name) = target.kind { tapes.insert(name) }
      }
    default: break
    }
  }

  /// Whether an expression makes a tape.
  static func isTape(_ expression: Expression) -> Bool {
    guard case .call(let function, _) = expression.kind else { return false }
    switch function.kind {
    case .name("GradientTape"), .attribute(_, "GradientTape", _): return true
    default: return false
    }
  }
}
