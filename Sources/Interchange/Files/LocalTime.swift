import Glibc

/// Moments as people write them.
public enum LocalTime {
  /// The seconds since 1970 now.
  static var now: Int { time(nil) }

  /// A moment at this place, as `2026-11-24 10:31`; nil where the calendar has no such year.
  ///
  /// - Parameter seconds: the seconds since 1970.
  public static func text(_ seconds: Int) -> String? {
    guard let parts = parts(seconds) else { return nil }
    return parts[..<3].joined(separator: "-") + " " + parts[3..<5].joined(separator: ":")
  }

  /// A moment at this place as part of a file's name, as `20261124-103105`.
  static func name(_ seconds: Int) -> String? {
    guard let parts = parts(seconds) else { return nil }
    return parts[..<3].joined() + "-" + parts[3...].joined()
  }

  /// Year, month, day, hour, minute and second, with leading zeros.
  private static func parts(_ seconds: Int) -> [String]? {
    var seconds = seconds
    var fields = tm()
    guard localtime_r(&seconds, &fields) != nil else { return nil }
    let numbers = [
      fields.tm_mon + 1, fields.tm_mday, fields.tm_hour, fields.tm_min, fields.tm_sec,
    ]
    return [padded(Int(fields.tm_year) + 1900, 4)] + numbers.map { padded(Int($0), 2) }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
