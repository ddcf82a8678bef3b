/// Searching the history as the pattern is typed.
extension Editor {
  /// Ctrl-R and Ctrl-S: reads keys until one accepts what was found or gives up.
  func search(isOlder: Bool, _ buffer: inout EditBuffer) {
    var search = HistorySearch()
    while true {
      if !hasMoreInput { draw(frame(of: search, buffer)) }
      guard let key = readKey() else { return }
      switch key {
      case .scalar("\u{12}"), .scalar("\u{13}"):
        let isOlder = key == .scalar("\u{12}")
        if search.pattern.isEmpty {
          search.restart(lastPattern, in: history)
        } else {
          search.goOn(isOlder: isOlder, in: history)
        }
      case .scalar("\u{8}"), .scalar("\u{7F}"): search.shorten(in: history)
      case .scalar("\u{7}"), .escape: return
      case .scalar(let scalar) where scalar.value >= 0x20: search.extend(scalar, in: history)
      default:
        accept(search, &buffer)
        // The key does what it does without a search.
        self.buffer = buffer
        _ = perform(key)
        buffer = self.buffer
        return
      }
      if search.hasFailed { beep() }
    }
  }

  private func accept(_ search: HistorySearch, _ buffer: inout EditBuffer) {
    if !search.pattern.isEmpty { lastPattern = search.pattern }
    guard let place = search.place else { return }
    let text = history.entries[place]
    recall = Recall(place: place, draft: buffer, prefix: "")
    buffer = EditBuffer(text)
  }

  private func frame(of search: HistorySearch, _ buffer: EditBuffer) -> ScreenFrame {
    let text = search.place.map { history.entries[$0] } ?? buffer.text
    let range = search.place.flatMap { _ in HistorySearch.range(of: search.pattern, in: text) }
    var frame = frame(
      text: text, cursor: range?.upperBound ?? text.utf8.count,
      styles: range.map { [StyledRange($0, TextStyle(isUnderlined: true))] } ?? [])
    frame.below = [
      [
        StyledText("search: ", TextStyle(isDim: true)),
        StyledText(search.pattern, search.hasFailed ? TextStyle(.red) : .plain),
      ]
    ]
    return frame
  }
}
