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
      entries: entries)
  }
}

extension SessionFile {
  /// The lines before each entry: prose, steps, options and comments.
  public var prefaces: [[String]] {
    var before: SessionEntry?
    return entries.map { entry in
      defer { before = entry }
      return preface(of: entry, behind: before)
    }
  }

  /// Commands that bring a session to what the header asks for.
  fileprivate var beginning: [EntrySource] {
    let commands = [
      header.seed.map { "seed \($0)" }, header.dtype.map { "set dtype \($0.name)" },
    ]
    return commands.compactMap { $0 }.map { EntrySource(file: file, text: $0, firstLine: 1) }
  }

  /// The lines between an entry and what stands before it that are kept when it is saved again:
  /// prose, steps, options and comments.
  fileprivate func preface(of entry: SessionEntry, behind before: SessionEntry?) -> [String] {
    let start = before.map { max($0.lastLine, $0.recordedLines.last ?? 0) } ?? 0
    let lines = self.lines[min(start, entry.source.firstLine - 1)..<entry.source.firstLine - 1]
      .map { String($0).trimmedAtEnd }
    return lines.enumerated().filter { index, line in
      let isShebang = start == 0 && index == 0 && SessionFileReader.isShebang(line)
      return line.hasPrefix("#") && !line.hasPrefix("#:") && !isShebang
    }.map(\.element)
  }
}
