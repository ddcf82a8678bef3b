import Autodiff
import Language
import Notebook
import Tensors

/// Calls that make tensors and Variables.
extension ProgramWriter {
  /// A Variable: a tensor that asks for gradients in PyTorch, and an array in JAX.
  func variable(
    _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    var initial: Expression?
    var dtype: String?
    var isTrainable = true
    for argument in arguments {
      switch argument {
      case .positional(let value) where initial == nil: initial = value
      case .keyword("initial_value", _, let value): initial = value
      case .keyword("dtype", _, let value): dtype = try text(value)
      case .keyword("trainable", _, let value):
        if case .bool(false) = value.kind { isTrainable = false }
      case .keyword("name", _, _): break
      default:
        throw ExportProblem("this Variable cannot be exported", at: range)
      }
    }
    guard let initial else { throw ExportProblem("a Variable needs a value", at: range) }
    let kind = kind(of: initial)
    let isPlain = kind.isNumber || kind.isNumbers || isOfNumbers(initial)
    if dtype == nil, isPlain, needsFloatDType, !isInteger(initial) { dtype = name(of: floatDType) }
    switch framework {
    case .tensorflow:
      var parts = [try text(initial)]
      if !isTrainable { parts.append("trainable=False") }
      if let dtype { parts.append("dtype=\(dtype)") }
      return Code("tf.Variable(" + parts.joined(separator: ", ") + ")")
    case .pytorch:
      // PyTorch differentiates by floats only.
      let isOfIntegers =
        dtype.map { $0.hasPrefix("torch.int") || $0 == "torch.bool" }
        ?? (isPlain && (isInteger(initial) || areIntegers(initial)))
      if isOfIntegers { isTrainable = false }
      let gradient = isTrainable ? ", requires_grad=True" : ""
      if isPlain || origin(of: initial) == .numpy {
        let type = dtype.map { ", dtype=\($0)" } ?? ""
        return Code("torch.tensor(\(try text(initial))\(type)\(gradient))")
      }
      var value = try text(initial, atLeast: .primary)
      if let tensor = try tensorOfNumPy(initial) { value = tensor.text }
      if let tensor = try stacked(initial) { value = tensor.text }
      if let seen = observed(initial), !seen.kinds.isDisjoint(with: [.number, .list, .tuple]),
        !value.hasPrefix("stacked(")
      {
        value = "torch.as_tensor(\(try text(initial)))"
      } else if observed(initial) == nil, case .name(let name) = initial.kind, isLocal(name),
        kind.isUnknown
      {
        value = "torch.as_tensor(\(value))"
      }
      let cast = dtype.map { ".to(\($0))" } ?? ""
      return Code("\(value)\(cast).detach().clone()" + (isTrainable ? ".requires_grad_()" : ""))
    case .jax:
      let type = dtype.map { ", dtype=\($0)" } ?? ""
      if isPlain || dtype != nil || origin(of: initial) == .numpy {
        return Code("jnp.array(\(try text(initial))\(type))")
      }
      // What a Variable is made from is none of what depends on it.
      return isTracing
        ? Code("jax.lax.stop_gradient(\(try valueText(initial)))") : Code(try valueText(initial))
    }
  }

  /// Whether a value was numbers of Python's, in lists or at the top level alone: a function that was
  /// given a number in the session may be given a tensor by the program.
  private func isOfNumbers(_ value: Expression) -> Bool {
    guard framework == .pytorch, let seen = observed(value), !seen.kinds.isEmpty else {
      return false
    }
    let lists: ObservedValue.Kinds = [.list, .tuple, .array]
    return seen.kinds.isSubset(of: scopes.isEmpty ? lists.union(.number) : lists)
      && seen.itemKinds.isSubset(of: lists.union(.number))
  }

  /// Whether a value is a list with tensors in it, as far as can be seen.
  func mayHoldTensors(_ value: Expression) -> Bool {
    guard case .list(let items) = value.kind else { return false }
    return items.contains { kind(of: $0).isTensor || mayHoldTensors($0) }
  }

