import Autodiff
import Language
import Tensors

extension CommandDeclaration {
  /// The command `check z x`.
  static let check = CommandDeclaration(
    syntax: CommandSyntax(
      name: "check", arguments: [.expression], required: 2, repeatsLast: true),
    expecting: ArgumentExpectation([.target, .source], clauses: ["on": .tape]),
    group: "understanding",
    summary: "Hold a gradient against finite differences and against forward mode.",
    usage: "check z x … [on TAPE]",
    details: """
      What was recorded is computed again in float64, by reverse mode, by forward mode, and by \
      central differences: element by element, or along one random direction where `x` has more than \
      \(DerivativeCheck.elementLimit) elements. Where they differ, the operation to blame is named: \
      at a kink, or behind `stop_gradient`, they have to.
      """,
    examples: [
      Example(
        "x = constant(2.)\nwatch x\nz = x ** 3\ncheck z x",
        output: """
          x: reverse mode, forward mode and finite differences agree
               reverse  differences
            x     12.0         12.0
          """)
    ]
  ) { invocation in
    try invocation.asking {
      let request = try DerivativeRequest(invocation)
      request.tellTape()
      for (index, source) in request.sources.enumerated() {
        if let text = request.textOfItself(at: index) {
          request.evaluator.emit(.text(text))
          continue
        }
        try CheckReport(request, source, named: request.sourceNames[index], at: index)
      }
    }
    return nil
  }
}

/// What `check` shows of one source.
private struct CheckReport {
  private let names: TapeNames
  private let tape: Tape
  private let name: String
  /// Whose derivatives are taken at kinks.
  private let convention: Convention
  private let target: String

  @discardableResult
  init(_ request: DerivativeRequest, _ source: Source, named name: String, at index: Int) throws {
    let evaluator = request.evaluator
    guard let id = request.tape, let tape = evaluator.session.recorder.tape(id) else {
      throw try MissingDerivative(request, at: index).error
    }
    let outcome = try CheckOutcome(request, by: source, on: id) { done, total in
      evaluator.options.progress?(
        ProgressReport(done: done, total: total, what: "elements of \(name)"))
    }
    target = request.targetName
    self.tape = tape
    self.name = name
    convention = request.evaluator.session.recorder.convention
    names = TapeNames(tape, evaluator.sessionNames)
    switch outcome {
    case .checked(let check): evaluator.emit(.text(text(check)))
    case .noGradient: throw try MissingDerivative(request, at: index).error
    case .notInFloat64(let reason):
      evaluator.emit(.text("\(name): not checked, as it cannot be computed in float64: \(reason)"))
    }
  }

  private func text(_ check: DerivativeCheck) -> String {
    var lines = [verdict(check)]
    if let differences = check.differences {
      lines.append(table(check, differences))
    } else {
      let values = check.along
      lines.append(
        "  along a random direction: reverse \(NumberText.text(values.reverse)), forward "
          + "\(NumberText.text(values.forward)), differences \(NumberText.text(values.difference))")
    }
    if let blamed = check.blamed { lines.append(blame(blamed)) }
    if CheckReport.elements(of: check.reverse).contains(where: { !$0.isFinite }) {
      lines.append("  why \(target) \(name) tells where it stops to be finite")
    }
    return lines.joined(separator: "\n")
  }

  private func verdict(_ check: DerivativeCheck) -> String {
    if check.agrees { return "\(name): reverse mode, forward mode and finite differences agree" }
    if abs(check.along.forward - check.along.reverse) > check.tolerance.modes * check.scale {
      return "\(name): reverse mode and forward mode differ"
    }
    return "\(name): the derivative and finite differences differ by "
      + NumberText.text(check.largestDifference)
  }

  /// The elements one below the other, those that differ most first where there are many.
  private func table(_ check: DerivativeCheck, _ differences: Tensor) -> String {
    var table = TextTable([("", .left), ("reverse", .right), ("differences", .right)])
    let pairs = zip(CheckReport.elements(of: check.reverse), CheckReport.elements(of: differences))
    for (index, pair) in pairs.enumerated().prefix(CheckReport.rowLimit) {
      table.rows.append([
        "  " + PositionTexts.element(name, index, check.reverse.shape), NumberText.text(pair.0),
        NumberText.text(pair.1),
      ])
    }
    let left = check.count - CheckReport.rowLimit
    return table.text + (left > 0 ? "\n  … \(left) more" : "")
  }

  private static let rowLimit = 16

  private static func elements(of tensor: Tensor) -> [Double] {
    (try? tensor.withElements(as: Double.self) { elements throws(TensorError) in Array(elements) })
      ?? []
  }

  private func blame(_ blamed: DerivativeCheck.Blame) -> String {
    let entry = tape.operation(at: blamed.position)
    let primitive = entry.primitive ?? ""
    let line = entry.line.map { " in line \($0)" } ?? ""
    var text =
      "  to blame: \(primitive)\(line), by \(names[blamed.operand]): its rule gives "
      + "\(NumberText.text(blamed.rule)), differences give \(NumberText.text(blamed.difference))"
    if let words = Primitive.find(primitive)?.conventionText(by: convention) {
      text += "\n  its convention: \(words)"
    }
    return text
  }
}

/// That there is nothing to check, with the reason.
private struct MissingDerivative {
  let error: EvaluationError

  init(_ request: DerivativeRequest, at index: Int) throws {
    error = EvaluationError.value(
      "there is no derivative of \(request.targetName) by \(request.sourceNames[index])",
      hint: try request.reason(at: index).message)
  }
}
