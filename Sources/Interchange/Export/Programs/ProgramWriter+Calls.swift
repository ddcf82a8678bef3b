import Autodiff
import Language
import Tensors

/// Calls.
extension ProgramWriter {
  func call(
    _ function: Expression, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    if let use = libraryObject(of: function) { return try call(use, function, arguments, range) }
    if case .attribute(let base, let name, _) = function.kind {
      if let code = try method(base, name, arguments, range) { return code }
      let receiver = try text(base, atLeast: .primary)
      if let kept = try keptArguments(name, arguments, range) {
        return Code("\(receiver).\(name)(\(kept))")
      }
      return Code("\(receiver).\(name)(" + (try self.arguments(arguments)) + ")")
    }
    if let code = try updatingCall(function, arguments, range) { return code }
    // What a derivative's function is called with is differentiated, so that it is a tensor.
    let isDerivative = isDerivativeFunction(function)
    return Code(
      try text(function, atLeast: .primary) + "("
        + (isDerivative
          ? self.arguments(
            arguments, areTensors: framework == .pytorch || needsFloatDType, convertsArrays: true)
          : self.arguments(arguments, ofFunction: function)) + ")")
  }

  /// The arguments of a function of the user's; Python's floats become tensors where the function
  /// hands them to an operation of the framework's that takes tensors only.
  private func arguments(
    _ arguments: [Language.Argument], ofFunction function: Expression
  ) throws(ExportProblem) -> String {
    let needing = parametersThatMustBeTensors(function)
    // What is called under another name may be an operation of the framework's.
    let isOperation =
      framework == .pytorch && observed(function)?.kinds.contains(.operation) == true
    var parts: [String] = []
    for (index, argument) in arguments.enumerated() {
      let isTensor: Bool
      switch (needing, argument) {
      case (.all, _): isTensor = true
      case (.some(let places, _), .positional): isTensor = places.contains(index)
      case (.some(_, let names), .keyword(let name, _, _)): isTensor = names.contains(name)
      default: isTensor = false
      }
      if let text = try detachedState(argument.value, function), case .positional = argument {
        parts.append(text)
      } else if case .positional(let value) = argument, isPartOfVariable(value), mayKeep(function) {
        parts.append(try kept(value).text)
      } else if framework == .jax || observed(argument.value) == nil,
        let text = try listAsTensor(argument, index, ofFunction: function)
      {
        parts.append(text)
      } else {
        parts.append(
          try self.arguments(
            [argument], areTensors: isTensor || isOperation, convertsArrays: isOperation))
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Arguments as they are written.
  ///
  /// - Parameters:
  ///   - areTensors: whether Python's floats become tensors.
  ///   - convertsArrays: whether NumPy's arrays do.
  func arguments(
    _ arguments: [Language.Argument], areTensors: Bool = false, convertsArrays: Bool = false
  ) throws(ExportProblem) -> String {
    var parts: [String] = []
    for argument in arguments {
      switch argument {
      case .positional(let value):
        parts.append(try argumentText(value, isTensor: areTensors, convertsArrays: convertsArrays))
      case .keyword(let name, _, let value):
        parts.append(
          name + "="
            + (try argumentText(value, isTensor: areTensors, convertsArrays: convertsArrays)))
      case .unpacked(let value): parts.append("*" + (try text(value, atLeast: .bitOr)))
      case .unpackedKeywords(let value): parts.append("**" + (try text(value, atLeast: .bitOr)))
      }
    }
    return parts.joined(separator: ", ")
  }

  private func argumentText(
    _ value: Expression, isTensor: Bool, convertsArrays: Bool
  ) throws(ExportProblem) -> String {
    if convertsArrays, let tensor = try tensorOfNumPy(value) { return tensor.text }
    // What begins as a number is one of a function's own names.
    if convertsArrays, isTensor, framework == .pytorch, case .unknown = kind(of: value),
      observed(value)?.kinds.contains(.number) == true
    {
      return "torch.as_tensor(\(try text(value)))"
    }
    // Whether a name of a function is an integer is not known; what must be a tensor is none.
    guard isTensor, kind(of: value).isNumber, !areIntegers(value) else { return try text(value) }
    return tensor(try code(value), kind: .number).text
  }

  /// Whether a number is an integer, as far as can be seen.
  func isInteger(_ value: Expression) -> Bool {
    switch value.kind {
    case .int, .bool: return true
    case .unary(_, let operand): return isInteger(operand)
    case .name(let name):
      if case .int? = global(name) { return true }
      return isLocal(name)
    case .binary(let binary, let left, let right):
      return binary != .divide && isInteger(left) && isInteger(right)
    case .call(let function, _):
      if case .name(let name) = function.kind { return name == "len" || name == "int" }
      return false
    default: return false
    }
  }

  // MARK: The library's functions

  func call(
    _ use: LibraryUse, _ function: Expression, _ arguments: [Language.Argument],
    _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    if use.isMatplotlib { return try figureCall(use, function, arguments) }
    if use.isNumPy || use.isMath {
      if isDraw(use.object), let code = try draw(range) { return code }
      if let code = try numpyLoad(use, arguments) { return code }
      let outer = writesNumPy
      writesNumPy = use.isNumPy
      defer { writesNumPy = outer }
      return Code(
        modulePath(use.path) + "("
          + (try use.isNumPy ? arrays(arguments) : self.arguments(arguments)) + ")")
    }
    let outer = writesNumPy
    writesNumPy = false
    defer { writesNumPy = outer }
    switch use.object {
    case .type(.variable): return try variable(arguments, range)
    case .type(.tape):
      guard framework == .tensorflow else {
        throw ExportProblem("a tape outside of 'with' cannot be exported", at: range)
      }
      return Code("tf.GradientTape(" + (try self.arguments(arguments)) + ")")
    case .type(let type):
      guard
        framework == .tensorflow || PythonNames.all.contains(type.name)
          || type.name.hasSuffix("Error") || type.name.hasSuffix("Exception")
      else {
        throw ExportProblem("\(type.name) has no counterpart in \(framework.title)", at: range)
      }
      let name = use.isTensorFlow ? modulePath(use.path) : type.name
      if isTracing, type.name == "float", arguments.count == 1,
        !kind(of: arguments[0].value).isNumber
      {
        return Code("jax.lax.stop_gradient(\(try text(arguments[0].value)))")
      }
      if mayBeTraced, type.name == "float" || isTracing && type.name == "int",
        arguments.count == 1, case .positional(let value) = arguments[0], mayBeTensor(value)
      {
        return Code("\(name)(jax.lax.stop_gradient(\(try text(value))))")
      }
      if framework == .pytorch, ["float", "int"].contains(type.name), arguments.count == 1,
        case .positional(let value) = arguments[0], kind(of: value).isTensor,
        origin(of: value) != .numpy
      {
        // PyTorch warns of a number that still asks for gradients.
        return Code("\(name)(\(try text(value, atLeast: .primary)).detach())")
      }
      return Code(name + "(" + (try self.arguments(arguments)) + ")")
    default: break
    }
    guard var callee = CalleeFacts(use.object) else {
      return Code(try text(function, atLeast: .primary) + "(" + self.arguments(arguments) + ")")
    }
    if PythonNames.all.contains(callee.name), !callee.isRecorded, !use.isTensorFlow {
      try checkThatAttributesAreAlike(callee.name, arguments, range)
      return Code(callee.name + "(" + (try self.arguments(arguments)) + ")")
    }
    if callee.name == "round", !use.isTensorFlow, let code = try rounded(arguments) { return code }
    if PythonNames.shared.contains(callee.name), !use.isTensorFlow,
      isPythonCall(callee.name, arguments)
    {
      return Code(callee.name + "(" + (try pythonArguments(arguments)) + ")")
    }
    // Python's function of a value that may be either: each framework's tensors have it.
    if callee.name == "abs", let first = arguments.first, kind(of: first.value).isUnknown {
      return Code("abs(" + (try self.arguments(arguments)) + ")")
    }
    if let primitive = Primitive.all.first(where: {
      $0.name == callee.name || $0.bareAliases.contains(callee.name)
    }), !callee.isRecorded, let facts = CalleeFacts(.primitive(PrimitiveReference(primitive))) {
      callee = facts
    }
    if isDraw(use.object), let code = try draw(range) { return code }
    if let code = try derivative(callee, arguments, range) { return code }
    if let code = try creation(callee, arguments, range) { return code }
    return try operation(callee, use, function, arguments, range)
  }

  /// - Throws: where a tensor is asked for an attribute by its name, which each framework has others of.
  private func checkThatAttributesAreAlike(
    _ name: String, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) {
    guard framework != .tensorflow, ["getattr", "hasattr"].contains(name),
      let first = arguments.first?.value, kind(of: first).isTensor
    else { return }
    throw ExportProblem(
      "a tensor of \(framework.title) has other attributes, so that \(name) gives another answer",
      hint: "ask for what the attribute is used for", at: range)
  }

  /// Whether a function that Python has as well is called on Python's own values.
  func isPythonCall(_ name: String, _ arguments: [Language.Argument]) -> Bool {
    let values = arguments.compactMap { argument -> Expression? in
      if case .positional(let value) = argument { return value }
      return nil
    }
    guard let first = values.first else { return false }
    // The operations of the frameworks compare by nothing else.
    let isOrdered = arguments.contains { argument in
      if case .keyword("key", _, _) = argument { true } else { false }
    }
    if isOrdered { return true }
    if values.count == arguments.count, isPythonCall(name, values) { return true }
    if framework != .jax || !isTracing, kind(of: first).isUnknown,
      let kinds = observed(first)?.kinds,
      !kinds.isEmpty, kinds.isSubset(of: [.list, .tuple, .dict, .other])
    {
      return true
    }
    switch kind(of: first) {
    case .number, .numbers, .sequence: return true
    default: return values.count > 1 && values.allSatisfy { kind(of: $0).isNumber }
    }
  }

  /// Python's `round` of one number of its own or NumPy's; nil for all else.
  ///
  /// Only TensorFlow gives such a number for a tensor of no axes, and others an array, which is not
  /// rounded.
  private func rounded(_ arguments: [Language.Argument]) throws(ExportProblem) -> Code? {
    guard let value = arguments.first?.value, !kind(of: value).isNumber,
      let seen = observed(value)
    else { return nil }
    let isNumber = seen.kinds == .number
    guard isNumber || (origin(of: value) == .numpy && seen.rank == 0) else { return nil }
    if framework == .tensorflow || isNumber {
      return Code("round(\(try self.arguments(arguments)))")
    }
    let digits = try self.arguments(Array(arguments.dropFirst()))
    return Code("round(float(\(try text(value)))\(digits.isEmpty ? "" : ", " + digits))")
  }

  /// Whether a function of Python's gives for arrays or single numbers what the session gives.
  private func isPythonCall(_ name: String, _ values: [Expression]) -> Bool {
    guard framework != .jax || usesNumPy || values.count > 1 else { return false }
    if values.count == 1, let value = values.first {
      guard origin(of: value) == .numpy else { return false }
      return name == "abs" || observed(value)?.rank == 1
    }
    // Several values are compared as wholes.
    guard name == "max" || name == "min" else { return false }
    return values.allSatisfy { value in
      kind(of: value).isNumber
        || (observed(value).map { $0.ranks <= 1 && !$0.kinds.isEmpty } ?? false)
    }
  }

  /// Arguments of Python's `max` and the like, which compares them: arrays become tensors beside
  /// tensors.
  private func pythonArguments(
    _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> String {
    let values = arguments.map(\.value)
    guard framework == .pytorch, values.count > 1, values.contains(where: mayBeTensor),
      values.contains(where: mayBeArray)
    else { return try self.arguments(arguments) }
    var parts: [String] = []
    for argument in arguments {
      if case .positional(let value) = argument,
        let tensor = try tensorOfNumPy(value, beside: values)
      {
        parts.append(tensor.text)
      } else {
        parts.append(try self.arguments([argument]))
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Python numbers as a tensor of the session's type.
  ///
  /// - Parameter isInteger: whether they are integers, which stay such.
  func tensor(
    _ code: Code, kind: StaticKind, dtype: String? = nil, isInteger: Bool = false
  ) -> Code {
    let own: String? =
      isInteger
      ? (framework == .jax && uses64Bits ? name(of: .int32) : nil)
      : (needsFloatDType && !kind.isUnknown ? name(of: floatDType) : nil)
    let dtype = dtype ?? own
    let suffix = dtype.map { ", dtype=\($0)" } ?? ""
    switch framework {
    case .tensorflow: return Code("tf.constant(\(code.text)\(suffix))")
    case .pytorch: return Code("torch.tensor(\(code.text)\(suffix))")
    case .jax: return Code("jnp.array(\(code.text)\(suffix))")
    }
  }

  /// Notes what a text of the table needs to be imported.
  func noteModules(of text: String) {
    for (mark, module) in [
      ("math.", "math"), ("F.", "torch.nn.functional"), ("jsp.", "jax.scipy"), ("np.", "numpy"),
    ] where text.hasPrefix(mark) || text.contains("(" + mark) || text.contains(" " + mark) {
      modules.insert(module)
    }
    for helper in Helper.all(framework) where text.contains(helper.name + "(") {
      _ = use(helper)
    }
  }

  /// The template of an operation, if the table has one.
  func template(of name: String) -> CallTemplate? {
    FrameworkNames.table(framework)[name].map { CallTemplate($0) }
  }
}

/// What can be seen of a piece of Python without parsing it.
enum CodeShape {
  /// How tightly a text of the table binds: one with an operator outside of brackets is taken to
  /// bind loosely.
  static func precedence(of text: String) -> Precedence {
    var depth = 0
    for character in text {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case " " where depth == 0: return .lambda
      default: break
      }
    }
    return text.hasPrefix("-") ? .unary : .primary
  }
}
