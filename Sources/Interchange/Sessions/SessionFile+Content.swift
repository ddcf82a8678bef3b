import Language
public import Notebook
import Tensors

extension FileContent {
  /// What a session file holds that can be run: every entry that is not to be skipped.
  public init(_ file: SessionFile, folder: String?) {
    var entries: [FileEntry] = []
    var before: SessionEntry?
    for entry in file.entries {
      if !entry.options.isSkipped {
        let preface = file.preface(of: entry, behind: before)
        entries.append(
          FileEntry(source: entry.source, mustFail: entry.mustFail, preface: preface))
      }
      before = entry
    }
    self.init(
      kind: .session, folder: folder, beginning: file.beginning, entries: entries)
  }
}

extension SessionFile {
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
