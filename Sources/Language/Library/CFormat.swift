import Glibc

/// The C library's decimal notation, which rounds the exact value correctly.
enum CFormat {
  /// `%.*f`.
  static func fixed(_ value: Double, _ precision: Int, _ isAlternate: Bool) -> String {
    // The largest double has 309 digits before the point.
    text(isAlternate ? "%#.*f" : "%.*f", value, precision, capacity: precision + 320)
  }

  /// `%.*e`.
  static func scientific(_ value: Double, _ precision: Int, _ isAlternate: Bool) -> String {
    text(isAlternate ? "%#.*e" : "%.*e", value, precision, capacity: precision + 16)
  }

  private static func text(
    _ format: String, _ value: Double, _ precision: Int, capacity: Int
  ) -> String {
    // The C library shows the sign of a NaN; Python does not.
    if value.isNaN { return "nan" }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      let count = withVaList([Int32(clamping: precision), value]) {
        vsnprintf(buffer.baseAddress, capacity, format, $0)
      }
      let written = buffer.prefix(max(0, min(Int(count), capacity - 1)))
      return String(decoding: written.lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
