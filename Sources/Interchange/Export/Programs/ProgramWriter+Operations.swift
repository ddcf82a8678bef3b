import Autodiff
import Language
import Tensors

/// Calls of operations that tapes record, and their operands.
extension ProgramWriter {
  /// A call of an operation that tapes record.
  func operation(
    _ callee: CalleeFacts, _ use: LibraryUse, _ function: Expression,
    _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    if callee.name == "matmul", let bound = callee.bound(arguments), bound.named.count == 2,
      let x = bound.named.first(where: { $0.parameter.names[0] == "x" })?.value,
      let y = bound.named.first(where: { $0.parameter.names[0] == "y" })?.value,
      let product = try vectorProduct(x, y)
    {
      return product
    }
    let own = use.isTensorFlow ? template(of: "tf." + callee.name) : nil
    let template = own ?? template(of: callee.name)
    if framework == .tensorflow, template == nil || use.isTensorFlow {
      guard let name = callee.tensorflow.first else {
        throw ExportProblem("TensorFlow has no function for \(callee.name)", at: range)
      }
      let spelled = use.isTensorFlow ? try text(function) : "tf." + FrameworkNames.current(name)
      return Code(spelled + "(" + (try operandTexts(callee, arguments)) + ")")
    }
    guard let bound = callee.bound(arguments) else {
      throw ExportProblem(
        "this call of \(callee.name) cannot be told apart before it runs",
        hint: "write its arguments one by one", at: range)
    }
    var named: [String: Code] = [:]
    let isAlone = !bound.named.contains { $0.parameter.isOperand && kind(of: $0.value).isTensor }
    for (parameter, value) in bound.named {
      if case .none = value.kind { continue }
      if parameter.names[0] == "dtype", case .string(let text) = value.kind,
        let dtype = DType(name: text)
      {
        named["dtype"] = Code(name(of: dtype))
        continue
      }
      if let limit = try clampBound(value, parameter, among: bound.named) {
        named[parameter.names[0]] = limit
      } else {
        let code = try operand(
          value, parameter, isAlone: isAlone, of: callee.name, template,
          beside: bound.named.filter(\.parameter.isOperand).map(\.value) + bound.rest)
        named[parameter.names[0]] = keptForDerivative(value, code, by: callee.name)
      }
    }
    // The one operation that makes floats of integers.
    if framework == .jax, needsFloatDType, callee.name == "one_hot", named["dtype"] == nil {
      named["dtype"] = Code(name(of: floatDType))
    }
    var rest: [Code] = []
    for value in bound.rest {
      if let tensor = try tensorOfNumPy(value, beside: bound.rest, isStrict: true) {
        rest.append(tensor)
      } else {
        rest.append(keptForDerivative(value, try code(value), by: callee.name))
      }
    }
    guard let template else {
      throw ExportProblem("\(framework.title) has no function for \(callee.name)", at: range)
    }
    let aligned = try alignedLoss(callee.name, template, named, bound.named.map(\.value))
    guard let text = aligned ?? template.text(named, rest: rest) else {
      let given = bound.named.map { $0.parameter.names[0] }.joined(separator: ", ")
      throw ExportProblem(
        "\(framework.title) has no \(callee.name) with the arguments \(given)", at: range)
    }
    noteModules(of: text)
    return Code(text, CodeShape.precedence(of: text))
  }

  /// A bound of PyTorch's `clamp`: two numbers, or two tensors, which have another derivative where
  /// the bound is reached.
  private func clampBound(
    _ value: Expression, _ parameter: CalleeFacts.Parameter,
    among named: [(parameter: CalleeFacts.Parameter, value: Expression)]
  ) throws(ExportProblem) -> Code? {
    let names = ["low", "high"]
    guard framework == .pytorch, names.contains(parameter.names[0]) else { return nil }
    let bounds = named.filter { names.contains($0.parameter.names[0]) }.map(\.value)
    guard bounds.allSatisfy({ isNumberOrNone($0) }) else {
      let code = try code(value)
      return kind(of: value).isNumber ? tensor(code, kind: .number) : code
    }
    return try code(value)
  }

  private func isNumberOrNone(_ value: Expression) -> Bool {
    if case .none = value.kind { return true }
    return kind(of: value).isNumber
  }

  /// An operand: a number becomes a tensor where the framework takes none.
  ///
  /// - Parameters:
  ///   - name: the operation's name.
  ///   - template: how it is written.
  ///   - others: the operands.
  private func operand(
    _ value: Expression, _ parameter: CalleeFacts.Parameter, isAlone: Bool, of name: String = "",
    _ template: CallTemplate? = nil, beside others: [Expression] = []
  ) throws(ExportProblem) -> Code {
    if framework == .pytorch,
      let tensor = try torchOperand(value, parameter, of: name, template, beside: others)
    {
      return tensor
    }
    if framework == .jax || observed(value) == nil, let code = try stacked(value, parameter) {
      return code
    }
    if framework == .jax, kind(of: value).isUnknown || isSequence(value), parameter.isOperand,
      !ProgramWriter.lists.union(["indices", "ids", "xs", "tensors", "elems"]).contains(
        parameter.names[0]),
      let kinds = observed(value)?.kinds, !kinds.isEmpty, kinds.isSubset(of: [.list, .tuple])
    {
      return Code("jnp.array(\(try text(value)))")
    }
    let code = try code(value)
    // Indices may be a list: the table says where an array is needed.
    guard parameter.isOperand, !["indices", "ids"].contains(parameter.names[0]) else { return code }
    let kind = kind(of: value)
    switch framework {
    case .tensorflow:
      return needsFloatDType && isAlone && kind.isNumber && !isInteger(value)
        ? tensor(code, kind: kind) : code
    case .pytorch:
      return kind.isNumber || kind.isNumbers
        ? tensor(code, kind: kind, isInteger: areIntegers(value)) : code
    case .jax:
      let isFloat = needsFloatDType && isAlone && kind.isNumber && !isInteger(value)
      return kind.isNumbers || isFloat
        ? tensor(code, kind: kind, isInteger: areIntegers(value)) : code
    }
  }

  private func operandTexts(
    _ callee: CalleeFacts, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> String {
    guard needsFloatDType, let bound = callee.bound(arguments), bound.rest.isEmpty,
      bound.named.count == arguments.count
    else { return try self.arguments(arguments) }
    let isAlone = !bound.named.contains { $0.parameter.isOperand && kind(of: $0.value).isTensor }
    var parts: [String] = []
    for (argument, pair) in zip(arguments, bound.named) {
      let value = try operand(pair.value, pair.parameter, isAlone: isAlone).text
      if case .keyword(let name, _, _) = argument {
        parts.append("\(name)=\(value)")
      } else {
        parts.append(value)
      }
    }
    return parts.joined(separator: ", ")
  }
}
