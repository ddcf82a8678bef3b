import Foundation
import Language
import Tensors
import Testing

@testable import Interchange

/// The files that NumPy, pandas and safetensors wrote, and what they say that these hold.
enum DataFixture {
  /// The file's expectation, as `Fixtures/data_files.py` has written it.
  static let expected: [String: JSONValue] = {
    guard let bytes = try? bytes(of: "expected.json"),
      let object = try? JSONReader.value(of: bytes).object
    else { preconditionFailure("the fixtures are part of the tests") }
    return Dictionary(uniqueKeysWithValues: object.members.map { ($0.name, $0.value) })
  }()

  static let good = expected.keys.filter { expected[$0]?["error"] == nil }.sorted()
  static let bad = expected.keys.filter { expected[$0]?["error"] != nil }.sorted()

  static func bytes(of file: String) throws -> [UInt8] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/data/\(file)", withExtension: nil))
    return Array(try Data(contentsOf: url))
  }

  static func content(
    of file: String, _ bytes: [UInt8], floatDType: DType = .float32
  ) throws -> DataContent {
    let format = try #require(DataFormat(path: file))
    return try format.content(bytes, DataOptions(floatDType: floatDType))
  }

  /// A tensor's elements as the fixtures write them.
  static func values(of tensor: Tensor) throws -> [JSONValue] {
    switch tensor.dtype {
    case .bool: return try tensor.values(as: Bool.self).map { .bool($0) }
    case .int32, .int64: return try tensor.ints().map { .integer($0) }
    case .float32, .float64: return try tensor.doubles().map(number)
    }
  }

  private static func number(_ value: Double) -> JSONValue {
    if value.isNaN { return .string("nan") }
    if value.isInfinite { return .string(value > 0 ? "inf" : "-inf") }
    return .number(value)
  }
}

extension JSONValue {
  /// Whether two numbers are one, however they are written; `-0.0` is not `0.0`.
  func isSame(as other: JSONValue) -> Bool {
    guard let mine = double, let theirs = other.double else { return self == other }
    return mine.bitPattern == theirs.bitPattern
  }

  private var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(exactly: value)
    default: nil
    }
  }
}
