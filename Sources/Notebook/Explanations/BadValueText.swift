import Autodiff
import Tensors

/// Where NaN or an infinity in a gradient came from, as it is read, with what to do about it.
struct BadValueText {
  let bad: BadValue
  private let ratio: String
  let source: String
  let texts: PositionTexts

  init(_ bad: BadValue, ratio: String, source: String, _ texts: PositionTexts) {
    self.bad = bad
    self.ratio = ratio
    self.source = source
    self.texts = texts
  }

  func lines() throws -> [String] {
    var lines = [head]
    if let origin = bad.origin { lines.append("  forward: " + (try texts.text(of: origin))) }
    if let fault = bad.fault {
      lines.append("  backward: " + (try text(of: fault)))
    } else {
      lines.append("  backward: what the pass starts with is not finite")
    }
    for line in try adviceLines() { lines.append("  " + line) }
    return lines
  }

  private var head: String {
    let shape = bad.tape.operation(at: bad.source).shape
    let value = NumberText.text(bad.value)
    guard !shape.isEmpty else { return "\(ratio) is \(value)" }
    let element = PositionTexts.element(source, bad.element, shape)
    return "\(ratio) is not finite in \(bad.badCount) of \(shape.reduce(1, *)) elements; the "
      + "first, \(element), is \(value)"
  }

  // MARK: Where

  private func line(_ position: Int) -> String {
    bad.tape.operation(at: position).line.map { ", line \($0)" } ?? ""
  }

  private func text(of fault: BadValue.Fault) throws -> String {
    let expression = try texts.expression(fault.point.position)
    let place = bad.origin?.position == fault.point.position ? "" : line(fault.point.position)
    let operand = try texts.name(fault.point.operands[fault.slot].position)
    guard let (formula, value) = fault.derivative else {
      return "\(expression)\(place.isEmpty ? "" : place + ",") makes "
        + "\(NumberText.text(fault.outgoing)) of the cotangent that arrives there"
    }
    var names: [String] = []
    for (position, _) in fault.point.operands {
      names.append(PositionTexts.atom(try texts.name(position)))
    }
    let own = PositionTexts.atom(try texts.name(fault.point.position))
    let told = formula.text(operands: names, result: own)
    let inputs = bad.origin == nil ? try texts.inputs(of: fault.point) : ""
    return "\(NumberText.text(fault.incoming)) arrives at \(expression)\(place), times its "
      + "derivative by \(operand), \(told) = \(NumberText.text(value))\(inputs), is "
      + NumberText.text(fault.outgoing)
  }
}
