public import Autodiff
import HashTreeCollections
import Tensors

/// Following values that leave tensors and come back, so that it can be told why a gradient is None.
extension Evaluator {
  /// What tapes know an object by: a tensor, or the value of a Variable.
  func identity(of object: Object) -> Identity? {
    if case .tensor(let value) = object { return value.identity }
    return variable(object)?.value.identity
  }

  /// Makes of a tensor's numbers an array that no tape knows: by `numpy()`, say.
  func departed(_ tensor: Tensor, from operands: [Object], through words: String) -> Object {
    valueReads &+= 1
    let value = Value(tensor).asArray(true)
    let identities = operands.flatMap(identities(in:))
    if !identities.isEmpty {
      session.recorder.noteDeparture(of: identities, to: value, through: words)
    }
    return .tensor(value)
  }

  /// Makes of a value's numbers a tensor that no tape knows.
  func departed(
    _ tensor: Tensor, from value: Value, through words: String, isArray: Bool = false
  ) -> Object {
    valueReads &+= 1
    let result = Value(tensor).asArray(isArray)
    session.recorder.noteDeparture(of: [value.identity], to: result, through: words)
    return .tensor(result)
  }

  /// The identities of a tensor, a Variable, or those that a list holds.
  func identities(in object: Object) -> [Identity] {
    if let identity = identity(of: object) { return [identity] }
    return (listItems(object) ?? []).prefix(64).compactMap(identity(of:))
  }

  /// Notes that the numbers of a floating-point tensor become Python's: by `float()`, say.
  func noteNumbers(of object: Object, _ result: Object, through words: String) {
    guard let identity = identity(of: object), plainTensor(object)?.dtype.isFloatingPoint == true
    else { return }
    let number = session.recorder.noteNumber(of: identity, through: words)
    departures.append(number, numbers(in: result))
  }

  private func numbers(in object: Object) -> [Double] {
    if let number = plainNumber(object) { return [number] }
    return (listItems(object) ?? []).prefix(64).compactMap(plainNumber)
  }

  private func plainNumber(_ object: Object) -> Double? {
    switch object {
    case .float(let value): value
    case .int(let value): Double(value)
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// A tensor made of a Python number, or of a list of some.
  @inline(__always)
  func converted(_ tensor: Tensor, from object: Object) -> Value {
    let value = Value(tensor)
    if session.recorder.hasNumbers { noteConversion(of: object, to: value) }
    return value
  }

  @inline(never)
  private func noteConversion(of object: Object, to value: Value) {
    let origins = origins(of: plainNumber(object))
    if origins.isEmpty, !isUncertain(object) { return }
    session.recorder.noteConversion(of: origins, to: value)
  }

  /// Whether a number that no name stands for may be a tensor's all the same: it came out of a list,
  /// or into a function.
  private func isUncertain(_ object: Object) -> Bool {
    if frame.layout != nil {
      return plainNumber(object).map { !words.literals.contains($0.bitPattern) } ?? true
    }
    return words.names.contains { name in
      guard case .reference(let reference) = session.globals[name] else { return false }
      return reference.kind == .list || reference.kind == .tuple || reference.kind == .dict
    }
  }

  /// Notes that a name stands for a Python number that is a tensor's, or no longer.
  @inline(never)
  func noteBinding(of name: String, to value: Object) {
    var origins: [Identity] = []
    switch value {
    case .float, .int, .bool: origins = self.origins(of: plainNumber(value))
    case .string: origins = self.origins(of: nil)
    case .reference(let reference)
    where reference.kind == .list || reference.kind == .tuple || reference.kind == .dict:
      origins = self.origins(of: nil)
    default: break
    }
    if frame.layout?.slots[name] != nil {
      frame.numberNames[name] = origins.isEmpty ? nil : origins
    } else if !origins.isEmpty || session.numberNames[name] != nil {
      session.numberNames[name] = origins.isEmpty ? nil : origins
    }
  }

  /// The numbers of tensors that a number comes from, as far as the running statement tells.
  private func origins(of number: Double?) -> [Identity] {
    var found = departures.ofStatement
    if !frame.numberNames.isEmpty || !session.numberNames.isEmpty {
      for name in words.names {
        let isLocal = frame.layout?.slots[name] != nil
        let origins = (isLocal ? frame.numberNames[name] : session.numberNames[name]) ?? []
        guard !origins.isEmpty else { continue }
        // A number that stands in the statement is the name's only if the name has that value.
        if let number, words.literals.contains(number.bitPattern),
          let object = try? lookUp(name), let value = plainNumber(object), value != number
        {
          continue
        }
        found += origins
      }
    }
    if found.isEmpty, let number, let same = departures.number(number),
      !words.literals.contains(number.bitPattern)
    {
      found = [same]
    }
    return Array(found.prefix(8))
  }

  /// The names and literals of the running statement.
  private var words: StatementWords {
    let place = StatementWords.Place(
      source: ObjectIdentifier(frame.source), start: statement.start)
    if let known = departures.words[place] { return known }
    let words = StatementWords(text(at: statement) ?? "")
    departures.words[place] = words
    return words
  }

  /// What a name that stands for a Python number was computed from, if it was a tensor.
  public func departure(ofName name: String) -> [Identity] { session.numberNames[name] ?? [] }
}
