public import Autodiff
public import OrderedCollections
public import Tensors

extension Evaluator {
  /// A new list.
  public func makeList(_ items: [Object]) -> Object {
    .reference(session.heap.insert(.list(items)))
  }

  /// A new tuple.
  public func makeTuple(_ items: [Object]) -> Object {
    .reference(session.heap.insert(.tuple(items)))
  }

  /// A new tuple whose parts have names, as TensorFlow's and NumPy's functions of several results
  /// give it: `top_k(x).indices`.
  public func makeTuple(_ items: [Object], fields: [String]) -> Object {
    .reference(session.heap.insert(tuple: items, fields: fields))
  }

  /// The part of a tuple that has a name.
  func field(_ name: String, of object: Object) -> Object? {
    guard case .reference(let reference) = object,
      reference.kind == .tuple || reference.kind == .dict,
      let place = session.heap.fields(of: reference).firstIndex(of: name)
    else { return nil }
    switch session.heap[reference] {
    case .tuple(let items): return items[place]
    // An archive's only field is the list of its names.
    case .dict(let entries): return makeList(entries.values.map(\.key))
    default: return nil
    }
  }

  /// A new dict with the attribute `files`, as NumPy's `load` gives it of an archive.
  ///
  /// - Throws: `TypeError` for a key that is not hashable.
  func makeArchive(_ pairs: [(key: Object, value: Object)]) throws -> Object {
    var entries = ObjectDictionary()
    for pair in pairs { entries.set(pair.value, for: try key(for: pair.key), pair.key) }
    return .reference(session.heap.insert(archive: entries))
  }

  /// A new dict; of equal keys the last one's value counts.
  ///
  /// - Throws: `TypeError` for a key that is not hashable.
  public func makeDict(_ pairs: [(key: Object, value: Object)]) throws -> Object {
    var entries = ObjectDictionary()
    for pair in pairs { entries.set(pair.value, for: try key(for: pair.key), pair.key) }
    return .reference(session.heap.insert(.dict(entries)))
  }

  /// A new iterator.
  public func makeIterator(_ state: IteratorState) -> Object {
    .reference(session.heap.insert(.iterator(state)))
  }

  /// A new Variable.
  public func makeVariable(_ variable: Variable) -> Object {
    .reference(session.heap.insert(.variable(variable)))
  }

  /// A new function made of others.
  public func makeTransformed(_ function: TransformedFunction) -> Object {
    .reference(session.heap.insert(.transformed(function)))
  }

  /// The compound object that an object stands for; nil for simple ones.
  public func heapObject(_ object: Object) -> HeapObject? {
    guard case .reference(let reference) = object else { return nil }
    return session.heap[reference]
  }

  /// The elements of a list or a tuple; nil for other objects.
  public func listItems(_ object: Object) -> [Object]? {
    guard case .reference(let reference) = object,
      reference.kind == .list || reference.kind == .tuple
    else { return nil }
    return session.heap.items(reference)
  }

  /// The entries of a dict; nil for other objects.
  public func dictionary(_ object: Object) -> ObjectDictionary? {
    guard case .reference(let reference) = object, case .dict(let entries) = session.heap[reference]
    else { return nil }
    return entries
  }

  /// The Variable that an object is; nil for other objects.
  public func variable(_ object: Object) -> Variable? {
    guard case .reference(let reference) = object,
      case .variable(let variable) = session.heap[reference]
    else { return nil }
    return variable
  }

  /// Changes a list in place.
  ///
  /// - Precondition: `body` calls no method of the evaluator.
  public func withList<R>(
    _ reference: Reference, _ body: (inout [Object]) throws -> R
  ) rethrows -> R {
    try session.heap.withList(reference, body)
  }

  /// Changes a dict in place.
  ///
  /// - Precondition: `body` calls no method of the evaluator.
  public func withDictionary<R>(
    _ reference: Reference, _ body: (inout ObjectDictionary) throws -> R
  ) rethrows -> R {
    try session.heap.withDictionary(reference, body)
  }

  /// A tensor as an object that no tape knows.
  public func unrecorded(_ tensor: Tensor) -> Object {
    valueReads &+= 1
    return .tensor(Value(tensor))
  }

  /// A tensor that others' shapes decide and not their numbers, as an object that no tape knows.
  func decidedByShapes(_ tensor: Tensor) -> Object { .tensor(Value(tensor)) }

  /// The type of an object.
  public func typeName(of object: Object) -> TypeName { session.typeName(of: object) }

