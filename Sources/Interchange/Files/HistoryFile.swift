import Glibc
import Language

/// The file in which inputs are kept from one notebook to the next.
///
/// It is UTF-8 with one input per line, the oldest first (see `EscapedLine`). Inputs are added under
/// a lock, so that notebooks that run at the same time lose nothing.
public struct HistoryFile: Sendable {
  /// How many inputs are read; a file with more than twice as many is shortened to these.
  public static let limit = 10_000
  /// How many bytes are read, from the end; a file of more than twice as many is shortened, too.
  public static let byteLimit = 8 << 20
  /// How long a lock is waited for: others hold it for the time of one writing.
  static let patience = Duration.seconds(2)

  /// Where the file is; it need not be there.
  public let path: String
  private let limit: Int
  private let byteLimit: Int
  /// Whether the file's length was looked at; once for each notebook is enough.
  private var isMeasured = false
  /// Whether the last input could not be stored.
  private var hasFailed = false

  /// The file at a path.
  public init(path: String) {
    self.init(path: path, limit: HistoryFile.limit, byteLimit: HistoryFile.byteLimit)
  }

  init(path: String, limit: Int, byteLimit: Int = HistoryFile.byteLimit) {
    self.path = path
    self.limit = limit
    self.byteLimit = byteLimit
  }

  /// The user's file: `$TAPEBOOK_HISTORY`, or `history` in the folder of the state.
  ///
  /// It is nil where the user wants none: the variable is empty, or `/dev/null`.
  ///
  /// - Throws: that the user has no home.
  public static func ofUser(
    in environment: UserEnvironment = .process
  ) throws(MissingUserFolder) -> HistoryFile? {
    if let path = environment.variable("TAPEBOOK_HISTORY") {
      return path.isEmpty || path == "/dev/null" ? nil : HistoryFile(path: path)
    }
    return HistoryFile(path: try UserFolder.state.path(in: environment) + "/history")
  }

  /// The inputs that were stored last, oldest first; none where there is no file.
  ///
  /// Lines that are no inputs are skipped.
  ///
  /// - Throws: why the file could not be read.
  public func inputs() throws(TextFileError) -> [String] {
    var status = stat()
    if stat(path, &status) != 0, errno == ENOENT { return [] }
    let file = try opened(.reading, .shared)
    return HistoryFile.inputs(in: try tail(of: file), limit: limit)
  }

  /// Whether an input is one to be kept: it does not begin with a blank, which says that it is
  /// nobody's business.
  public static func keeps(_ input: String) -> Bool {
    guard let first = input.first else { return false }
    return !first.isWhitespace && !input.utf8.contains(0)
  }

  /// Stores an input, unless it is blank or begins with a blank.
  ///
  /// Of failures that follow one another only the first is thrown, so that it is reported once.
  ///
  /// - Throws: why the input could not be stored.
  public mutating func append(_ input: String) throws(TextFileError) {
    guard HistoryFile.keeps(input) else { return }
    do throws(TextFileError) {
      try store(input)
      hasFailed = false
    } catch {
      let isNews = !hasFailed
      hasFailed = true
      if isNews { throw error }
    }
  }

  private mutating func store(_ input: String) throws(TextFileError) {
    try Folder.make(FilePath.folder(of: path))
    let file = try opened(.creating, .exclusive)
    let count = try file.byteCount()
    // A line that another program did not end would swallow this one.
    let last = try file.bytes(from: max(0, count - 1))
    let gap = last.isEmpty || last == [UInt8(ascii: "\n")] ? [] : [UInt8(ascii: "\n")]
    try file.append(gap + EscapedLine.encoded(input) + [UInt8(ascii: "\n")])
    if !isMeasured {
      try shorten(file)
      isMeasured = true
    }
  }

  /// Replaces a file that has grown too long by its last inputs.
  private func shorten(_ file: borrowing LockedFile) throws(TextFileError) {
    let bytes = try tail(of: file)
    let lineCount = bytes.count { $0 == UInt8(ascii: "\n") }
    let byteCount = try file.byteCount()
    guard lineCount > 2 * limit || byteCount > 2 * byteLimit else { return }
    let inputs = HistoryFile.inputs(in: bytes, limit: limit)
    let lines = inputs.map { EscapedLine.encoded($0) + [UInt8(ascii: "\n")] }
    try TextFile.write(String(decoding: lines.joined(), as: UTF8.self), to: path)
  }

  /// The end of the file, from the start of a line.
  private func tail(of file: borrowing LockedFile) throws(TextFileError) -> ArraySlice<UInt8> {
    let start = max(0, try file.byteCount() - byteLimit)
    let bytes = try file.bytes(from: start)
    if start == 0 { return bytes[...] }
    return bytes.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
  }

  /// The last inputs of some lines, oldest first.
  ///
  /// Time to the prompt depends on it, so the lines are found where they lie.
  private static func inputs(in bytes: ArraySlice<UInt8>, limit: Int) -> [String] {
    let lineBreak = UInt8(ascii: "\n")
    var inputs: [String] = []
    bytes.withUnsafeBufferPointer { bytes in
      var end = bytes.count
      while inputs.count < limit, end > 0 {
        if bytes[end - 1] == lineBreak { end -= 1 }
        var start = end
        while start > 0, bytes[start - 1] != lineBreak { start -= 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let input = EscapedLine.decoded(line) { inputs.append(input) }
        end = start
      }
    }
    return inputs.reversed()
  }

  private func opened(
    _ access: LockedFile.Access, _ kind: LockedFile.Kind
  ) throws(TextFileError) -> LockedFile {
    if let file = try LockedFile.open(path, access, kind, patience: HistoryFile.patience) {
      return file
    }
    throw TextFileError(path: path, kind: .system(SystemError(code: EWOULDBLOCK), action: "lock"))
  }
}
