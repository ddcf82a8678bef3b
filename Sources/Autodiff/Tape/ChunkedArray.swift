/// An array that grows at its end and shares what it has with its copies.
///
/// Full chunks are never written again, so after a copy an append copies at most one chunk.
struct ChunkedArray<Element: Sendable>: Sendable {
  /// The elements of a full chunk.
  static var chunkSize: Int { 1024 }

  private var sealed: ContiguousArray<ContiguousArray<Element>> = []
  private var tail: ContiguousArray<Element> = []

  init() {}

  /// The number of elements.
  @inline(__always) var count: Int { sealed.count &* Self.chunkSize &+ tail.count }

  var isEmpty: Bool { sealed.isEmpty && tail.isEmpty }

  /// The element at a position.
  ///
  /// - Complexity: O(1); writing to a shared chunk copies it.
  subscript(position: Int) -> Element {
    @inline(__always) get {
      let chunk = position >> 10
      return chunk < sealed.count ? sealed[chunk][position & 1023] : tail[position & 1023]
    }
    set {
      let chunk = position >> 10
      if chunk < sealed.count {
        sealed[chunk][position & 1023] = newValue
      } else {
        tail[position & 1023] = newValue
      }
    }
  }

  /// Adds an element at the end.
  ///
  /// - Complexity: amortised O(1); O(`chunkSize`) the first time after a copy.
  @inline(__always) mutating func append(_ element: Element) {
    tail.append(element)
    if tail.count == Self.chunkSize { seal() }
  }

  @inline(never) private mutating func seal() {
    sealed.append(tail)
    tail = []
    tail.reserveCapacity(Self.chunkSize)
  }
}
