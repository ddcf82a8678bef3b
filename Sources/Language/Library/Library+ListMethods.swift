/// The methods of lists and tuples.
extension Library {
  /// The receiver of a method of lists, tuples or dicts.
  static func reference(_ arguments: BoundArguments) -> Reference {
    guard case .reference(let reference) = arguments.receiver else {
      preconditionFailure("the methods of containers are found on containers only")
    }
    return reference
  }

  private static func items(_ arguments: BoundArguments, _ evaluator: Evaluator) -> [Object] {
    evaluator.listItems(arguments.receiver) ?? []
  }

  static let tupleAttributes = methods(
    searches("tuple") + [
      BuiltinFunction(
        "as_list", summary: "The items as a list, as TensorFlow's shapes give their extents.",
        example: "ones(2, 3).shape.as_list()", parameters: []
      ) { arguments, evaluator in
        evaluator.makeList(try evaluator.items(of: arguments.receiver))
      }
    ])

  static let listAttributes = methods(searches("list") + listChanges + listRemovals)

  private static func searches(_ type: String) -> [BuiltinFunction] {
    let example = type == "list" ? "[1, 2, 1]" : "(1, 2, 1)"
    return [
      BuiltinFunction(
        "index", summary: "The first place of an item.", example: "\(example).index(2)",
        parameters: [
          .positional("value"), .positional("start", default: .value(.int(0))),
          .positional("stop", default: .value(.int(Int.max))),
        ]
      ) { arguments, evaluator in
        let items = items(arguments, evaluator)
        func place(_ index: Int) throws -> Int {
          let bound = try evaluator.index(arguments.required(index))
          return min(max(bound < 0 ? bound + items.count : bound, 0), items.count)
        }
        let (start, stop) = (try place(1), try place(2))
        for index in start..<max(start, stop) {
          try evaluator.poll()
          if try evaluator.areEqualItems(items[index], arguments.required(0)) {
            return .int(index)
          }
        }
        throw EvaluationError.value(
          type == "list"
            ? "\(try evaluator.representation(of: arguments.required(0))) is not in list"
            : "tuple.index(x): x not in tuple")
      },
      BuiltinFunction(
        "count", summary: "How often an item occurs.", example: "\(example).count(1)",
        parameters: [.positional("value")]
      ) { arguments, evaluator in
        var count = 0
        for item in items(arguments, evaluator) {
          try evaluator.poll()
          if try evaluator.areEqualItems(item, arguments.required(0)) { count += 1 }
        }
        return .int(count)
      },
    ]
  }

  private static let listChanges: [BuiltinFunction] = [
    BuiltinFunction(
      "append", summary: "Adds an item at the end.", example: "[1].append(2)",
      parameters: [.positional("item")]
    ) { arguments, evaluator in
      let item = arguments.required(0)
      evaluator.withList(reference(arguments)) { $0.append(item) }
      return .none
    },
    BuiltinFunction(
      "extend", summary: "Adds the items of an iterable at the end.",
      example: "[1].extend([2, 3])", parameters: [.positional("iterable")]
    ) { arguments, evaluator in
      let items = try evaluator.items(of: arguments.required(0))
      try evaluator.checkLength(Self.items(arguments, evaluator).count + items.count)
      evaluator.withList(reference(arguments)) { $0.append(contentsOf: items) }
      return .none
    },
    BuiltinFunction(
      "insert", summary: "Puts an item in front of a place.", example: "[2, 3].insert(0, 1)",
      parameters: [.positional("index"), .positional("item")]
    ) { arguments, evaluator in
      let index = try evaluator.index(arguments.required(0))
      let item = arguments.required(1)
      evaluator.withList(reference(arguments)) { items in
        let place = index < 0 ? index + items.count : index
        items.insert(item, at: min(max(place, 0), items.count))
      }
      return .none
    },
    BuiltinFunction(
      "sort", summary: "Puts the items in ascending order.",
      example: "[2, 3, 1].sort(reverse=True)",
      parameters: [
        .keyword("key", default: .value(.none)),
        .keyword("reverse", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let sorted = try evaluator.sorted(
        items(arguments, evaluator), key: arguments.given(0),
        isReversed: evaluator.isTrue(arguments.required(1)))
      evaluator.withList(reference(arguments)) { $0 = sorted }
      return .none
    },
    BuiltinFunction(
      "reverse", summary: "Turns the order of the items round.", example: "[1, 2].reverse()",
      parameters: []
    ) { arguments, evaluator in
      evaluator.withList(reference(arguments)) { $0.reverse() }
      return .none
    },
    BuiltinFunction(
      "copy", summary: "A list of the same items.", example: "[1, 2].copy()", parameters: []
    ) { arguments, evaluator in
      evaluator.makeList(items(arguments, evaluator))
    },
  ]

  private static let listRemovals: [BuiltinFunction] = [
    BuiltinFunction(
      "pop", summary: "Takes out an item, by default the last.", example: "[1, 2].pop()",
      parameters: [.positional("index", default: .value(.int(-1)))]
    ) { arguments, evaluator in
      let index = try evaluator.index(arguments.required(0))
      return try evaluator.withList(reference(arguments)) { items throws(EvaluationError) in
        guard !items.isEmpty else { throw .index("pop from empty list") }
        let place = index < 0 ? index + items.count : index
        guard items.indices.contains(place) else { throw .index("pop index out of range") }
        return items.remove(at: place)
      }
    },
    BuiltinFunction(
      "remove", summary: "Takes out the first item that equals a value.",
      example: "['x', 'y'].remove('x')", parameters: [.positional("value")]
    ) { arguments, evaluator in
      for (index, item) in items(arguments, evaluator).enumerated() {
        try evaluator.poll()
        guard try evaluator.areEqualItems(item, arguments.required(0)) else { continue }
        evaluator.withList(reference(arguments)) { items in
          if index < items.count { items.remove(at: index) }
        }
        return .none
      }
      throw EvaluationError.value("list.remove(x): x not in list")
    },
    BuiltinFunction(
      "clear", summary: "Takes out all items.", example: "[1, 2].clear()", parameters: []
    ) { arguments, evaluator in
      evaluator.withList(reference(arguments)) { $0.removeAll() }
      return .none
    },
  ]
}
