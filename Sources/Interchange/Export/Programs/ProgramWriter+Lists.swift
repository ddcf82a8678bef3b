import Language
import Tensors

/// Python's lists where the frameworks take tensors: TensorFlow makes one of a list by itself.
extension ProgramWriter {
  /// An operand that is a list with tensors in it, as one tensor, or, of functions that take several
  /// tensors, with all of them made such; nil where nothing is to be done.
  func stacked(
    _ value: Expression, _ parameter: CalleeFacts.Parameter
  ) throws(ExportProblem) -> Code? {
    guard framework != .tensorflow, parameter.isOperand || parameter.names[0] == "values" else {
      return nil
    }
    if ["values", "arrays", "tensors", "t_list"].contains(parameter.names[0]) {
      return try severalTensors(value)
    }
    guard !["inputs", "indices", "ids", "xs"].contains(parameter.names[0]),
      isListOfTensors(value)
    else { return nil }
    return Code(try stackText(value))
  }

  /// A list that was an operand beside a tensor as an array of JAX's, which takes no lists; nil where
  /// its text tells that it is one already, and for all else.
  ///
  /// - Throws: where the other operand was a number at times, so that the list was repeated.
  func arrayOfList(
    _ value: Expression, beside other: Expression
  ) throws(ExportProblem) -> Code? {
    guard framework == .jax, !(kind(of: value).isNumbers && kind(of: other).isTensor),
      let seen = observed(value), !seen.kinds.isDisjoint(with: [.list, .tuple]),
      let theirs = observed(other), !theirs.kinds.isDisjoint(with: .tensors)
    else { return nil }
    let arrays: ObservedValue.Kinds = [.number, .array, .tensor, .variable]
    guard theirs.kinds.isSubset(of: [.array, .tensor, .variable]),
      seen.kinds.isSubset(of: arrays.union([.list, .tuple])),
      seen.itemKinds.isSubset(of: arrays.union([.list, .tuple]))
    else {
      throw ExportProblem(
        "this is a list beside a tensor at times and something else at others, and JAX's arrays "
          + "take no lists",
        hint: "write tf.constant(...) where the list is made", at: value.range)
    }
    let dtype =
      needsFloatDType ? theirs.tensorDTypes.only.map { ", dtype=\(name(of: $0))" } ?? "" : ""
    return Code("jnp.asarray(\(try text(value))\(dtype))")
  }

  /// Whether a value that gets a shape is one number, which is repeated.
  ///
  /// - Throws: where it is at times.
  func isSingle(_ value: Expression) throws(ExportProblem) -> Bool {
    if kind(of: value).isNumber { return true }
    guard let seen = observed(value), !seen.kinds.isEmpty else { return false }
    let isNumber = seen.kinds.contains(.number) || seen.ranks & 1 != 0
    guard isNumber, !seen.kinds.isDisjoint(with: .containers) || seen.ranks > 1 else {
      return isNumber
    }
    throw ExportProblem(
      "this is one number at times and several at others, which get a shape in another way",
      hint: "use a function of its own for each", at: value.range)
  }

  /// Whether a value is certainly a list whose items are tensors, or lists of such.
  private func isListOfTensors(_ value: Expression) -> Bool {
    switch value.kind {
    case .list(let items), .tuple(let items):
      return items.contains { kind(of: $0).isTensor || isListOfTensors($0) }
        && items.allSatisfy { item in
          kind(of: item).isTensor || kind(of: item).isNumber || kind(of: item).isNumbers
            || isListOfTensors(item)
        }
    case .listComprehension(let element, _): return kind(of: element).isTensor
    case .name(let name):
      guard !isLocal(name), case .reference(let reference)? = global(name) else { return false }
      let session = entry.owner(of: name)
      switch session.heap[reference] {
      case .list(let items), .tuple(let items):
        return !items.isEmpty && items.allSatisfy { kind(of: $0, in: session).isTensor }
      default: return false
      }
    default: return false
    }
  }

  /// Whether a value is a list or tuple by what is written.
  func isSequence(_ value: Expression) -> Bool {
    if case .sequence = kind(of: value) { true } else { false }
  }

  private func stackText(_ value: Expression) throws(ExportProblem) -> String {
    // JAX makes an array of lists of arrays, and PyTorch of numbers only.
    if framework == .jax { return "jnp.array(\(try text(value)))" }
    guard case .list(let items) = value.kind else { return "torch.stack(\(try text(value)))" }
    var parts: [String] = []
    for item in items {
      if isListOfTensors(item) {
        parts.append(try stackText(item))
      } else {
        parts.append(try asTensor(item))
      }
    }
    return "torch.stack([\(parts.joined(separator: ", "))])"
  }

