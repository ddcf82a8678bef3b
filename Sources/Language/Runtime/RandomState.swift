import HashTreeCollections
public import Tensors

/// Where the random numbers of a session come from: a generator for all draws, and one for each
/// operation and seed that a draw was given.
///
/// A seed of an operation's own starts a sequence, which goes on with every call as TensorFlow's
/// does; the session's seed is part of it. The state is a value of the session's, so that undoing an
/// entry draws its numbers again.
public struct RandomState: Sendable, Equatable {
  /// The generator of draws without a seed of their own.
  public var generator: PhiloxGenerator
  private var seeded: TreeDictionary<Sequence, PhiloxGenerator> = [:]

  /// What is drawn by a seed of its own: normal and uniform numbers of one seed are two sequences.
  private struct Sequence: Hashable {
    let operation: String
    let seed: Int
  }

  /// The state at a seed, at which nothing has been drawn.
  public init(seed: UInt64) { generator = PhiloxGenerator(seed: seed) }

  /// The generator of an operation's draws by a seed.
  subscript(operation: String, seed: Int) -> PhiloxGenerator {
    get {
      seeded[Sequence(operation: operation, seed: seed)]
        ?? PhiloxGenerator(seeds: Int(truncatingIfNeeded: generator.key), seed)
    }
    set { seeded[Sequence(operation: operation, seed: seed)] = newValue }
  }
}
