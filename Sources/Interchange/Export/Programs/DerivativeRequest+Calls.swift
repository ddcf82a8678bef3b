import Language

extension DerivativeRequest {
  /// A function of derivatives that is called with a recorded value, as the command of its name is:
  /// `grad(z, x)`.
  ///
  /// It is nil where the name is the user's own or the first argument is a function.
  init?(
    _ function: Expression, _ arguments: [Language.Argument],
    _ entry: ReplayedSession.ReplayedEntry
  ) {
    guard case .name(let name) = function.kind, let kind = Kind(rawValue: name),
      entry.before.object(named: name) == nil
    else { return nil }
    let values = arguments.compactMap { argument -> Expression? in
      if case .positional(let value) = argument { return value }
      return nil
    }
    guard let first = values.first, !DerivativeRequest.isFunction(first, entry) else { return nil }
    self.init(kind, values)
  }

  /// Whether an expression is a function, as far as can be seen from the session.
  private static func isFunction(
    _ expression: Expression, _ entry: ReplayedSession.ReplayedEntry
  ) -> Bool {
    switch expression.kind {
    case .lambda, .prime: return true
    case .call(let function, _):
      guard case .name(let name) = function.kind else { return false }
      return DerivativeFunction.names.contains(name)
    case .name(let name):
      guard let object = entry.before.object(named: name) ?? entry.after.object(named: name) else {
        return LibraryTable.standard.bareNames[name] != nil
      }
      switch object {
      case .builtin, .primitive, .type: return true
      case .reference(let reference):
        let heap = entry.before.object(named: name) == nil ? entry.after.heap : entry.before.heap
        switch heap[reference] {
        case .function, .method, .transformed: return true
        default: return false
        }
      default: return false
      }
    default: return false
    }
  }

  /// Whether some statements ask for a derivative anywhere.
  static func isIn(
    _ statements: [Statement], of entry: ReplayedSession.ReplayedEntry
  ) -> Bool { count(in: statements, of: entry) > 0 }

  /// Whether some statements ask for a derivative as often as a comprehension or a lambda says.
  static func isInComprehension(
    _ statements: [Statement], of entry: ReplayedSession.ReplayedEntry
  ) -> Bool {
    var isFound = false
    SyntaxWalk.visit(statements) { expression in
      switch expression.kind {
      case .listComprehension, .dictComprehension, .generator, .lambda:
        let statement = Statement(.expression(expression, muted: true), expression.range)
        isFound = isFound || isIn([statement], of: entry)
      default: break
      }
    }
    return isFound
  }

  /// How often some statements ask for a derivative.
  static func count(
    in statements: [Statement], of entry: ReplayedSession.ReplayedEntry
  ) -> Int {
    var count = 0
    SyntaxWalk.visit(statements) { expression in
      switch expression.kind {
      case .call(let function, let arguments):
        if case .attribute(_, let name, _) = function.kind,
          ["gradient", "jacobian", "batch_jacobian"].contains(name)
        {
          count += 1
        } else if DerivativeRequest(function, arguments, entry) != nil {
          count += 1
        }
      case .command(let command): if DerivativeRequest(command) != nil { count += 1 }
      default: break
      }
    } statement: { statement in
      if case .command(let command, _) = statement.kind, DerivativeRequest(command) != nil {
        count += 1
      }
    }
    return count
  }
}
