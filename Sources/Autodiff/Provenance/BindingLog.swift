/// What a name stood for before it was bound to something else.
struct Rebinding: Sendable {
  let name: String
  let old: Identity
  let isVariable: Bool
  /// The line that bound the name anew, and when.
  let line: Int32
  let stamp: Identity
}

/// What the names of a session stood for, as far back as it is kept.
struct BindingLog: Sendable {
  private static let limit = 1 << 13

  private var current = ChunkedArray<Rebinding>()
  private var previous = ChunkedArray<Rebinding>()

  @inline(__always)
  mutating func append(_ rebinding: Rebinding) {
    current.append(rebinding)
    if current.count >= BindingLog.limit { turn() }
  }

  @inline(never) private mutating func turn() {
    previous = current
    current = ChunkedArray()
  }

  /// What a name stood for, the newest first.
  ///
  /// - Complexity: O(what is kept).
  func history(of name: String) -> [Rebinding] {
    [current, previous].flatMap { part in
      (0..<part.count).reversed().compactMap { place in
        let isOfName = part.read(place) { $0.pointee.name == name }
        return isOfName ? part[place] : nil
      }
    }
  }
}
