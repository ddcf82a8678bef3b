import Glibc
public import Language

extension TextFileError {
  /// The class of exceptions that it is: Python's, by the number of the system's error ("OS
  /// exceptions" in its library's reference).
  public var exceptionType: ExceptionType {
    guard case .system(let error, _) = kind else { return .osError }
    return switch error.code {
    case EINTR: .keyboardInterrupt
    case ENOENT: .fileNotFoundError
    case EACCES, EPERM: .permissionError
    default: .osError
    }
  }

  /// The failure as an entry reports it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      type: exceptionType.rawValue, message: isInterruption ? "interrupted" : message)
  }
}
