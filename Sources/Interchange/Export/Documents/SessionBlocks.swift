import Language
import Notebook
import Plotting

/// A session as a reader sees it: headings, paragraphs, and entries with what they showed.
struct SessionBlocks {
  /// A block of the session.
  enum Block {
    case step(title: String)
    /// Markdown.
    case prose(String)
    case entry(EntryBlock)
    /// Comments behind which no entry stands.
    case comments([String])
  }

  /// An entry with the comments before it.
  struct EntryBlock {
    let comments: [String]
    let replayed: ReplayedSession.ReplayedEntry
    /// What it showed, piece by piece.
    let outputs: [Piece]
    /// How it failed: what happened, and what to do next; empty where it did not.
    let failure: [String]

    /// Whether it showed nothing.
    var isSilent: Bool { outputs.isEmpty && failure.isEmpty }

    /// Its text with the comments before it.
    var code: String { (comments + [replayed.entry.source.text]).joined(separator: "\n") }
  }

  /// Something that an entry showed.
  enum Piece {
    case text(String)
    /// A picture, with the text that it stands for.
    case picture(svg: String, text: String)
  }

  /// The title of the whole.
  let title: String
  let blocks: [Block]

  /// The blocks of a session.
  ///
  /// - Complexity: O(length of the session and of what it shows).
  init(_ session: ReplayedSession) {
    title = session.title
    var blocks: [Block] = []
    var comments: [String] = []
    var prose: [String] = []
    var lastLine = 0
    func endProse() {
      if !prose.isEmpty { blocks.append(.prose(prose.joined(separator: "\n"))) }
      prose = []
    }
    func endComments() {
      if !comments.isEmpty { blocks.append(.comments(comments)) }
      comments = []
    }
    for part in session.parts {
      switch part {
      case .step(_, let title):
        endProse()
        endComments()
        blocks.append(.step(title: title))
      case .prose(let line, let text):
        endComments()
        // Lines that lie apart are paragraphs of their own.
        if !prose.isEmpty, line > lastLine + 1 {
          prose += Array(repeating: "", count: line - lastLine - 1)
        }
        prose.append(text)
        lastLine = line
      case .comment(_, let text):
        endProse()
        comments.append(text)
      case .entry(let replayed):
        endProse()
        blocks.append(.entry(EntryBlock(comments, replayed, width: session.file.header.width)))
        comments = []
      }
    }
    endProse()
    endComments()
    self.blocks = blocks
  }
}

extension SessionBlocks.EntryBlock {
  fileprivate init(
    _ comments: [String], _ replayed: ReplayedSession.ReplayedEntry, width: Int?
  ) {
    self.comments = comments
    self.replayed = replayed
    let entry = replayed.entry
    // What is not run, or changes from run to run, shows what was recorded.
    let showsRecorded =
      entry.options.isSkipped || (entry.options.mode == .ignored && !entry.output.isEmpty)
    if showsRecorded {
      outputs = entry.output.isEmpty ? [] : [.text(entry.output.joined(separator: "\n"))]
    } else {
      outputs = SessionBlocks.pieces(of: replayed.result.outputs, width: width)
    }
    failure = replayed.result.diagnostic?.recordedLines ?? []
  }
}

extension SessionBlocks {
  /// What was shown, with texts that follow each other joined.
  static func pieces(of outputs: [Output], width: Int?) -> [Piece] {
    var pieces: [Piece] = []
    for output in outputs {
      let piece = Piece(output, width: width)
      if case .text(let text) = piece, case .text(let before)? = pieces.last {
        pieces[pieces.count - 1] = .text(before + "\n" + text)
      } else {
        pieces.append(piece)
      }
    }
    return pieces
  }
}

extension SessionBlocks.Piece {
  /// A piece of what was shown.
  fileprivate init(_ output: Output, width: Int?) {
    let text = OutputText.text(of: output, lineWidth: width)
    if case .plot(let plot, _) = output {
      self = .picture(svg: plot.svg, text: text)
    } else {
      self = .text(text)
    }
  }

  /// The piece as text.
  var text: String {
    switch self {
    case .text(let text), .picture(_, let text): text
    }
  }
}

extension ReplayedSession {
  /// The session's title; the file's name where it has none.
  var title: String {
    if let title = file.header.title { return title }
    let name = file.file?.split(separator: "/").last.map(String.init) ?? "-"
    guard name != "-" else { return "Session" }
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return name }
    return String(name[..<point])
  }
}
