import HashTreeCollections

/// The positions of what a tape watches, by identity.
///
/// Most tapes watch a few values, which are searched in a row; the rest share their structure
/// between copies of the tape.
struct LeafTable: Sendable {
  private static let fewLimit = 8

  private var few: [Leaf] = []
  private var many = TreeDictionary<Identity, Int32>()

  private struct Leaf: Sendable {
    let identity: Identity
    let position: Int32
  }

  /// The position of a leaf; setting nil forgets it.
  ///
  /// - Complexity: O(1).
  subscript(identity: Identity) -> Int32? {
    get {
      for leaf in few where leaf.identity == identity { return leaf.position }
      return many.isEmpty ? nil : many[identity]
    }
    set {
      few.removeAll { $0.identity == identity }
      if !many.isEmpty { many[identity] = nil }
      guard let newValue else { return }
      if few.count < LeafTable.fewLimit {
        few.append(Leaf(identity: identity, position: newValue))
      } else {
        many[identity] = newValue
      }
    }
  }

  /// How many leaves there are.
  var count: Int { few.count + many.count }

  /// All leaves by ascending position.
  ///
  /// - Complexity: O(n log n).
  var ordered: [(identity: Identity, position: Int32)] {
    (few.map { ($0.identity, $0.position) } + many.map { ($0.key, $0.value) })
      .sorted { $0.1 < $1.1 }
  }
}
