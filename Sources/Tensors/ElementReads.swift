import CKernels

/// How often the calling thread looked at elements of tensors by way of Swift: as an array, a number.
///
/// Who records what a function computes asks it, since a program that looked at numbers may have
/// done something else for others. What kernels look at is part of what they compute, and does not
/// count.
public enum ElementReads {
  /// The count of the calling thread.
  public static var count: Int { Int(tb_element_reads()) }

  /// Counts one.
  @inline(__always)
  static func note() { tb_set_element_reads(tb_element_reads() &+ 1) }

  /// Runs a kernel, whose own looks do not count.
  @inline(__always)
  public static func unnoticed<R, Failure: Error>(
    _ body: () throws(Failure) -> R
  ) throws(Failure) -> R {
    let before = tb_element_reads()
    defer { tb_set_element_reads(before) }
    return try body()
  }
}
