public import Notebook
public import Tensors

/// What a session file says about itself: the lines that start with `#:`.
public struct SessionHeader: Sendable, Hashable {
  /// The title.
  public var title: String?
  /// What the generator of random numbers starts from.
  public var seed: UInt64?
  /// The element type of a float that becomes a tensor alone.
  public var dtype: DType?
  /// The tolerances of every entry that names none.
  public var tolerance: TranscriptMatcher.Tolerance?
  /// How many columns arrays are printed in.
  public var width: Int?
  /// The language of the prose, as in `en`.
  public var language: String?

  /// An empty header.
  public init() {}
}

extension SessionHeader {
  /// The format that this reader knows.
  static let format = "tape/1"

  /// A key of the header with what it accepts: declared once.
  struct Key: Sendable {
    let name: String
    let expected: String
    /// Takes the value over; false when it is not acceptable.
    let read: @Sendable (String, inout SessionHeader) -> Bool
    /// What a session that begins with the file keeps of it; nil where that is nothing, as of what the
    /// session itself knows.
    var kept: @Sendable (SessionHeader) -> String? = { _ in nil }
  }

  /// What a session that begins with the file says in its own header.
  public var heading: SessionHeading {
    let facts = SessionHeader.keys.compactMap { key in
      key.kept(self).map { "\(key.name) = \($0)" }
    }
    return SessionHeading(facts: facts, lineWidth: width)
  }

  /// The keys, `format` apart.
  static let keys: [Key] = [
    Key(name: "format", expected: format, read: { value, _ in value == format }),
    Key(
      name: "title", expected: "a text",
      read: { value, header in
        header.title = value
        return !value.isEmpty
      }, kept: \.title),
    Key(
      name: "seed", expected: "a whole number from 0",
      read: { value, header in
        header.seed = UInt64(value)
        return header.seed != nil
      }),
    Key(
      name: "dtype", expected: "float32 or float64",
      read: { value, header in
        header.dtype = DType(name: value)
        return header.dtype?.isFloatingPoint == true
      }),
    Key(
      name: "tol", expected: "a relative and perhaps an absolute tolerance",
      read: { value, header in
        header.tolerance = TranscriptMatcher.Tolerance(words: value.words)
        return header.tolerance != nil
      }, kept: { $0.tolerance?.text }),
    Key(
      name: "width", expected: "a number of columns from 20 to 1000",
      read: { value, header in
        header.width = Int(value)
        return header.width.map { (20...1000).contains($0) } == true
      }, kept: { $0.width.map(String.init) }),
    Key(
      name: "lang", expected: "a language, such as en",
      read: { value, header in
        header.language = value
        return !value.isEmpty
      }, kept: \.language),
  ]
}

extension TranscriptMatcher.Tolerance {
  /// `REL [ABS]`; nil where the words are no such numbers.
  init?(words: [String]) {
    let numbers = words.compactMap(Double.init).filter { $0 >= 0 && $0.isFinite }
    guard numbers.count == words.count, (1...2).contains(numbers.count) else { return nil }
    self.init(relative: numbers[0], absolute: numbers.count == 2 ? numbers[1] : nil)
  }

  /// The tolerance as a header says it.
  var text: String { absolute.map { "\(relative) \($0)" } ?? "\(relative)" }
}

extension StringProtocol {
  /// The pieces between blanks.
  var words: [String] {
    split { $0.isWhitespace }.map { String($0) }
  }
}
