import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// The value of a list, tuple, dict, comprehension, f-string, prime or command.
  func evaluateDisplay(_ expression: Expression) throws -> Object {
    switch expression.kind {
    case .list(let elements):
      return makeList(try evaluateElements(elements))
    case .tuple(let elements):
      return makeTuple(try evaluateElements(elements))
    case .dict(let items):
      return try evaluateDict(items)
    case .listComprehension(let element, let clauses):
      return makeList(try elements(of: element, clauses))
    case .generator(let element, let clauses):
      return makeIterator(.items(try elements(of: element, clauses), position: 0))
    case .dictComprehension(let key, let value, let clauses):
      var entries = ObjectDictionary()
      try comprehend(clauses) {
        let object = try evaluate(key)
        try insert(try evaluate(value), under: object, into: &entries, key.range)
      }
      return .reference(session.heap.insert(.dict(entries)))
    case .formatted(let parts):
      return .string(try formatted(parts))
    case .starred:
      throw located(
        EvaluationError(.syntaxError, "can't use starred expression here"), expression.range)
    case .prime(let function, let order):
      return try evaluatePrime(function, order: order, expression.range)
    case .command(let command):
      return try run(command, isValueNeeded: true) ?? .none
    default:
      preconditionFailure("the other kinds of expression are evaluated before")
    }
  }

  private func elements(
    of element: Expression, _ clauses: [ComprehensionClause]
  ) throws -> [Object] {
    var items: [Object] = []
    try comprehend(clauses) { try append(try evaluate(element), to: &items) }
    return items
  }

  private func evaluateElements(_ elements: [Expression]) throws -> [Object] {
    var items: [Object] = []
    items.reserveCapacity(elements.count)
    for element in elements {
      if case .starred(let inner) = element.kind {
        let object = try evaluate(inner)
        do {
          items += try self.items(of: object)
        } catch {
          throw located(error, inner.range)
        }
      } else {
        items.append(try evaluate(element))
      }
    }
    return items
  }

  private func evaluateDict(_ items: [DictItem]) throws -> Object {
    var entries = ObjectDictionary()
    for item in items {
      switch item {
      case .pair(let key, let value):
        let object = try evaluate(key)
        try insert(try evaluate(value), under: object, into: &entries, key.range)
      case .unpacked(let expression):
        let object = try evaluate(expression)
        guard let other = dictionary(object) else {
          throw located(
            EvaluationError.type("'\(typeName(of: object).name)' object is not a mapping"),
            expression.range)
        }
        for (key, entry) in other { entries[key] = entry }
      }
    }
    return .reference(session.heap.insert(.dict(entries)))
  }

  private func insert(
    _ value: Object, under key: Object, into entries: inout ObjectDictionary, _ range: SourceRange
  ) throws {
    do {
      entries.set(value, for: try self.key(for: key), key)
    } catch {
      throw located(error, range)
    }
  }

  /// `f′`: the library's `D`, applied as often as there are primes.
  private func evaluatePrime(
    _ function: Expression, order: Int, _ range: SourceRange
  ) throws -> Object {
    var object = try evaluate(function)
    guard let derivative = options.library.bareNames["D"] else {
      throw located(
        EvaluationError(.nameError, "the derivative of a function is not available here"), range)
    }
    do {
      for _ in 0..<order { object = try call(derivative, CallArguments([object])) }
      return object
    } catch {
      throw located(error, range)
    }
  }

  /// The text of an f-string.
  func formatted(_ parts: [FormattedPart]) throws -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal):
        text += literal
      case .field(let expression, let label, let conversion, let spec):
        let value = try evaluate(expression)
        if isTensorLike(value) { noteNumbers(of: value, .none, through: "an f-string") }
        text += label ?? ""
        let format = try formatted(spec)
        do {
          switch conversion {
          case "r", "a":
            text += try self.formatted(.string(representation(of: value)), spec: format)
          case "s": text += try self.formatted(.string(string(of: value)), spec: format)
          // `{x=}` shows the representation unless a format is given.
          case nil where label != nil && format.isEmpty: text += try representation(of: value)
          case nil where format.isEmpty: text += try string(of: value)
          default: text += try self.formatted(value, spec: format)
          }
        } catch {
          throw located(error, expression.range)
        }
      }
    }
    return text
  }
}
