public import Language

/// What the notebook knows about a text while it is typed: colours, hints, completions, whether it
/// is complete, and what a paste stands for.
///
/// Made anew for each keystroke, at no cost: it shares the session's and the library's tables. No
/// text makes it run anything.
public struct Assistance: Sendable {
  let session: Session
  let library: LibraryTable
  let commands: [String: CommandDeclaration]
  let files: (any FileListing)?

  /// The knowledge of a session, a library and commands by their names; without files no paths are
  /// completed.
  public init(
    session: Session, library: LibraryTable, commands: [String: CommandDeclaration],
    files: (any FileListing)? = nil
  ) {
    self.session = session
    self.library = library
    self.commands = commands
    self.files = files
  }

  /// The structure of a text, in O(length).
  func structure(of text: String) -> TextStructure {
    TextReader(TokenScan(text), session: session, library: library, commands: commands).read()
  }

  func names(in structure: TextStructure) -> KnownNames {
    KnownNames(session: session, library: library, structure: structure)
  }

  /// The part of a text before an offset in UTF-8, which is moved to a character's boundary and
  /// into the text.
  static func text(_ text: String, before cursor: Int) -> String {
    let utf8 = text.utf8
    let offset = min(max(0, cursor), utf8.count)
    let index = utf8.index(utf8.startIndex, offsetBy: offset)
    return String(decoding: utf8[..<index], as: UTF8.self)
  }
}

extension Interpreter {
  /// What the notebook knows, as the session stands, about a text while it is typed.
  public func assistance(files: (any FileListing)? = nil) -> Assistance {
    Assistance(
      session: session, library: options.library, commands: options.commands, files: files)
  }
}
