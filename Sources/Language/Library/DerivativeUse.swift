public import Autodiff

/// A use of a derivative's function: of a recorded value by sources, or of a function by some of
/// its arguments.
final class DerivativeUse: Sendable {
  let name: String
  /// What is differentiated.
  private let target: Object
  private let sources: [Object]
  /// The arguments' numbers, where a function is differentiated.
  private let numbers: [Int]
  /// Whether the numbers were given as a tuple, so that the derivatives are one.
  private let isTuple: Bool
  private let isFunction: Bool
  private let isPersistent: Bool

  /// The arguments `z, *sources, argnums=`.
  ///
  /// - Throws: `TypeError` for sources beside a function, or `argnums` beside a value.
  convenience init(
    _ name: String, _ arguments: BoundArguments, _ evaluator: Evaluator,
    isPersistent: Bool = false
  ) throws {
    let first = arguments.required(0)
    if evaluator.isFunction(first) {
      guard arguments.rest.isEmpty else {
        throw EvaluationError.type(
          "\(name)() of a function takes no sources", hint: "call what it gives: \(name)(f)(x)")
      }
      try self.init(
        name, of: first, argnums: arguments.given(2), evaluator, isPersistent: isPersistent)
      return
    }
    guard arguments.given(2) == nil else {
      throw EvaluationError.type(
        "argnums is for the derivative of a function: \(name)(f, argnums=1)")
    }
    guard !arguments.rest.isEmpty else {
      throw EvaluationError.type(
        "\(name)() needs a value and what to differentiate it by", hint: "write \(name)(z, x)")
    }
    self.init(name, first, arguments.rest, isPersistent: isPersistent)
  }

  private init(_ name: String, _ target: Object, _ sources: [Object], isPersistent: Bool) {
    self.name = name
    self.target = target
    self.sources = sources
    numbers = []
    isTuple = false
    isFunction = false
    self.isPersistent = isPersistent
  }

  /// The derivative of a function by arguments of some numbers, the first by default.
  init(
    _ name: String, of function: Object, argnums: Object?, _ evaluator: Evaluator,
    isPersistent: Bool = false
  ) throws {
    guard evaluator.isFunction(function) else {
      throw EvaluationError.type(
        "\(name)() takes a function, not \(evaluator.typeName(of: function).name)")
    }
    self.name = name
    target = function
    sources = []
    isFunction = true
    self.isPersistent = isPersistent
    if let items = argnums.flatMap({ evaluator.listItems($0) }) {
      numbers = try items.map { try evaluator.integer($0, "argnums") }
      isTuple = true
      guard !numbers.isEmpty else {
        throw EvaluationError.value(
          "\(name)(): argnums names no argument", hint: "write argnums=0, or argnums=(0, 1)")
      }
    } else {
      numbers = [try argnums.map { try evaluator.integer($0, "argnums") } ?? 0]
      isTuple = false
    }
  }

  /// The derivative of the recorded value, or the function that gives that of the function.
  func answer(
    _ evaluator: Evaluator,
    function compute: @escaping @Sendable (FunctionTrace, Evaluator) throws -> [Object],
    recorded: ([Target], [Source], TapeID, _ nest: Object) throws -> Object
  ) throws -> Object {
    if isFunction { return function(evaluator, compute) }
    let targets = try evaluator.gradientTargets(target)
    let nest = sources.count == 1 ? sources[0] : evaluator.makeList(sources)
    let list = try evaluator.gradientSources(nest)
    guard let id = evaluator.tape(recording: targets) else {
      return try evaluator.gradientNest([], like: nest)
    }
    return try recorded(targets, list, id, nest)
  }

  /// The function that calls the differentiated one on a tape and gives what is computed of it: one
  /// part for each argument, unless they are packed otherwise.
  func function(
    _ evaluator: Evaluator,
    _ compute: @escaping @Sendable (FunctionTrace, Evaluator) throws -> [Object],
    packing pack: (@Sendable ([Object], Evaluator) -> Object)? = nil
  ) -> Object {
    let key = PlanKey(
      name: name, numbers: numbers, isTuple: isTuple, function: evaluator.functionKey(target))
    return evaluator.makeTransformed(
      TransformedFunction(name: name, captured: [target]) { captured, arguments, evaluator in
        try evaluator.planned(
          key, of: captured[0], arguments, valuesStandFirst: pack != nil
        ) { arguments in
          let trace = try FunctionTrace(
            captured[0], arguments, by: self.numbers, isPersistent: self.isPersistent, evaluator)
          defer { trace.end() }
          let parts = try compute(trace, evaluator)
          return pack?(parts, evaluator) ?? self.packed(parts, evaluator)
        }
      })
  }

  /// One part as it is, or a tuple where the arguments were named by one.
  func packed(_ parts: [Object], _ evaluator: Evaluator) -> Object {
    isTuple || parts.count != 1 ? evaluator.makeTuple(parts) : parts[0]
  }

  /// The one target.
  ///
  /// - Throws: `ValueError` where there are several.
  func only(_ targets: [Target]) throws -> Target {
    guard targets.count == 1 else {
      throw EvaluationError.value("\(name)() is of one value, not of \(targets.count)")
    }
    return targets[0]
  }
}

extension Evaluator {
  /// The tape that recorded one of some targets last; nil where none has.
  public func tape(recording targets: [Target]) -> TapeID? {
    targets.lazy.compactMap {
      self.session.recorder.tapes(recording: $0.value.identity).first
    }.first
  }

  /// Whether an object is a function that may be differentiated.
  func isFunction(_ object: Object) -> Bool {
    switch typeName(of: object) {
    case .function, .builtin, .method: true
    default: false
    }
  }
}
