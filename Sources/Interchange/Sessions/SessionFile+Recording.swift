import Language

extension SessionFile {
  /// What is recorded anew for an entry.
  struct Recording {
    /// The lines with their markers.
    var lines: [String]
    /// An option that the entry needs for them.
    var option: String?
  }

  /// The file's text with other output recorded for some entries, by their numbers.
  ///
  /// - Complexity: O(length of the text).
  public func text(recording outputs: [Int: [String]]) -> String {
    text(recordings: outputs.mapValues { Recording(lines: $0) })
  }

  /// The file's text with other output recorded for some entries, by their numbers, and perhaps an
  /// option before them.
  ///
  /// Everything else stays as it is, to the byte.
  ///
  /// - Complexity: O(length of the text).
  func text(recordings outputs: [Int: Recording]) -> String {
    var removed = Set<Int>()
    var inserted: [Int: [String]] = [:]
    var options: [Int: String] = [:]
    for entry in entries {
      guard let output = outputs[entry.number] else { continue }
      removed.formUnion(entry.recordedLines)
      // The new lines stand where the old ones did, else right behind the entry.
      inserted[entry.recordedLines.first.map { $0 - 1 } ?? entry.lastLine] = output.lines
      options[entry.source.firstLine] = output.option
    }
    let lineBreak = lines.first?.hasSuffix("\r\n") == true ? "\r\n" : "\n"
    var text = ""
    for (index, line) in lines.enumerated() {
      let indentation = index < indentations.count ? indentations[index] : ""
      if let option = options[index + 1] { text += "\(indentation)#@ \(option)\(lineBreak)" }
      if !removed.contains(index + 1) { text += line }
      guard let output = inserted[index + 1], !output.isEmpty else { continue }
      if text.last?.isNewline == false { text += lineBreak }
      for line in output { text += indentation + line + lineBreak }
    }
    return text
  }

  /// The lines that record what an entry showed and how it failed.
  static func recordedLines(output: [String], diagnostic: [String]) -> [String] {
    output.map { "#> \($0)".trimmedAtEnd } + diagnostic.map { "#! \($0)".trimmedAtEnd }
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
      let isBroken = line.last == "\n" || line.last == "\r\n" || line.last == "\r"
      return isBroken ? String(line.dropLast()) : String(line)
    }
  }

  /// The lines as they are shown: behind a break at the end there is one more, which is empty.
  var shownLines: [String] {
    let isBroken = last == "\n" || last == "\r\n" || last == "\r"
    return isEmpty || isBroken ? lines + [""] : lines
  }
}
