import Glibc

/// A failure that the system reported, by its number.
public struct SystemError: Error, Sendable, Hashable {
  /// The number that `errno` had.
  public let code: CInt

  /// The failure of a number.
  public init(code: CInt) { self.code = code }

  /// What the number means, as the system words it.
  public var message: String { String(cString: strerror(code)) }
}

/// Calls into the system.
public enum SystemCall {
  /// Calls until the call is not interrupted by a signal.
  ///
  /// This is the one place that decides about `EINTR`. A caller that wants to notice a signal, as
  /// the prompt does, says so with `givesUp`.
  ///
  /// - Throws: what the call reported.
  @discardableResult
  public static func retrying<Result: FixedWidthInteger>(
    givesUp: () -> Bool = { false }, _ call: () -> Result
  ) throws(SystemError) -> Result {
    while true {
      let result = call()
      guard result == -1 else { return result }
      let code = errno
      guard code == EINTR, !givesUp() else { throw SystemError(code: code) }
    }
  }

  /// Writes all bytes to an open file.
  ///
  /// - Throws: what the system reported.
  public static func write(
    _ bytes: borrowing [UInt8], to descriptor: CInt
  ) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      start += try retrying {
        bytes.withUnsafeBytes { buffer in
          guard let base = buffer.baseAddress else { return 0 }
          return Glibc.write(descriptor, base + start, buffer.count - start)
        }
      }
    }
  }
}
