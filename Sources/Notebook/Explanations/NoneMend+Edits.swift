import Autodiff
import Language

/// The edits of lines that keep a derivative from passing.
extension NoneMend {
  /// The mend of numbers that leave the tape.
  func ofLeaving(_ words: String, _ line: Int) -> String {
    let name = words.hasSuffix("()") ? String(words.dropLast(2)) : words
    let changed: String?
    switch name {
    case "numpy", "item", "tolist", "copy":
      changed = edit?.keptOnTape(without: name, isMethod: true)
    case "float", "int": changed = edit?.keptOnTape(without: name, isMethod: false)
    case "constant", "np.array":
      changed = edit?.calling("convert_to_tensor", insteadOf: name)
    default:
      let isModule = name.hasPrefix("np.") || name.hasPrefix("math.")
      let bare = String(name.drop { $0 != "." }.dropFirst())
      changed = isModule ? edit?.calling(bare, insteadOf: name) : nil
    }
    if let changed, LineEdit(text: changed).bindsANameToItself { return "leave out line \(line)" }
    return "compute with tensors in line \(line)" + shown(changed)
  }

  func ofAssigning(_ words: String, _ line: Int, _ target: String) -> String {
    if words == "Variable()" {
      return "use the tensor itself in line \(line)"
        + shown(edit?.withoutCall(of: "tf.Variable") ?? edit?.withoutCall(of: "Variable"))
    }
    let way = "compute \(target) from what is assigned in line \(line), under a name of its own"
    guard let edit, let assigned = edit.assignment(through: String(words.dropLast(2))) else {
      return way
    }
    let name = assigned.variable
    let value =
      switch words {
      case "assign_add()": "\(name) + \(LineEdit.factor(assigned.value))"
      case "assign_sub()": "\(name) - \(LineEdit.factor(assigned.value))"
      default: assigned.value
      }
    return way + ": new_\(name) = \(value)"
  }

  func rebinding(
    _ source: String, _ target: String, _ line: Int, _ isVariable: Bool, _ wasUsed: Bool
  ) -> String {
    guard isVariable else {
      return wasUsed
        ? renaming(source, line) : "watch \(source) after line \(line), before computing \(target)"
    }
    if let assigned = edit?.assigned(to: source) {
      return "write in line \(line): \(assignment(source, assigned))"
    }
    // An element is named by another index there: `w[j]` for `w[0]`.
    if let bracket = source.firstIndex(of: "["),
      let element = edit?.assignedElement(of: String(source[..<bracket]))
    {
      return "write in line \(line): \(assignment(element.place, element.assigned))"
    }
    return "give \(source) its new value in line \(line) by assign(), not by '='"
  }

  /// What changes a Variable as an assignment of its name would.
  private func assignment(
    _ name: String, _ assigned: (operator: Character?, value: String)
  ) -> String {
    switch assigned.operator {
    case "+": return "\(name).assign_add(\(assigned.value))"
    case "-": return "\(name).assign_sub(\(assigned.value))"
    case let symbol?: return "\(name).assign(\(name) \(symbol) \(LineEdit.factor(assigned.value)))"
    case nil:
      // A Variable is given the numbers of another one.
      let value = LineEdit(text: assigned.value)
      if let numbers = value.argument(ofWhole: "Variable")
        ?? value.argument(ofWhole: "tf.Variable")
      {
        return "\(name).assign(\(numbers))"
      }
      for (symbol, method) in [("+", "assign_add"), ("-", "assign_sub")] {
        let start = "\(name) \(symbol) "
        let rest = assigned.value.dropFirst(start.count)
        // Of a longer sum the rest would change its sign or its meaning.
        if assigned.value.hasPrefix(start), !rest.contains(where: "+-<>=".contains),
          !rest.contains(" if ")
        {
          return "\(name).\(method)(\(rest))"
        }
      }
      return "\(name).assign(\(assigned.value))"
    }
  }

  func renaming(_ name: String, _ line: Int) -> String {
    if name.contains("[") { return "keep the new value of line \(line) in a list of its own" }
    guard let assigned = edit?.assigned(to: name) else {
      return "give the new value a name of its own in line \(line)"
    }
    let value =
      assigned.operator.map { "\(name) \($0) \(LineEdit.factor(assigned.value))" } ?? assigned.value
    return "give the new value a name of its own in line \(line): new_\(name) = \(value)"
  }

  func ofDiscrete(_ primitive: String, _ line: Int) -> String {
    let place = line > 0 ? " in line \(line)" : ""
    switch primitive {
    case "floor", "ceil", "round", "trunc", "rint":
      return "let the derivative pass straight through\(place): "
        + (edit?.passingStraight(through: primitive) ?? "x + stop_gradient(\(primitive)(x) - x)")
    case "greater", "greater_equal", "less", "less_equal":
      return "take a smooth step\(place), such as \(edit?.smoothStep ?? "sigmoid(x - y)")"
    case "argmax", "argmin": return "weigh instead of choosing\(place), such as softmax(x)"
    case "sign": return "take a smooth step\(place), such as tanh(x)"
    default: return "use a function that has a derivative\(place)"
    }
  }
}
