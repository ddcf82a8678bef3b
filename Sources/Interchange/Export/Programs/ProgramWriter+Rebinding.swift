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
        where found == nil && (Names.bound(by: target) + [Names.root(of: target)]).contains(name)
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
  ///
  /// - Parameter source: the text that it stands in; nil for the entry's.
  private func leavesRecorded(
    _ value: Expression, isOfTapes: Bool, in source: EntrySource? = nil
  ) -> Bool {
    let source = source ?? entry.entry.source
    guard let seen = observer.value(of: value, in: source), isOfTapes || !seen.isWithinTape,
      seen.kinds.union(seen.itemKinds).contains(.tensor)
    else { return false }
    var isFound = false
    SyntaxWalk.visit(value) { expression in
      guard case .name = expression.kind,
        let seen = observer.value(of: expression, in: source)
      else { return }
      isFound = isFound || !seen.kinds.union(seen.itemKinds).isDisjoint(with: .tensors)
    }
    return isFound && !isStopped(value)
  }

  /// Whether a value, or each item of a comprehension, is `stop_gradient` of something.
  private func isStopped(_ value: Expression) -> Bool {
    switch value.kind {
    case .listComprehension(let element, _): return isStopped(element)
    case .call(let function, _):
      guard let object = libraryObject(of: function)?.object else { return false }
      return CalleeFacts(object)?.name == "stop_gradient"
    default: return false
    }
  }

  /// Where the function around is given a tensor by a name that is a Variable at other times, and the
  /// tensor may lead to where it came from; nil where it is not.
  func recordedArgument(of name: String) -> SourceRange? {
    guard let definition = openDefinitions.last,
      definition.parameters.contains(where: { $0.name == name })
    else { return nil }
    var found: SourceRange?
    for replayed in session.entries where found == nil {
      let source = replayed.entry.source
      SyntaxWalk.visit(replayed.tree?.statements ?? []) { expression in
        guard found == nil, case .call(let function, let arguments) = expression.kind,
          case .name(definition.name) = function.kind
        else { return }
        let isGiven = arguments.contains { argument in
          guard self.leavesRecorded(argument.value, isOfTapes: true, in: source) else {
            return false
          }
          guard case .name(let given) = argument.value.kind else { return true }
          return self.isComputed(given)
        }
        if isGiven { found = definition.range }
      }
    }
    return found
  }

  /// Whether a name of the session is bound to what other tensors lead to.
  private func isComputed(_ name: String) -> Bool {
    session.entries.contains { replayed in
      var isFound = false
      SyntaxWalk.visit(replayed.tree?.statements ?? []) { _ in
      } statement: { statement in
        guard case .assignment(let targets, let value) = statement.kind,
          targets.contains(where: { Names.bound(by: $0).contains(name) })
        else { return }
        isFound =
          isFound || self.leavesRecorded(value, isOfTapes: true, in: replayed.entry.source)
      }
      return isFound
    }
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
