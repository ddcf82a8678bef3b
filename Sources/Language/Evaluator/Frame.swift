import Autodiff

/// Where the names of one running function, or of an entry's top level, are kept.
final class Frame {
  /// The text that the running code's ranges point into.
  let source: EntrySource
  /// Finds the line of a range.
  let lines: LineTable
  /// The names' places; nil at the top level, whose names are the session's.
  let layout: FrameLayout?
  /// The values of the names that no other function shares; nil while unbound.
  var slots: [Object?]
  /// The shared variables of enclosing scopes, by name.
  let cells: [String: Reference]
  /// The names of the comprehensions that are running, innermost last.
  var scopes: [ComprehensionScope] = []
  /// The names that stand for the numbers of tensors, as the session's `numberNames`.
  var numberNames: [String: [Identity]] = [:]
  /// The tensors that running loops go through, innermost last.
  var loopItems: [Identity] = []
  /// The exceptions whose handlers are running, innermost last.
  var handled: [EvaluationError] = []

  /// The frame of an entry's top level.
  init(source: EntrySource, lines: LineTable) {
    self.source = source
    self.lines = lines
    layout = nil
    slots = []
    cells = [:]
  }

  /// The frame of a call, with every name unbound.
  init(layout: FrameLayout, cells: [String: Reference]) {
    source = layout.definition.source
    lines = layout.lines
    self.layout = layout
    self.cells = cells
    slots = [Object?](repeating: nil, count: layout.definition.locals.count)
  }
}

/// The places of a function's names, computed once for each definition.
final class FrameLayout {
  /// The function.
  let definition: FunctionDefinition
  /// The slot of each local name.
  let slots: [String: Int]
  /// Whether the slot holds a reference to a cell, because a nested function shares the name.
  let isShared: [Bool]
  /// Whether any name is shared.
  let hasShared: Bool
  /// The slot of each parameter.
  let parameterSlots: [Int]
  /// Whether arguments can be put into slots in order: no `*`, `**` or keyword-only parameters.
  let isSimple: Bool
  /// Finds the line of a range.
  let lines: LineTable

  init(_ definition: FunctionDefinition, lines: LineTable) {
    self.definition = definition
    self.lines = lines
    var slots: [String: Int] = [:]
    for (index, name) in definition.locals.enumerated() { slots[name] = index }
    self.slots = slots
    isShared = definition.locals.map(definition.captured.contains)
    hasShared = isShared.contains(true)
    parameterSlots = definition.parameters.compactMap { slots[$0.name] }
    isSimple = definition.parameters.allSatisfy { $0.kind == .normal || $0.kind == .positionalOnly }
  }
}

/// The names that a comprehension binds, seen by its own parts only.
struct ComprehensionScope {
  /// A name's value, or its cell once a function made inside takes it along.
  enum Binding {
    case value(Object?)
    case cell(Reference)
  }
  /// The bindings by name.
  var bindings: [String: Binding] = [:]
}

/// The offsets at which a text's lines start.
final class LineTable {
  private let starts: [Int]
  private let firstLine: Int

  /// The lines of an entry.
  ///
  /// - Complexity: O(length of the text).
  init(_ source: EntrySource) {
    firstLine = source.firstLine
    var starts = [0]
    // Where all lines have one number, they need not be told apart.
    guard source.numbersLines else {
      self.starts = starts
      return
    }
    var offset = 0
    for byte in source.text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    self.starts = starts
  }

  /// The line of the file on which an offset stands.
  func line(at offset: Int) -> Int {
    if starts.count == 1 { return firstLine }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return firstLine + low
  }
}
