/// Searching the history as the pattern is typed.
extension Editor {
  /// Ctrl-R and Ctrl-S: reads keys until one accepts what was found or gives up.
  func search(_ buffer: inout EditBuffer) {
    var search = HistorySearch()
    while true {
      if !keys.hasMore { draw(frame(of: search, buffer)) }
      guard let key = readKey() else { return }
      switch key {
      case .control("R"), .control("S"):
        if search.pattern.isEmpty {
          search.restart(lastPattern, in: history)
        } else {
          search.goOn(isOlder: key == .control("R"), in: history)
        }
      case .control("H"), .backspace: search.shorten(in: history)
      case .control("G"), .escape: return
      case .unknown: continue
      case .invalid: beep()
      case .scalar(let scalar) where scalar.value >= 0x20: search.extend(scalar, in: history)
      default:
        accept(search, &buffer)
        // The key then does what it does without a search.
        keys.putBack(key)
        return
      }
      if search.hasFailed { beep() }
    }
  }

  private func accept(_ search: HistorySearch, _ buffer: inout EditBuffer) {
    if !search.pattern.isEmpty { lastPattern = search.pattern }
    guard let place = search.place else { return }
    recall = Recall(from: buffer, place: place)
    buffer = EditBuffer(history.entries[place])
  }

  private func frame(of search: HistorySearch, _ buffer: EditBuffer) -> ScreenFrame {
    let text = search.place.map { history.entries[$0] } ?? buffer.text
    let range = search.place.flatMap { _ in HistorySearch.range(of: search.pattern, in: text) }
    return ScreenFrame(
      prompt: prompt, text: text, cursor: range?.upperBound ?? text.utf8.count,
      styles: range.map { [StyledRange($0, TextStyle(isUnderlined: true))] } ?? [],
      below: [
        [
          StyledText(search.hasFailed ? "not found: " : "search: ", TextStyle(isDim: true)),
          StyledText(search.pattern, search.hasFailed && isColored ? TextStyle(.red) : .plain),
        ]
      ])
  }
}
