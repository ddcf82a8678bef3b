import Autodiff
import HashTreeCollections
import Language
import OrderedCollections
import Tensors

/// What `?x` tells of an object of the user's.
struct ObjectHelp {
  let evaluator: Evaluator
  /// How the user wrote it.
  let name: String
  let object: Object
  /// Whether everything is told: all uses, and the value as it is shown.
  let isWhole: Bool
  /// Whether it was computed for the question, so that no tape can know it.
  var isComputed = false

  /// How many uses are told of unless all are.
  private static let useLimit = 5

  /// The text, of which each line stands for itself.
  ///
  /// - Throws: an interruption.
  func text() throws -> String {
    switch evaluator.heapObject(object) {
    case .function(let function): return functionText(function.definition)
    case .tape(let tape): return try tapeText(tape)
    case .variable(let variable):
      let facts =
        "name '\(variable.name)', " + (variable.isTrainable ? "trainable" : "not trainable")
      return try tensorText(variable.value.tensor, facts, variable.identity)
    default: break
    }
    if case .tensor(let value) = object {
      return try tensorText(value.tensor, nil, value.identity)
    }
    return plainText
  }

  // MARK: Tensors and Variables

  private func tensorText(
    _ tensor: Tensor, _ facts: String?, _ identity: Identity
  ) throws -> String {
    let count = tensor.count == 1 ? "1 element" : "\(tensor.count) elements"
    var rows: [(term: String, text: String)] = [
      ("type", evaluator.typeName(of: object).name + (facts.map { ", " + $0 } ?? "")),
      ("shape", Shape.text(tensor.shape)), ("dtype", tensor.dtype.name),
      ("size", "\(count), \(ByteCount.text(tensor.byteCount))"),
    ]
    let traces = try evaluator.session.recorder.tapes(recording: identity).compactMap {
      try TapeTrace(of: identity, on: $0, evaluator)
    }
    if !isComputed || !traces.isEmpty {
      let isWatched = VariableTable(evaluator).isWatched(object)
      rows.append(("watched", isWatched ? "by an open tape" : "no"))
      if traces.isEmpty { rows.append(("recorded", "on no tape")) }
    }
    for trace in traces {
      rows.append(("recorded", "on the \(trace.tape)"))
      for origin in trace.origins { rows.append(("made by", origin)) }
      rows += uses(trace)
    }
    let text = isWhole ? tensor.text() : tensor.text(PrintOptions(threshold: 64, edgeItems: 2))
    return "\(name)\n" + Paragraph.definitions(rows) + "\n  value\n"
      + Paragraph.indented(text, by: 4)
  }

  private func uses(_ trace: TapeTrace) -> [(term: String, text: String)] {
    guard !trace.uses.isEmpty else { return [("used by", "nothing yet")] }
    let shown = isWhole ? trace.uses[...] : trace.uses.prefix(ObjectHelp.useLimit)
    var rows = shown.map { (term: "used by", text: $0) }
    if shown.count < trace.uses.count {
      rows.append(("", "… \(trace.uses.count - shown.count) more: ??\(name)"))
    }
    return rows
  }

  // MARK: Functions

  private func functionText(_ definition: FunctionDefinition) -> String {
    var text = definition.signature + "\n"
    text += definition.documentation.map { Paragraph.wrapped($0) } ?? "A function of yours."
    return text + "\n\nsource\n" + Paragraph.indented(definition.text)
  }

  // MARK: Tapes

  private func tapeText(_ tape: TapeObject) throws -> String {
    guard let id = tape.id, let recorded = evaluator.session.recorder.tape(id) else {
      let use = tape.isPersistent ? "persistent" : "single-use"
      return "\(name)\n" + Paragraph.definitions([("type", "GradientTape, \(use), not used yet")])
    }
    let state = recorded.isPaused ? "paused" : recorded.isOpen ? "open" : "closed"
    let use =
      recorded.isUsedUp ? "used up" : recorded.isPersistent ? "persistent" : "single-use"
    let watched = try watchedNames(recorded, id)
    return "\(name)\n"
      + Paragraph.definitions([
        ("type", "GradientTape"), ("state", "\(state), \(use)"),
        ("entries", "\(recorded.count)"),
        ("watches", watched.isEmpty ? "nothing" : watched.joined(separator: ", ")),
        ("Variables", recorded.watchesVariables ? "watched when they are read" : "not watched"),
      ])
  }

  /// The names of what a tape watches, or their positions.
  private func watchedNames(_ tape: Tape, _ id: TapeID) throws -> [String] {
    guard let listing = evaluator.tapeListing(of: id) else { return [] }
    var rest = tape.watchedIdentities.count
    var names: [String] = []
    for position in 0..<tape.count where rest > 0 {
      if position & 0x3FF == 0 { try evaluator.poll() }
      let entry = tape.operation(at: position)
      guard entry.role == .watched || entry.role == .variable, tape.watches(entry.identity) else {
        continue
      }
      names.append(listing.name(of: position))
      rest -= 1
    }
    let limit = isWhole ? names.count : ObjectHelp.useLimit
    guard names.count > limit else { return names }
    return names.prefix(limit) + ["… \(names.count - limit) more"]
  }

  // MARK: Other objects

  private var plainText: String {
    var rows: [(term: String, text: String)] = [
      ("type", evaluator.typeName(of: object).name)
    ]
    if let count = itemCount { rows.append(("length", "\(count)")) }
    let text = isWhole ? evaluator.displayValue(of: object).text : elided
    rows.append(("value", text))
    return "\(name)\n" + Paragraph.definitions(rows)
  }

  private var itemCount: Int? {
    switch object {
    case .string(let text): text.unicodeScalars.count
    case .range(let range): range.count
    default: evaluator.listItems(object)?.count ?? evaluator.dictionary(object)?.count
    }
  }

  /// How many items of a list are shown unless all are.
  private static let itemLimit = 6

  /// The value in one line, whatever its size.
  private var elided: String {
    guard let items = evaluator.listItems(object), items.count > ObjectHelp.itemLimit else {
      let isLarge = (evaluator.dictionary(object)?.count ?? 0) > ObjectHelp.itemLimit
      return isLarge
        ? VariableTable(evaluator).value(object)
        : VariableTable.shortened(evaluator.displayValue(of: object).text)
    }
    let texts = items.prefix(ObjectHelp.itemLimit / 2).map { item in
      VariableTable.shortened(evaluator.displayValue(of: item).text)
    }
    return texts.joined(separator: ", ") + ", … \(items.count - texts.count) more"
  }
}
