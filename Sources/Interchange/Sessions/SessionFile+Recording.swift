extension SessionFile {
  /// The file's text with other output recorded for some entries, by their numbers.
  ///
  /// Everything else stays as it is, to the byte.
  ///
  /// - Complexity: O(length of the text).
  public func text(recording outputs: [Int: [String]]) -> String {
    var removed = Set<Int>()
    var inserted: [Int: [String]] = [:]
    for entry in entries {
      guard let output = outputs[entry.number] else { continue }
      removed.formUnion(entry.recordedLines)
      // The new lines stand where the old ones did, else right behind the entry.
      inserted[entry.recordedLines.first.map { $0 - 1 } ?? entry.lastLine] = output
    }
    let lineBreak = lines.first?.hasSuffix("\r\n") == true ? "\r\n" : "\n"
    var text = ""
    for (index, line) in lines.enumerated() {
      if !removed.contains(index + 1) { text += line }
      guard let output = inserted[index + 1], !output.isEmpty else { continue }
      if text.last?.isNewline == false { text += lineBreak }
      let indentation = index < indentations.count ? indentations[index] : ""
      for line in output { text += indentation + line + lineBreak }
    }
    return text
  }

  /// The lines that record what an entry showed and how it failed.
  static func recordedLines(output: [String], diagnostic: [String]) -> [String] {
    output.map { $0.isEmpty ? "#>" : "#> \($0.trimmedAtEnd)" }
      + diagnostic.map { $0.isEmpty ? "#!" : "#! \($0.trimmedAtEnd)" }
  }
}

extension String {
  /// The lines with their breaks, which are those of the language: LF, CR LF and CR.
  var linesWithBreaks: [Substring] {
    var lines: [Substring] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      let character = self[index]
      index = self.index(after: index)
      if character == "\n" || character == "\r\n" || character == "\r" {
        lines.append(self[start..<index])
        start = index
      }
    }
    if start < endIndex { lines.append(self[start...]) }
    return lines
  }

  /// The lines without their breaks.
  public var lines: [String] {
    linesWithBreaks.map { line in
      line.last?.isNewline == true ? String(line.dropLast()) : String(line)
    }
  }
}
