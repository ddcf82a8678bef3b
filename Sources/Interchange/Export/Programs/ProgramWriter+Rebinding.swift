import Language
import Notebook

/// Variables that are lost: `w = w - 0.1 * g` binds the name to a tensor, which no tape watches.
extension ProgramWriter {
  /// Whether a statement binds a Variable's name to a tensor that was computed from it where no tape
  /// was open: it is a constant to the tapes behind.
  func losesVariable(_ target: Expression, _ value: Expression) -> Bool {
    guard case .name(let name) = target.kind, let seen = observed(value), seen.kinds == .tensor,
      !seen.isWithinTape
    else { return false }
    switch value.kind {
    case .binary, .unary, .call: break
    default: return false
    }
    var isFound = false
    SyntaxWalk.visit(value) { expression in
      guard case .name(name) = expression.kind else { return }
      isFound = isFound || observed(expression)?.kinds.contains(.variable) == true
    }
    return isFound && isCutOffHere
  }

  /// Whether no tape of the session's own records what is written.
  private var isCutOffHere: Bool {
    framework == .pytorch && tapeDepth == 0
      && (!session.kind.hasSessionTape
        || (openDefinitions.isEmpty && !askedOfSession.contains(entry.entry.number)))
  }

  /// Whether an expression was a Variable at times, and at others a tensor.
  func isVariableAtTimes(_ expression: Expression) -> Bool {
    guard let seen = observed(expression) else { return false }
    return seen.kinds.union(seen.itemKinds).isSuperset(of: [.variable, .tensor])
  }

  /// Whether a name stands for a Variable or for what it lost it to, which no tape watches.
  func isCutOffEverywhere(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind, isVariableAtTimes(expression),
      let tree = entry.tree
    else { return false }
    var isLost = false
    var isWatched = false
    SyntaxWalk.visit(tree.statements) { inner in
      guard case .call(let function, let arguments) = inner.kind,
        case .attribute(_, "watch", _) = function.kind
      else { return }
      isWatched = isWatched || arguments.contains { Names.read(by: $0.value).contains(name) }
    } statement: { statement in
      guard case .assignment(let targets, let value) = statement.kind else { return }
      for (target, value) in targets.flatMap({ ProgramWriter.pairs($0, value) })
      where Names.bound(by: target) == [name] {
        isLost = isLost || losesVariable(target, value)
      }
    }
    return isLost && !isWatched && recordedRebinding(of: name, isOfTapes: true) == nil
  }

  /// Where a name of a Variable gets a tensor that PyTorch would go on recording; nil where none is.
  ///
  /// - Parameter isOfTapes: whether what a tape recorded counts as well.
  func recordedRebinding(of name: String, isOfTapes: Bool) -> SourceRange? {
    guard let tree = entry.tree else { return nil }
    var found: SourceRange?
    SyntaxWalk.visit(tree.statements) { _ in
    } statement: { statement in
      guard found == nil else { return }
      switch statement.kind {
      case .augmented(let target, _, _, _):
        // The session adds in place to tensors only, and not to Variables.
        guard case .name(name) = target.kind, let seen = observed(target),
          seen.kinds.contains(.tensor), isOfTapes || !seen.isWithinTape
        else { return }
        found = statement.range
      case .assignment(let targets, let value):
        for (target, value) in targets.flatMap({ ProgramWriter.pairs($0, value) })
        where Names.bound(by: target).contains(name) && found == nil
          && leavesRecorded(value, isOfTapes: isOfTapes) && !losesVariable(target, value)
        {
          found = statement.range
        }
      default: break
      }
    }
    return found
  }

  /// Whether a value is a tensor, or holds some, that may lead to where it came from.
  private func leavesRecorded(_ value: Expression, isOfTapes: Bool) -> Bool {
    guard let seen = observed(value), isOfTapes || !seen.isWithinTape,
      seen.kinds.union(seen.itemKinds).contains(.tensor)
    else { return false }
    var isFound = false
    SyntaxWalk.visit(value) { expression in
      guard case .name = expression.kind, let seen = observed(expression) else { return }
      isFound = isFound || !seen.kinds.union(seen.itemKinds).isDisjoint(with: .tensors)
    }
    return isFound
  }

  /// The targets of an assignment with their values, as far as both are written out.
  static func pairs(_ target: Expression, _ value: Expression) -> [(Expression, Expression)] {
    guard let targets = items(target), let values = items(value), targets.count == values.count
    else { return [(target, value)] }
    return Array(zip(targets, values))
  }

  private static func items(_ expression: Expression) -> [Expression]? {
    switch expression.kind {
    case .tuple(let items), .list(let items): items
    default: nil
    }
  }
}
