import Autodiff
import Language
import Tensors

/// The shape and dtype of the value of an expression, or why it has none, before it is run.
struct ResultHint {
  let names: KnownNames

  /// Longer texts are not looked at, so that a keystroke stays cheap.
  private static let longest = 1_000

  /// The hint behind a text that is one line: `  → (2, 3) float32`.
  func text(of text: String) -> String? {
    guard text.utf8.count <= ResultHint.longest, !text.utf8.contains(UInt8(ascii: "\n")),
      let expression = ResultHint.expression(in: text)
    else { return nil }
    do throws(TensorError) {
      guard let type = try TypeInference(names: names).value(of: expression).type else {
        return nil
      }
      return "  → \(Shape.text(type.shape)) \(type.dtype.name)"
    } catch {
      return "  → \(error)"
    }
  }

  /// The expression whose value a text shows or binds.
  static func expression(in text: String) -> Expression? {
    let parser = Parser(commands: [], isBound: { _ in true })
    let source = EntrySource(file: nil, text: text, firstLine: 1)
    guard let entry = try? parser.parse(source), entry.statements.count == 1,
      let statement = entry.statements.first
    else { return nil }
    switch statement.kind {
    case .expression(let expression, _): return expression
    case .assignment(_, let value): return value
    default: return nil
    }
  }
}
