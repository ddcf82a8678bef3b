import Autodiff
import HashTreeCollections
import Language
import Tensors

/// A function called once with numbers that a tape of its own watches, and the formula of its result.
struct ClosedFormRecording {
  /// A comparison that the function was steered by.
  struct Condition: Hashable {
    let text: String
    let holds: Bool
    let line: Int?
  }

  /// The numbers that the function was called with.
  let point: [Double]
  /// The result by the arguments and the names behind them.
  let formula: Formula
  /// Whether the tape knows the result, or it is a number that came from elsewhere.
  let isTracked: Bool
  /// What the function was steered by.
  let conditions: [Condition]
}

/// Calls a function for its formula.
struct ClosedFormRecorder {
  let evaluator: Evaluator
  let function: Object
  let signature: ClosedFormSignature

  /// A loop that takes more steps makes no formula that anybody reads.
  private static let stepLimit = 100_000

  /// The recording at a point; the session is as before, but for the generator of random numbers.
  ///
  /// - Throws: what the call throws, and a `ClosedFormError`.
  func recording(
    at point: [Double], dtype: DType, names: inout ClosedFormNames
  ) throws -> ClosedFormRecording {
    let saved = evaluator.session
    defer {
      let random = evaluator.session.random
      evaluator.session = saved
      evaluator.session.random = random
    }
    let id = evaluator.session.recorder.openTape(
      kind: .explicit, isPersistent: true, watchesVariables: false)
    var places: [Identity: Int] = [:]
    var call = CallArguments()
    for (place, number) in point.enumerated() {
      let value = try evaluator.session.recorder.watch(
        Value(try Tensor(number).cast(to: dtype)), on: id)
      places[value.identity] = place
      call.positional.append(.tensor(value))
    }
    let result = try evaluator.quietly(atMost: ClosedFormRecorder.stepLimit) {
      try evaluator.call(function, call)
    }
    guard let tape = evaluator.session.recorder.tape(id) else { throw AutodiffError.noSuchTape }
    func formula(at position: Int) throws -> Formula {
      try tape.formula(at: position) { entry in
        places[entry.identity].map { Formula.operand($0) } ?? names.formula(of: entry)
      }
    }
    let source = try number(result)
    let target = source.flatMap { tape.position(ofSource: Source($0)) } ?? -1
    let conditions = try tape.conditions(besides: target).map { entry in
      ClosedFormRecording.Condition(
        text: try formula(at: entry.position).text(operands: names.all, result: ""),
        holds: entry.value.doubleValue == 1, line: entry.line)
    }
    guard target >= 0 else {
      let value = try source?.tensor ?? evaluator.tensor(of: result)
      guard value.isScalar, let number = value.doubleValue else {
        throw ClosedFormError.notScalar(shape: value.shape, line: nil)
      }
      return ClosedFormRecording(
        point: point, formula: .constant(number), isTracked: false, conditions: conditions)
    }
    return ClosedFormRecording(
      point: point, formula: try formula(at: target), isTracked: true, conditions: conditions)
  }

  /// The tensor that a call gave; nil for a Python number.
  private func number(_ result: Object) throws -> Value? {
    switch result {
    case .tensor(let value): return value
    case .float, .int, .bool: return nil
    default:
      if evaluator.variable(result) != nil { return try evaluator.value(of: result) }
      throw EvaluationError.type(
        "\(signature.name) gives \(evaluator.typeName(of: result).name), not a number",
        hint: "a closed form is of a function that takes and gives single numbers")
    }
  }
}

/// What stands for the places of a formula: the parameters, then names of the session.
struct ClosedFormNames {
  private(set) var all: [String]
  private let bound: [Identity: String]
  private let isPiFree: Bool

  init(_ parameters: [String], _ evaluator: Evaluator) {
    all = parameters
    let taken = Set(parameters)
    bound = evaluator.sessionNames.bound.filter { !taken.contains($0.value) }
    isPiFree = evaluator.session.globals["pi"] == nil && !taken.contains("pi")
  }

  /// What a value that the function did not compute is called: by the name that it has, or as a
  /// multiple of pi; nil for a number.
  mutating func formula(of entry: Tape.Operation) -> Formula? {
    guard entry.role == .constant, entry.shape.isEmpty else { return nil }
    if let name = bound[entry.identity] { return .operand(place(of: name)) }
    guard isPiFree, let number = entry.value.doubleValue, number != 0 else { return nil }
    let times = (number / .pi * 4).rounded() / 4
    let isMultiple =
      entry.dtype == .float64
      ? times * .pi == number : entry.dtype == .float32 && Double(Float(times * .pi)) == number
    guard isMultiple, times.magnitude <= 64 else { return nil }
    let pi = Formula.operand(place(of: "pi"))
    return times == 1 ? pi : .call("multiply", [.constant(times), pi])
  }

  private mutating func place(of name: String) -> Int {
    if let place = all.firstIndex(of: name) { return place }
    all.append(name)
    return all.count - 1
  }
}
