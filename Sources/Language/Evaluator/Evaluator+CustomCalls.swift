public import Autodiff
import Tensors

extension Evaluator {
  /// Calls `body` with the session's recorder taken out of the session, so that a pass over a tape
  /// may call back to run the user's functions.
  ///
  /// - Throws: what `body` throws, and what a user's function threw during the pass.
  public func withRecorder<R>(_ body: (inout Recorder) throws -> R) throws -> R {
    var recorder = Recorder()
    swap(&recorder, &session.recorder)
    defer { swap(&recorder, &session.recorder) }
    do {
      return try body(&recorder)
    } catch let error as AutodiffError {
      guard case .customFailed = error, let failure = customFailure else { throw error }
      customFailure = nil
      throw failure
    }
  }
}

extension Evaluator: CustomCaller {
  /// Runs the user's gradient of an operation, or its function again on a tape.
  public func cotangents(
    of operation: CustomOperation, operands: [Value], for cotangent: Value,
    recorder: inout Recorder
  ) throws(AutodiffError) -> [Value?] {
    try duringPass(operation, &recorder) {
      switch operation.payload {
      case let gradient as CustomGradient:
        return try cotangents(of: gradient, operands: operands, for: cotangent)
      case let recomputation as Recomputation:
        return try cotangents(of: recomputation, operands: operands, for: cotangent)
      default: preconditionFailure("\(operation.name) was recorded by somebody else")
      }
    }
  }

  /// Runs the user's function at other operands.
  public func result(
    of operation: CustomOperation, operands: [Value], recorder: inout Recorder
  ) throws(AutodiffError) -> Value {
    try duringPass(operation, &recorder) {
      switch operation.payload {
      case let gradient as CustomGradient: return try result(of: gradient, operands: operands)
      case let recomputation as Recomputation:
        return try result(of: recomputation, operands: operands)
      default: preconditionFailure("\(operation.name) was recorded by somebody else")
      }
    }
  }

  /// Runs user code in the middle of a pass, on the pass's recorder.
  private func duringPass<R>(
    _ operation: CustomOperation, _ recorder: inout Recorder, _ body: () throws -> R
  ) throws(AutodiffError) -> R {
    swap(&recorder, &session.recorder)
    passDepth += 1
    let isMuted = isAsking
    if isMuted { muteDepth += 1 }
    defer {
      if isMuted { muteDepth -= 1 }
      passDepth -= 1
      swap(&recorder, &session.recorder)
    }
    do {
      return try nested(body)
    } catch {
      // A pass throws its own errors only; this one waits for whoever began the pass.
      customFailure = error
      throw .customFailed(operation.name)
    }
  }
}
