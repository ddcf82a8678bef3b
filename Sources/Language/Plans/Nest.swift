import Autodiff
import OrderedCollections
import Tensors

/// The structure of an object whose tensors may be others: what two calls of a function must have
/// in common so that one plan serves both.
indirect enum Nest {
  /// A tensor of a type.
  case tensor(TensorType, isArray: Bool)
  /// The same number, text, function or Variable.
  case same(Object)
  case list([Nest])
  case tuple([Nest], fields: [String])
  case dict([(id: ObjectKey, key: Object, nest: Nest)], fields: [String])

  /// How many tensors and other parts an object may have.
  static let limit = 1000
}

/// Reads objects into nests and compares them.
struct NestReader {
  let evaluator: Evaluator
  /// The tensors, in order.
  var tensors: [Value] = []
  /// The lists, tuples and dicts that were read, each once.
  private(set) var containers: Set<UInt64> = []
  /// What is no newer is the same object and is not looked into.
  var newestID: UInt64 = 0
  private var count = 0

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// The nest of an object; nil for what has none: iterators, tapes, too many parts.
  mutating func nest(_ object: Object, depth: Int = 0) -> Nest? {
    count += 1
    guard count <= Nest.limit, depth < 16 else { return nil }
    switch object {
    case .tensor(let value):
      tensors.append(value)
      return .tensor(TensorType(value.tensor), isArray: value.isArray)
    case .reference(let reference): return nest(reference, depth)
    default: return .same(object)
    }
  }

  private mutating func nest(_ reference: Reference, _ depth: Int) -> Nest? {
    if reference.id <= newestID { return .same(.reference(reference)) }
    let object = evaluator.session.heap[reference]
    switch object {
    case .list, .tuple, .dict:
      // One that stands in two places could be told from two.
      guard containers.insert(reference.id).inserted else { return nil }
    default: break
    }
    let fields = evaluator.session.heap.fields(of: reference)
    switch object {
    case .list(let items): return nests(items, depth).map(Nest.list)
    case .tuple(let items): return nests(items, depth).map { .tuple($0, fields: fields) }
    case .dict(let entries):
      var nests: [(id: ObjectKey, key: Object, nest: Nest)] = []
      for (id, entry) in entries {
        guard let nest = nest(entry.value, depth: depth + 1) else { return nil }
        nests.append((id, entry.key, nest))
      }
      return .dict(nests, fields: fields)
    case .function, .transformed, .method, .variable: return .same(.reference(reference))
    default: return nil
    }
  }

  private mutating func nests(_ items: [Object], _ depth: Int) -> [Nest]? {
    var nests: [Nest] = []
    for item in items {
      guard let nest = nest(item, depth: depth + 1) else { return nil }
      nests.append(nest)
    }
    return nests
  }

  /// Whether an object has a nest's structure; its tensors are taken in.
  mutating func matches(_ object: Object, _ nest: Nest) -> Bool {
    switch (nest, object) {
    case (.tensor(let type, let isArray), .tensor(let value)):
      tensors.append(value)
      return value.isArray == isArray && value.tensor.has(type)
    case (.same(let known), _): return known.isSame(as: object)
    case (_, .reference(let reference)): return matches(reference, nest)
    default: return false
    }
  }

  private mutating func matches(_ reference: Reference, _ nest: Nest) -> Bool {
    guard containers.insert(reference.id).inserted else { return false }
    let heap = evaluator.session.heap
    switch (nest, heap[reference]) {
    case (.list(let nests), .list(let items)): return matches(items, nests)
    case (.tuple(let nests, let fields), .tuple(let items)):
      return fields == heap.fields(of: reference) && matches(items, nests)
    case (.dict(let nests, let fields), .dict(let entries)):
      guard nests.count == entries.count, fields == heap.fields(of: reference) else { return false }
      for (entry, known) in zip(entries.values, nests) {
        // Of equal keys one may be an integer and the other a truth value.
        guard known.key.isSame(as: entry.key), matches(entry.value, known.nest) else {
          return false
        }
      }
      return true
    default: return false
    }
  }

  private mutating func matches(_ items: [Object], _ nests: [Nest]) -> Bool {
    guard items.count == nests.count else { return false }
    for (item, nest) in zip(items, nests) where !matches(item, nest) { return false }
    return true
  }
}

extension Evaluator {
  /// The object of a nest with some tensors in their places.
  func object(_ nest: Nest, _ tensors: inout ArraySlice<Value>) -> Object {
    switch nest {
    case .tensor: return .tensor(tensors.removeFirst())
    case .same(let object): return object
    case .list(let nests): return makeList(nests.map { object($0, &tensors) })
    case .tuple(let nests, let fields):
      let items = nests.map { object($0, &tensors) }
      return fields.isEmpty ? makeTuple(items) : makeTuple(items, fields: fields)
    case .dict(let nests, let fields):
      var entries = ObjectDictionary()
      for (id, key, nest) in nests {
        entries[id] = DictionaryEntry(key: key, value: object(nest, &tensors))
      }
      return .reference(
        fields.isEmpty
          ? session.heap.insert(.dict(entries)) : session.heap.insert(archive: entries))
    }
  }
}

extension Nest {
  /// How many tensors it has.
  var tensorCount: Int {
    switch self {
    case .tensor: 1
    case .same: 0
    case .list(let nests), .tuple(let nests, _): nests.reduce(0) { $0 + $1.tensorCount }
    case .dict(let nests, _): nests.reduce(0) { $0 + $1.nest.tensorCount }
    }
  }

  /// Whether some part is a function, say, that came to be after an object.
  func holdsNew(after id: UInt64) -> Bool {
    switch self {
    case .tensor: false
    case .same(.reference(let reference)): reference.id > id
    case .same: false
    case .list(let nests), .tuple(let nests, _): nests.contains { $0.holdsNew(after: id) }
    case .dict(let nests, _): nests.contains { $0.nest.holdsNew(after: id) }
    }
  }

  /// Whether every part is a tensor.
  var holdsTensorsOnly: Bool {
    switch self {
    case .tensor: true
    case .same: false
    case .list(let nests), .tuple(let nests, _): nests.allSatisfy(\.holdsTensorsOnly)
    case .dict(let nests, _): nests.allSatisfy(\.nest.holdsTensorsOnly)
    }
  }
}

extension Tensor {
  /// Whether this is a tensor of a type.
  fileprivate func has(_ type: TensorType) -> Bool { dtype == type.dtype && shape == type.shape }
}
