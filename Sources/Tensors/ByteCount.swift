/// Byte counts as people read them.
public enum ByteCount {
  /// A count in the largest unit that keeps it at one or more, with at most one decimal.
  ///
  /// - Parameter isShort: whether bytes are told as `B`, for tables.
  public static func text(_ count: Int, isShort: Bool = false) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(count)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    guard unit > 0 else {
      if isShort { return "\(count) B" }
      return count == 1 ? "1 byte" : "\(count) bytes"
    }
    let tenths = (value * 10).rounded()
    let whole = Int(tenths / 10)
    let rest = Int(tenths) - whole * 10
    return rest == 0 ? "\(whole) \(units[unit])" : "\(whole).\(rest) \(units[unit])"
  }
}
