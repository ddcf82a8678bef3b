import Language

/// A function made of another one: `D(f)`, `grad(f)`, `jacobian(f)`, `vmap(f)`.
struct DerivativeFunction {
  static let names: Set<String> = [
    "D", "grad", "value_and_grad", "jacobian", "jacrev", "jacfwd", "hessian", "vmap", "jvp", "vjp",
    "hvp",
  ]

  let writer: ProgramWriter
  let name: String
  let range: SourceRange

  /// The function's code, for a function that is given with further arguments.
  func code(
    _ function: Expression, _ arguments: [Language.Argument], order: Int? = nil
  ) throws(ExportProblem) -> Code {
    try writer.checkThatNothingIsKept(by: function)
    if ["jvp", "vjp", "hvp"].contains(name) { return try product(function, arguments) }
    let inner = try writer.text(function)
    var rest: [String] = []
    for argument in arguments.dropFirst() {
      switch argument {
      case .positional(let value): rest.append(try writer.text(value))
      case .keyword(let name, _, let value): rest.append("\(name)=\(try writer.text(value))")
      case .unpacked, .unpackedKeywords:
        throw ExportProblem("this call of \(name) cannot be exported", at: range)
      }
    }
    let suffix = rest.isEmpty ? "" : ", " + rest.joined(separator: ", ")
    switch writer.framework {
    case .tensorflow:
      guard !["jacobian", "jacrev", "jacfwd", "hessian"].contains(name) || rest.isEmpty else {
        throw ExportProblem(
          "\(name) by another argument than the first cannot be exported to TensorFlow",
          hint: "differentiate a function that takes it first", at: range)
      }
      return Code(helper(name) + "(\(inner)\(orderSuffix(order) ?? suffix))")
    case .pytorch:
      switch name {
      case "D": return Code(helper("D") + "(\(inner)\(orderSuffix(order) ?? suffix))")
      case "value_and_grad": return Code(helper(name) + "(\(inner)\(suffix))")
      case "jacobian": return Code("torch.func.jacrev(\(inner)\(suffix))")
      default: return Code("torch.func.\(name)(\(inner)\(torchSuffix(arguments, suffix)))")
      }
    case .jax:
      if name == "D" { return try repeated(inner, arguments, order) }
      return Code("jax.\(name)(\(inner)\(suffix))")
    }
  }

  private func orderSuffix(_ order: Int?) -> String? {
    order.map { $0 == 1 ? "" : ", \($0)" }
  }

  /// A product with the Jacobian or Hessian of a function: `jvp(f, x, v)`.
  private func product(
    _ function: Expression, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code {
    let f = try writer.text(function)
    var rest: [String] = []
    for argument in arguments.dropFirst() {
      guard case .positional(let value) = argument else {
        throw ExportProblem("this call of \(name) cannot be exported", at: range)
      }
      rest.append(try writer.asTensor(value))
    }
    let all = rest.joined(separator: ", ")
    if writer.framework == .tensorflow { return Code(helper(name) + "(\(f), \(all))") }
    let module = writer.framework == .jax ? "jax" : "torch.func"
    if name == "vjp" { return Code("\(module).vjp(\(f), \(all))") }
    guard rest.count == 2 else {
      throw ExportProblem("\(name) of several arguments cannot be exported", at: range)
    }
    let pair = "(\(rest[0]),), (\(rest[1]),)"
    return name == "jvp"
      ? Code("\(module).jvp(\(f), \(pair))")
      : Code("\(module).jvp(\(module).grad(\(f)), \(pair))[1]")
  }

  /// PyTorch's `vmap` calls its axes by other names.
  private func torchSuffix(_ arguments: [Language.Argument], _ suffix: String) -> String {
    guard name == "vmap" else { return suffix }
    return suffix.replacing("in_axes", with: "in_dims").replacing("out_axes", with: "out_dims")
  }

  /// JAX's `grad` as often as the order says.
  private func repeated(
    _ inner: String, _ arguments: [Language.Argument], _ order: Int?
  ) throws(ExportProblem) -> Code {
    var count = order ?? 1
    if order == nil, arguments.count > 1 {
      guard case .int(let given) = arguments[1].value.kind, (0...20).contains(given) else {
        let times = try writer.text(arguments[1].value)
        return Code(helper("D") + "(\(inner), \(times))")
      }
      count = given
    }
    var text = inner
    for _ in 0..<count { text = "jax.grad(\(text))" }
    return Code(text)
  }

  private func helper(_ name: String) -> String {
    guard let helper = Helper(name: name, writer.framework) else { return name }
    return writer.use(helper)
  }
}
