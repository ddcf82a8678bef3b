import Language
import Tensors

/// The parameters of a function that take tensors only.
enum TensorParameters {
  case none, all
  case some(places: Set<Int>, names: Set<String>)
}

extension ProgramWriter {
  /// Which of a function's parameters Python's floats must be made tensors for.
  func parametersThatMustBeTensors(_ function: Expression) -> TensorParameters {
    switch framework {
    case .jax where !needsFloatDType: return .none
    case .tensorflow where floatDType == .float32: return .none
    case .tensorflow, .pytorch, .jax: break
    }
    let definition: FunctionDefinition
    switch function.kind {
    case .lambda(let lambda): definition = lambda
    case .name(let name):
      // What a function around was given may be an operation itself.
      if isLocal(name) { return .all }
      guard case .reference(let reference)? = global(name) else { return .none }
      let session = entry.owner(of: name)
      switch session.heap[reference] {
      case .function(let function): definition = function.definition
      case .transformed: return .all
      default: return .none
      }
    default: return .none
    }
    let names = definition.parameters.map(\.name)
    let needing = handedOver(in: definition).intersection(names)
    let places = names.indices.filter { needing.contains(names[$0]) }
    return .some(places: Set(places), names: needing)
  }

  /// The names that a function hands to operations of the library, also under other names.
  private func handedOver(in definition: FunctionDefinition) -> Set<String> {
    var found: Set<String> = []
    // What a derivative is taken at, which becomes a tensor of its own there.
    var direct: Set<String> = []
    var bound: [(name: String, reads: Set<String>)] = []
    let look = { (expression: Expression) in
      guard case .call(let callee, let arguments) = expression.kind else { return }
      let names = arguments.reduce(into: Set<String>()) {
        $0.formUnion(Names.readOutsideCalls(by: $1.value))
      }
      if self.isOperation(callee) { found.formUnion(names) }
      if self.isDerivativeFunction(callee) { direct.formUnion(names) }
    }
    switch definition.body {
    case .expression(let body): SyntaxWalk.visit(body, expression: look)
    case .statements(let body):
      SyntaxWalk.visit(body, expression: look) { statement in
        guard case .assignment(let targets, let value) = statement.kind else { return }
        for target in targets {
          for name in Names.bound(by: target) {
            bound.append((name, Names.readOutsideCalls(by: value)))
          }
        }
      }
    }
    for (name, reads) in bound.reversed() where found.contains(name) { found.formUnion(reads) }
    return found.union(direct)
  }

  private func isOperation(_ callee: Expression) -> Bool {
    switch callee.kind {
    case .name(let name):
      guard global(name) == nil, !isLocal(name) else { return false }
      switch library.bareNames[name] {
      case .primitive: return true
      case .builtin(let builtin): return builtin.composition != nil
      default: return false
      }
    case .attribute(let base, _, _): return module(of: base) != nil
    default: return false
    }
  }
}
