import Autodiff
import Tensors

extension Evaluator {
  /// A failure as an exception with a place: `range` of the running code, unless it has one.
  ///
  /// Kept apart from its callers, whose stack frames it would swell.
  @inline(never)
  func located(_ error: any Error, _ range: SourceRange) -> EvaluationError {
    var failure = exception(from: error, at: range)
    if failure.range == nil {
      failure.range = range
      failure.source = frame.source
    }
    return failure
  }

  /// A failure of any kind as an exception.
  public func exception(from error: any Error, at range: SourceRange? = nil) -> EvaluationError {
    switch error {
    case let error as EvaluationError:
      return error
    case TensorError.interrupted:
      return Self.interruption
    case let error as AutodiffError
    where error.errorType == ExceptionType.keyboardInterrupt.rawValue:
      return Self.interruption
    case let error as AutodiffError:
      return EvaluationError(
        Self.exceptionType(named: error.errorType), words(error, range), hint: error.hint)
    case let error as TensorError:
      return EvaluationError(
        Self.exceptionType(named: error.errorType), prefixed(error.description, range))
    default:
      return EvaluationError(.runtimeError, String(describing: error))
    }
  }

  /// A failure of a primitive starts with the user's own words; others stand for themselves.
  private func words(_ error: AutodiffError, _ range: SourceRange?) -> String {
    guard case .primitive(_, _, let cause) = error, range != nil else { return error.description }
    return prefixed(cause.description, range, otherwise: error.description)
  }

  private static func exceptionType(named name: String) -> ExceptionType {
    ExceptionType(rawValue: name) ?? .runtimeError
  }

  /// A message with the user's own words in front: `x * w: shapes …`.
  private func prefixed(
    _ message: String, _ range: SourceRange?, otherwise other: String? = nil
  ) -> String {
    guard let range, let words = text(at: range), words.utf8.count <= 60, !words.contains("\n")
    else { return other ?? message }
    return "\(words): \(message)"
  }

  /// The text of the running code at a range.
  func text(at range: SourceRange) -> String? {
    let bytes = frame.source.text.utf8
    guard range.start >= 0, range.start <= range.end, range.end <= bytes.count else { return nil }
    let start = bytes.index(bytes.startIndex, offsetBy: range.start)
    let end = bytes.index(start, offsetBy: range.end - range.start)
    return String(frame.source.text[start..<end])
  }

  /// The failure of an entry, for showing.
  func diagnostic(for error: any Error) -> Diagnostic {
    let failure = exception(from: error, at: nil)
    return Diagnostic(
      type: failure.type.rawValue, message: failure.message, hint: failure.hint,
      range: failure.range, source: failure.range == nil ? nil : failure.source ?? topLevel.source,
      notes: failure.notes)
  }

  /// The exception object of a failure, made when it is first needed.
  func exceptionObject(for failure: inout EvaluationError) -> Object {
    if let object = failure.exception { return object }
    var plain = failure
    plain.exception = nil
    let arguments: [Object] = failure.message.isEmpty ? [] : [.string(failure.message)]
    let object = Object.reference(
      session.heap.insert(
        .exception(ExceptionObject(type: failure.type, arguments: arguments, failure: plain))))
    failure.exception = object
    return object
  }

  /// A `KeyError` whose argument is the key itself, as in Python.
  public func keyError(_ key: Object) throws -> EvaluationError {
    var failure = EvaluationError(.keyError, try representation(of: key))
    failure.exception = .reference(
      session.heap.insert(
        .exception(ExceptionObject(type: .keyError, arguments: [key], failure: failure))))
    return failure
  }
}
