import Foundation
import Tensors

/// What `operations.json` says of operations: calls, their values and gradients as TensorFlow,
/// PyTorch, JAX and differences have them.
struct OperationFixture: Decodable {
  let versions: [String: String]
  let cases: [Case]

  /// A call in the notebook's language with what it gives.
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let operation: String
    let call: String
    let operands: [String: Numbers]
    let value: Results
    /// What the gradients are of: sum(cotangent*value); absent where the value is discrete.
    let cotangent: Results?
    /// The gradients by the operands that are of floats; absent where the value is flat.
    let gradients: [String: Numbers]?
    /// Who has these numbers.
    let agreed: [String]
    let rtol: Double

    var description: String { call }

    /// The operands that derivatives are taken by, sorted.
    var floats: [String] {
      operands.filter { $0.value.dtype == .float64 }.keys.sorted()
    }
  }

  struct Missing: Error {}

  static func loaded() throws -> OperationFixture {
    guard
      let url = Bundle.module.url(
        forResource: "operations", withExtension: "json", subdirectory: "Fixtures")
    else { throw Missing() }
    return try JSONDecoder().decode(OperationFixture.self, from: Data(contentsOf: url))
  }
}

/// One result, or the parts of several; a part is nil where it has no cotangent.
enum Results: Decodable, Sendable {
  case one(Numbers)
  case several([Numbers?])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let parts = try? container.decode([Numbers?].self) {
      self = .several(parts)
    } else {
      self = .one(try container.decode(Numbers.self))
    }
  }

  var parts: [Numbers?] {
    switch self {
    case .one(let numbers): [numbers]
    case .several(let parts): parts
    }
  }
}

/// The elements of an array, in row-major order.
struct Numbers: Decodable, Sendable {
  let shape: [Int]
  let dtype: DType
  let data: [Double]

  private enum Key: String, CodingKey {
    case shape, dtype, data
  }

  /// A number; a boolean as 0 or 1; NaN and infinities as text.
  private struct Element: Decodable {
    let number: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self.number = number
      } else if let flag = try? container.decode(Bool.self) {
        number = flag ? 1 : 0
      } else if let number = Double(try container.decode(String.self)) {
        self.number = number
      } else {
        throw OperationFixture.Missing()
      }
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    shape = try container.decode([Int].self, forKey: .shape)
    let name = try container.decodeIfPresent(String.self, forKey: .dtype) ?? "float64"
    guard let dtype = DType(name: name) else { throw OperationFixture.Missing() }
    self.dtype = dtype
    data = try container.decode([Element].self, forKey: .data).map(\.number)
  }

  var tensor: Tensor {
    get throws {
      try Tensor(shape: shape, values: data).cast(to: dtype)
    }
  }

  /// How a tensor differs from the array; nil where it agrees to a relative tolerance, and to a
  /// thousandth of it of the largest element.
  func difference(from tensor: Tensor, rtol: Double) throws -> String? {
    guard tensor.shape == shape else { return "shape \(tensor.shape), not \(shape)" }
    guard
      tensor.dtype == dtype || (tensor.dtype.isInteger && dtype.isInteger)
    else { return "\(tensor.dtype.name), not \(dtype.name)" }
    let found = try tensor.cast(to: .float64).values(as: Double.self)
    let scale = data.filter(\.isFinite).map(abs).max() ?? 0
    for (found, expected) in zip(found, data) {
      if found.isNaN && expected.isNaN || found == expected { continue }
      let tolerance = rtol * (abs(expected) + 1e-3 * scale)
      // What is NaN is not within.
      if !(abs(found - expected) <= tolerance) { return "\(found), not \(expected)" }
    }
    return nil
  }
}
