/// Which names are whose: Python's rules for the scopes of functions, lambdas and comprehensions.
///
/// A name that is bound anywhere in a function is local to all of it. A name that is not is taken
/// from the nearest function around it that has it, or else from the session.
struct ScopeAnalysis {
  /// A scope and the names that occur directly in it.
  struct Scope {
    let parent: Int?
    /// The offset at which the function starts; nil for the entry and for comprehensions.
    let function: Int?
    var parameters: Set<String> = []
    /// Bound names in the order in which they were met, parameters first.
    var bound: [String] = []
    var boundSet: Set<String> = []
    var used: Set<String> = []
    var nonlocals: [String: SourceRange] = [:]
    var globals: Set<String> = []

    /// Whether a name lives in this scope.
    func has(_ name: String) -> Bool {
      boundSet.contains(name) && nonlocals[name] == nil && !globals.contains(name)
    }
  }

  var scopes = [Scope(parent: nil, function: nil)]
  /// The index of the scope being walked.
  var current = 0

  /// The names of each function in some statements, by the offset at which it starts.
  ///
  /// O(size of the tree × depth of its scopes).
  static func functions(in statements: [Statement]) throws(SyntaxError) -> [Int: FunctionScope] {
    var analysis = ScopeAnalysis()
    for statement in statements { try analysis.walk(statement) }
    return try analysis.resolved()
  }

  /// Opens a scope; the caller closes it with `leave`.
  mutating func enter(function: Int?) {
    scopes.append(Scope(parent: current, function: function))
    current = scopes.count - 1
  }

  mutating func leave() { current = scopes[current].parent ?? 0 }

  mutating func use(_ name: String) { scopes[current].used.insert(name) }

  mutating func bind(_ name: String) {
    scopes[current].used.insert(name)
    if scopes[current].boundSet.insert(name).inserted { scopes[current].bound.append(name) }
  }

  mutating func declare(nonlocal name: String, _ range: SourceRange) throws(SyntaxError) {
    guard current != 0 else { throw SyntaxError(.nonlocalAtTop, range) }
    if scopes[current].parameters.contains(name) {
      throw SyntaxError(.parameterDeclared(name, as: "nonlocal"), range)
    }
    if scopes[current].globals.contains(name) { throw SyntaxError(.declaredTwice(name), range) }
    if scopes[current].nonlocals[name] == nil, scopes[current].used.contains(name) {
      throw SyntaxError(.usedBeforeDeclaration(name, as: "nonlocal"), range)
    }
    scopes[current].nonlocals[name] = range
    use(name)
  }

  mutating func declare(global name: String, _ range: SourceRange) throws(SyntaxError) {
    if scopes[current].parameters.contains(name) {
      throw SyntaxError(.parameterDeclared(name, as: "global"), range)
    }
    if scopes[current].nonlocals[name] != nil { throw SyntaxError(.declaredTwice(name), range) }
    if scopes[current].used.contains(name) {
      throw SyntaxError(.usedBeforeDeclaration(name, as: "global"), range)
    }
    scopes[current].globals.insert(name)
  }

  /// Follows each name outwards to the scope that has it.
  private func resolved() throws(SyntaxError) -> [Int: FunctionScope] {
    var captured = [Set<String>](repeating: [], count: scopes.count)
    var free = captured
    for (index, scope) in scopes.enumerated() where index > 0 {
      for name in scope.used where !scope.has(name) && !scope.globals.contains(name) {
        guard let owner = owner(of: name, from: scope.parent) else {
          if let range = scope.nonlocals[name] {
            throw SyntaxError(.noEnclosingBinding(name), range)
          }
          continue
        }
        captured[owner].insert(name)
        // Every scope between hands the name on.
        var between = index
        while between != owner, let parent = scopes[between].parent {
          free[between].insert(name)
          between = parent
        }
      }
    }
    var result: [Int: FunctionScope] = [:]
    for (index, scope) in scopes.enumerated() {
      guard let start = scope.function else { continue }
      result[start] = FunctionScope(
        locals: scope.bound.filter(scope.has), nonlocals: Set(scope.nonlocals.keys),
        globals: scope.globals, captured: captured[index], free: free[index])
    }
    return result
  }

  /// The nearest scope outwards, below the entry's own, that has a name.
  private func owner(of name: String, from start: Int?) -> Int? {
    var next = start
    while let index = next, index > 0 {
      let scope = scopes[index]
      if scope.has(name) { return index }
      if scope.globals.contains(name) { return nil }
      next = scope.parent
    }
    return nil
  }
}
