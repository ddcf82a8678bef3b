import Autodiff
import Language
import Tensors

extension CommandDeclaration {
  /// The command `derivative f`.
  static let derivative = CommandDeclaration(
    syntax: CommandSyntax(
      name: "derivative", arguments: [.expression], required: 1, repeatsLast: true),
    expecting: ArgumentExpectation(
      [.function, .number], clauses: ["by": .expression, "at": .number]),
    group: "understanding", summary: "Show the derivative of a function as a formula.",
    usage: "derivative f [ORDER] [by NAME] [at POINT]",
    details: """
      `f` is called with numbers that a tape watches; what it recorded is differentiated by the rules \
      of its operations, and simplified. What it shows is an expression in the notebook's own \
      language. Of a function of several arguments it shows the derivative by each, or by the one \
      that is named or numbered after `by`; parameters with a default keep it.
      Loops are unrolled. Where the function takes branches, each form is told with the points at \
      which it was found; `at` chooses the point. Operations on whole tensors, such as `@`, have no \
      formula of single numbers: `D(f)(x)` gives numbers for any function. Nothing of it is \
      recorded, and what the function prints is not shown.
      """,
    examples: [
      Example(
        "def f(x): return x**2 * sin(x)\nderivative f",
        output: "f′(x) = 2*x*sin(x) + x**2*cos(x)"),
      Example("derivative tanh 2", output: "tanh″(x) = -2*tanh(x)*(1 - tanh(x)**2)"),
      Example(
        "def g(x, y): return x * exp(-y)\nderivative g by y",
        output: "∂g(x, y)/∂y = -x*exp(-y)"),
    ]
  ) { invocation in
    _ = try invocation.options(known: [])
    try invocation.asking { try ClosedFormRequest(invocation).show() }
    return nil
  }
}

/// A use of `derivative`.
private struct ClosedFormRequest {
  private let evaluator: Evaluator
  private let function: Object
  private let signature: ClosedFormSignature
  private let order: Int
  /// The places of the parameters that are asked for.
  private let places: [Int]
  private let point: [Double]?

  /// Each order is as large as the one before several times.
  private static let orderLimit = 10
  /// Where a function is looked at, by its first argument.
  private static let samples = [0.7, 2.3, -1.3]

  init(_ invocation: CommandInvocation) throws {
    let evaluator = invocation.evaluator
    self.evaluator = evaluator
    let (operands, clauses) = invocation.clauses(["by", "at"], behind: 1)
    guard let first = operands.first, operands.count <= 2 else {
      throw EvaluationError.type(
        "derivative takes a function and an order: derivative f 2",
        hint: "a lambda stands in brackets: derivative (lambda x: x**2)")
    }
    function = try invocation.value(of: first)
    signature = try ClosedFormSignature(first, function, evaluator)
    order =
      try operands.dropFirst().first.map { argument in
        guard case .int(let order) = try invocation.value(of: argument),
          (1...ClosedFormRequest.orderLimit).contains(order)
        else {
          throw EvaluationError.value(
            "the order of a derivative is 1 to \(ClosedFormRequest.orderLimit), not \(argument.text)"
          )
        }
        return order
      } ?? 1
    let names = signature.parameters
    if let by = clauses["by"] {
      guard let place = ClosedFormRequest.place(by, names) else {
        throw EvaluationError.value(
          "\(signature.name) has no argument '\(by.text)' without a default",
          hint: "its arguments are \(names.joined(separator: ", "))")
      }
      places = [place]
    } else {
      places = Array(names.indices)
    }
    point = try clauses["at"].map { argument in
      let tensor = try evaluator.tensor(of: try invocation.value(of: argument))
      let numbers = try tensor.cast(to: .float64).values(as: Double.self)
      guard numbers.count == names.count, tensor.rank <= 1 else {
        throw EvaluationError.value(
          "\(argument.text) is no point for \(names.joined(separator: ", "))",
          hint: names.count == 1
            ? "at 2.5" : "at [\(names.map { _ in "1." }.joined(separator: ", "))]")
      }
      return numbers
    }
  }

  private static func place(_ argument: CommandArgument, _ names: [String]) -> Int? {
    if let name = argument.name { return names.firstIndex(of: name) }
    guard let number = Int(argument.text), names.indices.contains(number) else { return nil }
    return number
  }

