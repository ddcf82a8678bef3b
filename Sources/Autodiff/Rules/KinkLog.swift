import Tensors

/// The kinks at which derivatives were taken, each primitive once.
///
/// A pass looks at the operands of what it differentiates only while it may still find something:
/// a primitive that was found is not looked at again, and after about a million elements nothing is,
/// so that a loop of many steps costs no more than a few.
public struct KinkLog: Sendable {
  /// What was found, in the order in which it was.
  public private(set) var notes: [KinkNote] = []
  /// Whether a primitive can still be found, by its place in `Primitive.all`.
  private var isOpen: ContiguousArray<Bool>
  /// The elements that may still be looked at.
  private var budget = 1 << 20

  /// What was asked about, where it is not looked at but collected for a plan.
  private(set) var uses: [KinkUse]?

  /// A log that collects what it is asked about and looks at nothing.
  public static var collecting: KinkLog {
    var log = KinkLog()
    log.uses = []
    return log
  }

  /// A log that nothing stands in.
  public init() {
    isOpen = ContiguousArray((Primitive.all + [.custom]).map { !$0.conventions.kinks.isEmpty })
  }

  /// Whether a use of a primitive is to be looked at.
  @inline(__always) func isOpen(_ primitive: Int) -> Bool { isOpen[primitive] }

  /// Whether uses are collected.
  var isCollecting: Bool { uses != nil }

  /// Keeps a use for a plan.
  mutating func collect(_ use: KinkUse) { uses?.append(use) }

  /// Looks whether an operation is at a kink where its cotangent is not zero.
  ///
  /// - Parameter slots: the operands by which the derivative is taken.
  mutating func look(
    at entry: Entry, _ operands: [Tensor], attributes: [Attribute], cotangent: Tensor,
    slots: [Int]
  ) {
    look(
      at: Primitive.at(entry.primitive), entry.result, line: Int(entry.line), operands,
      attributes: attributes, cotangent: cotangent, slots: slots)
  }

  /// Looks whether a use of a primitive with some result is at a kink.
  mutating func look(
    at primitive: Primitive, _ result: Tensor, line: Int, _ operands: [Tensor],
    attributes: [Attribute], cotangent: Tensor, slots: [Int]
  ) {
    let index = Int(primitive.index)
    let count = KinkUse.count(result, operands)
    guard takesLook(at: index, count: count) else { return }
    // A note of a kink changes nothing that is computed.
    ElementReads.unnoticed {
      find(
        index, primitive, result, line, operands, attributes: attributes, cotangent: cotangent,
        slots: slots)
    }
  }

  /// Counts a look at so many elements, also where it is known to find nothing; false where a
  /// primitive or so many are not looked at any more.
  @discardableResult
  mutating func takesLook(at primitive: Int, count: Int) -> Bool {
    guard isOpen(primitive), count <= budget else { return false }
    budget -= count
    return true
  }

  private mutating func find(
    _ index: Int, _ primitive: Primitive, _ result: Tensor, _ line: Int, _ operands: [Tensor],
    attributes: [Attribute], cotangent: Tensor, slots: [Int]
  ) {
    for (number, kink) in primitive.conventions.kinks.enumerated() {
      let missing = slots.filter(kink.operands.contains)
      guard !missing.isEmpty else { continue }
      let scope = Scope(Recorder())
      let at = Linearization(
        x: operands.map { scope.term($0) }, y: scope.term(result), attributes: attributes)
      guard
        let point = DerivativeTable.kinkTests[index][number].point(at, cotangent, in: scope)
      else { continue }
      isOpen[index] = false
      notes.append(
        KinkNote(
          primitive: primitive, kink: kink, operands: point, slots: missing,
          line: line))
      return
    }
  }
}

/// A use of a primitive in a differentiated program, by values that a tape holds.
struct KinkUse: Sendable {
  let primitive: Primitive
  let operands: [Value]
  let result: Value
  let attributes: [Attribute]
  let cotangent: Value
  /// The operands by which the derivative is taken.
  let slots: [Int]
  /// The line of the source, from 1; 0 where it is not known.
  let line: Int
  /// Whether the cotangent is many, one in each row.
  let hasRows: Bool

  /// How many elements a look is at.
  var count: Int { Self.count(result.tensor, operands.map(\.tensor)) }

  fileprivate static func count(_ result: Tensor, _ operands: [Tensor]) -> Int {
    max(result.count, operands.map(\.count).max() ?? 0)
  }
}
