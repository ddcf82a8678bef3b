/// Which files the code that runs may touch, and where its relative paths start.
///
/// Session files and listings are shared between people. One that is replayed reads what lies in its
/// own folder, beside it; it writes nothing and starts no program, unless the user allows it with
/// `--allow-files`. What users type themselves, at the prompt, with `-e` or through standard input,
/// may do what they may do.
public struct FilePermission: Sendable, Hashable {
  /// The folder in which relative paths start; nil for the one in which the program was started.
  public let folder: String?
  /// Whether every file may be read and written, and programs may be started.
  public let isUnrestricted: Bool

  private init(folder: String?, isUnrestricted: Bool) {
    self.folder = folder
    self.isUnrestricted = isUnrestricted
  }

  /// What the user's own words may do: everything, from the current folder.
  public static let user = FilePermission(folder: nil, isUnrestricted: true)

  /// What a script in a folder may do.
  ///
  /// - Parameter isAllowed: whether the user allows it everything.
  public static func script(in folder: String, isAllowed: Bool = false) -> FilePermission {
    FilePermission(folder: folder, isUnrestricted: isAllowed)
  }

  /// What a script may do that is run from code with this permission; nil for the folder where it is
  /// no file of its own.
  ///
  /// A script can allow another one no more than what it may do itself, and what a user runs at the
  /// prompt is a script as well.
  ///
  /// - Throws: `PermissionError` where a script asks for more than it has.
  public func nested(
    in folder: String?, isAllowed: Bool
  ) throws(EvaluationError) -> FilePermission {
    if isAllowed { try require("allows no other script to use files freely") }
    guard let folder else { return self }
    let isScript = self.folder != nil
    return .script(in: folder, isAllowed: isAllowed || (isScript && isUnrestricted))
  }

  /// Where a path leads from the folder in which relative paths start.
  public func place(of path: String) -> String {
    // The user's home is a place of its own.
    let isFixed = path.hasPrefix("/") || path == "~" || path.hasPrefix("~/")
    guard let folder, folder != ".", !isFixed else { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Checks that a file may be written.
  ///
  /// - Throws: `PermissionError`.
  public func requireWriting(_ path: String) throws(EvaluationError) {
    try require("writes no files, so '\(path)' is not written")
  }

  /// Checks that a program may be started.
  ///
  /// - Throws: `PermissionError`.
  public func requireStarting(_ program: String) throws(EvaluationError) {
    try require("starts no programs, so '\(program)' is not started")
  }

  /// The failure of reading a file that lies elsewhere than in the script's folder.
  public func refusal(ofReading path: String) -> EvaluationError {
    refusal("reads files of its own folder only, and '\(path)' is not in it")
  }

  /// The failure of reading a pipe, whose writer may never come.
  public func refusal(ofPipe path: String) -> EvaluationError {
    refusal("reads no pipes, and '\(path)' is one")
  }

  private func require(_ rule: String) throws(EvaluationError) {
    if !isUnrestricted { throw refusal(rule) }
  }

  private func refusal(_ rule: String) -> EvaluationError {
    EvaluationError(
      .permissionError, "a replayed script \(rule)",
      hint: "if you trust it, allow it files with --allow-files: tapebook run --allow-files FILE, "
        + "or run FILE --allow-files at the prompt")
  }
}
