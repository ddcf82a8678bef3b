import Autodiff
import Language

extension Assistance {
  /// What the parts of a text are, in ascending order without overlap; what is left out is plain.
  ///
  /// - Complexity: O(length of the text), and O(number of names) if the cursor stands behind a name
  ///   that is not known.
  public func highlights(of text: String, cursor: Int) -> [Highlight] {
    let structure = structure(of: text)
    return TextPainter(
      structure: structure, names: names(in: structure), commands: commands, cursor: cursor
    ).highlights
  }
}

/// Gives the tokens of a text their roles.
private struct TextPainter {
  let structure: TextStructure
  let names: KnownNames
  let commands: [String: CommandDeclaration]
  let cursor: Int

  var highlights: [Highlight] {
    let pair = bracketsAtCursor
    var highlights: [Highlight] = []
    highlights.reserveCapacity(structure.scan.tokens.count)
    for (index, token) in structure.scan.tokens.enumerated()
    where token.range.start < token.range.end {
      if structure.partners[index] == -1 {
        highlights.append(Highlight(token.range, .bracketMismatch))
      } else if index == pair?.0 || index == pair?.1 {
        highlights.append(Highlight(token.range, .bracketMatch))
      } else if let role = role(of: token, at: index) {
        highlights.append(Highlight(token.range, role))
      }
    }
    return highlights
  }

  private func role(of token: TextToken, at index: Int) -> Highlight.Role? {
    switch token.kind {
    case .keyword: .keyword
    case .number: .number
    case .string: .string
    case .comment: .comment
    case .symbol: structure.uses[index] == .word ? nil : .operator
    case .fieldStart, .fieldEnd, .prime: .operator
    case .lineEnd: nil
    case .invalid: isInWords(index) ? nil : .error
    case .name: role(ofName: index)
    }
  }

  private func role(ofName index: Int) -> Highlight.Role? {
    switch structure.uses[index] {
    case .plain, .word, .keywordArgument: return nil
    case .command: return .command
    case .binding: return .boundName
    case .module:
      let path = structure.path(endingAt: index).joined(separator: ".")
      return names.library.dottedNames[path] != nil || isBeingTyped(index) ? .module : .unknownName
    case .imported(let module):
      guard let object = names.library.member(structure.name(index), of: module) else {
        return isBeingTyped(index) ? nil : .unknownName
      }
      return role(of: object)
    case .attribute:
      let path = structure.path(endingAt: index)
      guard path.count > 1 else { return nil }
      switch names.meaning(of: path) {
      case .object(let object): return role(of: object)
      // What an unknown name has is not known either; that name is marked.
      case .unknown:
        guard case .object = names.meaning(of: path.dropLast()) else { return nil }
        return isBeingTyped(index) && isBeginning(of: path) ? nil : .unknownName
      case .later: return nil
      }
    case .name:
      let name = structure.name(index)
      switch names.meaning(of: name) {
      case .object(let object): return role(of: object)
      case .later: return .boundName
      case .unknown:
        let words = TextToken.keywords + commands.keys
        return isBeingTyped(index) && names.isBeginning(name, ofOneOf: words) ? nil : .unknownName
      }
    }
  }

  private func role(of object: Object) -> Highlight.Role {
    if case .module = object { return .module }
    return names.isFunction(object) ? .function : .boundName
  }

  /// Whether the cursor stands at the end of a token.
  private func isBeingTyped(_ index: Int) -> Bool {
    structure.scan.tokens[index].range.end == cursor
  }

  /// Whether a member of a module begins like the last name of a path.
  private func isBeginning(of path: [String]) -> Bool {
    guard let last = path.last,
      case .object(.module(let module)) = names.meaning(of: path.dropLast())
    else { return false }
    return names.library.members(of: module).contains { $0.hasPrefix(last) }
  }

  /// Whether a token stands among words that are no code.
  private func isInWords(_ index: Int) -> Bool { structure.uses[index] == .word }

  /// The tokens of the bracket at the cursor, or else before it, and of its partner.
  private var bracketsAtCursor: (Int, Int)? {
    var before: (Int, Int)?
    for (index, token) in structure.scan.tokens.enumerated() {
      guard token.range.end >= cursor else { continue }
      guard token.range.start <= cursor else { break }
      guard let partner = structure.partners[index], partner >= 0 else { continue }
      if token.range.start == cursor { return (index, partner) }
      if token.range.end == cursor { before = (index, partner) }
    }
    return before
  }
}
