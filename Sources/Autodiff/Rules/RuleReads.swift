import Synchronization

/// Which values of an operation its derivative rule computes with.
///
/// `multiply` needs the other operand, `exp` its own result, `sum` nothing but a shape. Of an
/// elementwise rule the formulas tell; any other rule is run on its samples, and what the tape
/// recorded of it tells. So nothing of it is declared a second time.
struct RuleReads: Sendable {
  /// What the cotangent of one operand is computed from.
  struct Row: Sendable {
    /// The places of the operands that are read.
    var operands: Set<Int> = []
    /// Whether the operation's result is read.
    var readsResult = false

    mutating func formUnion(_ other: Row) {
      operands.formUnion(other.operands)
      readsResult = readsResult || other.readsResult
    }
  }

  /// A row for each operand; of a list of operands the rows hold for all further ones, too.
  private let rows: [Row]

  /// Whether no value is read at all.
  let isEmpty: Bool

  private init(_ rows: [Row]) {
    self.rows = rows
    isEmpty = rows.allSatisfy { $0.operands.isEmpty && !$0.readsResult }
  }

  /// What the cotangent of the operand at a place is computed from.
  subscript(operand: Int) -> Row { rows.isEmpty ? Row() : rows[min(operand, rows.count - 1)] }

  /// What is known already, by the primitives' places.
  private static let known = Mutex<[UInt16: RuleReads]>([:])

  /// What the rule of a primitive reads.
  ///
  /// - Throws: the errors of allocation: the rule may have to be run on a small sample.
  /// - Complexity: O(1) but the first time.
  static func of(_ primitive: Primitive) throws(AutodiffError) -> RuleReads {
    if let found = known.withLock({ $0[primitive.index] }) { return found }
    let reads = try RuleReads(primitive)
    known.withLock { $0[primitive.index] = reads }
    return reads
  }

  private init(_ primitive: Primitive) throws(AutodiffError) {
    var rows: [Row] = []
    func add(_ row: Row, _ operand: Int) {
      if rows.count <= operand { rows.append(Row()) }
      rows[operand].formUnion(row)
    }
    // What one convention reads, a tape holds for all: it may be set later.
    for convention in Convention.allCases {
      if let partials = primitive.partials(by: convention) {
        for (operand, partial) in partials.enumerated() { add(Row(partial), operand) }
        continue
      }
      switch primitive.derivative(by: convention) {
      case .partials, .zero, .none, .refused, .external: break
      case .linear, .multilinear, .custom:
        for sample in primitive.samples {
          let trace = try RuleTrace(primitive, sample, by: convention)
          for operand in 0..<trace.operandCount { add(try trace.reads(by: operand), operand) }
        }
      }
    }
    self.init(rows)
  }
}

extension RuleReads.Row {
  /// What a formula mentions.
  fileprivate init(_ formula: Formula) {
    switch formula {
    case .operand(let index): operands = [index]
    case .result: readsResult = true
    case .cotangent, .constant: break
    case .call(_, let parts): for part in parts { formUnion(RuleReads.Row(part)) }
    }
  }
}
