import Language
import Notebook

/// The session's functions that may be called while a tape records: PyTorch is told to record the
/// gradients that they take.
struct RecordedFunctions {
  /// The functions' names.
  private(set) var names: Set<String> = []

  /// The names that each function reads.
  private var bodies: [String: Set<String>] = [:]
  /// The names that are handed over to functions, and those that a lambda which is handed over reads.
  private var handedOver: Set<String> = []
  /// The names that are called where a tape records.
  private var callees: Set<String> = []
  /// Whether a function with a tape calls what it was given.
  private var callsParameter = false

  init(_ session: ReplayedSession, tapeNames: Set<String>, _ survey: DerivativeSurvey) {
    let asked = survey.questions.reduce(into: Set<Int>()) { $0.formUnion($1.through) }
    for entry in session.entries where !entry.result.isFailure {
      guard let tree = entry.tree else { continue }
      note(tree.statements)
      // The session's own tape records what leads to a question.
      guard asked.contains(entry.entry.number) else { continue }
      for statement in tree.statements {
        if case .function = statement.kind { continue }
        names.formUnion(Names.read(by: statement))
      }
    }
    // A function that was given may be any that is handed over.
    let isAnyCalled =
      callsParameter
      || callees.contains { name in
        bodies[name] == nil && LibraryTable.standard.bareNames[name] == nil
      }
    if isAnyCalled { names.formUnion(handedOver) }
    var hasGrown = true
    while hasGrown {
      let count = names.count
      for name in names { names.formUnion(bodies[name] ?? []) }
      hasGrown = names.count > count
    }
    names.formIntersection(bodies.keys)
  }

  private mutating func note(_ statements: [Statement]) {
    var expressions: [Expression] = []
    var found: [Statement] = []
    SyntaxWalk.visit(statements) {
      expressions.append($0)
    } statement: {
      found.append($0)
    }
    for expression in expressions { note(expression) }
    for statement in found { note(statement) }
  }

  private mutating func note(_ expression: Expression) {
    switch expression.kind {
    case .prime(let function, _): names.formUnion(Names.read(by: function))
    case .call(let function, let arguments):
      var isDerivative = false
      if case .name(let name) = function.kind {
        isDerivative = DerivativeFunction.names.contains(name)
      }
      for argument in arguments {
        let value = argument.value
        switch value.kind {
        case .name, .lambda:
          handedOver.formUnion(Names.read(by: value))
          if isDerivative { names.formUnion(Names.read(by: value)) }
        default: break
        }
      }
    default: break
    }
  }

  private mutating func noteParameters(of definition: FunctionDefinition) {
    guard case .statements(let body) = definition.body else { return }
    var hasTape = false
    var callsOwn = false
    SyntaxWalk.visit(body) { expression in
      hasTape = hasTape || NameSurvey.isTape(expression)
      guard case .call(let function, _) = expression.kind, case .name(let name) = function.kind
      else { return }
      callsOwn = callsOwn || definition.locals.contains(name)
    }
    callsParameter = callsParameter || (hasTape && callsOwn)
  }

  private mutating func note(_ statement: Statement) {
    switch statement.kind {
    case .function(let definition):
      noteParameters(of: definition)
      bodies[definition.name, default: []].formUnion(Names.read(by: statement))
    case .assignment(let targets, let value):
      guard case .lambda = value.kind else { return }
      for name in targets.flatMap(Names.bound) {
        bodies[name, default: []].formUnion(Names.read(by: value))
      }
    case .with(let items, let body) where items.contains(where: { NameSurvey.isTape($0.context) }):
      for inner in body { names.formUnion(Names.read(by: inner)) }
      SyntaxWalk.visit(body) { expression in
        guard case .call(let function, _) = expression.kind, case .name(let name) = function.kind
        else { return }
        callees.insert(name)
      }
    default: break
    }
  }
}
