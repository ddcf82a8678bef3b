import Autodiff
import Tensors

/// Why a gradient is exactly zero, as it is read.
struct ZeroText {
  private let cause: ZeroCause
  private let ratio: String
  private let source: String
  private let texts: PositionTexts

  /// How many operations are told.
  private static let lossLimit = 3
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
    for loss in cause.losses.prefix(ZeroText.lossLimit) {
      lines.append("  " + (try text(of: loss)))
    }
    let rest = cause.losses.count - ZeroText.lossLimit
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
    case .otherBranch(let isCondition):
      return "\(operation): the condition is \(isCondition ? "True" : "False") there, so the "
        + "other branch is taken"
    case .otherChosen(let own, let other):
      return "\(operation): \(NumberText.text(other)) is taken, and not \(NumberText.text(own))"
    case .lostTie(let value):
      return "\(operation): a tie at \(NumberText.text(value)), where the derivative is taken as "
        + "0 by \(operand) (set kinks chooses)"
    case .zeroFactor(let position):
      if position == loss.operand { return "\(operation): another of its factors is 0" }
      let isConstant = cause.tape.operation(at: position).role == .constant
      return "\(operation): the other factor"
        + (isConstant ? " is 0" : ", \(try texts.name(position)), is 0 there")
    case .underflow(let factors):
      return "\(operation): underflow; "
        + factors.map { NumberText.text($0) }.joined(separator: " · ") + " rounds to 0"
    case .cancellation(let parts): return "\(operation): " + (try text(of: parts))
    case .notSelected: return "\(operation): it holds another part of \(operand)"
    case .discrete: return "\(operation): its derivative is 0 everywhere"
    case .other: return "\(operation): its rule gives 0 there"
    }
  }

  private func text(of parts: [ZeroCause.Part]) throws -> String {
    var words: [String] = []
    for part in parts.prefix(ZeroText.partLimit) {
      let number = (part.value > 0 ? "+" : "") + NumberText.text(part.value)
      words.append(try part.operand.map { "\(number) over \(try texts.name($0))" } ?? number)
    }
    let rest = parts.count - ZeroText.partLimit
    if rest > 0 { words.append("\(rest) more") }
    let what = parts.first?.operand == nil ? "what its elements add cancels" : "the ways cancel"
    return "\(what): \(words.dropLast().joined(separator: ", ")) and \(words.last ?? "")"
  }

  private func text(of derivative: Formula, at position: Int) throws -> String {
    let entry = cause.tape.operation(at: position)
    var operands: [String] = []
    for operand in entry.operands { operands.append(try atom(operand)) }
    return derivative.text(operands: operands, result: try atom(position))
  }

  /// A name that can stand in a formula.
  private func atom(_ position: Int) throws -> String {
    let name = try texts.name(position)
    let isName = name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue || $0 == "." }
    return isName || name.hasSuffix(")") && name.first?.isLetter == true && !name.contains(" ")
      ? name : "(\(name))"
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
