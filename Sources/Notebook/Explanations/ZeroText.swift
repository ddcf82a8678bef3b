import Autodiff
import Tensors

/// Why a gradient is exactly zero, as it is read.
struct ZeroText {
  private let cause: ZeroCause
  private let ratio: String
  private let source: String
  private let texts: PositionTexts

  /// How many numbers that cancel are told.
  private static let partLimit = 4

  init(_ cause: ZeroCause, ratio: String, source: String, _ texts: PositionTexts) {
    self.cause = cause
    self.ratio = ratio
    self.source = source
    self.texts = texts
  }

  func lines() throws -> [String] {
    var lines = [head]
    for loss in cause.losses {
      lines.append("  " + (try text(of: loss)))
    }
    let rest = cause.lossCount - cause.losses.count
    if rest > 0 { lines.append("  and \(rest) more \(rest == 1 ? "place" : "places") like these") }
    if cause.losses.isEmpty { lines.append("  what leads from \(source) there multiplies to 0") }
    if let line = float64Line { lines.append("  " + line) }
    return lines
  }

  private var head: String {
    let shape = cause.tape.operation(at: cause.source).shape
    guard !shape.isEmpty else { return "\(ratio) is 0:" }
    let element = PositionTexts.element(source, cause.element, shape)
    let count = shape.reduce(1, *)
    if cause.zeroCount == count {
      return count == 1
        ? "\(ratio) is 0:" : "\(ratio) is 0 in all \(count) elements; of the first, \(element):"
    }
    return cause.zeroCount == 1
      ? "\(ratio) is 0 in 1 of \(count) elements, \(element):"
      : "\(ratio) is 0 in \(cause.zeroCount) of \(count) elements; of the first, \(element):"
  }

  private func text(of loss: ZeroCause.Loss) throws -> String {
    let operation = try texts.operation(loss.position)
    let operand = try texts.name(loss.operand)
    switch loss.reason {
    case .dead(let input):
      return input == 0
        ? "\(operation): its input is exactly 0.0, where its derivative is taken as 0"
        : "\(operation): its input is \(NumberText.text(input)), and below 0 it passes nothing on"
    case .saturated(let input, let derivative):
      return "\(operation): saturated; at the input \(NumberText.text(input)) its derivative "
        + "\(try text(of: derivative, at: loss.position)) rounds to 0"
    case .saturatedSoftmax(let input, let result):
      let value = NumberText.text(cause.tape.operation(at: result).value)
      return "\(operation): a saturated softmax; of \(try texts.name(input)) = "
        + "\(NumberText.text(cause.tape.operation(at: input).value)) it is \(value), and does "
        + "not move"
    case .flat(let input, let derivative):
      return "\(operation): stationary; at the input \(NumberText.text(input)) its derivative "
        + "\(try text(of: derivative, at: loss.position)) is 0"
    case .kink(let input, let choice):
      return "\(operation): a kink; at the input \(NumberText.text(input)) it has no derivative, "
        + "and 0 is taken (\(choice))"
    case .kinkOfFactors(let place, let choice):
      return "\(operation): it has no derivative at \(place), and 0 is taken (\(choice))"
    case .otherBranch(let isCondition):
      return "\(operation): the condition is \(isCondition ? "True" : "False") there, so the "
        + "other branch is taken"
    case .otherChosen(let own, let other):
      return "\(operation): \(NumberText.text(other)) is taken, and not \(NumberText.text(own))"
    case .lostTie(let value):
      return "\(operation): a tie at \(NumberText.text(value)), where the derivative is taken as "
        + "0 by \(operand) (set kinks chooses)"
    case .zeroFactor(let position, let element):
      if position == loss.operand { return "\(operation): another of its factors is 0" }
      return "\(operation): \(try factor(position, element))"
    case .underflow(let factors):
      return "\(operation): underflow; "
        + factors.map { NumberText.text($0) }.joined(separator: " · ") + " rounds to 0"
    case .cancellation(let parts): return "\(operation): " + (try text(of: parts))
    case .cancellingWaysBack(let parts):
      return "\(try texts.name(loss.position)): what comes back to it cancels: "
        + (try list(of: parts))
    case .notUsed: return "\(operation): none of it is computed from this part of \(operand)"
    case .ownGradient(let name):
      return "\(operation): \(name) has a gradient of its own, which returns 0 there"
    case .notSelected: return "\(operation): it holds another part of \(operand)"
    case .discrete: return "\(operation): its derivative is 0 everywhere"
    case .other: return "\(operation): its rule gives 0 there"
    }
  }

  /// The other factor of a product, or the element of it that the change meets.
  private func factor(_ position: Int, _ element: Int?) throws -> String {
    let entry = cause.tape.operation(at: position)
    let isUnnamed = entry.role == .constant && texts.session.name(of: entry) == nil
    guard let element else {
      return isUnnamed
        ? "the other factor is 0" : "the other factor, \(try texts.name(position)), is 0 there"
    }
    if isUnnamed {
      let place = PositionTexts.element("", element, entry.shape)
      return "the other factor's element \(place) is 0"
    }
    let name = PositionTexts.element(
      PositionTexts.atom(try texts.name(position)), element, entry.shape)
    return "the other factor, \(name), is 0"
  }

  private func text(of parts: [ZeroCause.Part]) throws -> String {
    let what = parts.first?.operand == nil ? "what its elements add cancels" : "the ways cancel"
    return "\(what): \(try list(of: parts))"
  }

  private func list(of parts: [ZeroCause.Part]) throws -> String {
    var words: [String] = []
    for part in parts.prefix(ZeroText.partLimit) {
      let number = (part.value > 0 ? "+" : "") + NumberText.text(part.value)
      words.append(try part.operand.map { "\(number) over \(try texts.name($0))" } ?? number)
    }
    let rest = parts.count - ZeroText.partLimit
    if rest > 0 { words.append("\(rest) more") }
    return "\(words.dropLast().joined(separator: ", ")) and \(words.last ?? "")"
  }

  private func text(of derivative: Formula, at position: Int) throws -> String {
    let entry = cause.tape.operation(at: position)
    var operands: [String] = []
    for operand in entry.operands {
      operands.append(PositionTexts.atom(try texts.name(operand)))
    }
    return derivative.text(
      operands: operands, result: PositionTexts.atom(try texts.name(position)))
  }

  private var float64Line: String? {
    guard let exact = cause.inFloat64 else { return nil }
    if exact != 0, exact.isFinite {
      return "in float64 the derivative is \(NumberText.text(exact)): set dtype float64"
    }
    let mayRound = cause.losses.contains { loss in
      switch loss.reason {
      case .underflow, .saturated, .saturatedSoftmax: true
      default: false
      }
    }
    return mayRound ? "in float64 it is 0 too" : nil
  }
}