  /// Whether a tape may record what is computed here.
  var mayBeRecording: Bool {
    tapeDepth > 0 || functionDepth > 0 || session.kind.hasSessionTape
  }

  /// A Variable's first value, as an array also where it may be a list.
  private func valueText(_ initial: Expression) throws(ExportProblem) -> String {
    let text = try text(initial)
    guard case .name(let name) = initial.kind, isLocal(name), kind(of: initial).isUnknown else {
      return text
    }
    return "jnp.asarray(\(text))"
  }

  /// Whether `constant` of a value cuts it off from what a tape recorded: it does so for a Variable,
  /// and for a list, but not for a tensor.
  ///
  /// - Throws: where a function may be given the one or the other.
  func isCutOff(_ value: Expression, _ range: SourceRange) throws(ExportProblem) -> Bool {
    // JAX differentiates functions, and nothing that stands outside of them.
    if framework == .jax, !isTracing, functionDepth == 0 { return false }
    if framework == .pytorch, let kinds = observed(value)?.kinds, !kinds.isEmpty {
      if kinds == .variable { return true }
      guard kinds.contains(.variable) else { return false }
      throw ExportProblem(
        "constant takes the value alone of a Variable, and not of a tensor, and is given both here",
        hint: "write tf.convert_to_tensor(x), or tf.stop_gradient(x)", at: range)
    }
    switch kind(of: value) {
    case .variable: return true
    case .sequence: return framework == .jax
    case .tensor:
      guard case .name(let name) = value.kind, tracedSources.contains(name) else { return false }
      return isVariableOutside(name)
    case .unknown: break
    default: return false
    }
    guard case .name(let name) = value.kind, isLocal(name), mayHoldVariable(name) else {
      return false
    }
    throw ExportProblem(
      "'\(name)' may be a Variable, of which constant takes the value alone, or a tensor",
      hint: "write tf.convert_to_tensor(\(name)), or tf.stop_gradient(\(name))", at: range)
  }

  /// Whether a source of a function that JAX differentiates is a Variable outside of it.
  private func isVariableOutside(_ name: String) -> Bool {
    let isLocalVariable = scopes.contains { scope in
      if case .variable? = scope[name] { return true }
      return false
    }
    guard !isLocalVariable, let object = global(name) else { return isLocalVariable }
    if case .variable = kind(of: object, in: entry.owner(of: name)) { return true }
    return false
  }

  /// Whether a name of a function may stand for a Variable.
  private func mayHoldVariable(_ name: String) -> Bool {
    func holds(_ place: VariableFlow.Place) -> Bool {
      variableFlow.held[place]?.contains { if case .variable = $0 { true } else { false } } == true
    }
    guard functionDepth == openDefinitions.count, !isTracing else {
      return variableFlow.held.keys.contains { place in
        if case .name(.some, name) = place { return holds(place) }
        return false
      }
    }
    let scopes = openDefinitions.compactMap { definition in
      variableFlow.functions[
        VariableFlow.Site(entry: entry.entry.number, start: definition.range.start)]
    }
    return holds(VariableFlow.place(ofName: name, in: scopes))
  }

  /// A call that makes a tensor from extents or numbers; nil for other functions.
  func creation(
    _ callee: CalleeFacts, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    guard CreatedTensor.names.contains(callee.name) else { return nil }
    guard let bound = callee.bound(arguments) else {
      throw ExportProblem(
        "this call of \(callee.name) cannot be told apart before it runs", at: range)
    }
    var named: [String: Expression] = [:]
    for (parameter, value) in bound.named {
      if case .none = value.kind { continue }
      named[parameter.names[0]] = value
    }
    return try CreatedTensor(writer: self, named: named, rest: bound.rest, range: range)
      .code(of: callee.name)
  }
}

