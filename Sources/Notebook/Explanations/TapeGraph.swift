import Autodiff
import Language
import Tensors

/// The graph of what a tape recorded, as it is drawn: a node for each value, an edge for each use.
///
/// Numbers stand in the expressions that use them, and what was read from a Variable is a leaf.
struct TapeGraph {
  let tape: Tape
  /// What the positions are called.
  let names: TapeNames
  /// The positions that derivatives pass from the target to the sources; empty where none is asked.
  let marked: Set<Int>

  /// An expression is cut to so many characters.
  private static let expressionLimit = 44

  init(_ tape: Tape, names: TapeNames, marked: Set<Int> = []) {
    self.tape = tape
    self.names = names
    self.marked = marked
  }

  /// The operands of a node that are nodes themselves, in order; one that is used twice stands there
  /// twice.
  func operands(of position: Int) -> [Int] {
    let entry = tape.operation(at: position)
    guard entry.role == .operation else { return [] }
    return entry.operands.filter { operand in
      let entry = tape.operation(at: operand)
      return entry.role != .constant || !entry.shape.isEmpty
    }
  }

  /// The operands of a node, each once.
  func distinctOperands(of position: Int) -> [Int] {
    var told: Set<Int> = []
    return operands(of: position).filter { told.insert($0).inserted }
  }

  /// Whether derivatives pass from a node to an operand of it on their way to the sources.
  func isMarked(_ operand: Int, of position: Int) -> Bool {
    marked.contains(operand) && marked.contains(position)
  }

  /// What a node is called and how it was computed: `y = sum(x)`.
  ///
  /// - Throws: the errors of allocation.
  func equation(of position: Int) throws -> String {
    let name = names[position]
    guard tape.operation(at: position).role == .operation else { return name }
    let expression = try tape.expression(at: position) { names[$0] }
    let isLong = expression.count > TapeGraph.expressionLimit
    return "\(name) = "
      + (isLong ? expression.prefix(TapeGraph.expressionLimit - 1) + "…" : expression)
  }

  /// How a node came to the tape, where it is no operation.
  func kind(of position: Int) -> String? {
    let entry = tape.operation(at: position)
    switch entry.role {
    case .operation: return nil
    case .watched: return "watched"
    case .variable, .read: return "Variable"
    case .constant: return "constant"
    }
  }

  /// A node's value in a few numbers.
  func value(of position: Int) -> String { NumberText.text(tape.operation(at: position).value) }

  /// The line of a node.
  func line(of position: Int) -> String? {
    tape.operation(at: position).line.map { "line \($0)" }
  }
}
