import Language
import Tensors

/// The operand that ends with a token of a half-typed text, before a dot.
extension TypeInference {
  /// Longer operands are not looked at, so that a keystroke stays cheap.
  private static let longest = 1_000

  /// The type of the operand that ends with a token; nil where it is not known.
  func type(ofOperandEndingAt last: Int) -> TypeName? {
    let scan = names.structure.scan
    guard let first = start(ofOperandEndingAt: last) else { return nil }
    let start = scan.tokens[first].range.start
    let end = scan.tokens[last].range.end
    guard end - start <= TypeInference.longest,
      let expression = ResultHint.expression(in: scan.text(start..<end)),
      let value = try? value(of: expression)
    else { return nil }
    switch value {
    case .unknown: return nil
    case .tensor, .array: return .tensor
    case .object(let object): return names.session.typeName(of: object)
    case .list: return .list
    case .tuple: return .tuple
    case .instance(let type): return type
    }
  }

  /// The first token of the operand that ends with a token: of names, strings, brackets, and what
  /// calls them, takes a part of them or stands behind their dots.
  private func start(ofOperandEndingAt last: Int) -> Int? {
    let structure = names.structure
    let tokens = structure.scan.tokens
    var index = last
    while index >= 0 {
      switch tokens[index].kind {
      case .symbol(")"), .symbol("]"), .symbol("}"):
        guard let opener = structure.partners[index], opener >= 0 else { return nil }
        index = opener
        // A bracket directly behind an operand belongs to it.
        guard opener > 0, isOperand(opener - 1),
          tokens[opener - 1].range.end == tokens[opener].range.start
        else { return opener }
        index -= 1
      case .name, .string, .number:
        guard index > 1, tokens[index - 1].kind == .symbol(".") else { return index }
        index -= 2
      default: return nil
      }
    }
    return nil
  }

  /// Whether an operand ends with a token.
  private func isOperand(_ index: Int) -> Bool {
    switch names.structure.scan.tokens[index].kind {
    case .name: names.structure.uses[index] != .command
    case .string, .symbol(")"), .symbol("]"), .symbol("}"): true
    default: false
    }
  }
}
