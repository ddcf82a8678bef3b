import Autodiff
import Language
import Tensors

/// The chain rule of one gradient as it is read: operation by operation from the target back, then
/// way by way, then the sum, with finite differences beside it.
struct ExplanationText {
  let rule: ChainRule
  private let check: CheckOutcome
  let names: TapeNames
  let isWhole: Bool
  /// The operations by their positions.
  private let steps: [Int: ChainRule.Step]
  /// The positions that use each.
  private let users: [Int: [Int]]

  /// How many operations are told of a long chain.
  private static let stepLimit = 14
  /// How many values are told of a long way.
  private static let wayLimit = 12

  init(_ rule: ChainRule, check: CheckOutcome, names: TapeNames, isWhole: Bool) {
    self.rule = rule
    self.check = check
    self.names = names
    self.isWhole = isWhole
    steps = Dictionary(rule.steps.map { ($0.position, $0) }, uniquingKeysWith: { $1 })
    var users: [Int: [Int]] = [:]
    for step in rule.steps {
      for factor in step.factors { users[factor.operand, default: []].append(step.position) }
    }
    self.users = users
  }

  /// The whole explanation.
  func text(style: DisplayStyle) -> String {
    var parts: [String] = []
    if rule.steps.isEmpty {
      parts.append("\(target) is \(source) itself: \(total) = 1")
    } else {
      parts.append(stepLines.joined(separator: "\n"))
      parts.append(wayLines.joined(separator: "\n"))
    }
    parts.append(resultLines(style).joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  var target: String { names[rule.target] }
  var source: String { names[rule.source] }
  var total: String { ratio(rule.target, rule.source) }

  func ratio(_ result: Int, _ operand: Int) -> String {
    "∂\(names[result])/∂\(names[operand])"
  }

  // MARK: Operations

  private var stepLines: [String] {
    // What was read from a Variable is the Variable.
    let steps = rule.steps.filter { rule.tape.operation(at: $0.position).role != .read }
    guard !isWhole, steps.count > ExplanationText.stepLimit else {
      return steps.flatMap(lines(of:))
    }
    let head = ExplanationText.stepLimit - 4
    let left = steps.count - ExplanationText.stepLimit
    return steps.prefix(head).flatMap(lines(of:))
      + ["… \(left) more operations: explain \(target) \(source) --all"]
      + steps.suffix(4).flatMap(lines(of:))
  }

  private func lines(of step: ChainRule.Step) -> [String] {
    let entry = rule.tape.operation(at: step.position)
    let place = entry.line.map { "   line \($0)" } ?? ""
    var lines = [
      "\(names[step.position]) = \(step.expression) = \(NumberText.text(entry.value))\(place)"
    ]
    if isShared(step.position) {
      lines.append(
        "  \(ratio(rule.target, step.position)) = \(NumberText.text(step.cotangent)), from above")
    }
    for factor in step.factors {
      lines.append("  \(localRatio(step.position, factor.operand)) = \(text(of: factor, step))")
    }
    var told: Set<Int> = []
    for operand in entry.operands where told.insert(operand).inserted {
      guard rule.tape.operation(at: operand).primitive == "stop_gradient" else { continue }
      lines.append("  nothing passes to \(names[operand]): stop_gradient")
    }
    return lines
  }

  /// The derivative of one operation by an operand.
  ///
  /// Where the target takes the operand in other ways,
  /// too, it is told apart from the derivative over all ways.
  func localRatio(_ position: Int, _ operand: Int) -> String {
    let isOneOfSeveral = position == rule.target && isShared(operand)
    return ratio(position, operand) + (isOneOfSeveral ? " (directly)" : "")
  }

  /// Whether the derivative by a value comes from more than the line above it.
  private func isShared(_ position: Int) -> Bool {
    guard position != rule.target else { return false }
    return users[position, default: []] != [rule.target]
  }

  private func text(of factor: ChainRule.Factor, _ step: ChainRule.Step) -> String {
    let operand = rule.tape.operation(at: factor.operand)
    switch factor.derivative {
    case .same: return "1"
    case .elementwise(let formula, let numbers):
      let value = NumberText.text(numbers)
      let isNumber = Double(formula) != nil
      let summed =
        operand.shape == numbers.shape
        ? "" : ", summed to shape \(Shape.text(operand.shape))"
      if isNumber, !numbers.shape.isEmpty { return "\(formula) for each element\(summed)" }
      return (isNumber ? value : "\(formula) = \(value)") + summed
    case .gradient(let numbers):
      if !numbers.shape.isEmpty, let number = NumberText.commonNumber(of: numbers) {
        return "\(NumberText.text(number)) for each element"
      }
      return NumberText.text(numbers)
    case .map(let program):
      return "the linear map g ↦ \(program.joined(separator: "; "))"
    }
  }

  // MARK: Ways

  private var wayLines: [String] {
    if rule.pathCount == 0 {
      return ["no way leads from \(target) to \(source) but with the derivative 0"]
    }
    if rule.paths.isEmpty { return manyWayLines }
    if rule.paths.count == 1 {
      // One factor stands above already.
      if told(rule.paths[0]).count == 2 { return ["one way: \(arrows(rule.paths[0]))"] }
      return ["one way: \(arrows(rule.paths[0]))", "\(total) = \(product(rule.paths[0]))"]
    }
    let ways = rule.paths.map { path in
      let contribution = " = \(NumberText.text(path.contribution))"
      let product = product(path)
      return "  \(arrows(path)): \(product)" + (product.hasSuffix(contribution) ? "" : contribution)
    }
    let sum = rule.paths.map { NumberText.text($0.contribution) }.joined(separator: " + ")
    return ["\(rule.paths.count) ways:"] + ways + ["\(total) = \(sum)"]
  }

  private func arrows(_ path: ChainRule.Path) -> String {
    folded(told(path).map { names[$0] }, separator: " ← ")
  }

  /// The parts of a way in a row, without the middle of a long one.
  private func folded(_ parts: [String], separator: String) -> String {
    guard !isWhole, parts.count > ExplanationText.wayLimit else {
      return parts.joined(separator: separator)
    }
    let edge = ExplanationText.wayLimit / 2
    let left = parts.count - 2 * edge
    return (parts.prefix(edge) + ["… \(left) more …"] + parts.suffix(edge))
      .joined(separator: separator)
  }

  /// The positions of a way without those that stand for another.
  private func told(_ path: ChainRule.Path) -> [Int] {
    path.positions.filter { rule.tape.operation(at: $0).role != .read || $0 == rule.source }
  }

  /// The factors of a way: as numbers where all of them are, else by their names.
  private func product(_ path: ChainRule.Path) -> String {
    let positions = told(path)
    let pairs = zip(positions, positions.dropFirst())
    let symbols = folded(pairs.map { localRatio($0, $1) }, separator: " · ")
    var numbers: [String] = []
    for (position, operand) in zip(path.positions, path.positions.dropFirst()) {
      guard let number = number(position, operand) else { return symbols }
      if rule.tape.operation(at: position).role != .read { numbers.append(number) }
    }
    return "\(symbols) = \(folded(numbers, separator: " · "))"
  }

  /// A factor that is one number.
  private func number(_ position: Int, _ operand: Int) -> String? {
    guard let factor = steps[position]?.factors.first(where: { $0.operand == operand }) else {
      return nil
    }
    switch factor.derivative {
    case .same: return "1"
    case .elementwise(_, let numbers), .gradient(let numbers):
      return NumberText.commonNumber(of: numbers).map { NumberText.text($0) }
    case .map: return nil
    }
  }

  // MARK: The result

  private func resultLines(_ style: DisplayStyle) -> [String] {
    let value = OutputText.text(of: .value(.tensor(rule.gradient), style: style))
    let isOneLine = !value.contains("\n")
    var lines = [isOneLine ? "\(total) = \(value)" : "\(total) =\n\(Paragraph.indented(value))"]
    if let line = checkLine { lines.append(line) }
    let shape = rule.gradient.shape
    if !shape.isEmpty, !shape.contains(0), !rule.steps.isEmpty {
      let zeros = shape.map { _ in "0" }.joined(separator: ", ")
      lines.append("trace \(source)[\(zeros)] \(target) follows one element")
    }
    return lines
  }

  private var checkLine: String? {
    switch check {
    case .checked(let check): checkLine(check)
    case .noGradient: nil
    case .notInFloat64(let reason): "finite differences: not computed in float64 (\(reason))"
    }
  }

  private func checkLine(_ check: DerivativeCheck) -> String {
    if !ExplanationText.isFinite(rule.gradient) {
      // What float64 says of itself says nothing of the numbers above.
      return ExplanationText.isFinite(check.reverse)
        ? "in float64 the derivative is \(NumberText.text(check.reverse)): why \(target) \(source) "
          + "tells"
        : "in float64 it is not finite either: why \(target) \(source) tells"
    }
    let how = check.differences == nil ? "along a random direction " : ""
    let gap = NumberText.text(check.largestDifference)
    if check.agrees {
      return "finite differences in float64 \(how)agree (largest difference \(gap))"
    }
    return "finite differences in float64 \(how)differ by \(gap): see check \(target) \(source)"
  }

  private static func isFinite(_ tensor: Tensor) -> Bool {
    NumberText.elements(of: tensor)?.allSatisfy(\.isFinite) ?? true
  }
}
