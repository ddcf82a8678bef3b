import Autodiff
import Language
import Tensors

/// The way of one element's derivative as it is read: operation by operation from the source on, then
/// path by path, then the sum.
struct ElementTraceText {
  private let trace: ElementTrace
  private let names: TapeNames

  /// How many derivatives of one operation are told.
  private static let edgeLimit = 4
  /// How many operations are told of a long way.
  private static let stepLimit = 20
  /// A longer formula is left out beside its number.
  private static let formulaLimit = 24
  /// How many elements of a long path are told.
  private static let pathLimit = 8

  init(_ trace: ElementTrace, names: TapeNames) {
    self.trace = trace
    self.names = names
  }

  /// The whole text.
  ///
  /// - Throws: the errors of allocation.
  func text() throws -> String {
    if trace.steps.isEmpty, trace.element.position == trace.target {
      return "\(names[trace.target]) is \(names[trace.element.position]) itself: "
        + "\(ratio) = \(NumberText.text(trace.gradient))"
    }
    return try (stepLines() + [""] + pathLines()).joined(separator: "\n")
  }

  // MARK: Names

  private func name(_ element: ElementTrace.Element) -> String {
    let shape = trace.tape.operation(at: element.position).shape
    return PositionTexts.element(names[element.position], element.index, shape)
  }

  private var target: String {
    guard let index = trace.targetElement else { return names[trace.target] }
    return name(ElementTrace.Element(position: trace.target, index: index))
  }

  private var ratio: String { "∂\(target)/∂\(name(trace.element))" }

  // MARK: Operations

  private func stepLines() throws -> [String] {
    let source = trace.tape.operation(at: trace.element.position)
    let numbers = try source.value.cast(to: .float64).values(as: Double.self)
    var lines = [
      "\(name(trace.element)) = \(NumberText.text(numbers[trace.element.index]))"
        + place(of: source)
    ]
    // What passes nothing on to the target is not told, but where a derivative stops.
    let steps = trace.steps.filter { step in
      guard let edges = step.edges else { return true }
      return !edges.isEmpty || !step.stopped.isEmpty
    }
    let edge = ElementTraceText.stepLimit / 2
    let isLong = steps.count > ElementTraceText.stepLimit
    for (index, step) in steps.enumerated() {
      if isLong, index >= edge, index < steps.count - edge {
        if index == edge { lines.append("… \(steps.count - 2 * edge) more operations …") }
        continue
      }
      lines += try self.lines(of: step)
    }
    return lines
  }

  private func place(of entry: Tape.Operation) -> String {
    entry.line.map { "   line \($0)" } ?? ""
  }

  private func lines(of step: ElementTrace.Step) throws -> [String] {
    let entry = trace.tape.operation(at: step.position)
    let expression = try trace.tape.expression(at: step.position) { names[$0] }
    var head = "\(names[step.position]) = \(expression)"
    if entry.value.count == 1 { head += " = \(NumberText.text(entry.value))" }
    head += place(of: entry)
    if entry.value.count > 1 {
      let verb = step.movedCount == 1 ? "moves" : "move"
      head += ", \(step.movedCount) of \(entry.value.count) elements \(verb)"
    }
    guard let edges = step.edges else {
      return [head, "  too many derivatives to be told apart"]
    }
    var lines = [head]
    let limit = ElementTraceText.edgeLimit
    for edge in edges.prefix(limit) { lines.append("  " + text(of: edge, step)) }
    if edges.count > limit {
      let rest = edges.dropFirst(limit).map(\.derivative)
      let (least, most) = (rest.min() ?? 0, rest.max() ?? 0)
      lines.append(
        "  … \(rest.count) more, "
          + (least == most
            ? "each \(NumberText.text(least))"
            : "from \(NumberText.text(least)) to \(NumberText.text(most))"))
    }
    if !step.stopped.isEmpty {
      let told = step.stopped.prefix(limit).map(name).joined(separator: ", ")
      let left = step.stopped.count - limit
      lines.append(
        "  stops here: \(told)" + (left > 0 ? " and \(left) more" : "") + ", derivative 0")
    }
    return lines
  }

  private func text(of edge: ElementTrace.Edge, _ step: ElementTrace.Step) -> String {
    let number = NumberText.text(edge.derivative)
    let left = "∂\(name(edge.to))/∂\(name(edge.from))"
    guard let formula = step.formulas[edge.from.position], Double(formula) == nil,
      formula.count <= ElementTraceText.formulaLimit
    else { return "\(left) = \(number)" }
    return "\(left) = \(formula) = \(number)"
  }

  // MARK: Paths

  private func pathLines() -> [String] {
    let gradient = NumberText.text(trace.gradient)
    guard let count = trace.pathCount, let total = trace.total else {
      return ["the paths are too many to be followed one by one", "\(ratio) = \(gradient)"]
    }
    if count == 0 { return ["no path reaches \(target)", "\(ratio) = \(gradient)"] }
    if count == 1, let path = trace.paths.first {
      return ["one path: \(arrows(path))", "\(ratio) = \(product(path))"]
    }
    let isPartial = count > trace.paths.count
    let told = count == .max ? "more paths than can be counted" : "\(count) paths"
    var lines = [told + (isPartial ? "; those that count most:" : ":")]
    for path in trace.paths { lines.append("  \(arrows(path)): \(product(path))") }
    if isPartial {
      let rest = total - trace.paths.reduce(0) { $0 + $1.product }
      let left = count == .max ? "the others" : "\(count - trace.paths.count) more"
      lines.append("  … \(left), together \(NumberText.text(rest))")
      lines.append("\(ratio) = \(gradient)")
    } else {
      let sum = trace.paths.map { NumberText.text($0.product) }.joined(separator: " + ")
      lines.append("\(ratio) = \(sum) = \(gradient)")
    }
    return lines
  }

  private func arrows(_ path: ElementTrace.Path) -> String {
    folded(path.elements.map(name), separator: " → ")
  }

  private func product(_ path: ElementTrace.Path) -> String {
    let product = NumberText.text(path.product)
    guard path.factors.count > 1 else { return product }
    return folded(path.factors.map { NumberText.text($0) }, separator: " · ") + " = " + product
  }

  private func folded(_ parts: [String], separator: String) -> String {
    guard parts.count > ElementTraceText.pathLimit else {
      return parts.joined(separator: separator)
    }
    let edge = ElementTraceText.pathLimit / 2
    let left = parts.count - 2 * edge
    return (parts.prefix(edge) + ["… \(left) more …"] + parts.suffix(edge))
      .joined(separator: separator)
  }
}
