import Autodiff
import Tensors

extension Library {
  /// What goes through sequences.
  static let sequences: [BuiltinFunction] = [
    BuiltinFunction(
      "sorted", bare: ["sorted"],
      summary: "The items of an iterable in ascending order, as a list.",
      example: "sorted([3, 1, 2], reverse=True)",
      parameters: [
        .positional("iterable"), .keyword("key", default: .value(.none)),
        .keyword("reverse", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let items = try evaluator.items(of: arguments.required(0))
      return evaluator.makeList(
        try evaluator.sorted(
          items, key: arguments.given(1), isReversed: evaluator.isTrue(arguments.required(2))))
    },
    BuiltinFunction(
      "reversed", bare: ["reversed"], summary: "An iterator over a sequence from its end.",
      example: "list(reversed([1, 2, 3]))", parameters: [.positional("sequence")]
    ) { arguments, evaluator in
      let sequence = arguments.required(0)
      switch sequence {
      case .range(let range):
        return evaluator.makeIterator(.range(range.reversed, position: 0))
      case .reference(let reference)
      where ![.list, .tuple, .dict, .variable].contains(reference.kind):
        throw EvaluationError.type(
          "'\(evaluator.typeName(of: sequence).name)' object is not reversible")
      case .string, .reference, .tensor:
        return evaluator.makeIterator(
          .items(try evaluator.items(of: sequence).reversed(), position: 0))
      default:
        throw EvaluationError.type(
          "'\(evaluator.typeName(of: sequence).name)' object is not reversible")
      }
    },
  ]

  /// Iterators and what makes them.
  static let iteration: [BuiltinFunction] = [
    BuiltinFunction(
      "iter", bare: ["iter"], summary: "An iterator over an object's items.",
      example: "next(iter([1, 2]))", parameters: [.positional("iterable")]
    ) { arguments, evaluator in
      .reference(try evaluator.iterator(over: arguments.required(0)))
    },
    BuiltinFunction(
      "next", bare: ["next"], summary: "The next item of an iterator, or a default at its end.",
      example: "next(iter([]), 0)",
      parameters: [.positional("iterator"), .positional("default", default: .omitted)]
    ) { arguments, evaluator in
      let iterator = arguments.required(0)
      guard case .reference(let reference) = iterator, reference.kind == .iterator else {
        throw EvaluationError.type(
          "'\(evaluator.typeName(of: iterator).name)' object is not an iterator")
      }
      if let item = try evaluator.next(reference) { return item }
      guard let value = arguments[1] else { throw EvaluationError(.stopIteration, "") }
      return value
    },
    BuiltinFunction(
      "zip", bare: ["zip"], summary: "Tuples of the items that stand at the same place.",
      example: "list(zip([1, 2], ['a', 'b']))",
      parameters: [
        .rest("iterables"), .keyword("strict", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let isStrict = try evaluator.isTrue(arguments.required(1))
      let iterators = try arguments.rest.map(evaluator.iterator)
      return evaluator.makeIterator(
        iterators.isEmpty ? .exhausted : .zip(iterators, isStrict: isStrict))
    },
    BuiltinFunction(
      "enumerate", bare: ["enumerate"], summary: "Pairs of a count and an item.",
      example: "list(enumerate(['a', 'b'], start=1))",
      parameters: [.normal("iterable"), .normal("start", default: .value(.int(0)))]
    ) { arguments, evaluator in
      let start = try evaluator.index(arguments.required(1))
      return evaluator.makeIterator(
        .enumerate(try evaluator.iterator(over: arguments.required(0)), next: start))
    },
    BuiltinFunction(
      "map", bare: ["map"], summary: "What a function gives for each item of iterables.",
      example: "list(map(abs, [-1, 2]))",
      parameters: [.positional("function"), .rest("iterables")]
    ) { arguments, evaluator in
      guard !arguments.rest.isEmpty else {
        throw EvaluationError.type("map() must have at least two arguments.")
      }
      return evaluator.makeIterator(
        .map(arguments.required(0), try arguments.rest.map(evaluator.iterator)))
    },
    BuiltinFunction(
      "filter", bare: ["filter"], summary: "The items for which a function gives a true value.",
      example: "list(filter(None, [0, 1, 2]))",
      parameters: [.positional("function"), .positional("iterable")]
    ) { arguments, evaluator in
      evaluator.makeIterator(
        .filter(arguments.required(0), try evaluator.iterator(over: arguments.required(1))))
    },
  ]
}

extension IntegerRange {
  /// The same numbers from the last to the first.
  fileprivate var reversed: IntegerRange {
    guard count > 0, step != Int.min else {
      return count > 0
        ? IntegerRange(start: self[0], stop: self[0] - 1, step: -1)
        : IntegerRange(start: 0, stop: 0, step: 1)
    }
    let last = self[count - 1]
    // The bound is one step before the start where that is a number, else the last one there is.
    let (stop, overflow) = start.subtractingReportingOverflow(step)
    return IntegerRange(
      start: last, stop: overflow ? (step > 0 ? Int.min : Int.max) : stop, step: -step)
  }
}
