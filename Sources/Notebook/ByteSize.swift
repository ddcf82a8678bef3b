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