  /// The tensors of a list that is written out, such as `concat` takes it.
  func severalTensors(_ value: Expression) throws(ExportProblem) -> Code? {
    let items: [Expression]
    switch value.kind {
    case .list(let own), .tuple(let own): items = own
    default: return nil
    }
    let areOthers = items.contains { item in
      let kind = kind(of: item)
      return kind.isNumbers
        || (framework == .pytorch && (kind.isNumber || origin(of: item) == .numpy))
    }
    guard areOthers else { return nil }
    // Python's numbers take the element type of the tensors beside them.
    let ordered =
      items.filter { origin(of: $0) != .numpy } + items.filter { origin(of: $0) == .numpy }
    let dtypes = ordered.compactMap { item -> DType? in
      if case .name(let name) = item.kind { return tensor(ofName: name)?.dtype }
      return nil
    }
    let dtype = dtypes.first.flatMap { $0 == floatDType && !needsFloatDType ? nil : name(of: $0) }
    var parts: [String] = []
    for item in items {
      let kind = kind(of: item)
      if kind.isNumbers || (kind.isNumber && framework == .pytorch) {
        parts.append(
          tensor(
            try code(item), kind: kind, dtype: dtype,
            isInteger: areIntegers(item) || (kind.isNumber && isInteger(item))
          ).text)
      } else {
        if let array = try tensorOfNumPy(item, beside: items) {
          parts.append(array.text)
        } else {
          parts.append(framework == .pytorch ? try asTensor(item) : try text(item))
        }
      }
    }
    return Code("[\(parts.joined(separator: ", "))]")
  }

  // MARK: Lists that functions of the session are given

  /// A list of numbers as a tensor where a function that is given it computes with it as with one;
  /// nil for other arguments.
  func listAsTensor(
    _ argument: Language.Argument, _ index: Int, ofFunction function: Expression
  ) throws(ExportProblem) -> String? {
    guard framework != .tensorflow, kind(of: argument.value).isNumbers,
      origin(of: argument.value) != .numpy, let definition = definition(of: function)
    else { return nil }
    let name: String
    switch argument {
    case .positional:
      guard index < definition.parameters.count, definition.parameters[index].kind != .rest else {
        return nil
      }
      name = definition.parameters[index].name
    case .keyword(let keyword, _, _): name = keyword
    default: return nil
    }
    guard ListUses(of: name, in: definition).isTensor else { return nil }
    let value = argument.value
    let text = tensor(try code(value), kind: .numbers, isInteger: areIntegers(value)).text
    if case .keyword = argument { return "\(name)=\(text)" }
    return text
  }

  private func definition(of function: Expression) -> FunctionDefinition? {
    switch function.kind {
    case .lambda(let definition): return definition
    case .name(let name):
      guard !isLocal(name), case .reference(let reference)? = global(name),
        case .function(let function) = entry.owner(of: name).heap[reference]
      else { return nil }
      return function.definition
    default: return nil
    }
  }
}

/// How a function uses a parameter that may be a list.
private struct ListUses {
  private var isComputedWith = false
  private var isSequence = false

  /// Whether the function computes with the parameter, and does nothing that only a list can.
  var isTensor: Bool { isComputedWith && !isSequence }

  init(of name: String, in definition: FunctionDefinition) {
    func isName(_ expression: Expression) -> Bool {
      if case .name(name) = expression.kind { true } else { false }
    }
    let note = { (expression: Expression) -> (computes: Bool, walks: Bool) in
      switch expression.kind {
      case .binary(let binary, let left, let right):
        guard isName(left) || isName(right) else { return (false, false) }
        // Lists are joined by a sum, and repeated by a product with an integer.
        if binary == .add { return (false, true) }
        let other = isName(left) ? right : left
        if case .int = other.kind { return (false, true) }
        return (true, false)
      case .call(let function, let arguments):
        guard arguments.contains(where: { isName($0.value) }) else { return (false, false) }
        if case .name(let callee) = function.kind, PythonNames.all.contains(callee) {
          return (false, true)
        }
        return (false, false)
      case .attribute(let base, let method, _):
        return (false, isName(base) && ["append", "extend", "insert", "pop"].contains(method))
      default: return (false, false)
      }
    }
    var found: [(computes: Bool, walks: Bool)] = []
    switch definition.body {
    case .expression(let body): SyntaxWalk.visit(body) { found.append(note($0)) }
    case .statements(let body):
      SyntaxWalk.visit(body) {
        found.append(note($0))
      } statement: { statement in
        if case .forLoop(_, let iterable, _, _) = statement.kind, isName(iterable) {
          found.append((false, true))
        }
      }
    }
    isComputedWith = found.contains(where: \.computes)
    isSequence = found.contains(where: \.walks)
  }
}
