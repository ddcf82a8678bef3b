import Language

/// What PyTorch's functions are given: tensors, where the session takes arrays, numbers and lists.
extension ProgramWriter {
  /// The operations whose operands must be of one element type.
  private static let strict: Set<String> = [
    "matmul", "dot", "vdot", "inner", "outer", "cross", "vecdot", "matvec", "kron", "tensordot",
    "einsum", "solve", "triangular_solve", "cholesky_solve", "lstsq", "mse", "mae", "huber",
    "sigmoid_cross_entropy_with_logits", "weighted_cross_entropy_with_logits", "conv1d", "conv2d",
    "stack", "concat",
  ]
  /// The parameters that take a list of tensors.
  static let lists: Set<String> = ["values", "inputs", "arrays", "t_list", "axes"]

  /// The operations of which PyTorch keeps no operand.
  private static let keepingNone: Set<String> = [
    "add", "subtract", "negative", "sum", "mean", "reshape", "transpose", "concat", "stack", "cast",
    "add_n", "squeeze", "expand_dims", "stop_gradient", "identity",
  ]

  /// A copy of a Variable that gets another value before its derivative is asked for: PyTorch keeps
  /// what an operation is given, and TensorFlow what it was then.
  func keptForDerivative(
    _ expression: Expression, _ code: Code, by operation: String
  ) -> Code {
    guard framework == .pytorch, observed(expression)?.isUpdatedBeforeDerivative == true,
      !ProgramWriter.keepingNone.contains(operation)
    else { return code }
    asksOfOldValues = true
    return Code(code.text(atLeast: .primary) + ".clone()")
  }

  /// An operand that is not a tensor yet; nil for what is one, and for numbers by themselves.
  ///
  /// - Parameters:
  ///   - name: the operation's name.
  ///   - template: how it is written.
  ///   - others: the operands.
  func torchOperand(
    _ value: Expression, _ parameter: CalleeFacts.Parameter, of name: String,
    _ template: CallTemplate?, beside others: [Expression]
  ) throws(ExportProblem) -> Code? {
    let own = parameter.names[0]
    guard parameter.isOperand || CalleeFacts.operands.contains(own) else { return nil }
    // Where the table makes a tensor of it, nothing is to be done.
    if template?.converts(own, by: "torch.as_tensor(") == true { return nil }
    if ProgramWriter.lists.contains(own) {
      if let several = try severalTensors(value) { return several }
      return try listOfTensors(value)
    }
    if let tensor = try tensorOfNumPy(
      value, beside: others, isStrict: ProgramWriter.strict.contains(name))
    {
      return tensor
    }
    if let seen = observed(value), seen.kinds.contains(.number), becomesTensor(value) {
      return Code("torch.as_tensor(\(try text(value)))")
    }
    return try tensorOfList(
      value, beside: others, isStrict: ProgramWriter.strict.contains(name))
  }

  /// A loss of targets and predictions with other numbers of axes, which Keras makes alike; nil for
  /// all else.
  func alignedLoss(
    _ name: String, _ template: CallTemplate, _ named: [String: Code], _ values: [Expression]
  ) throws(ExportProblem) -> String? {
    guard FrameworkNames.aligned.contains(name), values.count > 1,
      let target = named["y_true"], let prediction = named["y_pred"]
    else { return nil }
    let ranks = values.prefix(2).map { observed($0)?.ranks ?? 0 }
    guard !ranks.contains(0), ranks[0] != ranks[1] || ranks[0].nonzeroBitCount > 1,
      let helper = Helper(name: "aligned", framework)
    else { return nil }
    var inner = named
    inner["y_true"] = Code("y_true")
    inner["y_pred"] = Code("y_pred")
    guard let loss = template.text(inner) else { return nil }
    noteModules(of: loss)
    return "\(use(helper))(lambda y_true, y_pred: \(loss), \(target.text), \(prediction.text))"
  }
}
