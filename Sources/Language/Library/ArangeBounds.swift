import Autodiff
import Tensors

/// The bounds of `arange`, given by place or by name.
struct ArangeBounds {
  var start: Object = .int(0)
  var stop: Object
  var step: Object = .int(1)
  /// The element type, where one is named.
  var type: Object?
  /// The element type of a tensor among the bounds.
  var dtype: DType?

  init(_ arguments: BoundArguments, _ evaluator: Evaluator) throws {
    let given = arguments.rest
    guard given.count <= 3 else {
      throw EvaluationError.type("arange() takes at most 3 bounds (\(given.count) given)")
    }
    guard
      let places = Self.places(
        of: given, beside: [arguments["start"], arguments["stop"], arguments["step"]])
    else {
      throw EvaluationError.type("arange() got multiple values for a bound")
    }
    guard var stop = places.stop else {
      throw EvaluationError.type("arange() missing required argument: 'stop'")
    }
    var start = places.start ?? .int(0)
    var step = places.step ?? .int(1)
    for bound in [start, stop, step] where dtype == nil {
      dtype = evaluator.plainTensor(bound)?.dtype
    }
    start = try Self.number(start, evaluator)
    stop = try Self.number(stop, evaluator)
    step = try Self.number(step, evaluator)
    (self.start, self.stop, self.step) = (start, stop, step)
    type = arguments.given("dtype")
  }

  /// The bounds of which some are given by place and some by name; nil where two are the same.
  static func places<Bound>(
    of given: [Bound], beside named: [Bound?]
  ) -> (start: Bound?, stop: Bound?, step: Bound?)? {
    var places = named
    // A single bound is the stop, unless the stop has a name.
    let shift = given.count == 1 && places[1] == nil && places[0] == nil ? 1 : 0
    for (index, bound) in given.enumerated() {
      guard index + shift < 3, places[index + shift] == nil else { return nil }
      places[index + shift] = bound
    }
    guard places[1] == nil else { return (places[0], places[1], places[2]) }
    return (nil, places[0], places[2])
  }

  private static func number(_ object: Object, _ evaluator: Evaluator) throws -> Object {
    guard let number = try evaluator.number(object, for: "arange()") else {
      throw EvaluationError.type(
        "arange() takes numbers, not \(evaluator.typeName(of: object).name)")
    }
    if case .bool(let flag) = number { return .int(flag ? 1 : 0) }
    return number
  }

  /// Whether all bounds are integers.
  var isWhole: Bool {
    [start, stop, step].allSatisfy {
      if case .int = $0 { return true }
      return false
    }
  }

  func tensor(_ dtype: DType) throws -> Tensor {
    if case .int(let start) = start, case .int(let stop) = stop, case .int(let step) = step {
      guard step != 0 else { throw EvaluationError.value("arange() step must not be zero") }
      return try .arange(start: start, stop: stop, step: step, dtype: dtype)
    }
    return try .arange(
      start: Self.double(start), stop: Self.double(stop), step: Self.double(step), dtype: dtype)
  }

  private static func double(_ object: Object) -> Double {
    switch object {
    case .float(let value): value
    case .int(let value): Double(value)
    default: .nan
    }
  }
}
