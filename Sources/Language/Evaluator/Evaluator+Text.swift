import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// `str()` of an object.
  ///
  /// - Throws: `RecursionError` for objects nested too deeply.
  public func string(of object: Object) throws -> String {
    switch object {
    case .string(let text): return text
    case .tensor(let value):
      valueReads &+= 1
      return value.tensor.text(printOptions)
    case .reference(let reference):
      if case .exception(let exception) = session.heap[reference] {
        return try message(of: exception)
      }
    default: break
    }
    return try representation(of: object)
  }

  /// The options of printing that the session chose.
  private var printOptions: PrintOptions { session.options.style.printOptions() }

  /// What `str` gives of an exception.
  func message(of exception: ExceptionObject) throws -> String {
    switch exception.arguments.count {
    case 0: return ""
    case 1:
      // A missing key shows as it is written, as in Python.
      return exception.type == .keyError
        ? try representation(of: exception.arguments[0])
        : try string(of: exception.arguments[0])
    default: return try sequence(exception.arguments, "(", ")", [])
    }
  }

  /// `repr()` of an object.
  ///
  /// - Throws: `RecursionError` for objects nested too deeply.
  public func representation(of object: Object) throws -> String {
    try representation(of: object, inside: [])
  }

  private func representation(of object: Object, inside open: Set<UInt64>) throws -> String {
    switch object {
    case .tensor(let value):
      valueReads &+= 1
      return value.tensor.lineText(printOptions)
    case .range(let range):
      let step = range.step == 1 ? "" : ", \(range.step)"
      return "range(\(range.start), \(range.stop)\(step))"
    case .type(let type): return "<class '\(type.name)'>"
    case .dtype(let dtype): return dtype.name
    case .builtin(let builtin): return "<built-in function \(builtin.name)>"
    case .primitive(let reference): return "<function \(reference.primitive.name)>"
    case .module(let module): return "<module '\(module.path)'>"
    case .ellipsis: return "Ellipsis"
    case .reference(let reference): return try representation(of: reference, inside: open)
    default: return object.literalText
    }
  }

  private func representation(
    of reference: Reference, inside open: Set<UInt64>
  ) throws -> String {
    guard stack.hasRoom, open.count < options.maximumDepth else {
      throw EvaluationError(
        .recursionError, "maximum recursion depth exceeded while getting the repr of an object")
    }
    try pollInterruption()
    var inside = open
    let isCyclic = !inside.insert(reference.id).inserted
    switch session.heap[reference] {
    case .list(let items):
      return isCyclic ? "[...]" : try sequence(items, "[", "]", inside)
    case .tuple(let items):
      if isCyclic { return "(...)" }
      return try sequence(items, "(", items.count == 1 ? ",)" : ")", inside)
    case .dict(let entries):
      if isCyclic { return "{...}" }
      var text = "{"
      for (position, entry) in entries.values.enumerated() {
        if position > 0 { text += ", " }
        text += try representation(of: entry.key, inside: inside) + ": "
        text += try representation(of: entry.value, inside: inside)
      }
      return text + "}"
    case .exception(let exception):
      let end = ")"
      return try sequence(exception.arguments, exception.type.rawValue + "(", end, inside)
    case .slice(let start, let stop, let step):
      return try sequence([start, stop, step], "slice(", ")", inside)
    case let other:
      return describe(other)
    }
  }

  private func sequence(
    _ items: [Object], _ start: String, _ end: String, _ inside: Set<UInt64>
  ) throws -> String {
    var text = start
    for (position, item) in items.enumerated() {
      if position > 0 { text += ", " }
      text += try representation(of: item, inside: inside)
    }
    return text + end
  }

  /// The text of an object that holds no others.
  func describe(_ object: HeapObject) -> String {
    switch object {
    case .function(let function): "<function \(function.definition.name)>"
    case .method(_, let method): "<built-in method \(method.name)>"
    case .variable(let variable): variable.text(printOptions)
    case .tape: "<GradientTape>"
    case .iterator: "<iterator>"
    case .transformed(let function): "<function \(function.name)>"
    case .context: "<context>"
    case .accumulator: "<ForwardAccumulator>"
    case .generator: "Generator(Philox4x32-10)"
    default: "<object>"
    }
  }
}

extension Tensor {
  /// The numbers on one line, as inside a list; of a large tensor its shape.
  func lineText(_ options: PrintOptions) -> String {
    guard count <= 60 else {
      return "tensor(shape=\(Shape.text(shape)), dtype=\(dtype.name))"
    }
    var options = options
    options.lineWidth = 1000
    let lines = text(options).split(separator: "\n")
    return lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}

extension Variable {
  /// TensorFlow's text of a variable.
  func text(_ options: PrintOptions) -> String {
    DisplayValue.variableText(name: name, tensor: value.tensor, options)
  }
}
