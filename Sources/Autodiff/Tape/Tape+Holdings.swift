import Tensors

extension Tape {
  /// What a tape holds of its entries' values, for which derivatives, and from which watched values
  /// each entry comes.
  public struct Holdings: Sendable {
    /// The memory of one entry's value.
    public enum Place: Sendable, Hashable {
      /// A number that stands in the entry itself.
      case inline
      /// A buffer that no earlier entry holds.
      case buffer(bytes: Int)
      /// The buffer of an earlier entry: a view of it, or the same value.
      case shared(with: Int)
      /// Let go of when the tape was used up; the bytes are those that its shape takes.
      case dropped(bytes: Int)
    }

    /// The memory of each entry's value.
    public fileprivate(set) var places: [Place] = []
    fileprivate var readers: [Readers] = []
    fileprivate var origins: [[Int32]] = []
    /// The bytes of all buffers, each counted once.
    public fileprivate(set) var bytes = 0
    /// How many buffers there are.
    public fileprivate(set) var bufferCount = 0
    /// How many entries have a number inline.
    public fileprivate(set) var inlineCount = 0
    /// How many entries share an earlier one's buffer.
    public fileprivate(set) var sharedCount = 0
    /// How many values were let go of, and their bytes.
    public fileprivate(set) var dropped = (count: 0, bytes: 0)

    /// How many watched values are told of an entry.
    public static let sourceLimit = 2

    /// The positions of watched values that derivatives reach from an entry: the first ones, one
    /// more than `sourceLimit` where there are so many.
    public func sources(at position: Int) -> [Int] { origins[position].map(Int.init) }

    /// The primitives whose derivative reads an entry's value: the first two, and whether there are
    /// more.
    public func readers(at position: Int) -> (names: [String], hasMore: Bool) {
      let found = readers[position]
      let names = [found.first, found.second].filter { $0 != Readers.nobody }
      return (names.map { Primitive.at($0).name }, found.hasMore)
    }
  }

  /// The primitives that read a value, the first two.
  fileprivate struct Readers {
    static let nobody = UInt16.max
    var first = nobody
    var second = nobody
    var hasMore = false

    mutating func insert(_ primitive: UInt16) {
      if first == Readers.nobody {
        first = primitive
      } else if first != primitive, second == Readers.nobody {
        second = primitive
      } else if first != primitive, second != primitive {
        hasMore = true
      }
    }
  }

  /// What the tape holds, and why.
  ///
  /// - Throws: what `poll` throws, and the errors of allocation: rules may have to be run on samples.
  /// - Complexity: O(`count` · operands); `poll` is called now and then.
  public func holdings(poll: () throws -> Void) throws -> Holdings {
    var holdings = Holdings()
    holdings.readers = Array(repeating: Readers(), count: count)
    holdings.places.reserveCapacity(count)
    holdings.origins.reserveCapacity(count)
    var holders: [TensorStorage: Int] = [:]
    for position in 0..<count {
      if position & 0xFF == 0 { try poll() }
      let entry = entries[position]
      holdings.add(place(of: entry, position, &holders))
      switch entry.kind {
      case .constant: holdings.origins.append([])
      case .watched, .variable: holdings.origins.append([Int32(position)])
      case .read: holdings.origins.append(holdings.origins[Int(entry.first)])
      case .operation: try addOperation(entry, position, &holdings)
      }
    }
    return holdings
  }

  private func place(
    of entry: Entry, _ position: Int, _ holders: inout [TensorStorage: Int]
  ) -> Holdings.Place {
    guard let storage = entry.result.storage else { return .inline }
    // What is left of a value that was let go of is one element that stands for all.
    if isUsedUp, !isPersistent, holdsLargeResult(position),
      storage.byteCount == entry.result.dtype.itemSize
    {
      return .dropped(bytes: entry.result.byteCount)
    }
    if let holder = holders[storage] { return .shared(with: holder) }
    holders[storage] = position
    return .buffer(bytes: storage.byteCount)
  }

  private func addOperation(
    _ entry: Entry, _ position: Int, _ holdings: inout Holdings
  ) throws(AutodiffError) {
    let primitive = Primitive.at(entry.primitive)
    guard primitive.isDifferentiable, entry.result.dtype.isFloatingPoint else {
      holdings.origins.append([])
      return
    }
    let operands = operands(of: entry).map(Int.init)
    var origins: [Int32] = []
    for operand in operands { origins = Holdings.union(origins, holdings.origins[operand]) }
    holdings.origins.append(origins)
    if custom(entry) != nil {
      // Nobody knows what the user's function reads.
      for operand in operands { holdings.readers[operand].insert(entry.primitive) }
      return
    }
    let reads = try RuleReads.of(primitive)
    guard !reads.isEmpty else { return }
    for (slot, operand) in operands.enumerated() where !holdings.origins[operand].isEmpty {
      let row = reads[slot]
      for read in row.operands where read < operands.count {
        holdings.readers[operands[read]].insert(entry.primitive)
      }
      if row.readsResult { holdings.readers[position].insert(entry.primitive) }
    }
  }
}

extension Tape.Holdings {
  fileprivate mutating func add(_ place: Place) {
    places.append(place)
    switch place {
    case .inline: inlineCount += 1
    case .buffer(let bytes):
      self.bytes += bytes
      bufferCount += 1
    case .shared: sharedCount += 1
    case .dropped(let bytes):
      dropped.count += 1
      dropped.bytes += bytes
    }
  }

  /// The first positions of both, ascending.
  fileprivate static func union(_ x: [Int32], _ y: [Int32]) -> [Int32] {
    if y.isEmpty || x == y { return x }
    if x.isEmpty { return y }
    return Array(Set(x).union(y).sorted().prefix(sourceLimit + 1))
  }
}