  /// The key that an object is in a dict.
  ///
  /// - Throws: `TypeError` for an object that is not hashable.
  public func key(for object: Object) throws -> ObjectKey {
    switch object {
    case .none: return .none
    case .ellipsis: return .ellipsis
    case .bool(let value): return .int(value ? 1 : 0)
    case .int(let value): return .int(value)
    case .float(let value):
      if let whole = Int(exactly: value) { return .int(whole) }
      return value.isNaN ? .notANumber : .float(value)
    case .string(let value): return .string(value)
    case .dtype(let dtype): return .dtype(dtype)
    case .type(let type): return .type(type)
    case .range(let range): return .range([range.start, range.stop, range.step])
    case .builtin(let builtin): return .library("builtin " + builtin.name)
    case .primitive(let reference): return .library("primitive " + reference.primitive.name)
    case .module(let module): return .library("module " + module.path)
    case .tensor:
      throw EvaluationError.type(
        "Tensor is unhashable", hint: "use a number or a name as the key")
    case .reference(let reference): return try key(for: reference)
    }
  }

  private func key(for reference: Reference) throws -> ObjectKey {
    switch reference.kind {
    case .tuple:
      let items = session.heap.items(reference) ?? []
      // The key nests as the tuple does, so its depth has the limit of the calls.
      return .tuple(try nested { try items.map { try key(for: $0) } })
    case .function, .method, .tape, .exception, .iterator, .transformed, .context, .accumulator,
      .generator, .cell:
      return .identity(reference.id)
    case .variable:
      throw EvaluationError.type(
        "Variable is unhashable", hint: "use its name as the key: v.name")
    case .list, .dict, .slice:
      throw EvaluationError.type("unhashable type: '\(typeName(of: .reference(reference)).name)'")
    }
  }

  /// An object's truth value.
  ///
  /// - Throws: `ValueError` for a tensor of several elements.
  public func isTrue(_ object: Object) throws -> Bool {
    switch object {
    case .none: return false
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .string(let value): return !value.isEmpty
    case .tensor(let value): return try isTrue(value.tensor)
    case .range(let range): return range.count > 0
    case .dtype, .type, .builtin, .primitive, .module, .ellipsis: return true
    case .reference(let reference):
      switch session.heap[reference] {
      case .list(let items), .tuple(let items): return !items.isEmpty
      case .dict(let entries): return !entries.isEmpty
      case .variable(let variable): return try isTrue(read(variable, reference).tensor)
      default: return true
      }
    }
  }

  func isTrue(_ tensor: Tensor) throws -> Bool {
    valueReads &+= 1
    guard tensor.count == 1, let value = tensor.doubleValue else {
      throw EvaluationError.value(
        "the truth value of a tensor of shape \(Shape.text(tensor.shape)) is ambiguous",
        hint: "write any(x) or all(x)")
    }
    return value != 0
  }

  /// How many items an object has.
  ///
  /// - Throws: `TypeError` for an object without a length.
  public func length(_ object: Object) throws -> Int {
    switch object {
    case .string(let text): return text.unicodeScalars.count
    case .range(let range): return range.count
    case .tensor(let value): return try length(value.tensor)
    case .reference(let reference):
      switch session.heap[reference] {
      case .list(let items), .tuple(let items): return items.count
      case .dict(let entries): return entries.count
      case .variable(let variable): return try length(variable.value.tensor)
      default: break
      }
    default: break
    }
    throw EvaluationError.type("object of type '\(typeName(of: object).name)' has no len()")
  }

  private func length(_ tensor: Tensor) throws -> Int {
    guard let extent = tensor.shape.first else {
      throw EvaluationError.type("a scalar tensor has no len()")
    }
    return extent
  }

  /// The whole number that an object is; `what` names it in the error.
  ///
  /// - Throws: `TypeError`.
  public func integer(_ object: Object, _ what: @autoclosure () -> String) throws -> Int {
    if let value = plainInteger(object) { return value }
    if isTensorLike(object) {
      let tensor = try value(of: object).tensor
      valueReads &+= 1
      if tensor.dtype.isInteger, tensor.count == 1, let value = tensor.intValue { return value }
    }
    throw EvaluationError.type(
      "\(what()) must be an integer, not \(typeName(of: object).name)")
  }
}

extension ObjectDictionary {
  /// Sets a value; an equal key that is there stays as it was first given.
  mutating func set(_ value: Object, for key: ObjectKey, _ object: Object) {
    if let index = index(forKey: key) {
      values[index].value = value
    } else {
      self[key] = DictionaryEntry(key: object, value: value)
    }
  }
}
