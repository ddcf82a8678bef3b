import Autodiff
import Language
import OrderedCollections
import Tensors

extension CommandDeclaration {
  /// The command `watch x y`.
  static let watch = CommandDeclaration(
    syntax: CommandSyntax(name: "watch", arguments: [.expression], required: 1, repeatsLast: true),
    expecting: ArgumentExpectation([.watchable]),
    group: "tape", summary: "Record what is computed from values from now on.",
    usage: "watch x y …",
    details: """
      The innermost open tape watches the values; the session's tape is opened if none is open. \
      Derivatives can be taken by watched values, of what is computed from them afterwards.
      A name bound to a Python float is re-bound to a tensor. A Variable needs no watching.
      """,
    examples: [
      Example("x = ones(2, 2)\nwatch x\ny = sum(x)\ngrad y*y x", output: "[[8. 8.]\n [8. 8.]]"),
      Example("a = 3.\nwatch a", output: "a is now a float32 tensor"),
    ]
  ) { invocation in
    let tape = try invocation.evaluator.tapeForWatching()
    for argument in invocation.operands {
      let before = Identity.next()
      let object = try invocation.value(of: argument)
      try Watching(evaluator: invocation.evaluator, tape: tape).watch(
        object, argument, newerThan: before)
    }
    return nil
  }

  /// The command `unwatch x`.
  static let unwatch = CommandDeclaration(
    syntax: CommandSyntax(
      name: "unwatch", arguments: [.expression], required: 1, repeatsLast: true),
    expecting: ArgumentExpectation([.watched]),
    group: "tape", summary: "Watch values no more.", usage: "unwatch x y …",
    details: """
      The innermost open tape forgets that it watches the values. What was computed from them \
      stays recorded.
      """,
    examples: [
      Example(
        "x = ones(2)\nwatch x\nunwatch x\ny = sum(x)\ngrad y x",
        output: "None: x is no longer watched: unwatch in line 3 took it off the tape")
    ]
  ) { invocation in
    let evaluator = invocation.evaluator
    for argument in invocation.operands {
      let object = try invocation.value(of: argument)
      let identities = try Watching.identities(of: object, argument, evaluator)
      let tapes = evaluator.session.recorder.openTapes.reversed()
      for identity in identities {
        let watching = tapes.first { id in
          evaluator.session.recorder.tape(id)?.watches(identity) == true
        }
        guard let watching else {
          throw EvaluationError.value("no open tape watches \(argument.text)")
        }
        evaluator.session.recorder.unwatch(identity, on: watching)
      }
    }
    return nil
  }
}

/// Watching objects of every kind on one tape.
private struct Watching {
  let evaluator: Evaluator
  let tape: TapeID

  /// Watches a value that an argument gave.
  ///
  /// A value with an identity of after `start` was computed by the argument itself: nothing else
  /// can refer to it, so watching it would have no effect.
  func watch(_ object: Object, _ argument: CommandArgument, newerThan start: Identity) throws {
    switch object {
    case .tensor(let value):
      guard value.identity < start else {
        throw EvaluationError.value(
          "\(argument.text) is a new value that nothing else can refer to",
          hint: "give it a name first: y = \(argument.text), then watch y")
      }
      let watched = try evaluator.session.recorder.watch(value, on: tape)
      if let name = argument.name, evaluator.session.isBound(name) {
        try evaluator.bind(name, to: .tensor(watched))
      }
    case .float:
      guard let name = argument.name else {
        throw Watching.notWatchable(object, argument, evaluator)
      }
      let value = try evaluator.value(of: object)
      let watched = try evaluator.session.recorder.watch(Value(value.tensor), on: tape)
      try evaluator.bind(name, to: .tensor(watched))
      evaluator.emit(.text("\(name) is now a \(value.tensor.dtype.name) tensor"))
    default:
      if evaluator.variable(object) != nil {
        try evaluator.watch(object, on: tape)
      } else if let items = Watching.items(of: object, evaluator) {
        for item in items {
          guard Watching.isWatchable(item, evaluator) else {
            throw Watching.itemNotWatchable(item, argument, evaluator)
          }
          try watch(item, argument.anonymous, newerThan: start)
        }
      } else {
        throw Watching.notWatchable(object, argument, evaluator)
      }
    }
  }

  /// The identities of a tensor, a Variable or what a list, tuple or dict holds.
  static func identities(
    of object: Object, _ argument: CommandArgument, _ evaluator: Evaluator
  ) throws -> [Identity] {
    if case .tensor(let value) = object { return [value.identity] }
    if let variable = evaluator.variable(object) { return [variable.identity] }
    guard let items = items(of: object, evaluator) else {
      throw notWatchable(object, argument, evaluator)
    }
    return try items.map { item in
      if case .tensor(let value) = item { return value.identity }
      if let variable = evaluator.variable(item) { return variable.identity }
      throw itemNotWatchable(item, argument, evaluator)
    }
  }

  private static func items(of object: Object, _ evaluator: Evaluator) -> [Object]? {
    evaluator.listItems(object) ?? evaluator.dictionary(object)?.values.map(\.value)
  }

  private static func isWatchable(_ object: Object, _ evaluator: Evaluator) -> Bool {
    if case .tensor = object { return true }
    return evaluator.variable(object) != nil
  }

  /// The error for an item of what an argument gave.
  private static func itemNotWatchable(
    _ item: Object, _ argument: CommandArgument, _ evaluator: Evaluator
  ) -> EvaluationError {
    let type = evaluator.typeName(of: item).name
    let hint: String? =
      switch item {
      case .int, .float, .bool: "make the numbers a tensor: constant(\(argument.text))"
      default: nil
      }
    return .type(
      "a tape watches tensors and Variables, and \(argument.text) holds an item of type \(type)",
      hint: hint)
  }

  private static func notWatchable(
    _ object: Object, _ argument: CommandArgument, _ evaluator: Evaluator
  ) -> EvaluationError {
    switch object {
    case .int(let number):
      let literal = argument.name.map { "\($0) = \(number)." } ?? "\(number)."
      return .type(
        "\(argument.text) is an integer, and derivatives need real numbers",
        hint: "write it with a point: \(literal)")
    case .float:
      return .type(
        "\(argument.text) is a Python float, which has no place on a tape",
        hint: "give it a name, or make a tensor of it: constant(\(argument.text))")
    default:
      let type = evaluator.typeName(of: object).name
      return .type("a tape watches tensors and Variables, not \(type) (\(argument.text))")
    }
  }
}

extension CommandArgument {
  /// The argument without a name to bind, for the items that it holds.
  fileprivate var anonymous: CommandArgument {
    CommandArgument(kind: .option(name: text, value: nil), text: text, range: range)
  }
}
