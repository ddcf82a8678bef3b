import Autodiff
import Language
import Tensors

/// What is known of a value before the program runs.
enum StaticKind {
  /// A Python number.
  case number
  /// Python numbers in lists or tuples.
  case numbers
  /// Another list or tuple.
  case sequence
  /// A tensor, with its type where it is known.
  case tensor(rank: Int?)
  case variable
  case function
  /// A string, a dict or another object of Python's.
  case other
  case unknown

  var isNumber: Bool { if case .number = self { true } else { false } }
  var isNumbers: Bool { if case .numbers = self { true } else { false } }
  var isTensor: Bool {
    switch self {
    case .tensor, .variable: true
    default: false
    }
  }
}

extension ProgramWriter {
  /// What is known of an expression's value.
  func kind(of expression: Expression) -> StaticKind {
    let kind = kindByText(of: expression)
    switch kind {
    case .unknown: return observedKind(expression)
    // A name may begin as a number and become a tensor in a loop.
    case .numbers where holdsTensors(expression): return .sequence
    case .number, .numbers: return becomesTensor(expression) ? observedKind(expression) : kind
    default: return kind
    }
  }

  /// Whether a name is a list that begins with numbers alone, or with nothing, and gets tensors.
  private func holdsTensors(_ expression: Expression) -> Bool {
    guard case .name = expression.kind else { return false }
    return isContainer(expression, of: .tensors)
  }

  /// What an expression's text and the session's names tell of its value.
  func kindByText(of expression: Expression) -> StaticKind {
    switch expression.kind {
    case .int, .float, .bool: return .number
    case .string, .formatted, .dict, .dictComprehension, .none: return .other
    case .name(let name): return kind(ofName: name)
    case .unary(_, let operand): return kind(of: operand)
    case .binary(_, let left, let right):
      let kinds = (kind(of: left), kind(of: right))
      if kinds.0.isNumber, kinds.1.isNumber { return .number }
      if kinds.0.isTensor || kinds.1.isTensor { return .tensor(rank: nil) }
      return .unknown
    case .list(let items), .tuple(let items):
      let areNumbers = items.allSatisfy { item in
        let kind = kind(of: item)
        return kind.isNumber || kind.isNumbers
      }
      return areNumbers ? .numbers : .sequence
    case .listComprehension(let element, _), .generator(let element, _):
      return kind(of: element).isNumber ? .numbers : .sequence
    case .lambda: return .function
    case .call(let function, let arguments): return kind(ofCall: function, arguments)
    case .subscripted(let base, let items, _):
      switch kind(of: base) {
      case .numbers:
        if case .index? = items.first { return .number }
        return .numbers
      case .tensor, .variable: return .tensor(rank: nil)
      default: return pythonKind(ofItem: expression)
      }
    default: return .unknown
    }
  }

  /// What is known of an item of the session's lists and dicts: whether it is numbers of Python's.
  private func pythonKind(ofItem expression: Expression) -> StaticKind {
    guard let name = Names.root(of: expression), !isLocal(name),
      let item = HeldPaths.object(of: expression, in: entry.owner(of: name))
    else { return .unknown }
    let kind = kind(of: item, in: entry.owner(of: name))
    return kind.isNumber || kind.isNumbers ? kind : .unknown
  }

  private func kind(ofCall function: Expression, _ arguments: [Language.Argument]) -> StaticKind {
    if case .attribute(_, "item", _) = function.kind, arguments.isEmpty { return .number }
    guard let callee = libraryObject(of: function) else { return .unknown }
    switch callee.object {
    case .primitive(let reference):
      if callee.isNumPy { return .unknown }
      let isPython = ["sum", "max", "min", "abs", "round", "pow"].contains(reference.primitive.name)
      if isPython, let first = arguments.first, kind(of: first.value).isNumber { return .number }
      return .tensor(rank: nil)
    case .builtin(let builtin):
      if !builtin.math.isEmpty, callee.path.hasPrefix("math.") { return .number }
      if ["len", "ord", "hash", "divmod"].contains(builtin.name) { return .number }
      if builtin.composition != nil { return .tensor(rank: nil) }
      if ["ones", "zeros", "constant", "full", "eye", "linspace", "arange", "normal", "uniform"]
        .contains(builtin.name), !callee.isNumPy
      {
        return .tensor(rank: nil)
      }
      return .unknown
    case .type(.int), .type(.float): return .number
    case .type(.variable): return .variable
    default: return .unknown
    }
  }

  /// What is known of a name's value.
  func kind(ofName name: String) -> StaticKind {
    for scope in scopes.reversed() {
      if let kind = scope[name] { return kind }
    }
    guard let object = entry.before.object(named: name) ?? entry.after.object(named: name) else {
      if let constant = library.bareNames[name], case .float = constant { return .number }
      return .unknown
    }
    return kind(of: object, in: entry.owner(of: name))
  }

  /// The kind of an object of a session.
  func kind(of object: Object, in session: Session) -> StaticKind {
    switch object {
    case .int, .float, .bool: return .number
    case .tensor(let value): return .tensor(rank: value.tensor.rank)
    case .builtin, .primitive, .type: return .function
    case .reference(let reference):
      switch session.heap[reference] {
      case .variable: return .variable
      case .function, .method, .transformed: return .function
      case .list(let items), .tuple(let items):
        let areNumbers = items.allSatisfy { item in
          let kind = kind(of: item, in: session)
          return kind.isNumber || kind.isNumbers
        }
        return areNumbers ? .numbers : .sequence
      default: return .other
      }
    default: return .other
    }
  }

  /// The tensor that a name of the session stands for, as soon as it is known.
  func tensor(ofName name: String) -> Tensor? {
    guard !scopes.contains(where: { $0[name] != nil }) else { return nil }
    switch entry.after.object(named: name) ?? entry.before.object(named: name) {
    case .tensor(let value): return value.tensor
    case .reference(let reference):
      let session = entry.after.object(named: name) == nil ? entry.before : entry.after
      guard case .variable(let variable) = session.heap[reference] else { return nil }
      return variable.value.tensor
    default: return nil
    }
  }
}
