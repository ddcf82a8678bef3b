/// Python's reserved words.
public enum Keyword: String, Sendable, CaseIterable {
  case `false` = "False"
  case none = "None"
  case `true` = "True"
  case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`
  case except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not
  case or, pass, raise, `return`, `try`, `while`, with, yield
}

extension Keyword {
  /// The keyword of each reserved word.
  static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// Where a keyword may stand.
  public enum Place: Sendable, Hashable {
    /// At the start of a statement.
    case statement
    /// At the start of an operand.
    case operand
    /// Behind an operand.
    case behindOperand
  }

  /// Where it may stand; nowhere if Python alone has it.
  public var places: Set<Place> {
    switch self {
    case .false, .none, .true, .lambda: [.operand]
    case .not: [.operand, .behindOperand]
    case .and, .or, .in, .is, .as: [.behindOperand]
    case .if, .else, .for: [.statement, .behindOperand]
    case .assert, .break, .continue, .def, .del, .elif, .except, .finally, .from, .global,
      .import, .nonlocal, .pass, .raise, .return, .try, .while, .with:
      [.statement]
    case .class, .yield, .async, .await: []
    }
  }

  /// Whether it is Python's only: a word that nothing here may be called.
  public var isReserved: Bool { places.isEmpty }

  /// Whether a colon opens a block in the statement that it starts.
  public var opensBlock: Bool {
    switch self {
    case .if, .elif, .else, .for, .while, .def, .class, .with, .try, .except, .finally: true
    default: false
    }
  }

  /// Whether that colon follows it directly.
  public var opensBlockAlone: Bool {
    switch self {
    case .else, .try, .finally: true
    default: false
    }
  }

  /// Whether nothing more of a block is run behind the statement that it starts.
  public var leavesBlock: Bool {
    switch self {
    case .return, .pass, .break, .continue, .raise: true
    default: false
    }
  }

  /// Whether it is an operand by itself.
  public var isConstant: Bool {
    switch self {
    case .false, .none, .true: true
    default: false
    }
  }
}
