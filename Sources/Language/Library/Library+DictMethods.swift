import OrderedCollections

/// The methods of dicts; keys, values and items are lists.
extension Library {
  static let dictAttributes = methods(dictViews + dictLookups + dictChanges)

  private static func entries(
    _ arguments: BoundArguments, _ evaluator: Evaluator
  ) -> ObjectDictionary {
    evaluator.dictionary(arguments.receiver) ?? [:]
  }

  private static let dictViews: [BuiltinFunction] = [
    BuiltinFunction(
      "keys", summary: "The keys, as a list.", example: "{'a': 1}.keys()", parameters: []
    ) { arguments, evaluator in
      evaluator.makeList(entries(arguments, evaluator).values.map(\.key))
    },
    BuiltinFunction(
      "values", summary: "The values, as a list.", example: "{'a': 1}.values()", parameters: []
    ) { arguments, evaluator in
      evaluator.makeList(entries(arguments, evaluator).values.map(\.value))
    },
    BuiltinFunction(
      "items", summary: "Pairs of a key and its value, as a list.", example: "{'a': 1}.items()",
      parameters: []
    ) { arguments, evaluator in
      var pairs: [Object] = []
      for entry in entries(arguments, evaluator).values {
        try evaluator.poll()
        pairs.append(evaluator.makeTuple([entry.key, entry.value]))
      }
      return evaluator.makeList(pairs)
    },
    BuiltinFunction(
      "copy", summary: "A dict of the same keys and values.", example: "{'a': 1}.copy()",
      parameters: []
    ) { arguments, evaluator in
      .reference(evaluator.session.heap.insert(.dict(entries(arguments, evaluator))))
    },
  ]

  private static let dictLookups: [BuiltinFunction] = [
    BuiltinFunction(
      "get", summary: "The value of a key, or a default where there is none.",
      example: "{'a': 1}.get('b', 0)",
      parameters: [.positional("key"), .positional("default", default: .value(.none))]
    ) { arguments, evaluator in
      let key = try evaluator.key(for: arguments.required(0))
      return entries(arguments, evaluator)[key]?.value ?? arguments.required(1)
    },
    BuiltinFunction(
      "setdefault", summary: "The value of a key, which is set to a default where there is none.",
      example: "{}.setdefault('a', 0)",
      parameters: [.positional("key"), .positional("default", default: .value(.none))]
    ) { arguments, evaluator in
      let given = arguments.required(0)
      let key = try evaluator.key(for: given)
      if let entry = entries(arguments, evaluator)[key] { return entry.value }
      let value = arguments.required(1)
      evaluator.withDictionary(reference(arguments)) {
        $0[key] = DictionaryEntry(key: given, value: value)
      }
      return value
    },
    BuiltinFunction(
      "pop", summary: "Takes out a key and gives its value, or a default.",
      example: "{'a': 1}.pop('a')",
      parameters: [.positional("key"), .positional("default", default: .omitted)]
    ) { arguments, evaluator in
      let key = try evaluator.key(for: arguments.required(0))
      let entry = evaluator.withDictionary(reference(arguments)) { $0.removeValue(forKey: key) }
      if let value = entry?.value ?? arguments[1] { return value }
      throw try evaluator.keyError(arguments.required(0))
    },
    BuiltinFunction(
      "popitem", summary: "Takes out the last pair of a key and its value.",
      example: "{'a': 1}.popitem()", parameters: []
    ) { arguments, evaluator in
      let entry = evaluator.withDictionary(reference(arguments)) { entries in
        entries.isEmpty ? nil : entries.removeLast().value
      }
      guard let entry else {
        throw try evaluator.keyError(.string("popitem(): dictionary is empty"))
      }
      return evaluator.makeTuple([entry.key, entry.value])
    },
  ]

  private static let dictChanges: [BuiltinFunction] = [
    BuiltinFunction(
      "update", summary: "Sets the keys of another dict, of pairs, or of named values.",
      example: "{'a': 1}.update(b=2)",
      parameters: [.positional("pairs", default: .omitted), .keywords("kwargs")]
    ) { arguments, evaluator in
      let pairs = try DictPairs.pairs(arguments[0], arguments.keywordRest, evaluator)
      let keys = try pairs.map { try evaluator.key(for: $0.key) }
      evaluator.withDictionary(reference(arguments)) { entries in
        for (key, pair) in zip(keys, pairs) { entries.set(pair.value, for: key, pair.key) }
      }
      return .none
    },
    BuiltinFunction(
      "clear", summary: "Takes out all keys.", example: "{'a': 1}.clear()", parameters: []
    ) { arguments, evaluator in
      evaluator.withDictionary(reference(arguments)) { $0.removeAll() }
      return .none
    },
  ]
}
