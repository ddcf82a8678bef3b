public import Tensors

/// Operands and attributes that a primitive is tried on: by the checker, the tests, fuzzing and
/// the benchmarks.
public struct Sample: Sendable {
  /// How an operand is made.
  public enum Operand: Sendable {
    /// Uniform in a range, of a shape; seeded where it is drawn.
    case uniform([Int], ClosedRange<Double>)
    /// Given numbers.
    case numbers([Int], [Double])
    /// Given numbers that are no variables: orders, by which there is no derivative.
    case constants([Int], [Double])
    /// Given integers, which derivatives do not flow through.
    case integers([Int], [Int])
    /// Given booleans.
    case booleans([Int], [Bool])
  }

  /// The operands in order.
  public let operands: [Operand]
  /// The attributes in the order of the parameters that are no operands.
  public let attributes: [Attribute]

  init(_ operands: [Operand], _ attributes: [Attribute] = []) {
    self.operands = operands
    self.attributes = attributes
  }

  /// The operands that derivatives are taken by, by their places.
  public var variables: [Int] {
    operands.indices.filter { index in
      switch operands[index] {
      case .uniform, .numbers: true
      case .constants, .integers, .booleans: false
      }
    }
  }

  /// Operands of some shapes, all uniform in one range.
  static func uniform(
    _ shapes: [[Int]], in range: ClosedRange<Double>, _ attributes: [Attribute] = []
  ) -> Sample {
    Sample(shapes.map { .uniform($0, range) }, attributes)
  }

  /// The operands, drawn from a generator, in an element type.
  ///
  /// - Throws: the errors of allocation.
  public func tensors(
    dtype: DType, using generator: inout PhiloxGenerator
  ) throws(TensorError) -> [Tensor] {
    var result: [Tensor] = []
    for operand in operands {
      switch operand {
      case .uniform(let shape, let range):
        result.append(
          try generator.uniform(
            shape: shape, dtype: dtype, low: range.lowerBound, high: range.upperBound))
      case .numbers(let shape, let values), .constants(let shape, let values):
        result.append(try Tensor(shape: shape, values: values).cast(to: dtype))
      case .integers(let shape, let values):
        result.append(try Tensor(shape: shape, values: values.map(Int64.init)))
      case .booleans(let shape, let values):
        result.append(try Tensor(shape: shape, values: values))
      }
    }
    return result
  }
}

/// Operands that a primitive must refuse.
public struct ErrorSample: Sendable {
  /// Shapes and element types of the operands.
  public let operands: [TensorType]
  /// The attributes in the order of the parameters that are no operands.
  public let attributes: [Attribute]

  init(_ operands: [TensorType], _ attributes: [Attribute] = []) {
    self.operands = operands
    self.attributes = attributes
  }
}

/// What is known of a tensor before it is computed.
public struct TensorType: Sendable, Hashable {
  /// The type of the elements.
  public let dtype: DType
  /// The extents of the axes.
  public let shape: [Int]

  /// An element type and a shape.
  public init(_ dtype: DType, _ shape: [Int]) {
    self.dtype = dtype
    self.shape = shape
  }

  /// What is known of a tensor.
  public init(_ tensor: Tensor) {
    self.init(tensor.dtype, tensor.shape)
  }
}
