/// A format that sessions are exported to.
///
/// Each format is declared once; the arguments of `export`, its help and its completion are
/// computed from the table `all`.
public struct ExportFormat: Sendable {
  /// Writes a session that was replayed.
  public typealias Writer = @Sendable (ReplayedSession) -> Exported

  /// The name by which it is asked for: `pytorch`.
  public let name: String
  /// What is written, in a few words without a full stop.
  public let summary: String
  /// The endings of file names that ask for it, without the point; empty where several formats
  /// share an ending.
  public let endings: [String]
  /// The ending of a file of this format, without the point.
  public let ending: String
  /// Words in the name of a file with `ending` that ask for it: `net_torch.py`.
  public let words: [String]
  /// Writes a session.
  public let write: Writer
  /// The languages in which the code of a document can be written, the first one where none is
  /// named; empty where there is no choice.
  public private(set) var languages: [CodeLanguage] = []

  /// A language of a document's code.
  public struct CodeLanguage: Sendable {
    /// The name by which it is asked for.
    public let name: String
    /// Writes a session whose code is in it.
    public let write: Writer
  }

  /// A format with its name and what writes it.
  ///
  /// - Parameter words: what in a file's name asks for the format, where its ending alone does not.
  public init(
    _ name: String, summary: String, ending: String, words: [String] = [],
    write: @escaping Writer
  ) {
    self.name = name
    self.summary = summary
    self.ending = ending
    endings = words.isEmpty ? [ending] : []
    self.words = words
    self.write = write
  }

  /// A format with a choice of languages for its code, of which the first is the usual one.
  init(_ name: String, summary: String, ending: String, languages: [CodeLanguage]) {
    self.init(name, summary: summary, ending: ending) { session in
      languages.first?.write(session) ?? Exported(text: "")
    }
    self.languages = languages
  }

  /// What writes a session in a language; nil where the format has none of that name.
  public func writer(language: String?) -> Writer? {
    guard let language else { return write }
    return languages.first { $0.name == language }?.write
  }
}

extension ExportFormat {
  /// Every format, in the order of help.
  public static let all: [ExportFormat] = [
    tensorflow,
    pytorch,
    jax,
    ipynb,
    markdown,
    html,
  ]

  /// The names of all formats, for messages.
  public static var names: String { all.map(\.name).joined(separator: ", ") }

  /// The format of a name; nil where there is none.
  public init?(name: String) {
    guard let format = ExportFormat.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  /// The format that a file's name asks for: by its ending, or by a word in it where formats share
  /// the ending (`net_torch.py`); nil where it asks for none, or for several.
  public init?(path: String) {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return nil }
    let ending = String(name[name.index(after: point)...])
    let words = name[..<point].split { !$0.isLetter }.map(String.init)
    let found = ExportFormat.all.filter { format in
      format.endings.contains(ending)
        || (format.ending == ending && format.words.contains(where: words.contains))
    }
    guard found.count == 1 else { return nil }
    self = found[0]
  }
}
