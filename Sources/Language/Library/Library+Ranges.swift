import Autodiff
import Tensors

extension Library {
  /// What makes vectors of evenly spaced numbers.
  static let ranges: [BuiltinFunction] = [
    arange(isNumPy: false), arange(isNumPy: true), linspace(isNumPy: false),
    linspace(isNumPy: true),
  ]

  private static func arange(isNumPy: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "arange", bare: isNumPy ? [] : ["arange"], tensorflow: isNumPy ? [] : ["range"],
      numpy: isNumPy ? ["arange"] : [],
      summary: "The numbers from a start up to a stop, itself excluded, a step apart.",
      example: isNumPy ? "np.arange(0., 1., 0.25)" : "arange(0., 1., 0.25)",
      parameters: [
        .rest("bounds"), .keyword("start"), .keyword("stop", "limit"), .keyword("step", "delta"),
        .dtypeByName, .operationName,
      ],
      result: { known throws(TensorError) in try arangeResult(known, isNumPy) }
    ) { arguments, evaluator in
      let bounds = try ArangeBounds(arguments, evaluator)
      if let dtype = try bounds.type.map({ try evaluator.elementType($0, isNumPy: isNumPy) }) {
        return evaluator.unrecorded(try bounds.tensor(dtype))
      }
      let floats: DType = isNumPy ? .float64 : evaluator.session.options.floatDType
      let integers: DType = isNumPy ? .int64 : evaluator.session.options.integerDType
      return evaluator.unrecorded(
        try bounds.tensor(bounds.dtype ?? (bounds.isWhole ? integers : floats)))
    }
  }

  /// What `arange` gives of numbers; their element type holds what they are.
  private static func arangeResult(
    _ known: KnownArguments, _ isNumPy: Bool
  ) throws(TensorError) -> KnownValue {
    let named = [known.given("start"), known.given("stop"), known.given("step")]
    guard
      let (start, stop, step) = ArangeBounds.places(of: known.rest, beside: named),
      let stop
    else { return .unknown }
    let bounds = [start ?? .object(.int(0)), stop, step ?? .object(.int(1))]
    guard bounds.allSatisfy(\.isNumber) else { return .unknown }
    let options = known.options(isNumPy)
    let whole = bounds.compactMap(\.integer)
    guard whole.count == bounds.count else {
      let reals = bounds.map { bound -> Double in
        if case .object(.float(let value)) = bound { return value }
        return Double(bound.integer ?? 0)
      }
      let dtype = known.dtype(known.given("dtype"), isNumPy: isNumPy)
      guard dtype?.isFloatingPoint == true else { return .unknown }
      let count = try Tensor.arangeCount(start: reals[0], stop: reals[1], step: reals[2])
      return KnownArguments.tensor(dtype, [count])
    }
    let dtype = known.dtype(
      known.given("dtype"), isNumPy: isNumPy, else: options.integerDType)
    guard let dtype, KnownValue.list(bounds).tensorType(options, dtype: dtype) != nil else {
      return .unknown
    }
    let count = try Tensor.arangeCount(start: whole[0], stop: whole[1], step: whole[2])
    return KnownArguments.tensor(dtype, [count])
  }

  private static func linspace(isNumPy: Bool) -> BuiltinFunction {
    BuiltinFunction(
      "linspace", bare: isNumPy ? [] : ["linspace"],
      tensorflow: isNumPy ? [] : ["linspace"], numpy: isNumPy ? ["linspace"] : [],
      summary: "Evenly spaced numbers from a start to a stop, itself included.",
      example: isNumPy ? "np.linspace(0, 1, 5)" : "linspace(0, 1, 5)",
      parameters: [
        .normal("start"), .normal("stop"), .normal("num", default: .value(.int(50))),
        .dtypeByName, .operationName, .keyword("axis", default: .value(.int(0))),
        .keyword("endpoint", default: .value(.bool(true))),
        .keyword("retstep", default: .value(.bool(false))),
      ],
      result: { known throws(TensorError) in
        guard case .object(.bool(true))? = known.given("endpoint"),
          case .object(.bool(false))? = known.given("retstep")
        else { return .unknown }
        guard let count = known[2].integer, known[0].isNumber, known[1].isNumber,
          let dtype = known.dtype(known.given(3), isNumPy: isNumPy), dtype.isFloatingPoint
        else { return .unknown }
        return KnownArguments.tensor(dtype, try known.shape([.object(.int(count))]))
      }
    ) { arguments, evaluator in
      if try evaluator.isTrue(arguments.required(7)) {
        return try evaluator.spacedWithStep(arguments, isNumPy: isNumPy)
      }
      if let result = try evaluator.spacedTensors(arguments, isNumPy: isNumPy) { return result }
      let start = try evaluator.real(arguments.required(0), for: "linspace()")
      let stop = try evaluator.real(arguments.required(1), for: "linspace()")
      let count = try evaluator.index(arguments.required(2))
      guard count >= 0 else {
        throw EvaluationError.value("Number of samples, \(count), must be non-negative.")
      }
      _ = try Shape.checkedCount([count])
      var dtype = try evaluator.dtype(arguments.given(3), isNumPy: isNumPy)
      if arguments.given(3) == nil, let given = evaluator.plainTensor(arguments.required(0)),
        given.dtype.isFloatingPoint
      {
        dtype = given.dtype
      }
      guard try evaluator.isTrue(arguments.required(6)) else {
        // The numbers up to the stop, without it.
        return evaluator.unrecorded(
          try Tensor.linspace(start, stop, count + 1, dtype).sliced([
            .range(start: 0, stop: count, step: 1)
          ]).contiguous())
      }
      return evaluator.unrecorded(try .linspace(start, stop, count, dtype))
    }
  }
}

extension Evaluator {
  /// Evenly spaced numbers and the step between them: NaN where there is none.
  fileprivate func spacedWithStep(_ arguments: BoundArguments, isNumPy: Bool) throws -> Object {
    let name = (isNumPy ? "numpy" : "tensorflow") + ".linspace"
    guard let spaced = LibraryTable.standard.dottedNames[name] else { return .none }
    let others: [CallArguments.Keyword] = [3, 5, 6].compactMap { place in
      arguments[place].map { CallArguments.Keyword(arguments.parameters[place].name, $0) }
    }
    let given = [arguments.required(0), arguments.required(1), arguments.required(2)]
    let numbers = try call(spaced, CallArguments(given, keywords: others))
    let count = try index(given[2])
    let isClosed = try isTrue(arguments.required(6))
    let width = try binary(.subtract, given[1], given[0])
    let steps = count - (isClosed ? 1 : 0)
    let step = steps > 0 ? try binary(.divide, width, .int(steps)) : .float(.nan)
    return makeTuple([numbers, step])
  }
}
