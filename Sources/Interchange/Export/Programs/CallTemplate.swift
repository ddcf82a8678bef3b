/// How a framework spells a call of one of our functions.
///
///     torch.sum({x}⟨, dim={axis}⟩⟨, keepdim={keepdims}⟩)
///
/// `{x}` is the argument of the parameter `x`, `{x!}` the same where an attribute or subscript
/// follows, `{axis=0}` an argument with a default, and `{*values}` all further ones. What stands in
/// `⟨…⟩` is left out where one of its arguments is not given. ` | ` separates alternatives, of which
/// the first is taken whose arguments are all given and which leaves no given argument out.
struct CallTemplate {
  /// A piece of an alternative.
  enum Piece {
    case text(String)
    case argument(name: String, isPrimary: Bool, fallback: String?)
    case rest(name: String)
    case optional([Piece])
  }

  /// The alternatives, in order.
  let alternatives: [[Piece]]

  init(_ text: String) {
    alternatives = CallTemplate.split(text).map { part in
      var characters = Array(part)[...]
      return CallTemplate.pieces(&characters)
    }
  }

  /// The name of the function, where the template is a call of it with its arguments in order and
  /// nothing else, so that the function itself can be handed over.
  var functionName: String? {
    guard let pieces = alternatives.first, case .text(let text)? = pieces.first,
      text.hasSuffix("("), text.dropLast().allSatisfy(CallTemplate.isOfName),
      pieces.count > 2, case .argument(_, false, nil) = pieces[1],
      case .text(")")? = pieces.last
    else { return nil }
    let rest = pieces[2..<(pieces.count - 1)]
    let isAlone = rest.allSatisfy { piece in
      if case .optional = piece { true } else { false }
    }
    let isPlain = rest.allSatisfy { piece in
      switch piece {
      case .text(let text): text == ", "
      case .argument(_, let isPrimary, let fallback): !isPrimary && fallback == nil
      case .optional: true
      case .rest: false
      }
    }
    return isAlone || (isPlain && alternatives.count == 1) ? String(text.dropLast()) : nil
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._".contains(character)
  }

  /// The parameters that the template names.
  var parameters: Set<String> {
    var names: Set<String> = []
    func note(_ pieces: [Piece]) {
      for piece in pieces {
        switch piece {
        case .text: break
        case .argument(let name, _, _), .rest(let name): names.insert(name)
        case .optional(let inner): note(inner)
        }
      }
    }
    alternatives.forEach(note)
    return names
  }

  /// Whether an argument stands in a call that converts it wherever it stands.
  func converts(_ parameter: String, by call: String) -> Bool {
    var isConverted = false
    var isPlain = false
    func look(_ pieces: [Piece]) {
      for (index, piece) in pieces.enumerated() {
        switch piece {
        case .argument(parameter, _, _):
          if index > 0, case .text(let text) = pieces[index - 1], text.hasSuffix(call) {
            isConverted = true
          } else {
            isPlain = true
          }
        case .optional(let inner): look(inner)
        default: break
        }
      }
    }
    alternatives.forEach(look)
    return isConverted && !isPlain
  }

  /// The call with arguments; nil where no alternative takes them.
  func text(
    _ arguments: [String: Code], rest: [Code] = []
  ) -> String? {
    for pieces in alternatives {
      var used = Set<String>()
      guard let text = CallTemplate.text(pieces, arguments, rest, &used) else { continue }
      if used.isSuperset(of: arguments.keys) { return text }
    }
    return nil
  }

  private static func text(
    _ pieces: [Piece], _ arguments: [String: Code], _ rest: [Code], _ used: inout Set<String>
  ) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .argument(let name, let isPrimary, let fallback):
        if let argument = arguments[name] {
          used.insert(name)
          text += isPrimary ? argument.text(atLeast: .primary) : argument.text
        } else if let fallback {
          text += fallback
        } else {
          return nil
        }
      case .rest(let name):
        used.insert(name)
        text += rest.map(\.text).joined(separator: ", ")
      case .optional(let inner):
        var mine = used
        guard let part = CallTemplate.text(inner, arguments, rest, &mine) else { continue }
        used = mine
        text += part
      }
    }
    return text
  }

  private static func split(_ text: String) -> [String] {
    var parts = [""]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word == "|" {
        parts.append("")
      } else {
        parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return parts
  }

  /// Reads pieces up to the end, or to the bracket that closes an optional one.
  private static func pieces(_ characters: inout ArraySlice<Character>) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    func flush() {
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
    }
    while let character = characters.popFirst() {
      switch character {
      case "⟩":
        flush()
        return pieces
      case "⟨":
        flush()
        pieces.append(.optional(CallTemplate.pieces(&characters)))
      case "{":
        flush()
        let name = String(characters.prefix { $0 != "}" })
        characters = characters.dropFirst(name.count + 1)
        pieces.append(argument(name))
      default: text.append(character)
      }
    }
    flush()
    return pieces
  }

  private static func argument(_ text: String) -> Piece {
    if text.hasPrefix("*") { return .rest(name: String(text.dropFirst())) }
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    let isPrimary = name.hasSuffix("!")
    return .argument(
      name: isPrimary ? String(name.dropLast()) : name, isPrimary: isPrimary,
      fallback: parts.count == 2 ? parts[1] : nil)
  }
}
