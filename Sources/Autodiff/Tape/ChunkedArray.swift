/// An array that grows at its end and shares what it has with its copies.
///
/// Full chunks are never written again, so after a copy an append copies at most one chunk.
struct ChunkedArray<Element: Sendable>: Sendable {
  /// The elements of a full chunk: a power of two.
  static var chunkSize: Int { 1024 }

  /// Room for a short tape, so that it does not grow step by step.
  private static var firstCapacity: Int { 8 }

  private var sealed = ContiguousArray<ContiguousArray<Element>>()
  // Not `[]`, which looks up the type of the storage at run time.
  private var tail = ContiguousArray<Element>()

  init() {}

  /// The number of elements.
  @inline(__always) var count: Int { sealed.count &* Self.chunkSize &+ tail.count }

  /// Calls `body` with an element that is lent: reading one of its fields counts no reference.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func read<R>(_ position: Int, _ body: (UnsafePointer<Element>) -> R) -> R {
    readChunk(holding: position) { chunk, first in body(chunk + (position &- first)) }
  }

  /// Calls `body` with the chunk that holds a position, and the position of its first element.
  @inline(__always)
  func readChunk<R>(
    holding position: Int, _ body: (UnsafePointer<Element>, _ first: Int) throws -> R
  ) rethrows -> R {
    precondition(position >= 0 && position < count, "a position beyond the end")
    let index = position / Self.chunkSize
    func lend(_ elements: UnsafeBufferPointer<Element>) throws -> R {
      guard let base = elements.baseAddress else { preconditionFailure("a chunk is not empty") }
      return try body(base, index &* Self.chunkSize)
    }
    if index < sealed.count {
      return try sealed.withUnsafeBufferPointer { try $0[index].withUnsafeBufferPointer(lend) }
    }
    return try tail.withUnsafeBufferPointer(lend)
  }

  /// The element at a position.
  ///
  /// - Complexity: O(1); writing to a shared chunk copies it.
  subscript(position: Int) -> Element {
    @inline(__always) get { read(position) { $0.pointee } }
    set {
      let index = position / Self.chunkSize
      if index < sealed.count {
        sealed[index][position % Self.chunkSize] = newValue
      } else {
        tail[position % Self.chunkSize] = newValue
      }
    }
  }

  /// Adds an element at the end.
  ///
  /// - Complexity: amortised O(1); O(`chunkSize`) the first time after a copy.
  @inline(__always) mutating func append(_ element: Element) {
    if tail.capacity == 0 { tail.reserveCapacity(Self.firstCapacity) }
    tail.append(element)
    if tail.count == Self.chunkSize { seal() }
  }

  @inline(never) private mutating func seal() {
    sealed.append(tail)
    tail = ContiguousArray()
    tail.reserveCapacity(Self.chunkSize)
  }
}