/// A tensor that is made from extents or numbers.
struct CreatedTensor {
  static let names: Set<String> = [
    "zeros", "ones", "constant", "convert_to_tensor", "full", "eye", "arange", "linspace", "empty",
  ]

  let writer: ProgramWriter
  let named: [String: Expression]
  let rest: [Expression]
  let range: SourceRange

  func code(of name: String) throws(ExportProblem) -> Code {
    switch name {
    case "zeros", "ones": return try filled(name)
    case "empty": return call("zeros", [try shape()], try dtype(isFloat: true))
    case "constant", "convert_to_tensor": return try constant(name)
    case "full": return try full()
    case "eye": return try eye()
    case "arange": return try arange()
    default: return try linspace()
    }
  }

  // MARK: Parts

  private var module: String {
    switch writer.framework {
    case .tensorflow: "tf"
    case .pytorch: "torch"
    case .jax: "jnp"
    }
  }

  func call(_ name: String, _ arguments: [String], _ dtype: String?) -> Code {
    let parts = arguments + (dtype.map { ["dtype=\($0)"] } ?? [])
    return Code("\(module).\(name)(\(parts.joined(separator: ", ")))")
  }

  /// The element type: the one that is given, or the session's where the framework's default is
  /// another one.
  func dtype(isFloat: Bool) throws(ExportProblem) -> String? {
    if let dtype = named["dtype"] {
      if case .string(let name) = dtype.kind, let type = DType(name: name) {
        return writer.name(of: type)
      }
      return try writer.text(dtype)
    }
    if isFloat { return writer.needsFloatDType ? writer.name(of: writer.floatDType) : nil }
    switch writer.framework {
    case .tensorflow: return nil
    case .pytorch: return writer.name(of: .int32)
    case .jax: return writer.uses64Bits ? writer.name(of: .int32) : nil
    }
  }

  func shape() throws(ExportProblem) -> String {
    if let shape = named["shape"] {
      // PyTorch takes no extent by itself here.
      let isExtent =
        writer.framework == .pytorch
        && (writer.observed(shape)?.kinds == .number || writer.kind(of: shape).isNumber)
      return isExtent ? "(\(try writer.text(shape)),)" : try writer.text(shape)
    }
    // A name of a function may stand for an extent or for a list of them.
    let isShape =
      rest.count == 1
      && writer.observed(rest[0])?.kinds.isDisjoint(with: [.list, .tuple, .other]) == false
    if rest.count == 1, isShape || !writer.isInteger(rest[0]) { return try writer.text(rest[0]) }
    let extents = try writer.texts(rest)
    return rest.count == 1 ? "(\(extents),)" : "(\(extents))"
  }

  // MARK: Functions

  private func filled(_ name: String) throws(ExportProblem) -> Code {
    call(name, [try shape()], try dtype(isFloat: true))
  }

