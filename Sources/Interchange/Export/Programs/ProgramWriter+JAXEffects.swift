import Language
import Notebook
import OrderedCollections

/// What functions do besides what they give: a function that JAX differentiates computes again what
/// was computed for its value.
extension ProgramWriter {
  /// - Throws: where a function that the target is computed by prints, or changes what is not its own:
  ///   the program would do so twice.
  func checkThatNothingIsDoneAgain(
    _ slice: Slice, _ request: DerivativeRequest
  ) throws(ExportProblem) {
    var names = slice.readNames
    if readsGivenFunction(slice, request.target) { names.formUnion(recordedFunctions) }
    guard let (name, effect) = effect(ofCalling: names) else { return }
    throw ExportProblem(
      "'\(name)' \(effect), and JAX would do so again for the derivative",
      hint: "do it outside of the functions that the target is computed by",
      at: request.target.range)
  }

  /// Whether a function around was given one that the target is computed by, which may be any.
  private func readsGivenFunction(_ slice: Slice, _ target: Expression) -> Bool {
    var isFound = false
    func look(_ expression: Expression, _ source: EntrySource) {
      guard case .name(let name) = expression.kind, isLocal(name),
        observer.value(of: expression, in: source)?.kinds.contains(.function) == true
      else { return }
      isFound = true
    }
    SyntaxWalk.visit(target) { look($0, entry.entry.source) }
    for index in slice.items {
      guard let statement = flow[index].statement else { continue }
      SyntaxWalk.visit([statement]) { look($0, flow[index].entry.entry.source) }
    }
    return isFound
  }

  /// - Throws: where a function that is differentiated itself prints numbers or keeps them elsewhere: to
  ///   JAX they are none while it differentiates.
  func checkThatNothingIsKept(by function: Expression) throws(ExportProblem) {
    guard framework == .jax,
      let (name, effect) = effect(ofCalling: Names.read(by: function), onlyOfValues: true)
    else { return }
    throw ExportProblem(
      "'\(name)' \(effect), and has no numbers for it while JAX differentiates",
      hint: "do it outside of the function", at: function.range)
  }

  /// The first effect of the functions that some names stand for, and of those that these call; nil
  /// where there is none.
  ///
  /// - Parameter onlyOfValues: whether texts that are printed and counts are no matter.
  private func effect(
    ofCalling names: Set<String>, onlyOfValues: Bool = false
  ) -> (name: String, effect: String)? {
    var open = names.sorted()
    var known = names
    while let name = open.popLast() {
      for definition in definitions(of: name) {
        if let effect = SideEffect.of(definition, observer, onlyOfValues: onlyOfValues) {
          return (name, effect)
        }
        let read = SideEffect.namesRead(by: definition)
        for inner in read.sorted() where known.insert(inner).inserted { open.append(inner) }
      }
    }
    return nil
  }

  /// The user's functions that a name stands for, or that are in what it stands for.
  private func definitions(of name: String) -> [FunctionDefinition] {
    if let item = flow.last(where: { $0.writes.contains(name) }),
      case .function(let definition)? = item.statement?.kind
    {
      return [definition]
    }
    guard !isLocal(name) else { return [] }
    for state in [entry.before, entry.after] {
      guard let object = state.object(named: name) else { continue }
      let found = definitions(in: object, state, depth: 0)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The functions that an object is, holds or was made of.
  private func definitions(
    in object: Object, _ state: Session, depth: Int
  ) -> [FunctionDefinition] {
    guard case .reference(let reference) = object, depth < 4 else { return [] }
    let items: [Object]
    switch state.heap[reference] {
    case .function(let function): return [function.definition]
    case .transformed(let function): items = function.captured
    case .list(let own), .tuple(let own): items = own
    case .dict(let own): items = own.values.map(\.value)
    default: return []
    }
    // Numbers are many.
    return items.prefix(256).flatMap { definitions(in: $0, state, depth: depth + 1) }
  }
}

/// What a function does besides what it gives.
private enum SideEffect {
  /// The first thing that a function does, as words; nil where it only computes.
  static func of(
    _ definition: FunctionDefinition, _ observer: ValueObserver, onlyOfValues: Bool
  ) -> String? {
    let bound = names(boundBy: definition, withParameters: true)
    let own = names(boundBy: definition, withParameters: false)
    var found: String?
    let look = { (expression: Expression) in
      guard found == nil, case .call(let function, let arguments) = expression.kind,
        observer.value(of: expression, in: definition.source) != nil
      else { return }
      if case .name("print") = function.kind, !own.contains("print") {
        let isText = arguments.allSatisfy {
          if case .string = $0.value.kind { true } else { false }
        }
        if !isText || !onlyOfValues { found = "prints" }
      } else if let name = Names.changed(by: expression), !own.contains(name),
        case .attribute(_, let method, _) = function.kind,
        !VariableFlow.assignments.contains(method)
      {
        found = "changes '\(name)'"
      }
    }
    switch definition.body {
    case .expression(let body): SyntaxWalk.visit(body, expression: look)
    case .statements(let body):
      SyntaxWalk.visit(body, expression: look) { statement in
        if case .augmented(_, _, _, let value) = statement.kind, case .int = value.kind,
          onlyOfValues
        {
          return
        }
        guard found == nil else { return }
        for target in targets(of: statement) {
          if let name = changed(by: target, own: own, bound: bound) { found = "changes '\(name)'" }
        }
      }
    }
    return found
  }

  /// The names that a function reads, also within functions of its own.
  static func namesRead(by definition: FunctionDefinition) -> Set<String> {
    switch definition.body {
    case .expression(let body): Names.read(by: body)
    case .statements(let body): body.reduce(into: []) { $0.formUnion(Names.read(by: $1)) }
    }
  }

  /// The names that a function and those within it bind.
  private static func names(
    boundBy definition: FunctionDefinition, withParameters: Bool
  ) -> Set<String> {
    var names = Set(definition.locals)
    if !withParameters { names.subtract(definition.parameters.map(\.name)) }
    guard case .statements(let body) = definition.body else { return names }
    SyntaxWalk.visit(body, expression: { _ in }) { statement in
      guard case .function(let inner) = statement.kind else { return }
      names.formUnion(Self.names(boundBy: inner, withParameters: withParameters))
    }
    return names
  }

  private static func targets(of statement: Statement) -> [Expression] {
    switch statement.kind {
    case .assignment(let targets, _), .deletion(let targets): targets
    case .annotated(let target, .some), .augmented(let target, _, _, _): [target]
    case .forLoop(let target, _, _, _): [target]
    default: []
    }
  }

  /// The name outside of a function that a target in it binds, or whose object it changes.
  private static func changed(
    by target: Expression, own: Set<String>, bound: Set<String>
  ) -> String? {
    switch target.kind {
    case .name(let name): bound.contains(name) ? nil : name
    case .tuple(let items), .list(let items):
      items.lazy.compactMap { changed(by: $0, own: own, bound: bound) }.first
    case .starred(let inner): changed(by: inner, own: own, bound: bound)
    case .subscripted(let base, _, _), .attribute(let base, _, _):
      Names.root(of: base).flatMap { own.contains($0) ? nil : $0 }
    default: nil
    }
  }
}
