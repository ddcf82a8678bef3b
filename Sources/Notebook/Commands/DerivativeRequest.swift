import Autodiff
import Language
import OrderedCollections

/// What a command on derivatives is asked: `z x y … [on TAPE]`, or `y x v [on TAPE]` with values
/// behind the sources.
struct DerivativeRequest {
  let evaluator: Evaluator
  /// What is differentiated; the items of a list are summed.
  let targets: [Target]
  /// The target as it was typed.
  let targetName: String
  /// What each of the targets is called: `z`, `w` of `[z, w]`, and `zs[0]` of a list with a name.
  let targetNames: [String]
  /// What it is differentiated by, nests unfolded.
  let sources: [Source]
  /// The names of the sources, in their order.
  let sourceNames: [String]
  /// The sources in the nest in which they were given.
  let nest: Object
  /// The tape to ask: the one that was named, or the most recent that recorded a target.
  let tape: TapeID?
  /// What was given behind the sources.
  let further: [Object]

  /// Reads the arguments of a command.
  ///
  /// - Parameter furtherCount: how many values stand behind the sources.
  /// - Throws: what evaluation throws; a `TypeError` where something cannot be differentiated.
  init(_ invocation: CommandInvocation, furtherCount: Int = 0) throws {
    let evaluator = invocation.evaluator
    var operands = invocation.operands
    // `on` stands before a tape only when a source is left in front of it.
    var tapeArgument: CommandArgument?
    if operands.count >= 4, operands[operands.count - 2].name == "on" {
      tapeArgument = operands.last
      operands.removeLast(2)
    }
    guard operands.count >= 2 + furtherCount else {
      let name = invocation.command.name
      let usage = evaluator.options.commands[name]?.usage ?? name
      throw EvaluationError.type(
        "\(name) needs a value and what to differentiate it by: \(usage)")
    }
    let rest = operands.suffix(furtherCount)
    operands.removeLast(furtherCount)
    let reader = Reader(evaluator: evaluator, target: operands[0])
    self.evaluator = evaluator
    targetName = operands[0].text
    targets = try reader.targets()
    targetNames = reader.names(of: targets.count)
    let objects = try operands.dropFirst().map { try reader.value(of: $0) }
    further = try rest.map { try reader.value(of: $0) }
    nest = objects.count == 1 ? objects[0] : evaluator.makeList(objects)
    var sources: [Source] = []
    var names: [String] = []
    for (argument, object) in zip(operands.dropFirst(), objects) {
      if evaluator.listItems(object) != nil || evaluator.dictionary(object) != nil {
        let leaves = try evaluator.gradientSources(object)
        sources += leaves
        names += leaves.indices.map { "\(argument.text)[\($0)]" }
      } else {
        sources.append(try reader.source(object, argument))
        names.append(argument.text)
      }
    }
    self.sources = sources
    sourceNames = names
    if let tapeArgument {
      tape = try Tapes(evaluator).tape(tapeArgument)
    } else {
      tape = evaluator.tape(recording: targets)
    }
  }

  /// A question for one value by one source.
  init(
    _ evaluator: Evaluator, target: (value: Value, name: String),
    source: (source: Source, object: Object, name: String), on tape: TapeID?
  ) {
    self.evaluator = evaluator
    targets = [Target(target.value)]
    targetName = target.name
    targetNames = [target.name]
    sources = [source.source]
    sourceNames = [source.name]
    nest = source.object
    self.tape = tape
    further = []
  }

  /// Says by which tape the answer is, where that is not the session's.
  func tellTape() {
    if let tape, tape != evaluator.session.sessionTape {
      evaluator.emit(.text("by the \(evaluator.tapeDescription(of: tape))"))
    }
  }

  /// Shows derivatives by the sources, None with its reason; or gives them in the sources' nest.
  func answer(_ derivatives: [Gradient], isValueNeeded: Bool) throws -> Object? {
    let result = try evaluator.gradientNest(derivatives, like: nest)
    if isValueNeeded { return result }
    tellTape()
    for (index, derivative) in derivatives.enumerated() {
      switch derivative {
      case .value(let value): evaluator.emit(.value(.tensor(value.tensor)))
      case .none: try showCause(at: index)
      }
    }
    evaluator.session.lastValue = result
    return nil
  }