  // MARK: Looking at the function

  func show() throws {
    var names = ClosedFormNames(signature.parameters, evaluator)
    let recordings = try recordings(&names)
    try checkTracking(recordings)
    var shown = recordings
    if point != nil { shown = Array(recordings.prefix(1)) }
    let text = ClosedFormText(
      signature, order: order, places: places, names: names.all, shown,
      isSteered: recordings.contains { !$0.conditions.isEmpty },
      by: evaluator.session.recorder.convention)
    do {
      evaluator.emit(.text(try text.text(poll: evaluator.poll)))
    } catch let error as ClosedFormError {
      throw explained(error)
    }
  }

  private func recordings(_ names: inout ClosedFormNames) throws -> [ClosedFormRecording] {
    let recorder = ClosedFormRecorder(
      evaluator: evaluator, function: function, signature: signature)
    var points = ClosedFormRequest.samples.map { number in
      signature.parameters.indices.map { number + 0.375 * Double($0) }
    }
    // The second point tells whether the result comes from the first at all.
    if let point { points = [point, point.map { $0 + 0.375 }] }
    var found: [ClosedFormRecording] = []
    var failure: (any Error)?
    for (index, point) in points.enumerated() {
      try evaluator.poll()
      do {
        found.append(try recording(recorder, point, &names))
      } catch let error as EvaluationError where error.isInterruption {
        throw error
      } catch {
        // At a point outside of its domain a function may fail.
        failure = failure ?? error
        if index == 0, self.point != nil { break }
      }
    }
    if found.isEmpty, let failure {
      if let failure = failure as? ClosedFormError { throw explained(failure) }
      var told = evaluator.exception(from: failure)
      told.hint =
        told.hint
        ?? "derivative calls \(signature.name) with single numbers; "
        + "jacobian(\(signature.name))(x) takes a tensor"
      throw told
    }
    return found
  }

  /// In float64, or where the function brings tensors of its own in the session's element type.
  private func recording(
    _ recorder: ClosedFormRecorder, _ point: [Double], _ names: inout ClosedFormNames
  ) throws -> ClosedFormRecording {
    let own = evaluator.session.options.floatDType
    do {
      return try recorder.recording(at: point, dtype: .float64, names: &names)
    } catch let error as EvaluationError where error.type == .dtypeError && own != .float64 {
      return try recorder.recording(at: point, dtype: own, names: &names)
    }
  }

  private func checkTracking(_ recordings: [ClosedFormRecording]) throws {
    let loose = recordings.filter { !$0.isTracked }
    guard Set(loose.map(\.formula)).count > 1 else { return }
    throw EvaluationError.value(
      "what \(signature.name) gives has left the tape: no derivative leads through a plain number",
      hint: "float(x), x.numpy() and the functions of math give plain numbers; "
        + "sin(x), exp(x) and so on stay on the tape")
  }

  /// Why there is no closed form.
  private func explained(_ error: ClosedFormError) -> EvaluationError {
    func place(_ line: Int?) -> String { line.map { " in line \($0)" } ?? "" }
    let name = signature.name
    let numbers = "D(\(name))(x) gives its numbers all the same"
    switch error {
    case .notElementwise(let primitive, let line):
      return .value(
        "\(name) uses \(primitive)\(place(line)), for which no formula of single numbers is "
          + "declared, so there is no closed form", hint: numbers)
    case .ownGradient(let function, let line):
      return .value(
        (function == name ? name : "\(name) uses \(function)\(place(line)), which")
          + " has a gradient of its own: no formula of it is known", hint: numbers)
    case .notScalar(let shape, let line):
      return .value(
        "\(name) computes with a tensor of shape \(Shape.text(shape))\(place(line)); a closed form "
          + "is of single numbers", hint: numbers)
    case .tooLarge(let limit):
      return .value(
        "the closed form has more than \(limit) parts, which nobody reads",
        hint: "\(numbers); backward shows the program that computes them")
    case .tooDeep(let limit):
      return .value(
        "\(name) nests more than \(limit) operations in each other, too many for a formula",
        hint: "\(numbers); backward shows the program that computes them")
    case .computing(let error):
      return .value("\(error)")
    }
  }
}
