import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// Evaluates a callee and its arguments, and calls it.
  @inline(never)
  func evaluateCall(
    _ callee: Expression, _ arguments: [Argument], _ range: SourceRange
  ) throws -> Object {
    try checkStack()
    // A method is called without making an object of it first.
    if case .attribute(let base, let name, let nameRange) = callee.kind {
      let receiver = try evaluate(base)
      if let method = method(name, of: receiver) {
        let values = try evaluateArguments(arguments)
        return try call(method, receiver: receiver, values, range)
      }
      let function: Object
      do {
        function = try attribute(name, of: receiver)
      } catch {
        throw located(error, nameRange)
      }
      return try call(function, try evaluateArguments(arguments), range)
    }
    let function = try evaluate(callee)
    return try call(function, try evaluateArguments(arguments), range)
  }

  private func call(
    _ method: BuiltinFunction, receiver: Object, _ arguments: CallArguments, _ range: SourceRange
  ) throws -> Object {
    do {
      try poll()
      return try call(method, receiver: receiver, arguments)
    } catch {
      throw located(error, range)
    }
  }

  /// A method of an array gives arrays, and so does one of a generator of NumPy's.
  private func call(
    _ method: BuiltinFunction, receiver: Object, _ arguments: CallArguments
  ) throws -> Object {
    let result = try method.body(try method.bind(arguments, receiver: receiver), self)
    return isArray(receiver) || isGeneratorOfNumPy(receiver)
      ? marked(result, isArray: true) : result
  }

  private func isGeneratorOfNumPy(_ object: Object) -> Bool {
    guard case .reference(let reference) = object, reference.kind == .generator,
      case .generator(let generator) = session.heap[reference]
    else { return false }
    return generator.isNumPy
  }

  private func call(
    _ function: Object, _ arguments: CallArguments, _ range: SourceRange
  ) throws -> Object {
    do {
      return try call(function, arguments)
    } catch var failure as EvaluationError where failure.range != nil {
      // A failure inside a user's function tells which line called it.
      if frame.source !== failure.source || failure.notes.isEmpty, isUserFunction(function) {
        note(callAt: range, function, on: &failure)
      }
      throw failure
    } catch {
      throw located(error, range)
    }
  }

  @inline(never)
  private func note(
    callAt range: SourceRange, _ function: Object, on failure: inout EvaluationError
  ) {
    // The innermost calls say the most; a thousand lines of recursion say nothing.
    guard failure.notes.count < 5 else { return }
    let line = frame.lines.line(at: range.start)
    let place = frame.source.file.map { "\($0):\(line)" } ?? "line \(line)"
    failure.notes.append("called at \(place): \(text(at: range)?.firstLine ?? "")")
  }

  private func isUserFunction(_ object: Object) -> Bool {
    guard case .reference(let reference) = object else { return false }
    return reference.kind == .function
  }

  private func evaluateArguments(_ arguments: [Argument]) throws -> CallArguments {
    var values = CallArguments()
    values.positional.reserveCapacity(arguments.count)
    for argument in arguments {
      switch argument {
      case .positional(let expression):
        values.positional.append(try evaluate(expression))
      case .keyword(let name, let range, let expression):
        if values.keywords.contains(where: { $0.name == name }) {
          throw located(
            EvaluationError(.syntaxError, "keyword argument repeated: \(name)"), range)
        }
        values.keywords.append(CallArguments.Keyword(name, try evaluate(expression)))
      case .unpacked(let expression):
        let object = try evaluate(expression)
        do {
          values.positional += try items(of: object)
        } catch {
          throw located(error, expression.range)
        }
      case .unpackedKeywords(let expression):
        try unpackKeywords(expression, into: &values)
      }
    }
    return values
  }

  @inline(never)
  private func unpackKeywords(
    _ expression: Expression, into values: inout CallArguments
  ) throws {
    let object = try evaluate(expression)
    guard let entries = dictionary(object) else {
      throw located(
        EvaluationError.type(
          "argument after ** must be a mapping, not \(typeName(of: object).name)"),
        expression.range)
    }
    for entry in entries.values {
      guard case .string(let name) = entry.key else {
        throw located(EvaluationError.type("keywords must be strings"), expression.range)
      }
      if values.keywords.contains(where: { $0.name == name }) {
        throw located(
          EvaluationError.type("got multiple values for keyword argument '\(name)'"),
          expression.range)
      }
      values.keywords.append(CallArguments.Keyword(name, entry.value))
    }
  }

  /// Calls a function, a type, a primitive or a method with evaluated arguments.
  public func call(_ callee: Object, _ arguments: CallArguments) throws -> Object {
    try poll()
    switch callee {
    case .builtin(let builtin):
      let result =
        session.heap.readLog == nil
        ? try builtin.body(try builtin.bind(arguments, receiver: .none), self)
        : try watchedCall(builtin, arguments)
      return builtin.isNumPy ? marked(result, isArray: true) : result
    case .primitive(let reference):
      return try call(reference, arguments)
    case .reference(let reference):
      return try call(reference, callee, arguments)
    case .type(let type):
      return try construct(type, arguments)
    case .dtype(let dtype):
      return try convert(arguments, to: dtype)
    default:
      throw notCallable(callee)
    }
  }

  private func call(
    _ reference: Reference, _ callee: Object, _ arguments: CallArguments
  ) throws -> Object {
    switch session.heap[reference] {
    case .function(let function):
      return try call(function, arguments)
    case .method(let receiver, let method):
      return try call(method, receiver: receiver, arguments)
    case .transformed(let function):
      try checkStack()
      return try nested { try function.body(function.captured, arguments, self) }
    default:
      throw notCallable(callee)
    }
  }

  @inline(never)
  private func notCallable(_ callee: Object) -> EvaluationError {
    let name = typeName(of: callee).name
    var hint: String?
    switch callee {
    case .int, .float, .tensor: hint = "write * to multiply"
    case .module(let module): hint = "call a member: \(module.path).name(…)"
    default: break
    }
    return EvaluationError.type("'\(name)' object is not callable", hint: hint)
  }

  /// `tf.float32(x)`: a type that is called converts.
  @inline(never)
  private func convert(_ arguments: CallArguments, to dtype: DType) throws -> Object {
    guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
      throw EvaluationError.type("\(dtype.name)() takes one value")
    }
    let object = arguments.positional[0]
    // `np.float64(2.)` is NumPy's number; a tensor stays one.
    let isArray = isArray(object) || !isTensorLike(object)
    return .tensor(try value(of: object, castTo: dtype).asArray(isArray))
  }

  @inline(never)
  private func construct(_ type: TypeName, _ arguments: CallArguments) throws -> Object {
    if case .exception(let type) = type {
      guard arguments.keywords.isEmpty else {
        throw EvaluationError.type("\(type.rawValue)() takes no keyword arguments")
      }
      return .reference(
        session.heap.insert(
          .exception(ExceptionObject(type: type, arguments: arguments.positional, failure: nil))))
    }
    guard let constructor = options.library.constructors[type] else {
      throw EvaluationError.type("cannot create '\(type.name)' instances")
    }
    return try constructor.body(try constructor.bind(arguments, receiver: .none), self)
  }

  /// Runs a call one level deeper.
  ///
  /// - Throws: `RecursionError`, and what `body` throws.
  func nested<R>(_ body: () throws -> R) throws -> R {
    guard depth < options.maximumDepth, stack.hasRoom else { throw Self.recursion }
    // A list that holds itself twice, sixty times over, is small and takes for ever to walk.
    try pollInterruption()
    depth += 1
    if depth > deepest { deepest = depth }
    defer { depth -= 1 }
    return try body()
  }
}

extension String {
  /// The text before the first line break.
  var firstLine: String {
    split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
      ?? ""
  }
}
