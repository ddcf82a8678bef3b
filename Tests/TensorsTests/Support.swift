import Tensors

/// A float64 tensor of given elements.
func doubles(_ shape: [Int], _ values: [Double]) throws(TensorError) -> Tensor {
  try Tensor(shape: shape, values: values)
}

/// An int64 tensor of given elements.
func integers(_ shape: [Int], _ values: [Int64]) throws(TensorError) -> Tensor {
  try Tensor(shape: shape, values: values)
}

/// The float64 tensor 0, 1, 2, … of a shape.
func counting(_ shape: [Int], _ dtype: DType = .float64) throws(TensorError) -> Tensor {
  let count = shape.reduce(1, *)
  return try Tensor.arange(start: 0, stop: count, step: 1, dtype: dtype).reshaped(to: shape)
}

/// Whether two numbers agree to so many units in the last place, or are NaN both.
func agrees(_ x: Double, _ y: Double, units: Double = 2) -> Bool {
  if x.isNaN || y.isNaN { return x.isNaN && y.isNaN }
  if x == y { return x.sign == y.sign }
  return abs(x - y) <= units * max(abs(x), abs(y)).ulp
}

/// Every position of a shape in row-major order.
func positions(_ shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { found, extent in
    found.flatMap { position in (0..<extent).map { position + [$0] } }
  }
}

/// The row-major place of a position.
func place(_ position: [Int], in shape: [Int]) -> Int {
  zip(position, shape).reduce(0) { $0 * $1.1 + $1.0 }
}
