import Glibc

/// Tells, before it is too late, that the current thread's stack is nearly used.
///
/// Evaluation recurses over calls, and threads differ in their stacks: a count of calls alone
/// would overflow a small one.
struct StackGuard {
  /// The lowest address that evaluation may reach.
  private let floor: UInt

  /// The guard of the current thread, which keeps `reserve` bytes free for what does not ask.
  init(reserve: UInt = 192 * 1024) {
    var attributes = pthread_attr_t()
    var low: UnsafeMutableRawPointer?
    var size = 0
    guard let read = Self.attributesOfThread, read(pthread_self(), &attributes) == 0 else {
      floor = Self.assumedFloor
      return
    }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_getstack(&attributes, &low, &size) == 0, let low else {
      floor = Self.assumedFloor
      return
    }
    // A small stack keeps a third of itself, so that something can still be evaluated.
    floor = UInt(bitPattern: low) + min(reserve, UInt(size) / 3)
  }

  private typealias ReadAttributes =
    @convention(c) (
      pthread_t, UnsafeMutablePointer<pthread_attr_t>
    ) -> CInt

  /// The C library's `pthread_getattr_np`, a GNU extension that its module does not declare.
  private static let attributesOfThread: ReadAttributes? =
    dlsym(nil, "pthread_getattr_np").map { unsafeBitCast($0, to: ReadAttributes.self) }

  /// What is safe where the stack cannot be measured: threads have half a megabyte at least.
  private static var assumedFloor: UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) - 256 * 1024 }
  }

  /// Whether there is room to go deeper.
  @inline(__always)
  var hasRoom: Bool {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) > floor }
  }
}
