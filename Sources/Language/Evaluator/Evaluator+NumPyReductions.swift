import Autodiff
import Tensors

/// The keywords of NumPy's reductions that TensorFlow's do not have: an element type to compute in,
/// a start value, and which elements count.
///
/// Source: NumPy 2.4's reference, `numpy.sum`, `numpy.mean`, `numpy.max`, `numpy.any`.
enum NumPyReduction: String {
  case sum, prod, mean, max, min, any, all

  /// The keywords by name.
  var keywords: Set<String> {
    switch self {
    case .sum, .prod: ["dtype", "initial", "where"]
    case .mean: ["dtype", "where"]
    case .max, .min: ["initial", "where"]
    case .any, .all: ["where"]
    }
  }

  /// What an element counts as that does not take part; nil where only a start value can say it.
  fileprivate var identity: Object? {
    switch self {
    case .sum, .mean: .int(0)
    case .prod: .int(1)
    case .any: .bool(false)
    case .all: .bool(true)
    case .max, .min: nil
    }
  }

  /// How a start value joins the result.
  fileprivate var joining: String {
    switch self {
    case .prod: "multiply"
    case .max: "maximum"
    case .min: "minimum"
    case .sum, .mean, .any, .all: "add"
    }
  }
}

extension Evaluator {
  /// A reduction by NumPy's own keywords; nil for calls without one.
  ///
  /// - Throws: `ValueError` where elements are left out of an extremum without a start value.
  func numpyReduction(
    _ reference: PrimitiveReference, _ arguments: CallArguments
  ) throws -> Object? {
    guard reference.namespace == .numpy,
      let reduction = NumPyReduction(rawValue: reference.primitive.name),
      arguments.keywords.contains(where: { reduction.keywords.contains($0.name) })
    else { return nil }
    var own: [String: Object] = [:]
    for keyword in arguments.keywords where reduction.keywords.contains(keyword.name) {
      if case .none = keyword.value { continue }
      own[keyword.name] = keyword.value
    }
    let others = arguments.keywords.filter { !reduction.keywords.contains($0.name) }
    let places = try bind(
      CallArguments(arguments.positional, keywords: others), of: reference.primitive)
    let at = Composer(evaluator: self, namespace: .numpy)
    let name = reference.primitive.name
    var x = try at.tensor(places[0] ?? .none, in: name)
    let dtype = try own["dtype"].map { try elementType($0, isNumPy: true) }
    if let dtype { x = try at.apply("cast", [x], [.dtype(dtype)]) }
    let (axis, keeps) = (places[1] ?? .none, places[2] ?? .bool(false))
    func reduced(_ name: String, _ x: Value) throws -> Object {
      try at.reduced(name, .tensor(x), axis: axis, keepdims: keeps)
    }
    let start = try own["initial"].map { try value(of: $0, castTo: x.tensor.dtype) }
    var count: Object?
    if let mask = own["where"] {
      let mask = try value(mask, type: nil, isNumPy: true)
      guard mask.tensor.dtype == .bool else {
        throw EvaluationError.type(
          "where is a tensor of truth values, not \(mask.tensor.dtype.name)")
      }
      guard let filling = start.map({ Object.tensor($0) }) ?? reduction.identity else {
        throw EvaluationError.value(
          "reduction operation '\(reduction.joining)' does not have an identity, so to use a where "
            + "mask one has to specify 'initial'")
      }
      // A start value counts once: what is left out is an identity where there is one.
      let identity = try value(of: reduction.identity ?? filling, castTo: x.tensor.dtype)
      x = try at.apply("where", [mask, x, identity])
      if reduction == .mean {
        let whole = try reduced("sum", at.broadcast(mask, to: x.tensor.shape))
        let real = x.tensor.dtype.isFloatingPoint ? x.tensor.dtype : .float64
        count = try at.call("cast", whole, .dtype(real))
      }
    }
    var result: Object
    if let count {
      result = try at.call("divide", reduced("sum", x), count)
    } else if let start, reduction == .max || reduction == .min {
      // TensorFlow's extremum of nothing changes no other, so that the start value is left.
      let isTruth = x.tensor.dtype == .bool
      let numbers = isTruth ? try at.apply("cast", [x], [.dtype(.int32)]) : x
      var named: Object?
      if case .some(let place) = places[1], !place.isNone { named = place }
      let axes = try at.axes(named, rank: x.tensor.rank)
      let extremum = try at.apply(
        name, [numbers], [.integers(axes), .flag(isTrue(keeps))])
      let first = isTruth ? try at.apply("cast", [start], [.dtype(.int32)]) : start
      result = .tensor(try at.apply(reduction.joining, [extremum, first]))
    } else {
      result = try reduced(name, x)
      if let start { result = try at.call(reduction.joining, result, .tensor(start)) }
    }
    let target = dtype ?? (reduction == .max || reduction == .min ? x.tensor.dtype : nil)
    guard let target, let tensor = plainTensor(result), tensor.dtype != target else {
      return result
    }
    return try at.call("cast", result, .dtype(target))
  }
}

extension Evaluator {
  /// NumPy's new axes of extent 1 at several places of the result; nil for other calls.
  func numpyExpanded(
    _ reference: PrimitiveReference, _ arguments: CallArguments
  ) throws -> Object? {
    guard reference.namespace == .numpy, reference.primitive.name == "expand_dims",
      let axis = arguments.keywords.first(where: { $0.name == "axis" })?.value
        ?? (arguments.positional.count > 1 ? arguments.positional[1] : nil),
      listItems(axis) != nil
    else { return nil }
    let places = try bind(arguments, of: reference.primitive)
    let at = Composer(evaluator: self, namespace: .numpy)
    let x = try at.tensor(places[0] ?? .none, in: "expand_dims")
    let count = try at.integers(axis, "axes").count
    let axes = try at.axes(axis, rank: x.tensor.rank + count)
    var extents = x.tensor.shape[...]
    let shape = (0..<x.tensor.rank + count).map { place in
      axes.contains(place) ? 1 : extents.popFirst() ?? 1
    }
    return .tensor(try at.reshaped(x, to: shape))
  }
}
