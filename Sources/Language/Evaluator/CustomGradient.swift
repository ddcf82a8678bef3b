import Autodiff
import Tensors

/// The arguments of a call whose derivative is not taken operation by operation.
struct CustomArguments: Sendable {
  /// The arguments by position; nests of leaves.
  let positional: [Object]
  /// The arguments by name, by which no derivative is taken.
  let keywords: [CallArguments.Keyword]
  /// The Variables among the leaves that are operands; nil for tensors, in the operands' order.
  let variables: [Reference?]

  /// How many operands there are.
  var count: Int { variables.count }
}

/// One call of a function that was given a gradient of its own: what its tape entries keep.
struct CustomGradient: Sendable {
  let name: String
  /// The decorated function.
  let function: Object
  /// The function that was returned beside the value.
  let gradient: Object
  let arguments: CustomArguments
  /// The Variables that the function read besides its arguments.
  let variables: [Reference]
  /// The types of the values that it gave, and which of them the entry is.
  let outputs: [TensorType]
  let output: Int
}

/// One call of a function that is computed again in the backward pass.
struct Recomputation: Sendable {
  let name: String
  let function: Object
  let arguments: CustomArguments
  /// The Variables that the function read besides its arguments.
  let variables: [Reference]
  /// What its random numbers were drawn from, so that they are drawn again.
  let random: RandomState
  /// Which of the values that it gave the entry is.
  let output: Int
}

extension CustomOperation {
  /// The objects that the entries of an operation keep alive.
  var objects: [Object] {
    func objects(_ arguments: CustomArguments, _ variables: [Reference]) -> [Object] {
      arguments.positional + arguments.keywords.map(\.value)
        + (arguments.variables.compactMap { $0 } + variables).map { .reference($0) }
    }
    switch payload {
    case let gradient as CustomGradient:
      return [gradient.function, gradient.gradient]
        + objects(gradient.arguments, gradient.variables)
    case let recomputation as Recomputation:
      return [recomputation.function] + objects(recomputation.arguments, recomputation.variables)
    default: return []
    }
  }
}

extension Evaluator {
  /// The operands among the arguments of a call: tensors, Variables, and numbers, which become
  /// tensors.
  func customArguments(_ arguments: CallArguments) throws -> CustomArguments {
    var variables: [Reference?] = []
    let positional = try arguments.positional.map { argument in
      try mapLeaves(of: argument) { leaf in
        if case .reference(let reference) = leaf, variable(leaf) != nil {
          variables.append(reference)
          return leaf
        }
        switch leaf {
        case .tensor:
          variables.append(nil)
          return leaf
        case .int, .float:
          variables.append(nil)
          return .tensor(try value(of: leaf))
        default: return leaf
        }
      }
    }
    return CustomArguments(
      positional: positional, keywords: arguments.keywords, variables: variables)
  }

  /// The arguments with other values for the operands that are tensors.
  func callArguments(
    _ arguments: CustomArguments, with operands: [Value]
  ) throws -> CallArguments {
    var next = 0
    let positional = try arguments.positional.map { argument in
      try mapLeaves(of: argument) { leaf in
        if variable(leaf) != nil {
          next += 1
          return leaf
        }
        guard case .tensor = leaf else { return leaf }
        defer { next += 1 }
        return .tensor(operands[next])
      }
    }
    return CallArguments(positional, keywords: arguments.keywords)
  }

  /// The values of the operands, Variables read.
  func operands(of arguments: CustomArguments) throws -> [Value] {
    var values: [Value] = []
    for argument in arguments.positional {
      try forEachLeaf(of: argument) { leaf in
        if case .tensor(let value) = leaf { values.append(value) }
        if case .reference(let reference) = leaf, let variable = variable(leaf) {
          values.append(read(variable, reference))
        }
      }
    }
    return values
  }

  /// Calls a function and tells which trainable Variables it read, but for some.
  func callNotingVariables(
    _ function: Object, _ arguments: CallArguments, except known: [Reference?]
  ) throws -> (Object, [Reference]) {
    let (result, read) = try notingVariables { try call(function, arguments) }
    let ids = Set(known.compactMap { $0?.id })
    return (result, read.filter { !ids.contains($0.id) })
  }

  /// Runs something and tells which trainable Variables it read, each once.
  func notingVariables<R>(_ body: () throws -> R) rethrows -> (R, [Reference]) {
    let outer = readVariables
    readVariables = []
    var all: [Reference] = []
    defer { readVariables = outer.map { $0 + all } }
    let result = try body()
    all = readVariables ?? []
    var seen: Set<UInt64> = []
    return (result, all.filter { seen.insert($0.id).inserted })
  }

  /// The tensors that a function gave, by an identity each.
  func outputs(of result: Object, _ name: String) throws -> [Value] {
    var values: [Value] = []
    try forEachLeaf(of: result) { leaf in
      guard case .tensor(let value) = leaf else {
        throw EvaluationError.type(
          "\(name)() gave \(typeName(of: leaf).name) where a tensor is expected")
      }
      values.append(value)
    }
    return values
  }

  /// Calls `body` while some Variables hold other values, of any element type.
  func withVariables<R>(
    _ references: [Reference], holding values: [Value], _ body: () throws -> R
  ) rethrows -> R {
    var saved: [(Reference, HeapObject)] = []
    for (reference, value) in zip(references, values) {
      guard case .variable(let variable) = session.heap[reference] else { continue }
      saved.append((reference, .variable(variable)))
      session.heap[reference] = .variable(variable.holding(value))
    }
    defer { for (reference, object) in saved { session.heap[reference] = object } }
    return try body()
  }
}
