import Language
import Notebook
import Tensors

/// A second run of a session, in which what its expressions stand for is taken down.
enum ObservedRun {
  /// What the expressions of a session's entries stand for.
  static func of(_ session: ReplayedSession) -> ValueObserver {
    let observer = ValueObserver()
    var interpreter = Interpreter(
      session.kind, session: Session(header: session.file.header), observer: observer,
      maximumSteps: session.maximumSteps, surroundings: session.surroundings,
      isInterrupted: session.isInterrupted)
    for replayed in session.entries where !interpreter.hasQuit {
      if replayed.result.status == .skipped {
        _ = interpreter.skip(replayed.entry.source)
        continue
      }
      if asksSession(replayed) { observer.noteDerivative(of: nil, in: interpreter.session) }
      _ = interpreter.run(
        replayed.entry.source, timeout: replayed.entry.options.timeout, keepsOutputs: false)
    }
    return observer
  }

  /// Whether an entry asks the session's own tape for a derivative.
  private static func asksSession(_ replayed: ReplayedSession.ReplayedEntry) -> Bool {
    replayed.tree?.statements.contains { statement in
      DerivativeRequest.asked(by: statement, replayed).contains { $0.tape == nil }
    } ?? false
  }
}

extension ProgramWriter {
  /// What an expression of the entry stood for; nil where it was not evaluated, or is none of the
  /// entry's own.
  func observed(_ expression: Expression) -> ObservedValue? {
    observer.value(of: expression, in: entry.entry.source)
  }

  /// What a call at a place gave.
  func observedCall(_ range: SourceRange) -> ObservedValue? {
    observed(Expression(.call(Expression(.none, range), []), range))
  }

  /// What an expression certainly is, where its text does not tell and the session's run does.
  ///
  /// Numbers are no such thing: a function that was given a number in the session may be given a
  /// tensor in the program, for PyTorch's operations take nothing else.
  func observedKind(_ expression: Expression) -> StaticKind {
    guard framework == .pytorch, let value = observed(expression), !value.kinds.isEmpty else {
      return .unknown
    }
    if value.kinds == .variable { return .variable }
    if value.kinds.isSubset(of: [.array, .tensor, .variable]) { return .tensor(rank: value.rank) }
    if value.kinds.isSubset(of: [.list, .tuple]) { return .sequence }
    if value.kinds == .dict { return .other }
    if value.kinds.isSubset(of: [.function, .operation]) { return .function }
    return .unknown
  }

  /// Whether an expression may be a tensor or an array in the program although it begins as a number.
  func becomesTensor(_ expression: Expression) -> Bool {
    guard framework == .pytorch, let value = observed(expression) else { return false }
    return !value.kinds.isDisjoint(with: [.array, .tensor, .variable])
  }

  /// Whether JAX may trace what is written: what leaves its arrays has to be a constant.
  var mayBeTraced: Bool {
    framework == .jax
      && (isTracing || lambdaDepth > 0 || openFunctions.contains(where: recordedFunctions.contains))
  }

  /// Whether an expression may be an array of NumPy's.
  func mayBeArray(_ expression: Expression) -> Bool {
    switch origin(of: expression) {
    case .numpy, .mixed: true
    case .framework, .unknown: false
    }
  }

  /// Whether an expression may be a tensor of the framework's.
  func mayBeTensor(_ expression: Expression) -> Bool {
    switch origin(of: expression) {
    case .framework, .mixed: true
    case .numpy: false
    case .unknown: kind(of: expression).isTensor
    }
  }

  /// Whether an expression is a list or tuple, or a dict, that holds something of some kinds.
  func isContainer(_ expression: Expression, of kinds: ObservedValue.Kinds) -> Bool {
    guard let value = observed(expression), !value.kinds.isEmpty else { return false }
    return value.kinds.isSubset(of: .containers) && !value.itemKinds.isDisjoint(with: kinds)
  }

  // MARK: Tensors for operations

  /// An array of NumPy's as a tensor of PyTorch's, in the element type of the tensors beside it: an
  /// array gives way to them; nil for all else.
  ///
  /// - Parameters:
  ///   - others: the other operands.
  ///   - isStrict: whether the operation takes operands of one element type only.
  func tensorOfNumPy(
    _ expression: Expression, beside others: [Expression] = [], isStrict: Bool = false
  ) throws(ExportProblem) -> Code? {
    guard framework == .pytorch, mayBeArray(expression) else { return nil }
    let suffix = dtypeSuffix(arrayDTypes(expression), beside: others, isStrict: isStrict)
    return Code("torch.as_tensor(\(try text(expression))\(suffix))")
  }

  /// A list that is an operand, as a tensor of PyTorch's; nil for all else.
  ///
  /// What is a list in the text becomes one elsewhere.
  func tensorOfList(
    _ expression: Expression, beside others: [Expression] = [], isStrict: Bool = false
  ) throws(ExportProblem) -> Code? {
    if let stacked = try stacked(expression) { return stacked }
    guard framework == .pytorch, !kindByText(of: expression).isNumbers,
      let value = observed(expression), !value.kinds.isDisjoint(with: [.list, .tuple]),
      value.itemKinds.isSubset(of: [.number, .array, .list, .tuple]),
      !value.kinds.contains(.dict)
    else { return nil }
    let isOfFloats =
      value.arrayDTypes.isEmpty ? ObservedValue.DTypes(floatDType) : value.arrayDTypes
    let suffix = dtypeSuffix(isOfFloats, beside: others, isStrict: isStrict)
    return Code("torch.as_tensor(\(try text(expression))\(suffix))")
  }

