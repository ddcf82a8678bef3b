import Autodiff
import Language
import Notebook
import Tensors

/// Derivatives in TensorFlow, by tapes.
extension ProgramWriter {
  func tensorflowCode(_ request: DerivativeRequest) throws(ExportProblem) -> Code {
    // TensorFlow knows a tensor that is watched after its use; to the session it comes too late.
    if request.sources.count == 1, isWatchedTooLate { return Code("None") }
    let tape = request.tape ?? blockTape ?? sessionTapeName
    if request.tape == nil, blockTape == nil { try checkThatTapeRecords(request) }
    if request.tape == nil, blockTape == nil, !tapePlan.hasTape {
      if isAllNone { return Code("None") }
      pendingLines.append("\(tape) = tf.GradientTape(persistent=True)")
      tapePlan.hasTape = true
    }
    let target = try recordedTarget(request, tape)
    let sources = try sourcesText(request)
    switch request.kind {
    case .gradient: return Code("\(tape).gradient(\(target), \(sources))")
    case .jacobian: return Code("\(tape).jacobian(\(target), \(sources))")
    case .batchJacobian:
      guard isOfNumbers(request), let helper = Helper(name: "batch_jacobian", .tensorflow) else {
        return Code("\(tape).batch_jacobian(\(target), \(sources))")
      }
      return Code("\(use(helper))(\(tape), \(target), \(sources))")
    case .vjp:
      return Code(
        "\(tape).gradient(\(target), \(sources), output_gradients=\(try vector(request)))")
    case .jvp:
      let rank = request.vector.map(axisCount) ?? 1
      return Code(
        "tf.tensordot(\(tape).jacobian(\(target), \(sources)), \(try vector(request)), \(rank))")
    case .hessian, .hvp:
      try checkThatNamesStand(
        request.sources.reduce(into: Names.read(by: request.target)) {
          $0.formUnion(Names.read(by: $1))
        }, request)
      let slope = name(ofDerivative: request.target, by: request.sources[0])
      try record(["\(slope) = \(tape).gradient(\(target), \(sources))"], request)
      if request.kind == .hessian { return Code("\(tape).jacobian(\(slope), \(sources))") }
      return Code(
        "\(tape).gradient(\(slope), \(sources), output_gradients=\(try vector(request)))")
    }
  }

  /// Whether the examples of a batch are numbers, which TensorFlow's own `batch_jacobian` refuses.
  private func isOfNumbers(_ request: DerivativeRequest) -> Bool {
    ([request.target] + request.sources).contains { value in
      guard case .name(let name) = value.kind else { return false }
      return tensor(ofName: name)?.rank == 1
    }
  }

  /// The batch Jacobian of a tape that is named, where it is one of numbers; nil for what TensorFlow
  /// has itself.
  func batchJacobian(
    _ tape: String, _ name: String, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code? {
    guard name == "batch_jacobian",
      let request = DerivativeRequest(tape, method: name, arguments), isOfNumbers(request),
      let source = request.sources.first, let helper = Helper(name: name, .tensorflow)
    else { return try seededGradient(tape, name, arguments) }
    return Code("\(use(helper))(\(tape), \(try text(request.target)), \(try text(source)))")
  }

  /// The tape of a block that begins with a statement.
  func tapeOfBlock(from statement: Statement) -> BlockTape? {
    guard framework == .tensorflow, !tapePlan.isOpen else { return nil }
    return tapePlan.blockTapes[entry.entry.number]?.first { $0.first == statement.range.start }
  }

  /// Statements within the block of a tape of their own, which is the one that is asked behind them.
  func recorded(
    _ statements: [Statement], by tape: BlockTape
  ) throws(ExportProblem) -> [String] {
    let name = tapePlan.headers.isEmpty && !tapePlan.hasTape ? sessionTapeName : "block_tape"
    blockTape = name
    tapePlan.isOpen = true
    defer { tapePlan.isOpen = false }
    var lines: [String] = []
    for statement in statements { lines += try self.lines(of: statement) }
    return ["with tf.GradientTape(\(tape.isPersistent ? "persistent=True" : "")) as \(name):"]
      + lines.indented
  }

  /// Whether the entry's derivatives are all None.
  private var isAllNone: Bool {
    scopes.isEmpty && !noneResults.isEmpty && noneResults.allSatisfy { $0 }
  }

  /// - Throws: where no tape of the program records what is asked for.
  private func checkThatTapeRecords(_ request: DerivativeRequest) throws(ExportProblem) {
    guard case .name(let name) = request.target.kind, !isAllNone else { return }
    // Within a function only its own tape knows what it computes.
    let isOfFunction = !showsValues && isLocal(name)
    guard !tapePlan.hasTape || isOfFunction else { return }
    throw ExportProblem(
      "no tape of the program records '\(name)' here",
      hint: "compute it where it is asked for, or in a 'with GradientTape()' block",
      at: request.target.range)
  }

  private func sourcesText(_ request: DerivativeRequest) throws(ExportProblem) -> String {
    if let nest = request.nest { return try text(nest) }
    guard request.sources.count > 1 else { return try text(request.sources[0]) }
    return "[" + (try texts(request.sources)) + "]"
  }

  func vector(_ request: DerivativeRequest) throws(ExportProblem) -> String {
    if let text = request.vectorText { return text }
    guard let vector = request.vector else { return "" }
    guard request.kind == .vjp else { return try asTensor(vector) }
    return try seed(vector, of: request.target)
  }

  /// The axes of a vector that is written out or has a name.
  private func axisCount(_ vector: Expression) -> Int {
    switch vector.kind {
    case .list(let items): 1 + (items.first.map(axisCount) ?? 0)
    case .name(let name): tensor(ofName: name)?.rank ?? 1
    default: 0
    }
  }

  private var isWatchedTooLate: Bool {
    for output in entry.result.outputs {
      guard case .value(let value, _) = output, case .none(let cause, _, _) = value else {
        continue
      }
      switch cause {
      case .some(.watchedTooLate): return true
      default: continue
      }
    }
    return false
  }

  /// The target; an expression is computed where the tape records it.
  private func recordedTarget(
    _ request: DerivativeRequest, _ tape: String
  ) throws(ExportProblem) -> String {
    switch request.target.kind {
    case .name: return try text(request.target)
    case .list(let items) where items.allSatisfy(isName): return try text(request.target)
    default:
      try checkThatNamesStand(Names.read(by: request.target), request)
      let value = freshName("value")
      try record(["\(value) = \(try text(request.target))"], request)
      return value
    }
  }

  private func isName(_ expression: Expression) -> Bool {
    if case .name = expression.kind { true } else { false }
  }

  /// Lines that the session's tape must record, before the statement.
  private func record(_ lines: [String], _ request: DerivativeRequest) throws(ExportProblem) {
    guard request.tape == nil else {
      throw ExportProblem(
        "the tape '\(request.tape ?? "")' is closed, and cannot record what is asked of it here",
        hint: "ask inside of its 'with' block", at: request.target.range)
    }
    if tapePlan.isOpen {
      pendingLines += lines
    } else {
      pendingLines += ["with \(blockTape ?? sessionTapeName):"] + lines.indented
    }
  }
}
