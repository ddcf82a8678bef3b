/// Lines of notebooks that IPython takes from Python: `%matplotlib inline`, `%%time`, `!pip install x`.
///
/// Source: IPython's documentation, "Built-in magic commands" and "System shell access".
extension Parser {
  /// The most characters of a line that a message repeats.
  private static let shownLength = 40

  /// The error of a line that starts as only a notebook's can, or that binds what `%` gives; nil where
  /// the current token starts none.
  func magic() -> SyntaxError? {
    let text = cursor.text(current)
    guard text == "%" || text == "!" else { return nil }
    if cursor.index > 0 {
      switch cursor.list.tokens[cursor.index - 1].kind {
      case .newline, .indent, .dedent: break
      // `x = !y` may be meant as another language's `not`.
      case .symbol(.assign) where text == "%": break
      default: return nil
      }
    }
    var end = current.start
    while end < cursor.bytes.count, !cursor.bytes[end].isLineBreak { end += 1 }
    while end > current.end, cursor.bytes[end - 1].isBlank { end -= 1 }
    let line = String(decoding: cursor.bytes[current.start..<end], as: UTF8.self)
    let isLong = line.count > Parser.shownLength
    return SyntaxError(
      .magic(isLong ? line.prefix(Parser.shownLength - 1) + "…" : line),
      SourceRange(current.start, end))
  }
}
