import Language

/// A loop's names, by the places in lists and dicts where what they stand for is.
///
/// `for v, g in zip(params, grads)` goes through `params[index]` by `v`, where `index` counts turns.
struct LoopPlaces {
  /// The loop's target and what it goes through, with a name for the place of the turn.
  private(set) var target: String
  private(set) var iterable: String
  /// The places of names, as Python writes them.
  private(set) var places: [String: String] = [:]

  private let index: String
  private let key: String
  private var isCounted = false
  private var isKeyed = false

  /// The part of a loop's target that holds a name, and the list or dict that it goes through.
  struct Part {
    let target: Expression
    let container: Expression
    /// Whether it goes through the values, or the pairs, of a dict.
    var isOfValues = false
    var isOfPairs = false
    /// The name that counts the turns already.
    var counter: String?
    /// Whether it stands among others in `zip`.
    var isZipped = false
  }

  /// The part of a loop's target that binds a name; nil where the loop is of another form.
  static func part(
    of name: String, _ target: Expression, _ iterable: Expression
  ) -> Part? {
    if case .call(let function, let arguments) = iterable.kind,
      case .name(let callee) = function.kind
    {
      if callee == "enumerate", arguments.count == 1, case .positional(let inner) = arguments[0],
        case .tuple(let parts) = target.kind, parts.count == 2,
        case .name(let counter) = parts[0].kind
      {
        var part = self.part(of: name, parts[1], inner)
        part?.counter = counter
        return part
      }
      guard callee == "zip", case .tuple(let parts) = target.kind, parts.count == arguments.count
      else { return nil }
      for (part, argument) in zip(parts, arguments) where Names.bound(by: part).contains(name) {
        guard case .positional(let value) = argument else { return nil }
        var found = plainPart(part, value)
        found.isZipped = true
        return found
      }
      return nil
    }
    return plainPart(target, iterable)
  }

  private static func plainPart(_ target: Expression, _ iterable: Expression) -> Part {
    if case .call(let function, let arguments) = iterable.kind, arguments.isEmpty,
      case .attribute(let dict, let method, _) = function.kind
    {
      if method == "values" { return Part(target: target, container: dict, isOfValues: true) }
      if method == "items" { return Part(target: target, container: dict, isOfPairs: true) }
    }
    return Part(target: target, container: iterable)
  }

  /// - Parameters:
  ///   - target: the loop's target as it is written.
  ///   - index: a free name for the number of the turn.
  ///   - key: a free name for the key of the turn.
  init(target: String, iterable: String, index: String, key: String) {
    (self.target, self.iterable, self.index, self.key) = (target, iterable, index, key)
  }

  /// Goes through a list under a name instead of one that is written out.
  mutating func rename(_ list: String, to name: String) {
    iterable = iterable.replacing(list, with: name)
  }

  /// Gives a name its place.
  ///
  /// - Parameter container: the list or dict as the program writes it.
  /// - Returns: whether the form of the loop allows it.
  mutating func add(_ name: String, _ part: Part, container: String) -> Bool {
    if part.isOfPairs {
      guard !part.isZipped, part.counter == nil, case .tuple(let pair) = part.target.kind,
        pair.count == 2, case .name(let key) = pair[0].kind,
        let inner = LoopPlaces.subscripts(of: name, in: pair[1])
      else { return false }
      places[name] = "\(container)[\(key)]\(inner)"
      return true
    }
    guard let inner = LoopPlaces.subscripts(of: name, in: part.target) else { return false }
    if part.isOfValues {
      guard part.counter == nil, !isCounted, !isKeyed else { return false }
      isKeyed = true
      if part.isZipped {
        target = "\(key), \(target)"
        iterable = "zip(\(container), " + iterable.dropFirst("zip(".count)
      } else {
        target = "\(key), \(target)"
        iterable = "\(container).items()"
      }
      places[name] = "\(container)[\(key)]\(inner)"
      return true
    }
    if let counter = part.counter {
      places[name] = "\(container)[\(counter)]\(inner)"
      return true
    }
    guard !isKeyed else { return false }
    if !isCounted {
      isCounted = true
      target = "\(index), " + (target.contains(",") ? "(\(target))" : target)
      iterable = "enumerate(\(iterable))"
    }
    places[name] = "\(container)[\(index)]\(inner)"
    return true
  }

  /// The subscripts by which a part of a target takes a name from an item.
  private static func subscripts(of name: String, in target: Expression) -> String? {
    switch target.kind {
    case .name(name): return ""
    case .tuple(let items), .list(let items):
      for (index, item) in items.enumerated() {
        if case .starred = item.kind { return nil }
        if let inner = subscripts(of: name, in: item) { return "[\(index)]" + inner }
      }
      return nil
    default: return nil
    }
  }
}
