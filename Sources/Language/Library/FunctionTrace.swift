import Autodiff
import OrderedCollections
import Tensors

/// One call of a function, recorded on a tape of its own: what derivatives of functions are made of.
///
/// The arguments that it is differentiated by get identities of their own, so that calls may be
/// nested and derivatives differentiated again.
struct FunctionTrace {
  let tape: TapeID
  /// The watched arguments, each as it was given: a tensor or a nest of them.
  let arguments: [Object]
  let result: Object
  private let evaluator: Evaluator

  /// Calls a function with some of its arguments watched.
  ///
  /// - Parameter isPersistent: whether derivatives of derivatives are taken on the tape itself.
  /// - Throws: `TypeError` where an argument is missing or no floating-point number; what the
  ///   function throws.
  init(
    _ function: Object, _ given: CallArguments, by numbers: [Int], isPersistent: Bool,
    _ evaluator: Evaluator
  ) throws {
    self.evaluator = evaluator
    let tape = evaluator.session.recorder.openTape(
      kind: .transient, isPersistent: isPersistent, watchesVariables: false)
    self.tape = tape
    do {
      var call = given
      var arguments: [Object] = []
      for number in numbers {
        guard given.positional.indices.contains(number) else {
          throw EvaluationError.type(
            "the derivative is taken by argument \(number), and \(given.positional.count) "
              + "were given by position")
        }
        let watched = try evaluator.mapTensors(of: given.positional[number]) { value in
          guard value.tensor.dtype.isFloatingPoint else {
            throw EvaluationError.type(
              "a derivative is taken by floating-point numbers, not \(value.tensor.dtype.name)",
              hint: "write the number with a point: 3. instead of 3")
          }
          let x = try evaluator.apply(.named("identity"), [value])
          return .tensor(try evaluator.session.recorder.watch(x, on: tape))
        }
        call.positional[number] = watched
        arguments.append(watched)
      }
      self.arguments = arguments
      result = try evaluator.call(function, call)
    } catch {
      evaluator.session.recorder.dropTape(tape)
      throw error
    }
  }

  /// Forgets the tape.
  func end() { evaluator.session.recorder.dropTape(tape) }

  /// The sources of an argument, in the order of its nest.
  func sources(_ argument: Object) throws -> [Source] { try evaluator.gradientSources(argument) }

  /// The gradients of the sum of some targets by the arguments, each in its argument's nest; of
  /// arguments that the targets do not depend on, zeros.
  func gradients(of target: Object) throws -> [Object] {
    let targets = try evaluator.gradientTargets(target)
    let sources = try arguments.map { try self.sources($0) }
    let gradients = try evaluator.withRecorder { recorder in
      try recorder.gradient(
        of: targets, by: sources.flatMap { $0 }, on: tape, zeroForUnconnected: true,
        calling: evaluator)
    }
    var rest = gradients[...]
    return try zip(arguments, sources).map { argument, sources in
      defer { rest.removeFirst(sources.count) }
      return try evaluator.gradientNest(Array(rest.prefix(sources.count)), like: argument)
    }
  }

  /// The Jacobians of each tensor of a nest by the arguments: in the target's nest, each an object
  /// in the argument's nest.
  func jacobians(of target: Object, by argument: Object, mode: Recorder.Mode?) throws -> Object {
    let sources = try sources(argument)
    return try evaluator.mapTensors(of: target) { value in
      let jacobians = try evaluator.withRecorder { recorder in
        try recorder.jacobian(
          of: value, by: sources, on: tape, mode: mode, zeroForUnconnected: true,
          calling: evaluator)
      }
      return try evaluator.gradientNest(jacobians, like: argument)
    }
  }

  /// The tangents of the result along tangents of the arguments, in the result's nest.
  func tangents(along tangents: [Object], of target: Object) throws -> Object {
    var pairs: [(source: Source, tangent: Value)] = []
    for (argument, tangent) in zip(arguments, tangents) {
      let sources = try sources(argument)
      let values = try evaluator.tangents(tangent, for: sources, like: argument)
      pairs += zip(sources, values).map { (source: $0, tangent: $1) }
    }
    return try evaluator.mapTensors(of: target) { value in
      let found = try evaluator.withRecorder { recorder in
        try recorder.pushforward(of: [value], along: pairs, on: tape, calling: evaluator)
      }
      if case .value(let tangent) = found[0] { return .tensor(tangent) }
      return .tensor(Value(try Tensor.zeros(value.tensor.shape, value.tensor.dtype)))
    }
  }
}

extension Evaluator {
  /// The same nest with each leaf, which must be a tensor or a number, replaced.
  func mapTensors(of object: Object, _ transform: (Value) throws -> Object) throws -> Object {
    try mapLeaves(of: object) { try transform(try value(of: $0)) }
  }

  /// Calls `body` with the part of an object that stands in the place of each leaf of a nest: a list
  /// of numbers in the place of a tensor is one part.
  ///
  /// - Throws: `ValueError` where the nest has other places, and what `body` throws.
  private func forEachPart(
    of object: Object, like nest: Object, _ body: (Object) throws -> Void
  ) throws {
    if let items = listItems(nest) {
      guard let parts = listItems(object), parts.count == items.count else {
        throw EvaluationError.value(
          "\(items.count) values have \(listItems(object)?.count ?? 1) tangents",
          hint: "give one tangent for each, of its shape and dtype")
      }
      try nested {
        for (item, part) in zip(items, parts) { try forEachPart(of: part, like: item, body) }
      }
    } else if let entries = dictionary(nest) {
      guard let parts = dictionary(object), Set(parts.keys) == Set(entries.keys) else {
        throw EvaluationError.value("the tangents of a dict are a dict with the same keys")
      }
      try nested {
        for (key, entry) in entries {
          if let part = parts[key] { try forEachPart(of: part.value, like: entry.value, body) }
        }
      }
    } else {
      try body(object)
    }
  }

  /// The tangents of some sources: a nest like theirs, or one value where there is one source.
  ///
  /// - Throws: `ValueError` where their numbers differ, `ShapeError`.
  func tangents(_ object: Object, for sources: [Source], like nest: Object) throws -> [Value] {
    var given: [Object] = []
    try forEachPart(of: object, like: nest) { given.append($0) }
    guard given.count == sources.count else {
      throw EvaluationError.value(
        "\(sources.count) values have \(given.count) tangents",
        hint: "give one tangent for each, of its shape and dtype")
    }
    return try zip(given, sources).map { object, source in
      let value = try self.value(of: object, numbersAs: source.dtype)
      let types = (TensorType(value.tensor), source.type)
      guard types.0 == types.1 else {
        throw AutodiffError.tangentMismatch(tangent: types.0, source: types.1)
      }
      return value
    }
  }
}
