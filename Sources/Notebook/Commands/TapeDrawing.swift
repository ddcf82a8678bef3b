import Autodiff
import Language

/// A use of `tape dot`.
struct TapeDrawing {
  private let evaluator: Evaluator
  private let id: TapeID
  private let file: GraphFile?

  init(_ invocation: CommandInvocation) throws {
    evaluator = invocation.evaluator
    let (operands, clauses) = invocation.clauses(["to"], behind: 1)
    guard operands.count <= 2 else {
      throw EvaluationError.type("tape dot takes one tape: tape dot [t] [to FILE]")
    }
    file = try clauses["to"].map { try GraphFile($0.name ?? $0.text, invocation) }
    if operands.count == 2 {
      id = try Tapes(evaluator).tape(operands[1])
    } else if let current = Tapes(evaluator).current {
      id = current
    } else {
      throw EvaluationError.value("there is no tape to draw", hint: "watch x opens one")
    }
  }

  /// Shows the DOT text, or writes it to the file.
  func show() throws {
    guard let tape = try evaluator.session.recorder.wholeTape(id) else {
      throw AutodiffError.noSuchTape
    }
    let graph = TapeGraph(tape, names: TapeNames(tape, evaluator.sessionNames))
    let positions = (0..<tape.count).filter { position in
      let entry = tape.operation(at: position)
      // What was read from a Variable stands for it, and numbers where they are used.
      switch entry.role {
      case .variable: return false
      case .constant: return !entry.shape.isEmpty
      case .operation, .watched, .read: return true
      }
    }
    let text = try GraphDOT(graph, positions).text(poll: evaluator.poll)
    evaluator.emit(.text(try file?.write(text) ?? text))
  }
}
