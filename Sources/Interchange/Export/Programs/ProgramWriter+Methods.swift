import Language

/// Attributes and methods.
extension ProgramWriter {
  func attribute(
    _ expression: Expression, _ base: Expression, _ name: String
  ) throws(ExportProblem) -> Code {
    if let use = libraryObject(of: expression) {
      // TensorFlow's own names stay as they were typed.
      if framework == .tensorflow, use.isTensorFlow {
        return Code(
          FrameworkNames.current(try text(base, atLeast: .primary) + "." + name))
      }
      return try code(of: use, at: expression.range)
    }
    if let module = module(of: expression) { return Code(modulePath(module.path)) }
    if framework == .jax, VariableFlow.assignments.contains(name) {
      throw ExportProblem(
        "JAX's arrays cannot be changed in place, so that '\(name)' is no function that could be kept",
        hint: "call it where it is named", at: expression.range)
    }
    let receiver = try text(base, atLeast: .primary)
    guard !isPython(base), origin(of: base) != .numpy else { return Code("\(receiver).\(name)") }
    switch (name, framework) {
    case ("T", .tensorflow): return Code("tf.transpose(\(try text(base)))")
    case ("shape", .pytorch): return Code("tuple(\(receiver).shape)")
    case ("size", .tensorflow): return Code("tf.size(\(try text(base)))")
    case ("size", .pytorch): return Code("\(receiver).numel()")
    default: return Code("\(receiver).\(name)")
    }
  }

  /// Whether a value is certainly no tensor.
  private func isPython(_ expression: Expression) -> Bool {
    switch kind(of: expression) {
    case .number, .numbers, .sequence, .other, .function: true
    case .tensor, .variable, .unknown: false
    }
  }

  /// A method of a tensor, a Variable or a tape; nil for what is left as it is.
  func method(
    _ base: Expression, _ name: String, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    if case .name(let tape) = base.kind, tapeNames.contains(tape) {
      return try tapeMethod(tape, name, arguments, range)
    }
    if case .name(let name) = base.kind, let accumulator = accumulators[name],
      let target = arguments.first?.value,
      var request = DerivativeRequest(.jvp, [target, accumulator.source, target])
    {
      request.vectorText = accumulator.tangent
      return try derivative(request)
    }
    if let code = try loadedArrays(base, name, arguments) { return code }
    if isGenerator(base), let code = try draw(range) { return code }
    if let code = try shapeMethod(base, name, arguments) { return code }
    if isPython(base) { return nil }
    if origin(of: base) == .numpy { return try numpyMethod(base, name, arguments) }
    if let code = try assignment(base, name, arguments, range) { return code }
    let value = try code(base)
    let receiver = value.text(atLeast: .primary)
    // The number itself is none of what JAX differentiates by.
    if isTracing, ["numpy", "item"].contains(name) {
      return Code("jax.lax.stop_gradient(\(value.text))")
    }
    if mayBeTraced, ["numpy", "item", "tolist"].contains(name) {
      let constant = "jax.lax.stop_gradient(\(value.text))"
      if name != "numpy" { return Code("\(constant).\(name)()") }
      modules.insert("numpy")
      return Code("np.asarray(\(constant))")
    }
    switch (name, framework) {
    case ("numpy", .pytorch) where origin(of: base) == .mixed:
      guard let helper = Helper(name: "as_arrays", .pytorch) else { return nil }
      return Code("\(use(helper))(\(try text(base)))")
    case ("numpy", .pytorch):
      // A Variable that is updated later would take the array with it.
      let copy = mayBeVariable(base) ? ".copy()" : ""
      return Code("\(receiver).detach().numpy()\(copy)")
    case ("numpy", .jax):
      modules.insert("numpy")
      return Code("np.asarray(\(value.text))")
    case ("item", .tensorflow): return Code("\(receiver).numpy().item()")
    case ("tolist", .tensorflow): return Code("\(receiver).numpy().tolist()")
    case ("numpy", _), ("item", _), ("tolist", _): return Code("\(receiver).\(name)()")
    case ("read_value", .pytorch), ("value", .pytorch): return Code("\(receiver).clone()")
    case ("read_value", .jax), ("value", .jax): return Code(receiver, .primary)
    case ("read_value", .tensorflow), ("value", .tensorflow):
      return Code("\(receiver).\(name)()")
    case ("get_shape", .pytorch), ("get_shape", .jax): return Code("tuple(\(receiver).shape)")
    case ("astype", _):
      return try methodAsFunction("cast", base, arguments, range)
    case ("dot", _): return try methodAsFunction("matmul", base, arguments, range)
    case ("copy", _): return nil
    default: break
    }
    guard library.attributes[.tensor]?[name] != nil, library.bareNames[name] != nil else {
      return nil
    }
    if name == "reshape" || name == "transpose", arguments.count > 1 {
      // The extents one by one are one tuple of a function.
      let values = arguments.map(\.value)
      let shape = Expression(.tuple(values), range)
      return try methodAsFunction(name, base, [.positional(shape)], range)
    }
    return try methodAsFunction(name, base, arguments, range)
  }

