import Language

/// Calls, of methods, of the library's functions and of the session's.
extension VariableFlow {
  /// The methods that give a Variable a new value.
  static let assignments: Set<String> = ["assign", "assign_add", "assign_sub"]

  mutating func call(
    _ function: Expression, _ arguments: [Language.Argument], _ range: SourceRange
  ) -> Set<Held> {
    let given = arguments.map { values(of: $0.value) }
    if case .attribute(let base, let method, _) = function.kind {
      let receivers = values(of: base)
      if VariableFlow.assignments.contains(method) {
        noteUpdate(range, base, receivers)
        return receivers
      }
      let containers = receivers.filter { if case .container = $0 { true } else { false } }
      if !containers.isEmpty { return call(method, of: containers, given, range) }
      if Names.root(of: base) != nil || module(base) != nil {
        return library(method, function, arguments, given, range)
      }
      return []
    }
    let callees = values(of: function)
    var results: Set<Held> = []
    var isOwn = false
    for case .function(let site) in callees {
      isOwn = true
      results.formUnion(call(site, arguments, given))
    }
    if isOwn { return results }
    guard case .name(let name) = function.kind else { return [] }
    return library(name, function, arguments, given, range)
  }

  private func module(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .attribute(let base, _, _): module(base)
    default: nil
    }
  }

  // MARK: The session's functions

  private mutating func call(
    _ function: Site, _ arguments: [Language.Argument], _ given: [Set<Held>]
  ) -> Set<Held> {
    guard let parameters = functions[function]?.definition?.parameters else { return [] }
    noteCall(of: function)
    var places = parameters.filter { $0.kind == .positionalOnly || $0.kind == .normal }[...]
    let rest = parameters.first { $0.kind == .rest }
    let keywordRest = parameters.first { $0.kind == .keywordRest }
    func restSite(_ part: Int) -> Site {
      Site(entry: function.entry, start: function.start, part: part)
    }
    for (argument, values) in zip(arguments, given) {
      switch argument {
      case .positional:
        if let parameter = places.popFirst() {
          add(values, to: .name(function, parameter.name))
        } else if let rest {
          add(values, to: .item(restSite(2), .any))
          add([.container(restSite(2))], to: .name(function, rest.name))
        }
      case .keyword(let name, _, _):
        if parameters.contains(where: { $0.name == name && $0.kind != .keywordRest }) {
          add(values, to: .name(function, name))
        } else if let keywordRest {
          containerKinds[restSite(3)] = .dict
          add(values, to: .item(restSite(3), .text(name)))
          add([.container(restSite(3))], to: .name(function, keywordRest.name))
        }
      case .unpacked, .unpackedKeywords:
        // Which parameters these reach is not told.
        hand(items(of: values), to: function)
      }
    }
    return held[.result(function)] ?? []
  }

  /// Gives values to every parameter of a function.
  private mutating func hand(_ values: Set<Held>, to function: Site) {
    for parameter in functions[function]?.definition?.parameters ?? [] {
      add(values, to: .name(function, parameter.name))
    }
  }

  // MARK: The library's functions

  private mutating func library(
    _ name: String, _ function: Expression, _ arguments: [Language.Argument],
    _ given: [Set<Held>], _ range: SourceRange
  ) -> Set<Held> {
    let first = given.first ?? []
    switch name {
    case "Variable": return [.variable(site(range))]
    case "zip":
      let (all, each) = (container(range, .other), container(range, part: 1, .tuple))
      for (index, values) in given.enumerated() {
        add(elements(of: values), to: .item(each, .index(index)))
      }
      add([.container(each)], to: .item(all, .any))
      return [.container(all)]
    case "enumerate":
      let (all, each) = (container(range, .other), container(range, part: 1, .tuple))
      add(elements(of: first), to: .item(each, .index(1)))
      add([.container(each)], to: .item(all, .any))
      return [.container(all)]
    case "list", "tuple":
      let copied = container(range, name == "list" ? .list : .tuple)
      copy(first.filter { elements(of: [$0]) == items(of: [$0]) }, into: copied)
      return [.container(copied)]
    case "sorted", "reversed", "filter", "iter":
      let values = given.reduce(into: Set<Held>()) { $0.formUnion(elements(of: $1)) }
      let list = container(range, .list)
      add(values, to: .item(list, .any))
      apply(given, to: values)
      return [.container(list)]
    case "dict":
      let dict = container(range, .dict)
      for (argument, values) in zip(arguments, given) {
        if case .keyword(let key, _, _) = argument {
          add(values, to: .item(dict, .text(key)))
        } else {
          add(items(of: elements(of: values)), to: .item(dict, .any))
          copy(values.filter { !elements(of: [$0]).isSuperset(of: items(of: [$0])) }, into: dict)
        }
      }
      return [.container(dict)]
    case "next": return elements(of: first)
    case "min", "max":
      return given.reduce(into: Set<Held>()) { $0.formUnion($1.union(elements(of: $1))) }
    case "flatten", "map_structure", "pack_sequence_as":
      return nest(given, range)
    default: break
    }
    return handedOver(given, range)
  }

  /// What a function of the library gives that is handed functions of the session's: it may call
  /// them with all else that it is given, and may give one like them.
  private mutating func handedOver(_ given: [Set<Held>], _ range: SourceRange) -> Set<Held> {
    let all = given.reduce(into: Set<Held>()) { $0.formUnion($1) }
    let functions = all.filter { if case .function = $0 { true } else { false } }
    guard !functions.isEmpty else { return [] }
    let others = reached(from: all).subtracting(functions)
    let results = apply([functions], to: others)
    let list = container(range, .list)
    add(results, to: .item(list, .any))
    return functions.union(results).union([.container(list)])
  }

  /// Calls the functions among values with others.
  @discardableResult
  private mutating func apply(_ given: [Set<Held>], to values: Set<Held>) -> Set<Held> {
    var results: Set<Held> = []
    for callee in given.reduce(into: Set<Held>(), { $0.formUnion($1) }) {
      guard case .function(let site) = callee else { continue }
      noteCall(of: site)
      hand(values, to: site)
      results.formUnion(held[.result(site)] ?? [])
    }
    return results
  }

  /// All that is within nests, in a list.
  private mutating func nest(_ given: [Set<Held>], _ range: SourceRange) -> Set<Held> {
    let all = given.reduce(into: Set<Held>()) { $0.formUnion(reached(from: $1)) }
    let list = container(range, .list)
    add(all.union(apply(given, to: all)), to: .item(list, .any))
    return [.container(list)]
  }

  // MARK: Methods of containers

  private mutating func call(
    _ method: String, of containers: Set<Held>, _ given: [Set<Held>], _ range: SourceRange
  ) -> Set<Held> {
    func addAll(_ values: Set<Held>, _ flow: inout VariableFlow) {
      flow.noteChange(of: containers)
      for case .container(let site) in containers { flow.add(values, to: .item(site, .any)) }
    }
    let all = given.reduce(into: Set<Held>()) { $0.formUnion($1) }
    switch method {
    case "append", "insert", "setdefault":
      addAll(all, &self)
      return method == "setdefault" ? items(of: containers).union(all) : []
    case "extend", "update":
      addAll(items(of: all).union(items(of: items(of: all))), &self)
      return []
    case "pop", "popitem", "remove", "clear", "sort", "reverse":
      noteChange(of: containers)
      // What was at one key may be at another.
      addAll(items(of: containers), &self)
      return items(of: containers)
    case "get": return items(of: containers).union(all)
    case "copy":
      var copies: Set<Held> = []
      for case .container(let site) in containers {
        let copied = container(range, containerKinds[site] ?? .list)
        copy([.container(site)], into: copied)
        copies.insert(.container(copied))
      }
      return copies
    case "values":
      let list = container(range, .other)
      add(items(of: containers), to: .item(list, .any))
      return [.container(list)]
    case "items":
      let (list, pair) = (container(range, .other), container(range, part: 1, .tuple))
      add(items(of: containers), to: .item(pair, .index(1)))
      add([.container(pair)], to: .item(list, .any))
      return [.container(list)]
    case "keys", "index", "count", "join": return []
    default: return items(of: containers)
    }
  }
}