  /// Why there is no gradient by each source, as the tape that was asked or should have recorded the
  /// target knows it.
  ///
  /// - Throws: an interruption.
  func causes() throws -> [Gradient] {
    try sources.indices.map { .none(try cause(at: $0)) }
  }

  /// Why there is no gradient by a source.
  func cause(at index: Int) throws -> NoneCause { try finding(at: index).cause }

  /// Why there is no gradient by a source, in words, with the line and the mend.
  func reason(at index: Int) throws -> NoneReason {
    NoneReason(try finding(at: index), self, at: index)
  }

  /// Shows None with the reason, for a source without a gradient.
  func showCause(at index: Int) throws {
    evaluator.emit(.value(try reason(at: index).value))
  }
}

extension CommandInvocation {
  /// Whether an option that the command declares was given.
  ///
  /// - Throws: a `TypeError` for an option that it does not declare.
  func hasOption(_ name: String) throws -> Bool {
    let known = evaluator.options.commands[command.name]?.expectation.options ?? []
    return try options(known: known).keys.contains(name)
  }
}

/// Reads the values of the arguments.
private struct Reader {
  let evaluator: Evaluator
  let target: CommandArgument

  func targets() throws -> [Target] {
    let object = try value(of: target)
    let values = evaluator.dictionary(object).map { $0.values.map(\.value) }
    if let items = evaluator.listItems(object) ?? values, !items.isEmpty {
      return try items.map { Target(try tensor($0, "an item of \(target.text)")) }
    }
    return [Target(try tensor(object, target.text))]
  }

  /// The names of the targets, as they were typed where the list was.
  func names(of count: Int) -> [String] {
    guard case .expression(let expression) = target.kind else { return [target.text] }
    switch expression.kind {
    case .list(let items) where items.count == count, .tuple(let items) where items.count == count:
      let text = Array(target.text.utf8)
      return items.map { item in
        let start = max(item.range.start - target.range.start, 0)
        let end = min(item.range.end - target.range.start, text.count)
        return start < end ? String(decoding: text[start..<end], as: UTF8.self) : target.text
      }
    default:
      return count == 1 ? [target.text] : (0..<count).map { "\(target.text)[\($0)]" }
    }
  }

  /// What made the target a Python number, if it was a tensor.
  private var leaving: String? {
    guard let name = target.name else { return nil }
    let found = evaluator.departure(ofName: name).lazy.compactMap {
      evaluator.session.recorder.departure(of: $0)
    }.first
    return found.map { $0.line > 0 ? "\($0.words) in line \($0.line)" : $0.words }
  }

  private func tensor(_ object: Object, _ what: String) throws -> Value {
    if case .tensor(let value) = object { return value }
    if let variable = evaluator.variable(object) { return variable.handle }
    switch object {
    case .float, .int, .bool:
      throw EvaluationError.type(
        "\(what) is a Python number, which no tape records",
        hint: leaving.map { "\($0) took it off the tape; why \(target.text) x says more" }
          ?? "watch what it is computed from, then compute it again")
    default:
      throw EvaluationError.type(
        "the gradient of \(what) is not defined: it is of type "
          + evaluator.typeName(of: object).name)
    }
  }

  func source(_ object: Object, _ argument: CommandArgument) throws -> Source {
    if case .tensor(let value) = object { return Source(value) }
    if let variable = evaluator.variable(object) { return Source(variable) }
    switch object {
    case .float, .int, .bool:
      throw EvaluationError.type(
        "\(argument.text) is a Python number, which no tape watches",
        hint: "watch \(argument.text), then compute \(target.text) again")
    default:
      throw EvaluationError.type(
        "\(argument.text) is of type \(evaluator.typeName(of: object).name); "
          + "a gradient is taken by tensors and Variables")
    }
  }

  func value(of argument: CommandArgument) throws -> Object {
    guard case .expression(let expression) = argument.kind else {
      throw EvaluationError.type("'\(argument.text)' is not an expression")
    }
    return try evaluator.evaluate(expression)
  }
}
