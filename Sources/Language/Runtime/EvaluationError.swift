/// A failure of evaluation: a Python exception with a place and what to do next.
///
/// Library code throws one without a place; the evaluator adds the range of the innermost call,
/// operator or name as the failure passes it.
public struct EvaluationError: Error, Sendable {
  /// The class of the exception.
  public let type: ExceptionType
  /// What happened, without a full stop.
  public let message: String
  /// What to do next.
  public var hint: String?
  /// Where it happened, in `source`.
  public var range: SourceRange?
  /// The entry that `range` points into.
  public var source: EntrySource?
  /// Further lines of context, such as the call that led here.
  public var notes: [String] = []
  /// The exception object, once there is one: made by `raise`, or caught before.
  public var exception: Object?

  /// A failure of a class with a message and a hint.
  public init(_ type: ExceptionType, _ message: String, hint: String? = nil) {
    self.type = type
    self.message = message
    self.hint = hint
  }

  /// A `TypeError`.
  public static func type(_ message: String, hint: String? = nil) -> EvaluationError {
    EvaluationError(.typeError, message, hint: hint)
  }

  /// A `ValueError`.
  public static func value(_ message: String, hint: String? = nil) -> EvaluationError {
    EvaluationError(.valueError, message, hint: hint)
  }

  /// An `IndexError`.
  public static func index(_ message: String, hint: String? = nil) -> EvaluationError {
    EvaluationError(.indexError, message, hint: hint)
  }

  /// An `OverflowError` that names the operation.
  public static func overflow(_ operation: String) -> EvaluationError {
    EvaluationError(
      .overflowError, "\(operation) does not fit an integer of 64 bits",
      hint: "write a float, such as 2. instead of 2")
  }

  /// Whether the user interrupted the evaluation.
  public var isInterruption: Bool { type == .keyboardInterrupt && exception == nil }
}
