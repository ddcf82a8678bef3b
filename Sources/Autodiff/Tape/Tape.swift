import Tensors

/// What a tape is known by; never reused.
public struct TapeID: Hashable, Sendable {
  let identity: Identity
}

/// Who a tape belongs to.
public enum TapeKind: Sendable, Hashable {
  /// The notebook's own tape, which rests while an explicit one is open.
  case session
  /// A tape that the user opened.
  case explicit
  /// A tape that one derivative of a function needs while it is computed; the session's own records
  /// beside it, so that the derivative has derivatives.
  case transient
}

/// A flat Wengert list: what was computed from watched values, in order.
///
/// A tape is a value. Its arrays are chunked and shared between copies, never a graph of objects,
/// so a tape of any length is released without recursion.
///
/// Source: R. E. Wengert, "A simple automatic derivative evaluation program", CACM 7(8), 1964; the
/// behaviour follows `tf.GradientTape`.
public struct Tape: Sendable {
  /// What it is known by.
  public let id: TapeID
  /// Who it belongs to.
  public let kind: TapeKind
  /// Whether it gives more than one set of gradients.
  public let isPersistent: Bool
  /// Whether it watches trainable variables by itself.
  public let watchesVariables: Bool
  /// The name it was opened under, if it was given one.
  public let name: String?
  /// Whether a single-use tape has given its gradients.
  public internal(set) var isUsedUp = false
  /// Whether it is on the stack of open tapes.
  public internal(set) var isOpen = true
  /// Whether recording is stopped for a while.
  public internal(set) var isPaused = false

  /// What happened to it besides recording.
  var life = TapeLife()
  var entries = ChunkedArray<Entry>()
  var details = ChunkedArray<EntryDetail>()
  /// Positions of watched values, of variables, and of what was read from variables.
  var leaves = LeafTable()
  /// Positions of values under second identities.
  var aliases: [Identity: Int32] = [:]
  /// The operations that are no primitives.
  var customOperations: [CustomOperation] = []
  var labels: [String] = []
  var labelIndex: [String: Int32] = [:]

  init(
    kind: TapeKind, isPersistent: Bool, watchesVariables: Bool, name: String?, id: TapeID? = nil
  ) {
    self.id = id ?? TapeID(identity: .next())
    self.kind = kind
    self.isPersistent = isPersistent
    self.watchesVariables = watchesVariables
    self.name = name
  }

  /// The number of entries: leaves, constants and operations.
  public var count: Int { entries.count }

  /// Where the tape holds a value, or -1.
  ///
  /// - Complexity: O(1) where the value's guess holds, else O(log `count`).
  @inline(__always) func position(of value: Value) -> Int32 {
    // A number that a rule brought has no identity: where one tape holds it says nothing of another.
    guard value.identity != .anonymous else { return -1 }
    let guess = Int(value.position)
    if guess >= 0, guess < entries.count, trackedIdentity(at: guess) == value.identity {
      return value.position
    }
    return position(of: value.identity)
  }

  /// What is tracked at a position.
  @inline(__always) private func trackedIdentity(at position: Int) -> Identity {
    entries.read(position) { entry in
      switch entry.pointee.kind {
      case .operation: entry.pointee.order
      case .watched, .variable, .read:
        details.read(Int(entry.pointee.detail)) { $0.pointee.identity }
      // A constant is not tracked, so nothing finds it by its identity.
      case .constant: .anonymous
      }
    }
  }

  /// Where the tape holds an identity, or -1.
  ///
  /// - Complexity: O(log `count`).
  @inline(never) func position(of identity: Identity) -> Int32 {
    if let leaf = leaves[identity] { return leaf }
    if !aliases.isEmpty, let position = aliases[identity] { return position }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) >> 1
      if identity < entries.read(middle, { $0.pointee.order }) {
        high = middle
      } else {
        low = middle &+ 1
      }
    }
    // The constants of an operation stand before it under its own order.
    guard low > 0 else { return -1 }
    let isFound = entries.read(low - 1) {
      $0.pointee.order == identity && $0.pointee.kind == .operation
    }
    return isFound ? Int32(low - 1) : -1
  }

  /// The positions of an entry's operands.
  func operands(of entry: Entry) -> [Int32] {
    if entry.detail >= 0 {
      let operands = details[Int(entry.detail)].operands
      if !operands.isEmpty { return operands }
    }
    if entry.second >= 0 { return [entry.first, entry.second] }
    return entry.first >= 0 ? [entry.first] : []
  }

  /// The attributes of an entry's primitive.
  func attributes(of entry: Entry) -> [Attribute] {
    entry.kind == .operation && entry.detail >= 0 ? details[Int(entry.detail)].attributes : []
  }

  /// Whether there is room for as many more entries: positions are 32 bits wide.
  func hasRoom(for more: Int) -> Bool { entries.count < Int(Int32.max) - more }

  mutating func append(detail: EntryDetail) -> Int32 {
    details.append(detail)
    return Int32(details.count - 1)
  }

  /// Records a leaf and gives its position.
  mutating func appendLeaf(
    _ tensor: Tensor, identity: Identity, kind: Entry.Kind, line: Int32,
    order: Identity = .next()
  ) -> Int32 {
    let detail = append(detail: EntryDetail(identity: identity))
    entries.append(
      Entry(
        result: tensor, order: order, first: -1, second: -1, primitive: 0, kind: kind,
        detail: detail, line: line, label: -1))
    let position = Int32(entries.count - 1)
    if kind != .constant { leaves[identity] = position }
    return position
  }
}

extension Tape {
  /// The value at a position, under the identity that it is recorded by.
  func value(at position: Int) -> Value {
    let entry = entries[position]
    // Also a constant's own identity: another tape may track what is a constant here.
    let identity =
      entry.kind == .operation ? entry.order : details[Int(entry.detail)].identity
    return Value(entry.result, identity: identity, position: Int32(position))
  }

  /// The result of an operation.
  func value(of entry: Entry) -> Value { Value(entry.result, identity: entry.order) }
}
