import Foundation
public import Tensors

/// What mpmath says of an elementwise function at 10,000 points in one element type.
///
/// `Fixtures/elementwise.py` made the files, and says how they are laid out.
public struct ElementwiseReference<T: Element & BinaryFloatingPoint> {
  /// The operands, each with one element for every point.
  public let operands: [[T]]
  /// The function's values, correctly rounded.
  public let results: [T]
  /// What rounding took away, in 1/256 of an ulp of the result.
  public let remainders: [Int8]

  private static var sharedCount: Int { 7000 }
  private static var ownCount: Int { 3000 }
  private static var suffix: String { T.dtype == .float32 ? "f32" : "f64" }

  /// The files are not there, or of another size.
  public struct Missing: Error {}

  /// The functions that have files, sorted.
  ///
  /// - Throws: the errors of reading.
  public static func functions() throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder(), includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == suffix }
      .map { $0.deletingPathExtension().lastPathComponent }
      .filter { $0 != "points" && $0 != "pairs" }
      .sorted()
  }

  /// What the file of a function says.
  ///
  /// - Throws: `Missing`, and the errors of reading.
  public init(_ name: String) throws {
    let data = try Data(contentsOf: Self.file(name))
    let total = Self.sharedCount + Self.ownCount
    let numbers = Self.elements(of: data.dropLast(total))
    let operandCount = (numbers.count - total) / Self.ownCount
    let shared = try Self.numbers(operandCount == 1 ? "points" : "pairs")
    guard shared.count == operandCount * Self.sharedCount,
      numbers.count == operandCount * Self.ownCount + total
    else { throw Missing() }
    operands = (0..<operandCount).map { place in
      Array(shared[place * Self.sharedCount..<(place + 1) * Self.sharedCount])
        + numbers[place * Self.ownCount..<(place + 1) * Self.ownCount]
    }
    results = Array(numbers.suffix(total))
    remainders = data.suffix(total).map { Int8(bitPattern: $0) }
  }

  private static func folder() throws -> URL {
    guard
      let url = Bundle.module.url(
        forResource: "elementwise", withExtension: nil, subdirectory: "Fixtures")
    else { throw Missing() }
    return url
  }

  private static func file(_ name: String) throws -> URL {
    try folder().appendingPathComponent("\(name).\(suffix)")
  }

  private static func numbers(_ name: String) throws -> [T] {
    elements(of: try Data(contentsOf: file(name)))
  }

  private static func elements(of data: Data) -> [T] {
    // The files are little endian, as every machine that this is built for.
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<T>.size).map {
        bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self)
      }
    }
  }

  /// How far a number is from the function's value at a point, in ulp of the value.
  func error(of found: T, at point: Int) -> Double {
    let expected = results[point]
    if expected.isNaN { return found.isNaN ? 0 : .infinity }
    // 0 and -0 are far apart where the sign tells from which side they are reached.
    if found == 0, expected == 0, found.sign != expected.sign { return .infinity }
    if found == expected { return abs(Double(remainders[point])) / 256 }
    guard expected.isFinite, found.isFinite else { return .infinity }
    let difference = Double(found) - Double(expected)
    return abs(difference / Double(expected.ulp) - Double(remainders[point]) / 256)
  }

  /// The operands of a point, as text.
  func text(at point: Int) -> String {
    operands.map { "\($0[point])" }.joined(separator: ", ")
  }
}
