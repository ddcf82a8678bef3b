import Language

/// A derivative of a value that was computed, whichever way it was asked for.
struct DerivativeRequest {
  enum Kind: String {
    case gradient = "grad"
    case jacobian
    case batchJacobian = "batch_jacobian"
    case hessian, vjp, jvp, hvp

    /// Whether it is one of a single number, so that a tensor is summed first.
    var isOfScalar: Bool { self == .gradient || self == .hessian || self == .hvp }
  }

  var kind: Kind
  let target: Expression
  let sources: [Expression]
  /// The list or dict in which the sources were given; nil where they were not.
  var nest: Expression?
  /// The seed of `vjp`, the tangent of `jvp` and `hvp`, or `output_gradients`.
  var vector: Expression?
  /// The vector as it is written, where it was written before.
  var vectorText: String?
  /// The tape that was named; nil for the session's.
  var tape: String?
  /// Where it is asked for by a call; nil for a command.
  var call: SourceRange?
  /// Whether an unconnected gradient is zero and not None.
  var isZeroUnconnected = false

  /// What a command on derivatives asks; nil for other commands.
  init?(_ command: Command) {
    guard let kind = Kind(rawValue: command.name) else { return nil }
    var operands = command.arguments.filter { argument in
      if case .option = argument.kind { return false }
      return true
    }
    var named: String?
    if operands.count >= 4, operands[operands.count - 2].text == "on" {
      named = operands.last?.text
      operands.removeLast(2)
    }
    let values = operands.compactMap { argument -> Expression? in
      if case .expression(let value) = argument.kind { return value }
      return nil
    }
    self.init(kind, values)
    tape = named
  }

  /// A target, its sources, and the vector where the kind takes one.
  init?(_ kind: Kind, _ values: [Expression]) {
    var values = values
    var vector: Expression?
    switch kind {
    case .vjp, .jvp, .hvp:
      guard values.count >= 3 else { return nil }
      vector = values.removeLast()
    case .gradient, .jacobian, .batchJacobian, .hessian: break
    }
    guard values.count >= 2 else { return nil }
    self.kind = kind
    target = values[0]
    self.vector = vector
    if values.count == 2, let items = DerivativeRequest.items(values[1]) {
      sources = items
      nest = values[1]
    } else {
      sources = Array(values.dropFirst())
    }
  }

  /// The items of a list, tuple or dict of sources.
  static func items(_ nest: Expression) -> [Expression]? {
    switch nest.kind {
    case .list(let items), .tuple(let items): return items
    case .dict(let items):
      return items.compactMap { item in
        if case .pair(_, let value) = item { return value }
        return nil
      }
    default: return nil
    }
  }

  /// A method of a tape.
  init?(
    _ tape: String, method: String, _ arguments: [Language.Argument]
  ) {
    let kinds: [String: Kind] = [
      "gradient": .gradient, "jacobian": .jacobian, "batch_jacobian": .batchJacobian,
    ]
    guard let kind = kinds[method] else { return nil }
    let names = ["target", method == "batch_jacobian" ? "source" : "sources", "output_gradients"]
    var given: [String: Expression] = [:]
    var isZero = false
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .positional(let value) where index < names.count: given[names[index]] = value
      case .keyword("unconnected_gradients", _, let value):
        isZero = DerivativeRequest.isZero(value)
      case .keyword(let name, _, let value): given[name] = value
      default: return nil
      }
    }
    guard let target = given["target"], let sources = given[names[1]] else { return nil }
    self.init(kind, [target, sources])
    self.tape = tape
    isZeroUnconnected = isZero
    if let seed = given["output_gradients"] {
      vector = seed
      self.kind = .vjp
    }
  }

  private static func isZero(_ value: Expression) -> Bool {
    switch value.kind {
    case .attribute(_, "ZERO", _): return true
    case .string(let text): return text.lowercased() == "zero"
    default: return false
    }
  }
}
