import Language
public import Notebook
import Tensors

extension FileContent {
  /// What a session file holds that can be run: every entry that is not to be skipped.
  public init(_ file: SessionFile, folder: String?) {
    let entries = zip(file.entries, file.prefaces).filter { !$0.0.options.isSkipped }.map {
      FileEntry(source: $0.source, mustFail: $0.mustFail, preface: $1)
    }
    self.init(
      kind: .session, folder: folder, beginning: file.beginning, heading: file.header.heading,
      entries: entries, closing: file.closing)
  }
}

extension SessionFile {
  /// The lines before each entry: prose, steps, options and comments.
  public var prefaces: [[String]] {
    var before: SessionEntry?
    return entries.map { entry in
      defer { before = entry }
      return words(behind: before, before: entry.source.firstLine)
    }
  }

  /// The lines behind the last entry: prose, steps and comments.
  ///
  /// Those of a Markdown document are its own.
  public var closing: [String] {
    guard !isMarkdown else { return [] }
    return words(behind: entries.last, before: lines.count + 1)
  }

  /// Commands that bring a session to what the header asks for.
  fileprivate var beginning: [EntrySource] {
    let commands = [
      header.seed.map { "seed \($0)" }, header.dtype.map { "set dtype \($0.name)" },
    ]
    return commands.compactMap { $0 }.map { EntrySource(file: file, text: $0, firstLine: 1) }
  }

  /// The lines between an entry and the line with a number that are kept when the session is saved
  /// again: prose, steps, options and comments.
  fileprivate func words(behind before: SessionEntry?, before number: Int) -> [String] {
    let start = before.map { max($0.lastLine, $0.recordedLines.last ?? 0) } ?? 0
    let lines = self.lines[min(start, number - 1)..<number - 1].map { String($0).trimmedAtEnd }
    return lines.enumerated().filter { index, line in
      let isShebang = start == 0 && index == 0 && SessionFileReader.isShebang(line)
      return line.hasPrefix("#") && !line.hasPrefix("#:") && !isShebang
    }.map(\.element)
  }
}
