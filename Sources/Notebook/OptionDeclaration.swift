import Language
import Tensors

/// Something that `set` changes: declared once.
struct OptionDeclaration: Sendable {
  let name: String
  /// One sentence of help.
  let summary: String
  /// What is accepted, as it stands in an error.
  let expected: String
  let value: @Sendable (Session) -> String
  /// Takes a new value over; false when it is not acceptable.
  let change: @Sendable (String, inout Session) -> Bool

  static let all: [OptionDeclaration] = [
    OptionDeclaration(
      name: "dtype", summary: "The dtype of a float that becomes a tensor alone.",
      expected: "float32 or float64"
    ) { session in
      session.options.floatDType.name
    } change: { text, session in
      guard let dtype = DType(name: text), dtype.isFloatingPoint else { return false }
      session.options.floatDType = dtype
      return true
    },
    OptionDeclaration(
      name: "integers", summary: "The dtype of an integer that becomes a tensor alone.",
      expected: "int32 or int64"
    ) { session in
      session.options.integerDType.name
    } change: { text, session in
      guard let dtype = DType(name: text), dtype.isInteger else { return false }
      session.options.integerDType = dtype
      return true
    },
    OptionDeclaration(
      name: "memory", summary: "The most memory that tensors may take.",
      expected: "a size from 1MiB up, such as 16GiB or 500MB"
    ) { _ in
      ByteCount.text(BufferPool.shared.limit)
    } change: { text, _ in
      guard let bytes = ByteSize.bytes(text), bytes >= 1 << 20 else { return false }
      BufferPool.shared.limit = bytes
      return true
    },
  ]
}

/// Sizes as people write them.
enum ByteSize {
  private static let units: [(suffix: String, factor: Int)] = [
    ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("tib", 1 << 40), ("kb", 1_000),
    ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000), ("b", 1), ("", 1),
  ]

  /// The bytes of a size such as `16GiB`, `1.5GB` or `4096`; nil where it is none.
  static func bytes(_ text: String) -> Int? {
    let lowercase = text.lowercased()
    guard let unit = units.first(where: { lowercase.hasSuffix($0.suffix) }) else { return nil }
    let digits = lowercase.dropLast(unit.suffix.count)
    guard digits.allSatisfy({ "0123456789.".contains($0) }), let number = Double(digits) else {
      return nil
    }
    return Int(exactly: (number * Double(unit.factor)).rounded())
  }
}
