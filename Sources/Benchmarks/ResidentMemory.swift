import CMeasuring
import Glibc

/// What is resident of this process, as `/proc/self` tells it.
enum ResidentMemory {
  /// The bytes now.
  static var now: Int? { bytes("VmRSS:") }

  /// The most since the start, or since it was reset.
  static var peak: Int? { bytes("VmHWM:") }

  /// Lets the peak begin again at what is resident now; see `clear_refs` in `proc(5)`.
  static func resetPeak() {
    tb_trim_memory()
    let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    // Where the system does not let it, the peak is that since the start, which is no less.
    _ = write(file, "5", 1)
  }

  private static func bytes(_ field: String) -> Int? {
    guard let text = TextFile.text(of: "/proc/self/status"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(field) }),
      let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return nil }
    return Int(number).map { $0 * 1024 }
  }

  /// The bytes that programs could have without others being put out.
  static var available: Int? {
    guard let text = TextFile.text(of: "/proc/meminfo"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }),
      let number = line.split(separator: " ").dropFirst().first
    else { return nil }
    return Int(number).map { $0 * 1024 }
  }
}
