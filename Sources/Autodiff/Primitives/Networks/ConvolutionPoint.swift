import Tensors

/// Shapes that fit one another in a convolution, with the attributes from the strides on.
struct ConvolutionPoint {
  let images: [Int]
  let filters: [Int]
  let results: [Int]
  let attributes: [Attribute]

  private static func attributes(
    _ strides: [Int], _ padding: Attribute, dilations: [Int]
  ) -> [Attribute] {
    [.integers(strides), padding, .string("NHWC"), .integers(dilations)]
  }

  /// Several images and filters; strides with padding; groups with dilations.
  static let samples = [
    ConvolutionPoint(
      images: [2, 3, 3, 1], filters: [2, 2, 1, 2], results: [2, 2, 2, 2],
      attributes: attributes([1, 1], .string("VALID"), dilations: [1, 1])),
    ConvolutionPoint(
      images: [1, 4, 3, 2], filters: [3, 2, 2, 1], results: [1, 2, 3, 1],
      attributes: attributes([2, 1], .string("SAME"), dilations: [1, 1])),
    ConvolutionPoint(
      images: [1, 3, 4, 2], filters: [2, 2, 1, 2], results: [1, 3, 2, 2],
      attributes: attributes([1, 2], .rows([[1, 0], [0, 1]]), dilations: [1, 2])),
    ConvolutionPoint(
      images: [1, 2, 2, 2], filters: [1, 1, 2, 3], results: [1, 2, 2, 3],
      attributes: attributes([1, 1], .string("VALID"), dilations: [1, 1])),
  ]

  /// Operands of wrong shapes, types and numbers, from those that fit.
  static func errors(_ shapes: [[Int]], _ attributes: [Attribute]) -> [ErrorSample] {
    let types = shapes.map { TensorType(.float32, $0) }
    func replacing(_ index: Int, by attribute: Attribute) -> [Attribute] {
      var result = attributes
      result[attributes.count - 4 + index] = attribute
      return result
    }
    return [
      ErrorSample([types[0], TensorType(.float64, shapes[1])], attributes),
      ErrorSample(shapes.map { TensorType(.int32, $0) }, attributes),
      ErrorSample([TensorType(.float32, [2, 3, 3]), types[1]], attributes),
      ErrorSample([types[0], TensorType(.float32, [5, 5, 3, 2])], attributes),
      ErrorSample(types, replacing(0, by: .integers([0, 1]))),
      ErrorSample(types, replacing(0, by: .integers([1, 1, 1]))),
      ErrorSample(types, replacing(1, by: .rows([[1, 1]]))),
      ErrorSample(types, replacing(1, by: .rows([[-1, 0], [0, 0]]))),
      ErrorSample(types, replacing(3, by: .integers([9, 9]))),
    ]
  }
}
