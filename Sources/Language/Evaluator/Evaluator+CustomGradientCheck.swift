import Autodiff
import Tensors

/// A gradient of the user's own, held against finite differences in random directions.
extension Evaluator {
  /// Checks the gradient of a function when it is decorated, where its arguments can be guessed:
  /// numbers, else vectors, else square matrices.
  ///
  /// - Throws: an interruption. That a guess does not fit the function is no failure.
  func checkCustomGradient(of function: Object) throws {
    // A listing prints what it prints, and no notes.
    guard options.echo != .never else { return }
    guard case .reference(let reference) = function,
      case .function(let user) = session.heap[reference]
    else { return }
    let required = zip(user.definition.parameters, user.defaults).filter { parameter, value in
      value == nil && (parameter.kind == .normal || parameter.kind == .positionalOnly)
    }
    let needsMore = zip(user.definition.parameters, user.defaults).contains { parameter, value in
      value == nil && parameter.kind == .keywordOnly
    }
    guard !required.isEmpty, !needsMore else { return }
    for shape in [[], [3], [2, 2]] as [[Int]] {
      let shapes = required.map { _ in shape }
      if try check(reference, at: GradientProbe(shapes)) { return }
    }
  }

  /// Checks the gradient of a function at the arguments of its first call, where it could not be
  /// checked before.
  func checkCustomGradient(of function: Object, at operands: [Value]) throws {
    guard options.echo != .never else { return }
    guard case .reference(let reference) = function, reference.kind == .function,
      !session.checkedGradients.contains(reference.id)
    else { return }
    guard operands.allSatisfy({ $0.tensor.dtype.isFloatingPoint }) else { return }
    if try !check(reference, at: GradientProbe(operands.map(\.tensor))) {
      session.checkedGradients.insert(reference.id)
    }
  }

  /// - Returns: whether the function could be checked there.
  private func check(_ function: Reference, at probe: GradientProbe) throws -> Bool {
    for precision in GradientProbe.precisions {
      guard let mismatch = try sandboxed({ try probe.mismatch(of: function, precision, self) })
      else { continue }
      session.checkedGradients.insert(function.id)
      if case .found(let given, let difference) = mismatch {
        let name = functionName(.reference(function))
        emit(
          .text(
            "note: the gradient given for \(name) is not the derivative of its value\n"
              + "  along a random direction: given \(Tensor(Float(given)).text()), finite "
              + "differences \(Tensor(Float(difference)).text())"))
      }
      return true
    }
    return false
  }

  /// How many loop iterations and calls may be taken where nobody asked for them.
  private static let sandboxedSteps = 20_000

  /// Runs something on a copy of the session without its tapes, unseen; nil where it fails.
  ///
  /// - Throws: an interruption.
  func sandboxed<R>(_ body: () throws -> R?) throws -> R? {
    let saved = (session, steps, enteredTapes, readVariables, mostSteps)
    session.recorder = Recorder()
    session.recorder.isInterrupted = options.isInterrupted
    enteredTapes = []
    // At a number that the user did not choose a loop may never end.
    mostSteps = min(mostSteps ?? .max, steps + Self.sandboxedSteps)
    muteDepth += 1
    passDepth += 1
    defer {
      (session, steps, enteredTapes, readVariables, mostSteps) = saved
      muteDepth -= 1
      passDepth -= 1
    }
    do {
      return try body()
    } catch {
      try pollInterruption()
      return nil
    }
  }
}

/// A point, a direction and a cotangent at which a gradient is tried.
private struct GradientProbe {
  /// The point that was given; nil where it is drawn.
  private let point: [Tensor]?
  private let shapes: [[Int]]

  /// What is tried, one after another.
  static let precisions = [
    Precision(dtype: .float64, step: 1e-5, tolerance: 1e-4, rounding: 1e-16),
    Precision(dtype: .float32, step: 1e-2, tolerance: 1e-2, rounding: 6e-8),
  ]

  /// An element type with the step of its differences and what rounding explains.
  struct Precision {
    let dtype: DType
    let step: Double
    let tolerance: Double
    /// The relative error of one operation.
    let rounding: Double
  }

  /// What a trial found.
  enum Mismatch {
    case none
    case found(given: Double, difference: Double)
  }

  init(_ shapes: [[Int]]) {
    point = nil
    self.shapes = shapes
  }

