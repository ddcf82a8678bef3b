public import Language

/// A session as a program of a framework, in pieces: what a script is joined from, and the cells of
/// a notebook are made of.
public struct ProgramText: Sendable {
  /// The program's piece for a part of the session.
  public struct Part: Sendable {
    /// What the piece was made from.
    public enum Kind: Sendable {
      case step(title: String)
      /// A line of Markdown, without its mark.
      case prose(text: String)
      case comment
      /// An entry, by its number.
      case entry(number: Int)
    }
    /// What the piece was made from.
    public let kind: Kind
    /// The number of its first line in the session.
    public let line: Int
    /// The lines of the program; those of a step or of prose are comments.
    public internal(set) var lines: [String]
    /// Whether the piece goes on with the block of the piece before, so that a notebook must keep
    /// the two in one cell.
    public internal(set) var spansWithPrevious = false
  }

  /// The lines before everything else: imports and helpers.
  public internal(set) var prelude: [String] = []
  /// The pieces, in the order of the session.
  public internal(set) var parts: [Part] = []
  /// What the framework cannot express; a comment stands in its place.
  public internal(set) var problems: [Diagnostic] = []

  /// A program without anything.
  init() {}

  /// The whole program.
  ///
  /// - Complexity: O(length of the program).
  public var text: String {
    var lines = prelude
    var last: Part?
    for part in parts {
      let isGapped = last.map { part.needsGap(after: $0) } ?? !lines.isEmpty
      if isGapped, lines.last?.isEmpty == false { lines.append("") }
      for line in part.lines {
        // One empty line sets a function off, however many ask for it.
        if line.isEmpty, lines.last?.isEmpty != false { continue }
        lines.append(line)
      }
      last = part
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ProgramText.Part {
  /// Whether an empty line stands between the piece and the one before: at a new step, and around
  /// what a reader sees as a block.
  fileprivate func needsGap(after last: ProgramText.Part) -> Bool {
    switch (last.kind, kind) {
    case (_, .step): return true
    case _ where spansWithPrevious: return false
    case (.entry, .prose): return true
    default: return false
    }
  }
}
