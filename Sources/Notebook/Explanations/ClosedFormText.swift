import Autodiff
import Language
import Tensors

/// The closed forms of a function's derivatives, one for each way that it was found to go.
struct ClosedFormText {
  private let signature: ClosedFormSignature
  private let order: Int
  private let places: [Int]
  private let names: [String]
  private let recordings: [ClosedFormRecording]
  private let isSteered: Bool
  private let convention: Convention

  init(
    _ signature: ClosedFormSignature, order: Int, places: [Int], names: [String],
    _ recordings: [ClosedFormRecording], isSteered: Bool, by convention: Convention
  ) {
    self.convention = convention
    self.signature = signature
    self.order = order
    self.places = places
    self.names = names
    self.recordings = recordings
    self.isSteered = isSteered
  }

  /// A way that the function goes, with the points at which it goes so.
  private struct Way {
    let formula: Formula
    let conditions: [ClosedFormRecording.Condition]
    var points: [[Double]]
  }

  /// The lines.
  ///
  /// - Throws: what `poll` throws; a `ClosedFormError`.
  func text(poll: () throws -> Void) throws -> String {
    let ways = ways
    var lines: [String] = []
    if ways.count > 1 {
      lines.append(
        isSteered
          ? "\(signature.name) takes branches; each form holds where its branch is taken:"
          : "\(signature.name) computes with plain numbers that depend on where it is called; each "
            + "form holds at its point:")
    }
    for way in ways {
      for place in places {
        try poll()
        var formula = way.formula
        for _ in 0..<order { formula = try formula.derivative(by: place, convention) }
        lines.append("\(head(place)) = \(formula.text(operands: names, result: ""))")
      }
      if ways.count > 1 || !way.conditions.isEmpty { lines.append("  " + self.place(of: way)) }
    }
    if !signature.defaults.isEmpty {
      let its = signature.defaults.count == 1 ? "its default" : "their defaults"
      lines.append("  with \(signature.defaults.joined(separator: ", ")) at \(its)")
    }
    return lines.joined(separator: "\n")
  }

  private var ways: [Way] {
    var ways: [Way] = []
    for recording in recordings {
      let place = ways.firstIndex {
        $0.formula == recording.formula && $0.conditions == recording.conditions
      }
      if let place {
        ways[place].points.append(recording.point)
      } else {
        ways.append(
          Way(
            formula: recording.formula, conditions: recording.conditions,
            points: [recording.point]))
      }
    }
    return ways
  }

  /// Where a form was found, and by which comparisons.
  private func place(of way: Way) -> String {
    let parameters = signature.parameters.joined(separator: ", ")
    let points = way.points.map { point in
      let numbers = point.map { NumberText.text($0) }.joined(separator: ", ")
      return point.count == 1 ? numbers : "(\(numbers))"
    }.joined(separator: " and ")
    let left = point(parameters)
    var told: [ClosedFormRecording.Condition] = []
    for condition in way.conditions where !told.contains(condition) { told.append(condition) }
    let conditions = told.prefix(4).map { condition in
      "\(condition.text) is \(condition.holds ? "True" : "False")"
        + (condition.line.map { " (line \($0))" } ?? "")
    }
    let more = told.count > 4 ? " and \(told.count - 4) more" : ""
    return "as at \(left) = \(points)"
      + (conditions.isEmpty ? "" : ", where " + conditions.joined(separator: ", ") + more)
  }

  private func point(_ parameters: String) -> String {
    signature.parameters.count == 1 ? parameters : "(\(parameters))"
  }

  /// What stands before the formula: `f′(x)`, `∂g(x, y)/∂y`.
  private func head(_ place: Int) -> String {
    let call = "(\(signature.parameters.joined(separator: ", ")))"
    let name = signature.name
    guard signature.parameters.count > 1 else {
      switch order {
      case 1: return "\(name)′\(call)"
      case 2: return "\(name)″\(call)"
      default: return "D(\(name), \(order))\(call)"
      }
    }
    let power = order == 1 ? "" : ClosedFormText.raised(order)
    return "∂\(power)\(name)\(call)/∂\(names[place])\(power)"
  }

  private static func raised(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
