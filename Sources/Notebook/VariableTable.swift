import Autodiff
import HashTreeCollections
import Language
import OrderedCollections
import Tensors

/// The names that the user bound, as a table.
struct VariableTable {
  private let evaluator: Evaluator

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// The table of some names, or of all of them, sorted.
  ///
  /// - Throws: `NameError` for a name that is not bound.
  func text(of wanted: [String]?) throws -> String {
    let all = evaluator.session.globals.keys.sorted()
    for name in wanted ?? [] where evaluator.session.globals[name] == nil {
      throw EvaluationError(
        .nameError, "name '\(name)' is not defined",
        hint: Suggestion.closest(to: name, among: all).first.map { "did you mean '\($0)'?" })
    }
    let names = wanted ?? all
    guard !names.isEmpty else { return "no names are bound" }
    var table = TextTable([
      ("name", .left), ("type", .left), ("shape", .left), ("dtype", .left), ("value", .left),
    ])
    for name in names {
      guard let object = evaluator.session.globals[name] else { continue }
      table.rows.append(row(name, object))
    }
    return table.text
  }

  /// One name: its type, shape, dtype and value.
  func row(_ name: String, _ object: Object) -> [String] {
    let tensor = tensor(object)
    let mark = isWatched(object) ? "  watched" : ""
    return [
      name, evaluator.typeName(of: object).name, tensor.map { Shape.text($0.shape) } ?? "",
      tensor?.dtype.name ?? "", value(object) + mark,
    ]
  }

  private func tensor(_ object: Object) -> Tensor? {
    if case .tensor(let value) = object { return value.tensor }
    return evaluator.variable(object)?.value.tensor
  }

  /// Whether an open tape watches a tensor or a Variable.
  func isWatched(_ object: Object) -> Bool {
    let identity: Identity
    if case .tensor(let value) = object {
      identity = value.identity
    } else if let variable = evaluator.variable(object) {
      identity = variable.identity
    } else {
      return false
    }
    let recorder = evaluator.session.recorder
    return recorder.openTapes.contains { recorder.tape($0)?.watches(identity) == true }
  }

  /// A value in a part of a line, whatever its size.
  func value(_ object: Object) -> String {
    if let tensor = tensor(object) {
      let options = PrintOptions(precision: 4, threshold: 12, edgeItems: 2)
      let text = tensor.text(options)
      return VariableTable.shortened(
        text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    if case .reference(let reference) = object {
      switch evaluator.session.heap[reference] {
      case .list(let items), .tuple(let items): return VariableTable.count(items.count)
      case .dict(let entries): return VariableTable.count(entries.count)
      case .tape(let tape):
        let recorded = tape.id.flatMap { evaluator.session.recorder.tape($0)?.count } ?? 0
        return recorded == 1 ? "1 entry" : "\(recorded) entries"
      case .function(let function):
        let parameters = function.definition.parameters.map(\.name)
        return "\(function.definition.name)(\(parameters.joined(separator: ", ")))"
      default: break
      }
    }
    // Of a long string only what is shown is made into a literal.
    if case .string(let text) = object, text.utf8.count > 200 {
      return VariableTable.shortened(DisplayValue.string(String(text.prefix(60))).text)
    }
    return VariableTable.shortened(evaluator.displayValue(of: object).text)
  }

  private static func count(_ items: Int) -> String { items == 1 ? "1 item" : "\(items) items" }

  static func shortened(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 50 ? line.prefix(49) + "…" : String(line)
  }
}
