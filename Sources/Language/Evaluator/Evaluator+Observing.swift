import Autodiff
import OrderedCollections
import Tensors

/// What expressions stand for, told to an observer.
extension Evaluator {
  /// How many items at each end of a list are looked at.
  private static let mostObservedItems = 32

  /// The value of an expression, of which the observer is told.
  @inline(never)
  func observed(_ expression: Expression, by observer: ValueObserver) throws -> Object {
    let object = try unobserved(expression)
    observe(object, as: expression, by: observer)
    return object
  }

  /// Tells the observer what an expression stands for.
  func observe(_ object: Object, as expression: Expression, by observer: ValueObserver) {
    var value = ObservedValue()
    value.kinds = look(at: object, &value, depth: 0)
    if let rank = rank(of: object) { value.ranks = 1 << UInt64(min(rank, 63)) }
    value.isWithinTape = !enteredTapes.isEmpty
    observer.note(value, of: expression, in: frame.source)
    guard case .reference(let reference) = object else { return }
    switch session.heap[reference] {
    case .variable(let variable) where options.hasSessionTape || !enteredTapes.isEmpty:
      observer.noteReading(
        of: reference, variable.value.identity, as: expression, in: frame.source,
        tapes: Set(enteredTapes.map(\.reference)), isOfSession: options.hasSessionTape)
    // A tape is named to be asked.
    case .tape: observer.noteDerivative(of: reference, in: session)
    default: break
    }
  }

  private func rank(of object: Object) -> Int? {
    switch object {
    case .tensor(let value): return value.tensor.rank
    case .reference(let reference):
      guard case .variable(let variable) = session.heap[reference] else { return nil }
      return variable.value.tensor.rank
    default: return nil
    }
  }

  /// The kind of an object; what is in it is noted.
  private func look(
    at object: Object, _ value: inout ObservedValue, depth: Int
  ) -> ObservedValue.Kinds {
    switch object {
    case .none: return .none
    case .bool, .int, .float: return .number
    case .tensor(let tensor):
      // A tape may record what was made of it under the same identity: it is an array still.
      if tensor.isArray {
        value.arrayDTypes.insert(ObservedValue.DTypes(tensor.tensor.dtype))
        return .array
      }
      value.tensorDTypes.insert(ObservedValue.DTypes(tensor.tensor.dtype))
      return .tensor
    case .builtin, .primitive: return .operation
    case .type: return .function
    case .string, .range, .dtype, .module, .ellipsis: return .other
    case .reference(let reference):
      switch session.heap[reference] {
      case .variable(let variable):
        value.tensorDTypes.insert(ObservedValue.DTypes(variable.value.tensor.dtype))
        return .variable
      case .function, .method, .transformed: return .function
      case .list(let items):
        look(atItems: items, &value, depth: depth)
        return .list
      case .tuple(let items):
        look(atItems: items, &value, depth: depth)
        return .tuple
      case .dict(let items):
        look(
          atItems: items.values.prefix(2 * Self.mostObservedItems).map(\.value), &value,
          depth: depth)
        return .dict
      case .generator: return .generator
      default: return .other
      }
    }
  }

  /// Notes what a list holds; of a long one the ends.
  private func look(atItems items: [Object], _ value: inout ObservedValue, depth: Int) {
    guard depth < 4 else {
      value.itemKinds.insert(.other)
      return
    }
    let most = Self.mostObservedItems
    for item in items.prefix(most) {
      value.itemKinds.formUnion(look(at: item, &value, depth: depth + 1))
    }
    for item in items.dropFirst(most).suffix(most) {
      value.itemKinds.formUnion(look(at: item, &value, depth: depth + 1))
    }
  }
}