  /// A method of TensorFlow's shapes, which are tuples elsewhere; nil for all else.
  private func shapeMethod(
    _ base: Expression, _ name: String, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code? {
    guard framework != .tensorflow, name == "as_list", arguments.isEmpty else { return nil }
    if case .attribute(let tensor, "shape", _) = base.kind {
      return Code("list(\(try text(tensor, atLeast: .primary)).shape)")
    }
    return Code("list(\(try text(base)))")
  }

  private func methodAsFunction(
    _ name: String, _ base: Expression, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code {
    guard let object = library.bareNames[name] else {
      throw ExportProblem("the method \(name) cannot be exported", at: range)
    }
    return try call(
      LibraryUse(object: object, path: name), Expression(.name(name), range),
      [.positional(base)] + arguments, range)
  }

  /// Methods that replace a Variable's value.
  private func assignment(
    _ base: Expression, _ name: String, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> Code? {
    guard ["assign", "assign_add", "assign_sub"].contains(name), framework != .tensorflow,
      let value = arguments.first?.value
    else { return nil }
    guard functionDepth == openDefinitions.count else {
      throw ExportProblem(
        "\(framework.title) updates a Variable by a statement, which cannot stand in an expression",
        hint: "write a loop, or a function with 'def'", at: range)
    }
    if tryDepth > 0 {
      throw ExportProblem(
        "\(name) in a 'try' may fail for another shape or element type, and \(framework.title) "
          + "would take it or fail otherwise",
        hint: "write the assignment outside of 'try'", at: range)
    }
    let variable = try text(base, atLeast: .primary)
    switch framework {
    case .tensorflow: return nil
    case .pytorch:
      // Statements of their own, so that they can stand under no_grad.
      let isPlain = name != "assign" && kind(of: value).isNumber
      var given = try isPlain ? text(value) : asTensor(value)
      if mayDifferentiate(value) {
        // What is differentiated is computed where gradients are recorded.
        let step = freshName("change")
        pendingLines.append("\(step) = \(given)")
        given = step
      }
      // An operator would make the name one of the function's own.
      let isAssigned = isAssignable(base)
      let line =
        switch name {
        case "assign_add": isAssigned ? "\(variable) += \(given)" : "\(variable).add_(\(given))"
        case "assign_sub": isAssigned ? "\(variable) -= \(given)" : "\(variable).sub_(\(given))"
        default: "\(variable).copy_(\(given))"
        }
      pendingLines += ["with torch.no_grad():", line.indented()]
    case .jax:
      return try jaxUpdate(base, name, value, range)
    }
    return Code(variable)
  }

  /// Whether derivatives may be taken while an expression is evaluated, which PyTorch does only where
  /// gradients are recorded: by itself, or by a function of the user's.
  private func mayDifferentiate(_ value: Expression) -> Bool {
    var isFound = false
    SyntaxWalk.visit(value) { expression in
      switch expression.kind {
      case .command, .prime: isFound = true
      case .call(let function, _):
        if libraryObject(of: function) != nil {
          if DerivativeRequest.isIn(
            [Statement(.expression(expression, muted: true), expression.range)], of: entry)
          {
            isFound = true
          }
          return
        }
        // A method of a tensor takes no derivative, and one of a tape does.
        guard case .attribute(let base, _, _) = function.kind, !isTape(base) else {
          isFound = true
          return
        }
      default: break
      }
    }
    return isFound
  }

  /// An expression, made a tensor where it is a Python number or a list of them.
  func asTensor(_ value: Expression) throws(ExportProblem) -> String {
    if let tensor = try tensorOfNumPy(value) { return tensor.text }
    if let tensor = try stacked(value) { return tensor.text }
    let kind = kind(of: value)
    let code = try code(value)
    guard kind.isNumber || kind.isNumbers else { return code.text }
    return tensor(code, kind: kind, isInteger: areIntegers(value)).text
  }
}
