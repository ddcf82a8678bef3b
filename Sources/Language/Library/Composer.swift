import Autodiff
import Tensors

/// Calls primitives by name, as a listing would, in one namespace.
struct Composer {
  let evaluator: Evaluator
  let namespace: PrimitiveReference.Namespace

  /// What a primitive gives for operands.
  func call(_ name: String, _ operands: Object...) throws -> Object {
    try evaluator.call(
      PrimitiveReference(.named(name), namespace: namespace), CallArguments(operands))
  }

  /// What a reduction gives.
  func reduced(
    _ name: String, _ x: Object, axis: Object, keepdims: Object
  ) throws -> Object {
    try evaluator.call(
      PrimitiveReference(.named(name), namespace: namespace),
      CallArguments([x], keywords: [.init("axis", axis), .init("keepdims", keepdims)]))
  }

  /// An argument as a tensor, once, so that it is not converted for every use.
  ///
  /// Whole numbers become floats: what is composed here takes real numbers.
  func operand(_ object: Object) throws -> Object {
    let value = try evaluator.value(object, type: nil, isNumPy: namespace == .numpy)
    guard !value.tensor.dtype.isFloatingPoint,
      !evaluator.isTensorLike(object) || namespace == .numpy
    else { return .tensor(value) }
    let dtype = namespace == .numpy ? DType.float64 : evaluator.session.options.floatDType
    return .tensor(try evaluator.apply(Operators.cast, [value], [.dtype(dtype)]))
  }

  /// A tensor less its largest elements along an axis, which take part in no derivative; infinite
  /// ones are left out, so that no infinity is taken from itself.
  func shifted(_ x: Object, axis: Object) throws -> (rest: Object, largest: Object) {
    let extremes = try call(
      "stop_gradient", reduced("max", x, axis: axis, keepdims: .bool(true)))
    let largest = try call("where", call("isfinite", extremes), extremes, .float(0))
    return (try call("subtract", x, largest), largest)
  }

  /// A bound that no element is beyond: an infinity, or the last integer of a tensor's type.
  func bound(_ sign: Int, of x: Object) throws -> Object {
    switch try evaluator.model(x, isNumPy: namespace == .numpy).dtype {
    case .int32: .int(sign < 0 ? Int(Int32.min) : Int(Int32.max))
    case .int64: .int(sign < 0 ? Int.min : Int.max)
    default: .float(sign < 0 ? -.infinity : .infinity)
    }
  }
}
