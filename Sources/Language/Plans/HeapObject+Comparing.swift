import Autodiff
import OrderedCollections

extension HeapObject {
  /// Whether the object can be other than it is.
  var canChange: Bool {
    switch self {
    case .tuple, .function, .method, .slice, .transformed: false
    default: true
    }
  }

  /// The objects that it holds; nil where it cannot be compared from call to call.
  var comparedParts: [Object]? {
    switch self {
    case .list(let items), .tuple(let items): items
    case .dict(let entries): entries.values.flatMap { [$0.key, $0.value] }
    case .function(let function): function.defaults.compactMap { $0 }
    case .transformed(let function): function.captured
    case .method(let receiver, _): [receiver]
    case .slice(let start, let stop, let step): [start, stop, step]
    case .cell(let object): object.map { [$0] }
    case .variable(let variable): [.tensor(variable.value)]
    case .tape, .exception, .iterator, .context, .accumulator, .generator: nil
    }
  }

  /// The object with others in the places of `comparedParts`.
  func mapComparedParts(_ transform: (Object) throws -> Object) rethrows -> HeapObject {
    switch self {
    case .list(let items): return .list(try items.map(transform))
    case .dict(let entries):
      return .dict(
        try entries.mapValues { DictionaryEntry(key: $0.key, value: try transform($0.value)) })
    case .cell(let object): return .cell(try object.map(transform))
    case .variable(let variable):
      guard case .tensor(let value) = try transform(.tensor(variable.value)) else { return self }
      return .variable(variable.holding(value))
    default: return self
    }
  }

  /// An object of this kind with other parts, as `comparedParts` gives them.
  ///
  /// - Parameter key: what an object is known by in a dict.
  func holding(_ parts: [Object], key: (Object) throws -> ObjectKey) rethrows -> HeapObject {
    switch self {
    case .list: return .list(parts)
    case .dict:
      var entries = ObjectDictionary()
      for place in stride(from: 0, to: parts.count - 1, by: 2) {
        entries.set(parts[place + 1], for: try key(parts[place]), parts[place])
      }
      return .dict(entries)
    case .cell: return .cell(parts.first)
    case .variable(let variable):
      guard case .tensor(let value)? = parts.first else { return self }
      return .variable(variable.holding(value))
    default: return self
    }
  }
}
