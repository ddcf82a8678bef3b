import Autodiff
import Tensors

/// The tensor of nested numbers that a test writes down.
func vector(_ values: [Double], _ dtype: DType = .float32) throws -> Tensor {
  try Tensor(shape: [values.count], values: values).cast(to: dtype)
}

/// All elements as float64.
func numbers(_ tensor: Tensor) throws -> [Double] {
  try tensor.cast(to: .float64).values(as: Double.self)
}

extension Gradient {
  /// The elements of the gradient; nil where it is None.
  var elements: [Double]? {
    get throws {
      guard case .value(let value) = self else { return nil }
      return try numbers(value.tensor)
    }
  }

  /// Why it is None; nil where it is not.
  var cause: NoneCause? {
    guard case .none(let cause) = self else { return nil }
    return cause
  }

  /// The value; nil where it is None.
  var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }
}
