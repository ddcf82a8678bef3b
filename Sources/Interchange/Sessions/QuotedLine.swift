/// A line of Markdown behind the marks of the block quotes that it stands in.
///
/// Source: CommonMark 0.31, "Block quotes": a mark is `>` behind blanks, and takes one blank along.
struct QuotedLine {
  /// The marks, with the blanks before and behind them.
  private(set) var marks = ""
  /// How many there are.
  private(set) var depth = 0
  /// The rest of the line.
  private(set) var text: String

  /// A line in some block quotes, of which at most so many count.
  init(_ line: String, atMost limit: Int = .max) {
    var rest = line[...]
    while depth < limit {
      var behind = rest.drop { $0 == " " || $0 == "\t" }
      guard behind.first == ">" else { break }
      behind.removeFirst()
      if behind.first == " " { behind.removeFirst() }
      rest = behind
      depth += 1
    }
    marks = String(line[..<rest.startIndex])
    text = String(rest)
  }
}
