import Foundation
import Tensors

/// The tensors of `numpy-printing.json` with the text that NumPy gives them.
struct NumPyFixture: Decodable {
  let numpy: String
  let cases: [Case]

  struct Case: Decodable {
    let dtype: String
    let shape: [Int]
    let bits: String
    let options: Options?
    let str: String
    let repr: String
    /// Nested lists of scalars, for small tensors.
    let list: String?
    /// What Python's `repr` gives, for float64 scalars.
    let python: String?
  }

  struct Options: Decodable {
    let precision: Int?
    let threshold: Int?
    let edgeItems: Int?
    let lineWidth: Int?
    let suppress: Bool?
  }

  struct Missing: Error {}

  static func loaded() throws -> NumPyFixture {
    guard
      let url = Bundle.module.url(
        forResource: "numpy-printing", withExtension: "json", subdirectory: "Fixtures")
    else { throw Missing() }
    return try JSONDecoder().decode(NumPyFixture.self, from: Data(contentsOf: url))
  }
}

extension NumPyFixture.Case {
  var tensor: Tensor {
    get throws {
      switch DType(name: dtype) {
      case .float32: try tensor(of: Float.self)
      case .float64: try tensor(of: Double.self)
      case .int32: try tensor(of: Int32.self)
      case .int64: try tensor(of: Int64.self)
      case .bool: try tensor(of: Bool.self)
      case nil: throw NumPyFixture.Missing()
      }
    }
  }

  private func tensor<T: Element>(of type: T.Type) throws -> Tensor {
    let words = bits.split(separator: " ").compactMap { UInt64($0, radix: 16) }
    return try Tensor(shape: shape, values: words.map { T(scalarBits: $0) })
  }

  var printOptions: PrintOptions {
    var result = PrintOptions()
    result.precision = options?.precision ?? result.precision
    result.threshold = options?.threshold ?? result.threshold
    result.edgeItems = options?.edgeItems ?? result.edgeItems
    result.lineWidth = options?.lineWidth ?? result.lineWidth
    result.suppress = options?.suppress ?? result.suppress
    return result
  }
}
