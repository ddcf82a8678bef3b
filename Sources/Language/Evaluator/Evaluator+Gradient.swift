public import Autodiff
import OrderedCollections
import Tensors

extension Evaluator {
  /// `t.gradient`: the gradients of a nest of targets, in the nest of the sources.
  ///
  /// - Throws: `RuntimeError` for a tape that is used up, `TypeError`, `ValueError`.
  func gradient(
    of target: Object, by sources: Object, seeds: Object, unconnected: Object, on id: TapeID
  ) throws -> Object {
    let zeroForUnconnected = try isZeroMode(unconnected)
    if session.recorder.tape(id)?.isUsedUp == true { throw AutodiffError.usedUp }
    let targets = try gradientTargets(target, seeds: seeds)
    let list = try gradientSources(sources)
    let gradients = try withRecorder { recorder in
      try recorder.gradient(
        of: targets, by: list, on: id, zeroForUnconnected: zeroForUnconnected, calling: self)
    }
    if let index = gradients.firstIndex(where: \.isNone) {
      missing = MissingGradient(
        targets: targets, source: list[index], tape: id, line: session.recorder.line)
    }
    return try gradientNest(gradients, like: sources)
  }

  func isZeroMode(_ mode: Object) throws -> Bool {
    switch mode {
    case .none, .string("none"), .string("NONE"): return false
    case .string("zero"), .string("ZERO"): return true
    default:
      throw EvaluationError.value(
        "Unknown value for unconnected_gradients: '\(try string(of: mode))'",
        hint: "write unconnected_gradients='none' or 'zero'")
    }
  }

  /// `t.jacobian`: the derivative of each element of a target by each of the sources', in the nest
  /// of the sources.
  ///
  /// - Throws: as `gradient`.
  func jacobian(
    of target: Object, by sources: Object, unconnected: Object, on id: TapeID
  ) throws -> Object {
    let isZero = try isZeroMode(unconnected)
    if session.recorder.tape(id)?.isUsedUp == true { throw AutodiffError.usedUp }
    let value = try gradientTarget(target)
    let list = try gradientSources(sources)
    let jacobians = try withRecorder { recorder in
      try recorder.jacobian(
        of: value, by: list, on: id, zeroForUnconnected: isZero, calling: self)
    }
    return try gradientNest(jacobians, like: sources)
  }

  /// `t.batch_jacobian`: the Jacobian of each example of a batch.
  ///
  /// - Throws: as `gradient`; `ValueError` where the first axes are not one batch.
  func batchJacobian(
    of target: Object, by source: Object, unconnected: Object, on id: TapeID
  ) throws -> Object {
    let isZero = try isZeroMode(unconnected)
    if session.recorder.tape(id)?.isUsedUp == true { throw AutodiffError.usedUp }
    let (value, by) = (try gradientTarget(target), try gradientSource(source))
    let found = try withRecorder { recorder in
      try recorder.batchJacobian(
        of: value, by: by, on: id, zeroForUnconnected: isZero, calling: self)
    }
    return try gradientNest([found], like: source)
  }

  /// What a gradient is asked of: the leaves of a nest, each with its seed.
  ///
  /// - Throws: `TypeError`, `ValueError`, `DTypeError`.
  public func gradientTargets(_ target: Object, seeds: Object = .none) throws -> [Target] {
    var values: [Value] = []
    try forEachLeaf(of: target) { values.append(try gradientTarget($0)) }
    guard !seeds.isNone else { return values.map { Target($0) } }
    var given: [Object] = []
    // A list of numbers beside one target is that target's seed, not a nest of seeds.
    if values.count == 1, listItems(target) == nil, dictionary(target) == nil {
      // TensorFlow also takes a list of the one seed: one that nests deeper than the target does.
      if let items = listItems(seeds),
        items.contains(where: isTensorLike) || listDepth(seeds) > values[0].tensor.rank
      {
        given = items
      } else {
        given = [seeds]
      }
    } else {
      try forEachLeaf(of: seeds) { given.append($0) }
    }
    guard given.count == values.count else {
      throw EvaluationError.value(
        values.count == 1
          ? "1 target has \(given.count) output gradients"
          : "\(values.count) targets have \(given.count) output gradients")
    }
    return try zip(values, given).map { value, seed in
      if seed.isNone { return Target(value) }
      return Target(value, seed: try self.value(of: seed, numbersAs: value.tensor.dtype))
    }
  }

  /// How deep lists are nested in their first items, a tensor counting its axes.
  private func listDepth(_ object: Object) -> Int {
    var depth = 0
    var object = object
    while depth < 64, let items = listItems(object), let first = items.first {
      depth += 1
      object = first
    }
    return depth + (plainTensor(object)?.rank ?? 0)
  }

  /// The sources of a nest, in order.
  ///
  /// - Throws: `TypeError`, `RecursionError`.
  public func gradientSources(_ nest: Object) throws -> [Source] {
    var sources: [Source] = []
    try forEachLeaf(of: nest) { sources.append(try gradientSource($0)) }
    return sources
  }

  /// The gradients in the nest of their sources; None where there is none.
  public func gradientNest(_ gradients: [Gradient], like nest: Object) throws -> Object {
    var next = 0
    return try mapLeaves(of: nest) { _ in
      defer { next += 1 }
      guard next < gradients.count, case .value(let value) = gradients[next] else { return .none }
      return .tensor(value)
    }
  }

  func gradientTarget(_ object: Object) throws -> Value {
    if case .tensor(let value) = object { return value }
    if let variable = variable(object) { return variable.handle }
    throw EvaluationError.type(
      "a gradient is taken of tensors, not of \(typeName(of: object).name)",
      hint: Arithmetic.number(object) == nil
        ? nil : "a Python number has no history; compute with tensors from the start")
  }

  /// What a gradient is taken by: a tensor or a Variable.
  ///
  /// - Throws: `TypeError`.
  public func gradientSource(_ object: Object) throws -> Source {
    if case .tensor(let value) = object { return Source(value) }
    if let variable = variable(object) { return Source(variable) }
    throw EvaluationError.type(
      "a gradient is taken by tensors and Variables, not by \(typeName(of: object).name)",
      hint: Arithmetic.number(object) == nil ? nil : "make it a tensor first: x = constant(…)")
  }
}
