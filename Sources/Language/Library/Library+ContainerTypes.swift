import Autodiff
import OrderedCollections
import Tensors

extension Library {
  /// What calling `str`, `list`, `tuple`, `dict`, `range` and `type` does.
  static let containerTypes: [TypeName: BuiltinFunction] = [
    .string: BuiltinFunction(
      "str", bare: ["str"], summary: "An object as text.", example: "str(1.5)",
      parameters: [.normal("object", default: .value(.string("")))]
    ) { arguments, evaluator in
      .string(try evaluator.string(of: arguments.required(0)))
    },
    .list: BuiltinFunction(
      "list", bare: ["list"], summary: "A list of the items of an iterable.",
      example: "list(range(3))", parameters: [.positional("iterable", default: .omitted)]
    ) { arguments, evaluator in
      evaluator.makeList(try arguments[0].map(evaluator.items) ?? [])
    },
    .tuple: BuiltinFunction(
      "tuple", bare: ["tuple"], summary: "A tuple of the items of an iterable.",
      example: "tuple([1, 2])", parameters: [.positional("iterable", default: .omitted)]
    ) { arguments, evaluator in
      guard let iterable = arguments[0] else { return evaluator.makeTuple([]) }
      if case .reference(let reference) = iterable, reference.kind == .tuple { return iterable }
      return evaluator.makeTuple(try evaluator.items(of: iterable))
    },
    .dict: BuiltinFunction(
      "dict", bare: ["dict"], summary: "A dict of pairs, of another dict, or of named values.",
      example: "dict(x=1, y=2)",
      parameters: [.positional("pairs", default: .omitted), .keywords("kwargs")]
    ) { arguments, evaluator in
      try evaluator.makeDict(DictPairs.pairs(arguments[0], arguments.keywordRest, evaluator))
    },
    .range: BuiltinFunction(
      "range", bare: ["range"],
      summary: "Whole numbers from a start up to a stop, itself excluded.",
      example: "list(range(0, 10, 3))", parameters: [.rest("bounds")]
    ) { arguments, evaluator in
      let bounds = try arguments.rest.map(evaluator.index)
      switch bounds.count {
      case 0: throw EvaluationError.type("range expected at least 1 argument, got 0")
      case 1: return .range(IntegerRange(start: 0, stop: bounds[0], step: 1))
      case 2: return .range(IntegerRange(start: bounds[0], stop: bounds[1], step: 1))
      case 3:
        guard bounds[2] != 0 else { throw EvaluationError.value("range() arg 3 must not be zero") }
        return .range(IntegerRange(start: bounds[0], stop: bounds[1], step: bounds[2]))
      case let count:
        throw EvaluationError.type("range expected at most 3 arguments, got \(count)")
      }
    },
    .slice: BuiltinFunction(
      "slice", bare: ["slice"], summary: "The slice that start:stop:step stands for.",
      example: "[1, 2, 3][slice(1, None)]", parameters: [.rest("bounds")]
    ) { arguments, evaluator in
      let bounds = arguments.rest
      guard (1...3).contains(bounds.count) else {
        throw EvaluationError.type(
          "slice expected 1 to 3 arguments, got \(bounds.count)")
      }
      let start = bounds.count > 1 ? bounds[0] : .none
      let stop = bounds.count > 1 ? bounds[1] : bounds[0]
      let step = bounds.count > 2 ? bounds[2] : .none
      return .reference(
        evaluator.session.heap.insert(.slice(start: start, stop: stop, step: step)))
    },
    .type: BuiltinFunction(
      "type", bare: ["type"], summary: "The type of an object.", example: "type(1.5)",
      parameters: [.positional("object")]
    ) { arguments, evaluator in
      .type(evaluator.typeName(of: arguments.required(0)))
    },
    .tensor: BuiltinFunction(
      "Tensor", tensorflow: ["Tensor"], numpy: ["ndarray"],
      summary: "The type of tensors; constant makes one.",
      example: "isinstance(ones(2), tf.Tensor)", parameters: [.rest("arguments")]
    ) { _, _ in
      throw EvaluationError.type(
        "a tensor is not made by its type", hint: "write constant([1., 2.]) or zeros(2, 3)")
    },
    .dtype: BuiltinFunction(
      "DType", tensorflow: ["DType", "as_dtype"], numpy: ["dtype"],
      summary: "The element type of a name.", example: "tf.as_dtype('float32')",
      parameters: [.positional("name")]
    ) { arguments, evaluator in
      .dtype(try evaluator.elementType(arguments.required(0)))
    },
  ]

  static let rangeAttributes: [String: AttributeEntry] = [
    "start": .property(summary: "The first number.") { object, _ in .int(range(object).start) },
    "stop": .property(summary: "The bound, itself excluded.") { object, _ in
      .int(range(object).stop)
    },
    "step": .property(summary: "The distance between neighbours.") { object, _ in
      .int(range(object).step)
    },
  ]

  private static func range(_ object: Object) -> IntegerRange {
    guard case .range(let range) = object else {
      preconditionFailure("the attributes of ranges are found on ranges only")
    }
    return range
  }
}

/// The pairs that a dict is made of or updated with.
enum DictPairs {
  /// The pairs of a dict or of an iterable of pairs, and of named values.
  ///
  /// - Throws: `TypeError` and `ValueError` with CPython's texts.
  static func pairs(
    _ given: Object?, _ keywords: [CallArguments.Keyword], _ evaluator: Evaluator
  ) throws -> [(key: Object, value: Object)] {
    var pairs: [(key: Object, value: Object)] = []
    if let given {
      if let entries = evaluator.dictionary(given) {
        pairs = entries.values.map { ($0.key, $0.value) }
      } else {
        for (index, item) in try evaluator.items(of: given).enumerated() {
          try evaluator.poll()
          pairs.append(try pair(item, index, evaluator))
        }
      }
    }
    return pairs + keywords.map { (.string($0.name), $0.value) }
  }

  private static func pair(
    _ item: Object, _ index: Int, _ evaluator: Evaluator
  ) throws -> (key: Object, value: Object) {
    let parts: [Object]
    do {
      parts = try evaluator.items(of: item)
    } catch let error as EvaluationError where error.type == .typeError {
      throw EvaluationError.type(
        "cannot convert dictionary update sequence element #\(index) to a sequence")
    }
    guard parts.count == 2 else {
      throw EvaluationError.value(
        "dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
    }
    return (parts[0], parts[1])
  }
}
