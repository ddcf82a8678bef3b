import Autodiff

/// The numbers of tensors that became Python numbers in one entry, newest last.
///
/// A Python number has no identity, so what became of it is followed by the statements that name it
/// and by its bits.
struct NumberDepartures {
  /// How many are kept.
  private static let limit = 4096

  private var numbers: [Identity] = []
  private var byBits: [UInt64: Identity] = [:]
  /// How many there were when the running statement began.
  var statementStart = 0
  /// The names and literals of statements, by where they begin in their source.
  var words: [StatementWords.Place: StatementWords] = [:]

  var count: Int { numbers.count }

  mutating func append(_ number: Identity, _ values: [Double]) {
    if numbers.count >= NumberDepartures.limit {
      numbers.removeAll(keepingCapacity: true)
      byBits.removeAll(keepingCapacity: true)
      statementStart = 0
    }
    numbers.append(number)
    for value in values.prefix(64) { byBits[value.bitPattern] = number }
  }

  /// Those of the running statement, the last few.
  var ofStatement: [Identity] {
    statementStart < numbers.count ? Array(numbers[statementStart...].suffix(4)) : []
  }

  /// The last one with a value.
  func number(_ value: Double) -> Identity? { byBits[value.bitPattern] }
}

/// The names and the literals that a statement mentions.
struct StatementWords {
  /// Where a statement begins.
  struct Place: Hashable {
    let source: ObjectIdentifier
    let start: Int
  }

  private(set) var names: Set<String> = []
  private(set) var literals: Set<UInt64> = []

  /// The words of a text, in O(length).
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let tokens = Lexer(bytes, in: 0..<bytes.count, limits: ParserLimits(), isInline: true).tokens()
    for token in tokens.tokens {
      let word = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
      switch token.kind {
      case .name: names.insert(word)
      case .integer, .float:
        let digits = word.filter { $0 != "_" }
        if let value = Double(digits) ?? Double(digits + "0") { literals.insert(value.bitPattern) }
      default: break
      }
    }
  }
}
