extension Assistance {
  /// The input that a paste stands for.
  ///
  /// Of a transcript, whose first line has a prompt of Python, IPython or the notebook itself, the
  /// inputs are taken without their prompts, and what was shown is left out. Of other text the
  /// blanks that all its lines begin with are left out.
  public static func input(ofPaste text: String) -> String {
    let lines = PastedText(text)
    return lines.transcript ?? lines.withoutCommonIndentation
  }
}

/// A paste, line by line.
private struct PastedText {
  private let text: String
  private let lines: [String]
  /// The blanks that all lines begin with.
  private let indentation: String

  init(_ text: String) {
    self.text = text
    lines = TextLines(text).texts
    let written = lines.filter { line in line.contains { $0 != " " && $0 != "\t" } }
    var common = written.first?.prefix { $0 == " " || $0 == "\t" } ?? ""
    for line in written {
      while !line.hasPrefix(common) { common = common.dropLast() }
    }
    indentation = String(common)
  }

  private func withoutIndentation(_ line: String) -> Substring {
    line.hasPrefix(indentation) ? line.dropFirst(indentation.count) : ""
  }

  /// The inputs of a transcript; nil for other text.
  var transcript: String? {
    var inputs: [String] = []
    var prompt: TranscriptPrompt?
    var isFirst = true
    for line in lines {
      let line = withoutIndentation(line)
      if isFirst {
        if line.allSatisfy({ $0 == " " || $0 == "\t" }) { continue }
        isFirst = false
        guard TranscriptPrompt.split(line) != nil else { return nil }
      }
      if let (next, input) = TranscriptPrompt.split(line) {
        prompt = next
        inputs.append(String(input))
      } else if let input = prompt?.continuation(line) {
        inputs.append(String(input))
      } else {
        // What was shown ends the input before it.
        prompt = nil
      }
    }
    return isFirst ? nil : inputs.joined(separator: "\n")
  }

  /// The text with its first column where the least indented line begins.
  var withoutCommonIndentation: String {
    // A part of a line keeps the blanks that set it off.
    guard lines.count > 1, !indentation.isEmpty else { return text }
    return lines.map { String(withoutIndentation($0)) }.joined(separator: "\n")
  }
}

/// The prompt before an input of a transcript.
private struct TranscriptPrompt {
  /// What the further lines of the input begin with.
  private let continuations: [String]

  /// The prompt of a line and what follows it; nil where there is none.
  static func split(_ line: Substring) -> (TranscriptPrompt, input: Substring)? {
    if line.hasPrefix(">>> ") || line == ">>>" {
      return (TranscriptPrompt(continuations: ["... "]), line.dropFirst(4))
    }
    guard let end = promptEnd(line) else { return nil }
    // The blank at the end of a bare prompt is often lost.
    let isBare = line[..<end].last != " "
    let width = line.distance(from: line.startIndex, to: end) + (isBare ? 1 : 0)
    let dots = ["... ", "...: "].filter { $0.count <= width }
      .map { String(repeating: " ", count: width - $0.count) + $0 }
    return (TranscriptPrompt(continuations: dots), line[end...])
  }

  /// The end of `In [3]: `, `[3]> ` or `[3] rec once 2> `; nil for other lines.
  private static func promptEnd(_ line: Substring) -> Substring.Index? {
    let isInteractive = line.hasPrefix("In [")
    guard isInteractive || line.hasPrefix("[") else { return nil }
    let number = line.dropFirst(isInteractive ? 4 : 1)
    let digits = number.prefix { $0.isASCII && $0.isNumber }
    var rest = number[digits.endIndex...]
    guard !digits.isEmpty, rest.first == "]" else { return nil }
    rest = rest.dropFirst()
    if isInteractive {
      guard rest.first == ":" else { return nil }
      rest = rest.dropFirst()
    } else {
      guard let mark = rest.firstIndex(of: ">"), isState(rest[..<mark]) else { return nil }
      rest = rest[mark...].dropFirst()
    }
    guard !rest.isEmpty else { return rest.startIndex }
    return rest.first == " " ? rest.dropFirst().startIndex : nil
  }

  /// Whether a text is what a prompt tells about the tapes: ` rec`, ` rec once 2`, ` paused`.
  private static func isState(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    guard text.first == " ", text.last != " " else { return false }
    return text.split(separator: " ").allSatisfy { word in
      PromptState.Word(rawValue: String(word)) != nil
        || word.allSatisfy { $0.isASCII && $0.isNumber }
    }
  }

  /// What follows the mark of a further line; nil where there is none.
  func continuation(_ line: Substring) -> Substring? {
    for mark in continuations {
      if line.hasPrefix(mark) { return line.dropFirst(mark.count) }
      // Blanks at the end of a line are often lost.
      if line == mark.dropLast() { return "" }
    }
    return nil
  }
}
