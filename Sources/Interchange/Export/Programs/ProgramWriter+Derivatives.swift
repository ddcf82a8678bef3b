import Language
import Notebook
import Tensors

/// Derivatives of values, as statements and as expressions.
extension ProgramWriter {
  /// `g = grad z x`.
  func derivativeValue(_ command: Command) throws(ExportProblem) -> Code {
    guard let request = DerivativeRequest(command) else {
      throw ExportProblem("'\(command.name)' has no value to export", at: command.range)
    }
    return try derivative(request)
  }

  /// A method of a tape.
  func tapeMethod(
    _ tape: String, _ name: String, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    if framework == .tensorflow { return try batchJacobian(tape, name, arguments) }
    if var request = DerivativeRequest(tape, method: name, arguments) {
      request.call = range
      return try derivative(request)
    }
    throw ExportProblem(
      "\(framework.title) has no tapes, so that '\(tape).\(name)' cannot be exported", at: range)
  }

  /// The functions of derivatives: of a value that was recorded, or of a function.
  func derivative(
    _ callee: CalleeFacts, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    let values = arguments.compactMap { argument -> Expression? in
      if case .positional(let value) = argument { return value }
      return nil
    }
    if let kind = DerivativeRequest.Kind(rawValue: callee.name), let first = values.first,
      !isFunction(first), var request = DerivativeRequest(kind, values)
    {
      request.call = range
      return try derivative(request)
    }
    guard DerivativeFunction.names.contains(callee.name), let function = values.first else {
      return nil
    }
    return try DerivativeFunction(writer: self, name: callee.name, range: range)
      .code(function, arguments)
  }

