import Language
import Plotting
import Tensors

/// Calls a function of one number at places, for drawing it.
///
/// The function is called with one number at a time, since it need not take tensors: with a Python
/// float, or where it does not take one, with a tensor of the session's element type.
final class FunctionSampler {
  private let evaluator: Evaluator
  private let function: Object
  /// What the function is called in errors.
  let name: String
  /// What it is called in legends.
  let label: String
  private var takesTensors = false

  /// A function that never ends is stopped by the user; steps are counted without this limit.
  private static let stepLimit = 1 << 40

  init(_ function: Object, name: String, label: String, _ evaluator: Evaluator) {
    self.label = label
    self.function = function
    self.name = name
    self.evaluator = evaluator
  }

  /// The function's value; NaN where it has none, as at a pole.
  ///
  /// - Throws: what the function throws, with the place; a `TypeError` for what is no number.
  func value(at x: Double) throws -> Double {
    try evaluator.poll()
    let result: Object
    do {
      result = try call(x)
    } catch {
      let error = evaluator.exception(from: error)
      if error.isInterruption || error.type == .stepLimitError { throw error }
      if error.isGap { return .nan }
      throw failure(error, at: x)
    }
    let numbers: PlotArray
    do {
      numbers = try evaluator.plotArray(result, "what \(name) gives")
    } catch let error as EvaluationError {
      throw failure(error, at: x)
    }
    guard numbers.values.count == 1 else {
      throw EvaluationError.value(
        "\(name) gives a tensor of shape \(Shape.text(numbers.shape)) at "
          + "x = \(PlotNumber.text(x)); plot draws functions that give single numbers",
        hint: "plot (lambda x: \(name)(x)[0]) draws one of them")
    }
    return numbers.values[0]
  }

  private func call(_ x: Double) throws -> Object {
    guard !takesTensors else { return try call(with: tensor(x)) }
    do {
      return try call(with: .float(x))
    } catch {
      let first = evaluator.exception(from: error)
      guard [.typeError, .attributeError, .dtypeError].contains(first.type) else { throw error }
      guard let result = try? call(with: tensor(x)) else { throw first }
      takesTensors = true
      return result
    }
  }

  private func call(with argument: Object) throws -> Object {
    try evaluator.quietly(atMost: FunctionSampler.stepLimit) {
      try evaluator.call(function, CallArguments([argument]))
    }
  }

  private func tensor(_ x: Double) throws -> Object {
    evaluator.unrecorded(
      try Tensor(x).cast(to: evaluator.session.options.floatDType))
  }

  private func failure(_ error: EvaluationError, at x: Double) -> EvaluationError {
    var told = EvaluationError(
      error.type, "\(name) fails at x = \(PlotNumber.text(x)): \(error.message)",
      hint: error.hint)
    told.notes = error.notes
    return told
  }

  /// The derivative of the function, by the rules of its operations.
  ///
  /// - Throws: an error that says why there is none.
  func slope(at x: Double) throws -> Double {
    guard let derivative = evaluator.options.library.bareNames["D"] else {
      throw EvaluationError(.runtimeError, "this library has no derivatives")
    }
    // In float64, unless the function brings tensors of another element type.
    var result: Object
    do {
      do {
        result = try slope(derivative, evaluator.unrecorded(Tensor(x)))
      } catch {
        guard evaluator.exception(from: error).type == .dtypeError else { throw error }
        result = try slope(derivative, try tensor(x))
      }
    } catch {
      let error = evaluator.exception(from: error)
      if error.isInterruption || error.type == .stepLimitError { throw error }
      throw EvaluationError(
        error.type, "there is no tangent of \(name) at \(PlotNumber.text(x)): \(error.message)",
        hint: error.hint)
    }
    if case .none = result {
      throw EvaluationError.value(
        "there is no tangent of \(name) at \(PlotNumber.text(x)): its result has left the tape",
        hint: "write sin(x), not math.sin(x) or np.sin(x), so that it is differentiated")
    }
    let numbers = try evaluator.plotArray(result, "the derivative of \(name)").values
    guard numbers.count == 1, numbers[0].isFinite else {
      throw EvaluationError.value(
        "there is no tangent of \(name) at \(PlotNumber.text(x)): its derivative there is "
          + (numbers.first.map { PlotNumber.text($0) } ?? "none"))
    }
    return numbers[0]
  }

  private func slope(_ derivative: Object, _ argument: Object) throws -> Object {
    try evaluator.quietly(atMost: FunctionSampler.stepLimit) {
      let slope = try evaluator.call(derivative, CallArguments([function]))
      return try evaluator.call(slope, CallArguments([argument]))
    }
  }
}

extension EvaluationError {
  /// Whether a function of numbers fails so where it is not defined: at a pole, outside of its
  /// domain, beyond the largest number.
  fileprivate var isGap: Bool {
    switch type {
    case .zeroDivisionError, .overflowError: true
    case .valueError: message.hasPrefix("math ") || message.contains("complex")
    default: false
    }
  }
}
