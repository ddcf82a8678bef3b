public import Language
public import Tensors

/// Why the bytes of a data file cannot be read, or arrays cannot be written in its format.
public enum DataError: Error, Sendable {
  /// The bytes are of another format than the file's ending says.
  case notOfFormat(String, reason: String)
  /// The file ends before a part that it announces.
  case truncated(part: String)
  /// A part is not as the format's specification wants it.
  case malformed(String)
  /// A version or a feature of the format that is not read here.
  case notSupported(String, hint: String?)
  /// An element type that tensors do not have and that cannot be widened.
  case elementType(String, hint: String)
  /// Numbers beyond what the widest integer holds.
  case integerRange(String, place: Int)
  /// More bytes than the session may hold.
  case memory(needed: Int, free: Int)
  /// The bytes of a member of an archive are not those that were stored.
  case checksum
  /// A row of a table.
  case row(line: Int, String)
  /// The format cannot hold what is to be written.
  case notWritable(String, hint: String?)
  /// A tensor could not be made.
  case tensor(TensorError)
  /// What is wrong with a member of an archive.
  indirect case member(String, DataError)

  /// What happened, without a full stop.
  public var message: String {
    switch self {
    case .notOfFormat(let format, let reason): "this is no \(format): \(reason)"
    case .truncated(let part): "the file ends within \(part): it is not whole"
    case .malformed(let what): what
    case .notSupported(let what, _): what
    case .elementType(let name, _): "there are no tensors of \(name)"
    case .integerRange(let type, let place):
      "element \(place) of \(type) does not fit int64, the widest integer here"
    case .memory(let needed, let free):
      "it takes \(ByteCount.text(needed)) to read this, and \(ByteCount.text(free)) of the limit "
        + "are free"
    case .checksum: "its bytes are not those that were stored: the checksum differs"
    case .row(let line, let what): "line \(line): \(what)"
    case .notWritable(let what, _): what
    case .tensor(let error): error.description
    case .member(let name, let error): "'\(name)' in it: \(error.message)"
    }
  }

  /// What to do next.
  public var hint: String? {
    switch self {
    case .notSupported(_, let hint), .notWritable(_, let hint): hint
    case .elementType(_, let hint): hint
    case .truncated, .checksum: "get the file again, or write it anew"
    case .integerRange: "cast it to float64 where it is written: x.astype('float64')"
    case .memory: "raise the limit: set memory 16GiB"
    case .member(_, let error): error.hint
    case .notOfFormat, .malformed, .row, .tensor: nil
    }
  }

  /// The exception of a path.
  public func exception(of path: String) -> EvaluationError {
    if isInterruption { return EvaluationError(.keyboardInterrupt, "interrupted") }
    return EvaluationError(type, "'\(path)': \(message)", hint: hint)
  }

  /// Whether the user stopped it.
  private var isInterruption: Bool {
    switch self {
    case .tensor(.interrupted): true
    case .member(_, let error): error.isInterruption
    default: false
    }
  }

  private var type: ExceptionType {
    switch self {
    case .memory, .tensor(.memoryLimit), .tensor(.outOfMemory): .memoryError
    case .member(_, let error): error.type
    default: .valueError
    }
  }
}
