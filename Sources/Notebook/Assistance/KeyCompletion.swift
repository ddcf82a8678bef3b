import Autodiff
import Language
import OrderedCollections

/// Completes the key of a dict in a subscript: `d['` with the keys that are strings.
struct KeyCompletion {
  let structure: TextStructure
  let names: KnownNames

  /// The keys that begin like the string at the text's end.
  var completion: Completion? {
    let tokens = structure.scan.tokens
    guard let string = tokens.last, let frame = structure.frames.last,
      frame.kind == .subscripted, frame.opener == tokens.count - 2, frame.opener > 0,
      case .object(.reference(let reference)) = names.meaning(
        of: structure.path(endingAt: frame.opener - 1)),
      case .dict(let entries) = names.session.heap[reference]
    else { return nil }
    let text = structure.scan.text(string)
    guard let quote = text.first, quote == "'" || quote == "\"",
      text.count < 3
        || !text.hasPrefix(
          String(repeating: quote, count: 3))
    else { return nil }
    let typed = text.dropFirst()
    let found = entries.values.compactMap { entry -> Completion.Candidate? in
      guard case .string(let key) = entry.key, key.hasPrefix(typed),
        !key.contains(where: { $0 == quote || $0 == "\\" || $0.isNewline })
      else { return nil }
      return Completion.Candidate(key, suffix: "\(quote)]", kind: .value)
    }
    guard !found.isEmpty else { return nil }
    let start = string.range.start + 1
    return Completion(
      range: SourceRange(start, structure.scan.bytes.count), candidates: found)
  }
}
