import HashTreeCollections
import Language
import Notebook
import OrderedCollections
import Tensors

/// Variables, whose values change under their names.
extension ProgramWriter {
  /// A value that is kept under a name or in a list.
  ///
  /// In PyTorch a part of a Variable shares its memory, and an update would change it as well.
  func kept(_ value: Expression) throws(ExportProblem) -> Code {
    if framework == .pytorch, updatesVariables, isDisplay(value) {
      return try display(value, isKept: true)
    }
    if let parts = partsOfVariable(value) { return try code(parts) }
    let code = try unrecorded(value)
    guard framework == .pytorch, updatesVariables, isPartOfVariable(value) else { return code }
    return Code(code.text(atLeast: .primary) + ".clone()")
  }

  /// The arguments of a list's or dict's method that keeps them; nil for other methods.
  func keptArguments(
    _ method: String, _ arguments: [Language.Argument], _ range: SourceRange
  ) throws(ExportProblem) -> String? {
    let values = arguments.compactMap { argument -> Expression? in
      if case .positional(let value) = argument { return value }
      return nil
    }
    guard values.count == arguments.count else {
      return try unkept(method, range)
    }
    switch (method, values.count) {
    case ("append", 1): return try kept(values[0]).text
    case ("insert", 2): return try text(values[0]) + ", " + kept(values[1]).text
    case ("extend", 1):
      guard framework == .jax, pauseDepth > 0 else { return nil }
      if case .generator = values[0].kind {
        return "jax.lax.stop_gradient(list\(try text(values[0])))"
      }
      return try unrecorded(values[0]).text
    default: return try unkept(method, range)
    }
  }

  /// - Throws: where a dict of JAX's would keep what no tape records as if one did.
  private func unkept(_ method: String, _ range: SourceRange) throws(ExportProblem) -> String? {
    guard framework == .jax, pauseDepth > 0, ["update", "setdefault"].contains(method) else {
      return nil
    }
    throw ExportProblem(
      "a program for JAX cannot keep what '\(method)' is given from being recorded",
      hint: "assign the items one by one, or use stop_gradient(x)", at: range)
  }

  /// A call that takes a Variable apart, of a copy of it; nil for all else.
  private func partsOfVariable(_ value: Expression) -> Expression? {
    guard framework == .pytorch, updatesVariables,
      case .call(let function, let arguments) = value.kind,
      let object = libraryObject(of: function)?.object, let name = CalleeFacts(object)?.name,
      ["unstack", "split", "array_split"].contains(name),
      case .positional(let base)? = arguments.first, case .variable = kind(of: base)
    else { return nil }
    let method = Expression(
      .attribute(base, name: "read_value", nameRange: base.range), base.range)
    let copy = Expression(.call(method, []), base.range)
    return Expression(.call(function, [.positional(copy)] + arguments.dropFirst()), value.range)
  }

  /// A Variable whose parts get names, as a copy.
  func takenApart(_ value: Expression, _ text: String) -> String {
    guard framework == .pytorch, updatesVariables, case .variable = kind(of: value) else {
      return text
    }
    return text + ".clone()"
  }

  /// Whether an expression is a list, tuple or dict that is written out.
  private func isDisplay(_ value: Expression) -> Bool {
    switch value.kind {
    case .list, .tuple, .dict, .listComprehension, .dictComprehension: true
    default: false
    }
  }

  /// A value that JAX takes for a constant where no tape records.
  func unrecorded(_ value: Expression) throws(ExportProblem) -> Code {
    let code = try code(value)
    guard framework == .jax, pauseDepth > 0 else { return code }
    // A name stands for what was recorded before.
    if case .name = value.kind { return code }
    switch kind(of: value) {
    case .number, .numbers, .function, .other: return code
    case .sequence, .tensor, .variable, .unknown:
      return Code("jax.lax.stop_gradient(\(code.text))")
    }
  }

  /// Whether a function may keep what it is given: in a list or dict, under another name, or by giving
  /// it back.
  func mayKeep(_ function: Expression) -> Bool {
    guard framework == .pytorch, updatesVariables else { return false }
    let definition: FunctionDefinition
    switch function.kind {
    case .lambda(let lambda): definition = lambda
    case .name(let name):
      guard !isLocal(name), case .reference(let reference)? = global(name),
        case .function(let function) = entry.owner(of: name).heap[reference]
      else { return true }
      definition = function.definition
    default: return true
    }
    let names = Set(definition.parameters.map(\.name))
    func isParameter(_ value: Expression) -> Bool {
      switch value.kind {
      case .name(let name): return names.contains(name)
      case .list(let items), .tuple(let items): return items.contains(where: isParameter)
      default: return false
      }
    }
    guard case .statements(let body) = definition.body else {
      if case .expression(let value) = definition.body { return isParameter(value) }
      return false
    }
    var isKept = false
    SyntaxWalk.visit(body) { expression in
      guard case .call(let callee, let arguments) = expression.kind,
        case .attribute = callee.kind, self.libraryObject(of: callee) == nil
      else { return }
      isKept = isKept || arguments.contains { isParameter($0.value) }
    } statement: { statement in
      switch statement.kind {
      case .returned(let value?): isKept = isKept || isParameter(value)
      case .assignment(_, let value): isKept = isKept || isParameter(value)
      default: break
      }
    }
    return isKept
  }

