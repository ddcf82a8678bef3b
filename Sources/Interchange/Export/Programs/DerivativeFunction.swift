import Language

/// A function made of another one: `D(f)`, `grad(f)`, `jacobian(f)`, `vmap(f)`.
struct DerivativeFunction {
  static let names: Set<String> = [
    "D", "grad", "value_and_grad", "jacobian", "jacrev", "jacfwd", "hessian", "vmap",
  ]

  let writer: ProgramWriter
  let name: String
  let range: SourceRange

  /// The function's code, for a function that is given with further arguments.
  func code(
    _ function: Expression, _ arguments: [Language.Argument], order: Int? = nil
  ) throws(ExportProblem) -> Code {
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
    case .tensorflow: return Code(helper(name) + "(\(inner)\(order.map { ", \($0)" }.flatMap { order == 1 ? nil : $0 } ?? suffix))")
    case .pytorch:
      switch name {
      case "D": return Code(helper("D") + "(\(inner)\(order.flatMap { $0 == 1 ? "" : ", \($0)" } ?? suffix))")
      case "value_and_grad": return Code(helper(name) + "(\(inner)\(suffix))")
      case "jacobian": return Code("torch.func.jacrev(\(inner)\(suffix))")
      default: return Code("torch.func.\(name)(\(inner)\(torchSuffix(arguments, suffix)))")
      }
    case .jax:
      if name == "D" { return try repeated(inner, arguments, order) }
      return Code("jax.\(name)(\(inner)\(suffix))")
    }
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
        throw ExportProblem(
          "the order of a derivative must be a number that is written out for JAX", at: range)
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
