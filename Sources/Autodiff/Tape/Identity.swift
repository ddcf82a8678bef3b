import Synchronization

/// What tapes know a tensor by: issued process-wide, ascending, never reused.
public struct Identity: Hashable, Sendable, Comparable {
  /// The number; 0 belongs to no value.
  @usableFromInline let number: UInt64

  @inlinable init(number: UInt64) { self.number = number }

  /// The identity of values that nobody can name: cotangents on their way through a pass that no
  /// tape records.
  @usableFromInline static let anonymous = Identity(number: 0)

  private static let counter = Atomic<UInt64>(1)

  /// An identity that nothing has had before.
  public static func next() -> Identity {
    Identity(number: counter.wrappingAdd(1, ordering: .relaxed).oldValue)
  }

  /// Whether this identity was issued earlier.
  @inlinable public static func < (x: Identity, y: Identity) -> Bool { x.number < y.number }
}
