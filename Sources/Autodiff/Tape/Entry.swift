import Tensors

/// One line of the Wengert list.
///
/// Kept to one cache line: a scalar operation is recorded without a heap allocation.
struct Entry: Sendable {
  /// The value, inline when it is a scalar.
  var result: Tensor
  /// The identity of a computed value; of a leaf, the order in which it came; of a constant, the
  /// identity of the operation that it serves.
  ///
  /// So the entries ascend in it, and a computed value is found by binary search.
  let order: Identity
  /// The positions of the first two operands; -1 where there is none.
  let first: Int32
  let second: Int32
  /// What made it.
  let primitive: UInt16
  var kind: Kind
  /// Where the attributes, the further operands or a leaf's identity are; -1 where there are none.
  let detail: Int32
  /// The line of the source, from 1; 0 where there is none.
  let line: Int32
  /// The user's name for it: an index into the tape's labels, or -1.
  var label: Int32

  typealias Kind = Tape.Operation.Role
}

/// What an entry has beyond two operands.
struct EntryDetail: Sendable {
  var attributes: [Attribute] = []
  /// All operands' positions, where there are more than two.
  var operands: [Int32] = []
  /// What a leaf is known by.
  var identity: Identity = .anonymous
  /// What the operation is, where it is no primitive.
  var custom: CustomOperation?
  /// Where the operation's result stands as it was computed, operation by operation; or -1.
  var computedAt: Int32 = -1
}
