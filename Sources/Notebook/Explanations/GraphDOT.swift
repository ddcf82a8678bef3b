import Autodiff
import Language
import Tensors

/// A graph in Graphviz's language, DOT: from what was watched down to the results.
struct GraphDOT {
  private let graph: TapeGraph
  private let positions: [Int]

  /// The graph of some positions.
  init(_ graph: TapeGraph, _ positions: [Int]) {
    self.graph = graph
    self.positions = positions
  }

  /// The text, which ends without a line break.
  ///
  /// - Throws: what `poll` throws, and the errors of allocation.
  func text(poll: () throws -> Void) throws -> String {
    var lines = [
      "digraph tape {", "  node [shape=box, fontname=\"sans-serif\"];",
    ]
    for position in positions {
      try poll()
      lines.append("  n\(position) [\(try attributes(of: position))];")
    }
    let known = Set(positions)
    for position in positions {
      try poll()
      for operand in graph.operands(of: position) where known.contains(operand) {
        let mark = graph.isMarked(operand, of: position) ? " [color=red, penwidth=2]" : ""
        lines.append("  n\(operand) -> n\(position)\(mark);")
      }
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private func attributes(of position: Int) throws -> String {
    let entry = graph.tape.operation(at: position)
    let type = entry.shape.isEmpty ? "" : "\(Shape.text(entry.shape)) \(entry.dtype.name)"
    let facts = [graph.kind(of: position), graph.line(of: position)].compactMap { $0 }
    let label = [
      try graph.equation(of: position), type, GraphDOT.value(of: entry),
      facts.joined(separator: ", "),
    ].filter { !$0.isEmpty }
    var attributes = ["label=\(GraphDOT.quoted(label.joined(separator: "\n")))"]
    switch entry.role {
    case .operation: break
    case .watched, .variable, .read: attributes += ["shape=ellipse", "style=bold"]
    case .constant: attributes.append("style=dashed")
    }
    if graph.marked.contains(position) { attributes.append("color=red") }
    return attributes.joined(separator: ", ")
  }

  /// Few numbers are told; the type stands beside them.
  private static func value(of entry: Tape.Operation) -> String {
    entry.value.count <= NumberText.elementLimit ? NumberText.text(entry.value) : ""
  }

  /// A text as DOT has it between quotes: its line breaks are centred.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
