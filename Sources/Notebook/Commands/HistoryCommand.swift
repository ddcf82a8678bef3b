import Language

extension CommandDeclaration {
  /// The command `history PATTERN`.
  static let history = CommandDeclaration(
    syntax: CommandSyntax(name: "history", arguments: [.rest], required: 0),
    expecting: ArgumentExpectation([.text]),
    group: "session", summary: "List what was typed before.", usage: "history [PATTERN]",
    details: """
      Without a pattern, the last 25 inputs; with one, all that contain it, in capitals or not. A \
      `*` in the pattern stands for any text. Those of this session have their entry's number.
      """,
    examples: [
      Example("x = 1\ny = 2\nhistory", output: "1  x = 1\n2  y = 2"),
      Example("x = ones(2)\ny = exp(x)\nhistory exp", output: "2  y = exp(x)"),
    ],
    isPartOfSession: false
  ) { invocation in
    let inputs = try invocation.context().inputs()
    let pattern = invocation.operands.first?.text ?? ""
    invocation.evaluator.emit(.page(PastInputs(inputs).text(matching: pattern)))
    return nil
  }
}

/// Something that was typed before.
public struct PastInput: Sendable, Hashable {
  /// What was typed.
  public let text: String
  /// The number of its first entry; nil where it was typed in another session.
  public let number: Int?

  /// An input, of this session where it has a number.
  public init(_ text: String, number: Int? = nil) {
    self.text = text
    self.number = number
  }
}

/// The inputs before an entry, as a list.
struct PastInputs {
  /// How many are listed where no pattern chooses.
  private static let shownCount = 25

  private let inputs: [PastInput]

  init(_ inputs: [PastInput]) { self.inputs = inputs }

  /// The inputs that contain a pattern, those of this session under their entries' numbers; the
  /// last few of all where it is empty.
  ///
  /// - Complexity: O(length of the inputs).
  func text(matching pattern: String) -> String {
    let pieces = pattern.lowercased().split(separator: "*").map(String.init)
    var shown = inputs
    if pieces.isEmpty {
      shown = shown.suffix(PastInputs.shownCount)
    } else {
      shown = shown.filter { PastInputs.contains($0.text.lowercased(), pieces) }
    }
    guard !shown.isEmpty else {
      return pieces.isEmpty ? "nothing was typed before" : "no input matches '\(pattern)'"
    }
    let numbers = shown.map { $0.number.map(String.init) ?? "" }
    let width = numbers.map(\.count).max() ?? 0
    return zip(shown, numbers).map { input, number in
      let padding = String(repeating: " ", count: width - number.count)
      let lines = input.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let further = "\n" + String(repeating: " ", count: width + 2)
      return "\(padding)\(number)  " + lines.joined(separator: further)
    }.joined(separator: "\n")
  }

  /// Whether pieces occur in a text one behind the other.
  private static func contains(_ text: String, _ pieces: [String]) -> Bool {
    var rest = Array(text.utf8)[...]
    for piece in pieces.map({ Array($0.utf8) }) {
      guard let end = PastInputs.end(of: piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// Where the first occurrence of a piece ends.
  private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard piece.count <= text.count else { return nil }
    for start in text.startIndex...(text.endIndex - piece.count)
    where text[start..<start + piece.count].elementsEqual(piece) {
      return start + piece.count
    }
    return nil
  }
}