  init(_ point: [Tensor]) {
    self.point = point
    shapes = point.map(\.shape)
  }

  /// The first directional derivative that differs; nil where nothing can be said.
  func mismatch(
    of function: Reference, _ precision: Precision,
    _ evaluator: Evaluator
  ) throws -> Mismatch? {
    var generator = PhiloxGenerator(seed: 0)
    evaluator.session.options.floatDType = precision.dtype
    func drawn(_ low: Double, _ high: Double) throws -> [Tensor] {
      try shapes.map {
        try generator.uniform(shape: $0, dtype: precision.dtype, low: low, high: high)
      }
    }
    var isSure = false
    for _ in 0..<(point == nil ? 3 : 1) {
      let place = try point?.map { try $0.cast(to: precision.dtype) } ?? drawn(0.4, 1.6)
      let direction = try drawn(-1, 1)
      let value = try self.value(of: function, at: place, evaluator)
      let weights = try value.map {
        try generator.uniform(shape: $0.shape, dtype: $0.dtype, low: 0.5, high: 1.5)
      }
      let gradients = try gradient(of: function, at: place, weights, evaluator)
      func along(_ distance: Double) throws -> Double {
        var moved = place
        // What has no gradient by the function's own word is not moved.
        for index in place.indices where gradients[index] != nil {
          let step = try Tensor.binary(
            .multiply, direction[index], Tensor(distance, dtype: precision.dtype))
          moved[index] = try Tensor.binary(.add, place[index], step)
        }
        return try inner(self.value(of: function, at: moved, evaluator), weights)
      }
      func slope(_ step: Double) throws -> Double {
        (try along(step) - along(-step)) / (2 * step)
      }
      let step = precision.step
      let (coarse, difference) = (try slope(step), try slope(step / 2))
      let given = try zip(gradients, direction).reduce(0) { sum, pair in
        try pair.0.map { sum + (try inner([$0], [pair.1])) } ?? sum
      }
      let scale = max(abs(difference), abs(given))
      // What two steps differ by is about the error of the difference; so is rounding.
      let error = abs(coarse - difference)
      let rounding = 10 * precision.rounding * abs(try inner(value, weights)) / step
      guard difference.isFinite, error <= 0.05 * scale || scale == 0 else { continue }
      isSure = true
      if !(abs(given - difference) <= precision.tolerance * scale + 10 * error + rounding) {
        return .found(given: given, difference: difference)
      }
    }
    return isSure ? Mismatch.none : nil
  }

  private func value(
    of function: Reference, at point: [Tensor], _ evaluator: Evaluator
  ) throws -> [Tensor] {
    // What the function draws is no part of the difference.
    let result = try evaluator.drawingAgain(from: evaluator.session.random) {
      try evaluator.call(.reference(function), CallArguments(point.map { .tensor(Value($0)) }))
    }
    guard let pair = evaluator.listItems(result), let value = pair.first else {
      throw EvaluationError.type("no pair")
    }
    return try evaluator.outputs(of: value, "").map(\.tensor)
  }

  private func gradient(
    of function: Reference, at point: [Tensor], _ weights: [Tensor], _ evaluator: Evaluator
  ) throws -> [Tensor?] {
    let tape = evaluator.session.recorder.openTape(
      kind: .transient, isPersistent: false, watchesVariables: false)
    let watched = try point.map { try evaluator.session.recorder.watch(Value($0), on: tape) }
    let result = try evaluator.drawingAgain(from: evaluator.session.random) {
      try evaluator.callWithOwnGradient(
        .reference(function), CallArguments(watched.map { .tensor($0) }))
    }
    let targets = try zip(evaluator.outputs(of: result, ""), weights).map {
      Target($0, seed: Value($1))
    }
    let gradients = try evaluator.withRecorder { recorder in
      try recorder.gradient(
        of: targets, by: watched.map { Source($0) }, on: tape, calling: evaluator)
    }
    return gradients.map { if case .value(let value) = $0 { value.tensor } else { nil } }
  }

  private func inner(_ x: [Tensor], _ y: [Tensor]) throws -> Double {
    var sum = 0.0
    for (x, y) in zip(x, y) {
      let product = try Tensor.binary(.multiply, x, y).reduce(.sum, axes: nil)
      sum += product.doubleValue ?? .nan
    }
    return sum
  }
}
