import Language

extension Assistance {
  /// What may stand at the cursor in the place of the letters before it.
  ///
  /// - Returns: nil where there is nothing to offer.
  /// - Complexity: O(length of the text before the cursor + number of known names).
  public func completion(of text: String, cursor: Int) -> Completion? {
    let before = structure(of: Assistance.text(text, before: cursor))
    let scan = before.scan
    let end = scan.bytes.count
    switch scan.tokens.last?.kind {
    case .comment: return nil
    default: break
    }
    if let paths = PathCompletion(structure: before, files: files).completion { return paths }
    if case .string(isOpen: true)? = scan.tokens.last?.kind {
      return KeyCompletion(structure: before, names: names(in: before)).completion
    }
    var start = end
    while start > 0, Assistance.isNameByte(scan.bytes[start - 1]) { start -= 1 }
    let word = scan.text(start..<end)
    if let first = word.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      return nil
    }
    let head = structure(of: scan.text(0..<start))
    let finder = CandidateFinder(
      assistance: self, structure: head, names: names(in: head), word: word)
    let (found, dashes) = finder.candidates
    var seen: Set<String> = []
    let candidates = found.filter { $0.text != "_" && seen.insert($0.text).inserted }
    guard !candidates.isEmpty else { return nil }
    return Completion(range: SourceRange(start - dashes, end), candidates: candidates)
  }

  /// Whether a byte may belong to a name.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
