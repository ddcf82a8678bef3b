import Autodiff
import HashTreeCollections
import Language
import Notebook
import OrderedCollections
import Tensors

/// What has to be known of a whole session's names before its first entry is written.
struct NameSurvey {
  private(set) var tapes: Set<String> = []
  private(set) var readsLastValue = false
  private(set) var uses64Bits = false
  /// Whether there may be arrays of NumPy's.
  private(set) var usesNumPy = false

  init(_ session: ReplayedSession) {
    for entry in session.entries {
      guard let tree = entry.tree else { continue }
      SyntaxWalk.visit(tree.statements) { expression in
        switch expression.kind {
        case .name("float64"), .string("float64"), .attribute(_, "float64", _):
          uses64Bits = true
        case .attribute(_, "numpy", _): usesNumPy = true
        default: break
        }
      } statement: { statement in
        note(statement)
      }
      if entry.before.object(named: "_") == nil, NameSurvey.readsLastValue(tree.statements) {
        readsLastValue = true
      }
      if entry.after.options.floatDType == .float64 { uses64Bits = true }
      if !uses64Bits { uses64Bits = NameSurvey.gives64Bits(entry) }
    }
  }

  /// Whether statements read the session's `_`, and not one that they bind.
  private static func readsLastValue(_ statements: [Statement]) -> Bool {
    var read: Set<SourceRange> = []
    var bound: Set<SourceRange> = []
    var own: [SourceRange] = []
    func bind(_ target: Expression) {
      SyntaxWalk.visit(target) { if case .name("_") = $0.kind { bound.insert($0.range) } }
    }
    SyntaxWalk.visit(statements) { expression in
      switch expression.kind {
      case .name("_"): read.insert(expression.range)
      case .listComprehension(_, let clauses), .generator(_, let clauses),
        .dictComprehension(_, _, let clauses):
        for clause in clauses { bind(clause.target) }
      case .lambda(let definition) where definition.parameters.contains { $0.name == "_" }:
        own.append(expression.range)
      default: break
      }
    } statement: { statement in
      switch statement.kind {
      case .forLoop(let target, _, _, _), .annotated(let target, _): bind(target)
      case .assignment(let targets, _): targets.forEach(bind)
      case .with(let items, _): items.compactMap(\.target).forEach(bind)
      case .function(let definition) where definition.locals.contains("_"):
        own.append(statement.range)
      default: break
      }
    }
    return read.subtracting(bound).contains { place in
      !own.contains { $0.start <= place.start && place.end <= $0.end }
    }
  }

  /// Whether an entry binds or shows a tensor of float64, such as a data file's.
  private static func gives64Bits(_ entry: ReplayedSession.ReplayedEntry) -> Bool {
    for output in entry.result.outputs {
      switch output {
      case .value(.tensor(let tensor), _), .value(.variable(_, _, let tensor), _):
        if tensor.dtype == .float64 { return true }
      default: continue
      }
    }
    return entry.after.globals.contains { name, object in
      let isNew =
        entry.before.object(named: name) == nil
        || entry.after.revision(of: name) != entry.before.revision(of: name)
      return isNew && is64Bits(object, in: entry.after, depth: 0)
    }
  }

  private static func is64Bits(_ object: Object, in session: Session, depth: Int) -> Bool {
    switch object {
    case .tensor(let value): return value.tensor.dtype == .float64
    case .reference(let reference):
      switch session.heap[reference] {
      case .variable(let variable): return variable.value.tensor.dtype == .float64
      case .list(let items), .tuple(let items):
        return depth < 4 && items.contains { is64Bits($0, in: session, depth: depth + 1) }
      case .dict(let items):
        return depth < 4
          && items.values.contains { is64Bits($0.value, in: session, depth: depth + 1) }
      default: return false
      }
    default: return false
    }
  }

  private mutating func note(_ statement: Statement) {
    switch statement.kind {
    case .imported(let module, _, _), .importedNames(let module, _, _):
      usesNumPy = usesNumPy || module.hasPrefix("numpy")
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