  /// Whether an expression gives a Variable's elements in its own memory.
  func isPartOfVariable(_ expression: Expression) -> Bool {
    func isOfVariable(_ base: Expression) -> Bool {
      if case .variable = kind(of: base) { return true }
      return isPartOfVariable(base)
    }
    switch expression.kind {
    case .subscripted(let base, _, _), .attribute(let base, "T", _): return isOfVariable(base)
    case .call(let function, let arguments):
      if let object = libraryObject(of: function)?.object {
        guard let name = CalleeFacts(object)?.name, ProgramWriter.views.contains(name),
          let first = arguments.first
        else { return false }
        return isOfVariable(first.value)
      }
      guard case .attribute(let base, let name, _) = function.kind,
        ProgramWriter.views.contains(name)
      else { return false }
      return isOfVariable(base)
    default: return false
    }
  }

  /// The functions whose value may share the memory of their operand.
  private static let views: Set<String> = [
    "reshape", "transpose", "matrix_transpose", "squeeze", "expand_dims", "ravel", "flatten",
    "swapaxes", "moveaxis", "broadcast_to", "stop_gradient", "constant", "convert_to_tensor",
    "cast", "astype", "diagonal",
  ]

  /// Whether an expression may be a Variable that is updated.
  func mayBeVariable(_ expression: Expression) -> Bool {
    guard updatesVariables else { return false }
    switch kind(of: expression) {
    case .variable, .unknown: return true
    default: return false
    }
  }

  /// Whether `x += y` would change a tensor of PyTorch's that other names may stand for as well.
  func isChangedInPlace(_ target: Expression, by value: Expression) -> Bool {
    guard framework == .pytorch, case .name = target.kind, origin(of: target) != .numpy else {
      return false
    }
    switch kind(of: target) {
    case .tensor, .variable: return true
    case .number, .unknown: return kind(of: value).isTensor && origin(of: value) != .numpy
    default: return false
    }
  }

  /// Whether a name can be assigned to here without becoming the function's own.
  func isAssignable(_ base: Expression) -> Bool {
    guard case .name(let name) = base.kind else { return false }
    return functionDepth == 0 || scopes.last?[name] != nil
  }

  /// What a Variable is set to in JAX: numbers take its element type.
  func variableValue(
    _ value: Expression, of base: Expression, _ variable: String
  ) throws(ExportProblem) -> String {
    let kind = kind(of: value)
    guard kind.isNumber || kind.isNumbers, origin(of: value) != .numpy else {
      return try asTensor(value)
    }
    var own: DType?
    if case .name(let name) = base.kind { own = tensor(ofName: name)?.dtype }
    let isFloat = !areIntegers(value) && !(kind.isNumber && isInteger(value))
    let dtype = isFloat && own == floatDType ? nil : "\(variable).dtype"
    return tensor(try code(value), kind: kind, dtype: dtype).text
  }

  /// - Throws: where JAX, whose arrays do not change, would leave what else stands for the Variable
  ///   as it was.
  func checkThatItemIsReplaceable(_ base: Expression, _ range: SourceRange) throws(ExportProblem) {
    switch base.kind {
    case .name(let name):
      guard isLocal(name), !isTracing else { return }
      if case .variable = kind(ofName: name) { return }
      throw ExportProblem(
        "JAX's arrays cannot be changed in place, and '\(name)' is another name of the Variable",
        hint: "assign to the Variable by its own name", at: range)
    case .subscripted(let list, _, _):
      guard case .name(let name) = list.kind, !isNamedTwice(name) else { break }
      return
    default: break
    }
    throw ExportProblem(
      "JAX's arrays cannot be changed in place", hint: "give the Variable a name", at: range)
  }

  /// Whether a Variable in a list or dict has another name, or whether it cannot be replaced there.
  ///
  /// - Parameter name: the list's name; of a function's own name all lists are looked at.
  private func isNamedTwice(_ name: String) -> Bool {
    let own = entry.owner(of: name)
    var counts: [Reference: Int] = [:]
    var lists: Set<Reference> = []
    var looked: Set<Reference> = []
    for (global, object) in own.globals {
      guard case .reference(let reference) = object else { continue }
      if case .variable = own.heap[reference] { counts[reference, default: 0] += 1 }
      if isLocal(name) || global == name { looked.insert(reference) }
      guard lists.insert(reference).inserted else { continue }
      for item in items(of: reference, in: own) { counts[item, default: 0] += 1 }
    }
    return looked.contains { list in
      if case .tuple = own.heap[list] { return !isLocal(name) }
      return items(of: list, in: own).contains { (counts[$0] ?? 0) > 1 }
    }
  }

  /// The Variables in a list, tuple or dict.
  private func items(of reference: Reference, in session: Session) -> [Reference] {
    let objects: [Object]
    switch session.heap[reference] {
    case .list(let items), .tuple(let items): objects = Array(items)
    case .dict(let items): objects = items.values.map(\.value)
    default: return []
    }
    return objects.compactMap { object in
      guard case .reference(let item) = object, case .variable = session.heap[item] else {
        return nil
      }
      return item
    }
  }
}