  /// Whether an expression is a function, as far as can be seen.
  func isFunction(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .lambda, .prime: return true
    case .name(let name):
      if case .function = kind(ofName: name) { return true }
      if !isLocal(name), global(name) == nil { return library.bareNames[name] != nil }
      return false
    case .attribute: return libraryObject(of: expression) != nil
    case .call(let function, _):
      guard let object = libraryObject(of: function)?.object, let callee = CalleeFacts(object)
      else {
        return false
      }
      return DerivativeFunction.names.contains(callee.name)
    default: return false
    }
  }

  /// Whether what is called is a derivative's function: `D(f)`, `grad(f)`, `f′`.
  func isDerivativeFunction(_ function: Expression) -> Bool {
    switch function.kind {
    case .prime: return true
    case .call: return isFunction(function)
    default: return false
    }
  }

  /// `f′` and `f″`.
  func prime(_ function: Expression, order: Int) throws(ExportProblem) -> Code {
    let first = Language.Argument.positional(function)
    let second = Language.Argument.positional(Expression(.int(order), function.range))
    let writer = DerivativeFunction(writer: self, name: "D", range: function.range)
    return try writer.code(function, order == 1 ? [first] : [first, second], order: order)
  }

  /// A derivative in the nest in which its sources were given.
  func derivative(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    if framework != .tensorflow, noneResults.count == request.sources.count,
      noneResults.contains(true), scopes.isEmpty, !request.isZeroUnconnected
    {
      return try partlyNone(request)
    }
    let code = try code(request)
    guard case .dict(let items)? = request.nest?.kind, framework != .tensorflow,
      !code.text.hasPrefix("gradient_by(")
    else { return code }
    var keys: [String] = []
    for item in items {
      if case .pair(let key, _) = item { keys.append(try text(key)) }
    }
    return Code("dict(zip([\(keys.joined(separator: ", "))], \(code.text)))")
  }

  /// - Throws: where a statement before would read a name that a comprehension or lambda binds.
  func checkThatNamesStand(
    _ names: Set<String>, _ request: DerivativeRequest
  ) throws(ExportProblem) {
    let bound = inlineNames.reduce(into: Set<String>()) { $0.formUnion($1) }
    guard let name = names.intersection(bound).min() else { return }
    throw ExportProblem(
      "\(framework.title) takes this derivative of what a statement before computes, where "
        + "'\(name)' is not bound yet",
      hint: "write a loop in place of the comprehension or lambda", at: request.target.range)
  }

  private func code(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    switch framework {
    case .tensorflow: try tensorflowCode(request)
    case .pytorch: try torchCode(request)
    case .jax: try jaxCode(request)
    }
  }

  /// A derivative that is None by some of its sources, which the other frameworks do not tell.
  private func partlyNone(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    var parts: [String] = []
    for (source, isNone) in zip(request.sources, noneResults) {
      if isNone {
        parts.append("None")
        continue
      }
      guard
        var single = DerivativeRequest(
          request.kind, [request.target, source] + (request.vector.map { [$0] } ?? []))
      else { continue }
      single.tape = request.tape
      parts.append(try code(single).text)
    }
    if request.nest == nil, parts.count == 1 { return Code(parts[0]) }
    guard case .dict(let items)? = request.nest?.kind else {
      return Code("[" + parts.joined(separator: ", ") + "]")
    }
    var pairs: [String] = []
    for (item, part) in zip(items, parts) {
      if case .pair(let key, _) = item { pairs.append("\(try text(key)): \(part)") }
    }
    return Code("{" + pairs.joined(separator: ", ") + "}")
  }

  /// The statements of `grad z x`: one line of output for each source.
  func shownDerivative(
    _ request: DerivativeRequest, muted: Bool
  ) throws(ExportProblem) -> [String] {
    var request = request
    request.tape = request.tape ?? entry.toldTape
    var lines: [String] = []
    let reasons = noneReasons
    let isSplit = framework != .tensorflow && noneResults.contains(true)
    if request.sources.count == 1 || request.nest != nil || isSplit {
      let singles = request.nest == nil ? request.sources : [request.target]
      for (index, source) in singles.enumerated() {
        var single = request
        if request.nest == nil {
          let values = [request.target, source] + (request.vector.map { [$0] } ?? [])
          guard let one = DerivativeRequest(request.kind, values) else { continue }
          single = one
          single.tape = request.tape
        }
        let isNone = request.nest == nil && index < noneResults.count && noneResults[index]
        let text = isNone && framework != .tensorflow ? "None" : try code(single).text
        let note = isNone ? (reasons[index].map { "  # " + $0 } ?? "") : ""
        if !muted { lines += printed(text, note) }
      }
      return lines
    }
    let text = try code(request).text
    let names = request.sources.map { name(ofDerivative: request.target, by: $0) }
    lines.append("\(names.joined(separator: ", ")) = \(text)")
    if !muted {
      for (index, name) in names.enumerated() {
        lines += printed(name, reasons[index].map { "  # " + $0 } ?? "")
      }
    }
    return lines
  }

  private func printed(_ text: String, _ note: String) -> [String] {
    if readsLastValue, scopes.isEmpty { return ["_ = \(text)", "print(_)\(note)"] }
    return ["print(\(text))\(note)"]
  }

  /// Why a derivative is None, by the place of its source.
  private var noneReasons: [Int: String] {
    var reasons: [Int: String] = [:]
    var index = 0
    for output in entry.result.outputs {
      guard case .value(let value, _) = output else { continue }
      if case .none(_, let message?, _) = value { reasons[index] = message }
      index += 1
    }
    return reasons
  }

  /// A name for a derivative: `dz_dx`.
  func name(ofDerivative target: Expression, by source: Expression) -> String {
    guard case .name(let y) = target.kind, case .name(let x) = source.kind else {
      return freshName("slope")
    }
    return freshName("d\(y)_d\(x)")
  }

  /// Whether a value is known to be a single number.
  func isScalar(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind else { return false }
    // The names of a function that JAX differentiates are the session's.
    let isSessions = isTracing && scopes.count == tracedScopes
    guard isSessions || functionDepth == 0 else { return false }
    let outer = scopes
    scopes = []
    defer { scopes = outer }
    return tensor(ofName: name)?.rank == 0
  }
}
