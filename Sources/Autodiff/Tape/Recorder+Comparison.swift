extension Recorder {
  /// Whether this recorder, which began as a copy of another, still has the same tapes with the
  /// same content, and differentiates by the same convention.
  ///
  /// - Complexity: O(tapes).
  public func isSame(as other: Recorder) -> Bool {
    convention == other.convention && stack.count == other.stack.count
      && closed.count == other.closed.count
      && zip(stack, other.stack).allSatisfy { $0.isSame(as: $1) }
      && zip(closed, other.closed).allSatisfy { $0.isSame(as: $1) }
  }
}

extension Tape {
  /// A tape only grows, until it is emptied; what is watched no more is missing among its leaves.
  fileprivate func isSame(as other: Tape) -> Bool {
    id == other.id && isOpen == other.isOpen && isPaused == other.isPaused
      && isUsedUp == other.isUsedUp && entries.count == other.entries.count
      && leaves.count == other.leaves.count && labels.count == other.labels.count
  }
}