  /// The argument that makes a new tensor agree with those beside it.
  private func dtypeSuffix(
    _ own: ObservedValue.DTypes, beside others: [Expression], isStrict: Bool
  ) -> String {
    let tensors = others.filter(mayBeTensor)
    let theirs = tensors.reduce(into: ObservedValue.DTypes()) { $0.formUnion(tensorDTypes($1)) }
    guard !own.isEmpty, !theirs.isEmpty, own != theirs else { return "" }
    guard let dtype = theirs.only else {
      guard case .name(let name)? = tensors.first?.kind else { return "" }
      return ", dtype=\(name).dtype"
    }
    // PyTorch makes floats of integers by itself.
    let floats = ObservedValue.DTypes.floats
    if own.isDisjoint(with: floats), floats.contains(theirs), !isStrict { return "" }
    return ", dtype=\(name(of: dtype))"
  }

  /// The element types of the arrays that an expression may be.
  private func arrayDTypes(_ expression: Expression) -> ObservedValue.DTypes {
    if let value = observed(expression) { return value.arrayDTypes }
    guard case .name(let name) = expression.kind, let tensor = tensor(ofName: name) else {
      return []
    }
    return ObservedValue.DTypes(tensor.dtype)
  }

  /// The element types of the tensors that an expression may be.
  private func tensorDTypes(_ expression: Expression) -> ObservedValue.DTypes {
    if let value = observed(expression) { return value.tensorDTypes }
    guard case .name(let name) = expression.kind, let tensor = tensor(ofName: name) else {
      return []
    }
    return ObservedValue.DTypes(tensor.dtype)
  }

  /// A list of tensors for an operation that takes one, such as `concat`: what is none in it is made
  /// one; nil where all are tensors already, or where it is no list.
  func listOfTensors(_ expression: Expression) throws(ExportProblem) -> Code? {
    guard framework == .pytorch, isContainer(expression, of: [.tensor, .variable, .array]) else {
      return nil
    }
    let isMixed = isContainer(expression, of: [.array, .number])
    switch expression.kind {
    case .list(let items), .tuple(let items):
      guard isMixed else { return nil }
      var parts: [String] = []
      for item in items {
        if let tensor = try tensorOfNumPy(item, beside: items) {
          parts.append(tensor.text)
        } else {
          parts.append(try asTensor(item))
        }
      }
      return Code("[" + parts.joined(separator: ", ") + "]")
    default:
      guard isMixed, !isContainer(expression, of: .containers) else { return nil }
      let each = freshLocal("x", beside: expression)
      return Code(
        "[torch.as_tensor(\(each)) for \(each) in \(try text(expression, atLeast: .or))]")
    }
  }

  /// A name for a comprehension that an expression does not read.
  private func freshLocal(_ wanted: String, beside expression: Expression) -> String {
    let names = Names.read(by: expression)
    return [wanted, "item", "each_item"].first { !names.contains($0) } ?? wanted
  }

  /// A list that holds tensors as one tensor; nil for other values.
  func stacked(_ expression: Expression) throws(ExportProblem) -> Code? {
    guard framework == .pytorch, isContainer(expression, of: .tensors),
      observed(expression)?.kinds.contains(.dict) == false,
      let helper = Helper(name: "stacked", .pytorch)
    else { return nil }
    return Code("\(use(helper))(\(try text(expression)))")
  }

  // MARK: Arrays for NumPy

  /// A value for NumPy, which takes no tensor that records; nil where it can stay what it is.
  func arrayOfTensor(_ expression: Expression) throws(ExportProblem) -> Code? {
    if mayBeTraced {
      let isTensor = mayBeTensor(expression) || isContainer(expression, of: .tensors)
      return isTensor ? Code("jax.lax.stop_gradient(\(try text(expression)))") : nil
    }
    guard framework == .pytorch else { return nil }
    guard let value = observed(expression) else {
      guard kind(of: expression).isTensor, origin(of: expression) != .numpy else { return nil }
      return Code("\(try text(expression, atLeast: .primary)).detach().numpy()")
    }
    let isTensor = !value.kinds.isDisjoint(with: .tensors)
    let holdsTensors =
      !value.kinds.isDisjoint(with: .containers) && !value.itemKinds.isDisjoint(with: .tensors)
    guard isTensor || holdsTensors else { return nil }
    if value.kinds.isSubset(of: .tensors) {
      return Code("\(try text(expression, atLeast: .primary)).detach().numpy()")
    }
    guard let helper = Helper(name: "as_arrays", .pytorch) else { return nil }
    return Code("\(use(helper))(\(try text(expression)))")
  }
}

extension ObservedValue.DTypes {
  /// The element types of floats.
  static let floats: ObservedValue.DTypes = [
    ObservedValue.DTypes(.float32), ObservedValue.DTypes(.float64),
  ]
}