  /// - Parameter name: `constant`, which takes a Variable's value and nothing of where it came from, or
  ///   `convert_to_tensor`, which reads it.
  private func constant(_ name: String) throws(ExportProblem) -> Code {
    guard let value = named["value"] else {
      throw ExportProblem("constant needs a value", at: range)
    }
    let kind = writer.kind(of: value)
    let isPlain = kind.isNumber || kind.isNumbers
    var type = try dtype(isFloat: !isPlain || !areIntegers(value))
    if !isPlain, named["dtype"] == nil { type = nil }
    if areBooleans(value), named["dtype"] == nil { type = nil }
    let text = try writer.text(value)
    let reshaped = try named["shape"].map { shape throws(ExportProblem) in
      try writer.text(shape)
    }
    switch writer.framework {
    case .tensorflow:
      var parts = [text]
      if let reshaped { parts.append("shape=\(reshaped)") }
      // TensorFlow makes no constant of tensors in a list, and packs them by this one.
      let isPacked = reshaped == nil && writer.mayHoldTensors(value)
      if isPacked, name == "constant", writer.mayBeRecording {
        return Code("tf.stop_gradient(\(call("convert_to_tensor", parts, type).text))")
      }
      let isConverted = name == "convert_to_tensor" && (reshaped == nil || !isPlain)
      return call(isPacked || isConverted ? "convert_to_tensor" : "constant", parts, type)
    case .pytorch:
      var isCut = false
      if !isPlain, name == "constant" { isCut = try writer.isCutOff(value, range) }
      var code =
        isPlain
        ? call("tensor", [text], type) : call("as_tensor", [text], type)
      let cast = type.map { ".to(\($0))" } ?? ""
      if let stacked = try writer.stacked(value) {
        code = Code(stacked.text + (name == "constant" ? ".detach()" : "") + cast)
      } else if isCut {
        code = Code(
          "\(try writer.text(value, atLeast: .primary)).detach().clone()" + cast)
      }
      guard let reshaped else { return code }
      return Code(
        try writer.isSingle(value)
          ? "\(code.text).expand(\(reshaped))" : "\(code.text).reshape(\(reshaped))")
    case .jax:
      var code = call(isPlain ? "array" : "asarray", [text], type)
      if !isPlain, name == "constant" {
        let isCut = try writer.isCutOff(value, range)
        if isCut { code = Code("jax.lax.stop_gradient(\(code.text))") }
      }
      guard let reshaped else { return code }
      return Code(
        try writer.isSingle(value)
          ? "jnp.broadcast_to(\(code.text), \(reshaped))" : "\(code.text).reshape(\(reshaped))")
    }
  }

  private func areIntegers(_ value: Expression) -> Bool {
    switch value.kind {
    case .list(let items), .tuple(let items): !items.isEmpty && items.allSatisfy(areIntegers)
    case .bool: false
    default: writer.isInteger(value)
    }
  }

  func areBooleans(_ value: Expression) -> Bool {
    switch value.kind {
    case .list(let items), .tuple(let items): !items.isEmpty && items.allSatisfy(areBooleans)
    case .bool, .comparison: true
    default: false
    }
  }

  private func eye() throws(ExportProblem) -> Code {
    guard let rows = named["rows"], named["k"] == nil, named["batch_shape"] == nil else {
      throw ExportProblem("this call of eye cannot be exported", at: range)
    }
    var parts = [try writer.text(rows)]
    if let columns = named["columns"] { parts.append(try writer.text(columns)) }
    return call("eye", parts, try dtype(isFloat: true))
  }

  private func arange() throws(ExportProblem) -> Code {
    var parts: [String] = []
    for value in rest { parts.append(try writer.text(value)) }
    for name in ["start", "stop", "step"] {
      guard let value = named[name] else { continue }
      let spelled =
        writer.framework == .pytorch || writer.framework == .jax || name == "start"
        ? name : name == "stop" ? "limit" : "delta"
      parts.append(
        "\(spelled == "stop" && writer.framework == .pytorch ? "end" : spelled)="
          + (try writer.text(value)))
    }
    let areIntegers = (rest + named.filter { $0.key != "dtype" }.values).allSatisfy(
      writer.isInteger)
    let name = writer.framework == .tensorflow ? "range" : "arange"
    return call(name, parts, try dtype(isFloat: !areIntegers))
  }

  private func linspace() throws(ExportProblem) -> Code {
    guard let start = named["start"], let stop = named["stop"], named["endpoint"] == nil,
      named["axis"] == nil
    else { throw ExportProblem("this call of linspace cannot be exported", at: range) }
    let count = try named["num"].map { num throws(ExportProblem) in try writer.text(num) } ?? "50"
    let type = try dtype(isFloat: true)
    if writer.framework == .tensorflow {
      let first = try writer.text(start)
      let typed = type.map { "tf.constant(\(first), dtype=\($0))" } ?? first
      return Code("tf.linspace(\(typed), \(try writer.text(stop)), \(count))")
    }
    return call("linspace", [try writer.text(start), try writer.text(stop), count], type)
  }
}
