import Autodiff
import Tensors

/// What normalizations have in common.
extension Composer {
  /// The mean over axes, which stay with extent 1, and the tensor less it.
  func centred(_ x: Object, _ axes: Object) throws -> (mean: Object, rest: Object) {
    let mean = try reduced("mean", x, axis: axes, keepdims: .bool(true))
    return (mean, try call("subtract", x, mean))
  }

  /// A tensor with mean 0 and variance 1 over axes, scaled and moved by parameters along others.
  func standardized(
    _ x: Object, over axes: [Int], by others: [Int], _ scale: Object?, _ offset: Object?,
    epsilon: Object
  ) throws -> Object {
    let axes = numbers(axes)
    let rest = try centred(x, axes).rest
    let variance = try reduced("mean", call("square", rest), axis: axes, keepdims: .bool(true))
    let factor = try call("rsqrt", call("add", variance, epsilon))
    return try scaled(call("multiply", rest, factor), by: others, scale, offset)
  }

  /// A tensor times a scale, moved by an offset, both along some of its axes.
  func scaled(
    _ x: Object, by axes: [Int], _ scale: Object?, _ offset: Object?
  ) throws -> Object {
    var result = x
    if let scale { result = try call("multiply", result, along(axes, of: x, scale)) }
    if let offset { result = try call("add", result, along(axes, of: x, offset)) }
    return result
  }

  /// A parameter in such a shape that it meets a tensor along axes.
  private func along(_ axes: [Int], of x: Object, _ parameter: Object) throws -> Object {
    let parameter = try operands(x, parameter).1
    let shape = try type(of: x).shape
    let own = try type(of: parameter).shape
    guard own == axes.map({ shape[$0] }) else {
      guard own.isEmpty else {
        throw EvaluationError(
          .shapeError,
          "a scale or offset has the shape \(Shape.text(axes.map { shape[$0] })), not "
            + Shape.text(own))
      }
      return parameter
    }
    if axes == Array((shape.count - axes.count)..<shape.count) { return parameter }
    return try call(
      "reshape", parameter,
      numbers(shape.indices.map { axes.contains($0) ? shape[$0] : 1 }))
  }
}
