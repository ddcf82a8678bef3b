import Language

extension Assistance {
  /// What could follow the text, to stand dim behind it: the parameters that a call still takes, the
  /// arguments of a command, or the shape and dtype of an expression's value.
  ///
  /// - Returns: nil where nothing helpful is known, and unless the cursor stands at the text's end.
  /// - Complexity: O(length of the text); nothing is evaluated.
  public func hint(for text: String, cursor: Int) -> String? {
    guard cursor == text.utf8.count, let last = text.utf8.last, last != UInt8(ascii: "\n") else {
      return nil
    }
    let structure = structure(of: text)
    if case .string(isOpen: true)? = structure.scan.tokens.last?.kind { return nil }
    if structure.scan.tokens.last?.kind == .comment { return nil }
    if let frame = structure.frames.last {
      return frame.kind == .call ? hint(forCall: frame, structure) : nil
    }
    if case .command(let command) = structure.end {
      return CommandHint(command: command, structure: structure).text
    }
    return ResultHint(names: names(in: structure)).text(of: text)
  }

  /// What a call still takes: `, axis=None, keepdims=False)` after `sum(x`.
  private func hint(forCall frame: TextFrame, _ structure: TextStructure) -> String? {
    guard let signature = names(in: structure).signature(ofCallAt: frame.opener) else { return nil }
    let scan = structure.scan
    guard let last = scan.tokens.last else { return nil }
    let hasBlank = scan.bytes.count > last.range.end
    let positional = frame.commas + (frame.isItemStart ? 0 : 1) - frame.keywords.count
    let rest = signature.remaining(after: positional, frame.keywords).map(\.text)
    if frame.isItemStart {
      let blank = last.kind == .symbol(",") && !hasBlank ? " " : ""
      return blank + rest.joined(separator: ", ") + ")"
    }
    if last.kind == .symbol("="), frame.isKeyword, let keyword = frame.keywords.last {
      let value = signature.parameters.first { $0.name == keyword }?.defaultText ?? ""
      return ([value] + rest).joined(separator: ", ") + ")"
    }
    if let beginning = beginning(of: frame, structure, signature) { return beginning }
    return ([""] + rest).joined(separator: ", ") + ")"
  }

  /// The rest of a keyword argument whose name is half typed: `is=None, keepdims=False)` after
  /// `sum(x, ax`.
  private func beginning(
    of frame: TextFrame, _ structure: TextStructure, _ signature: Signature
  ) -> String? {
    let tokens = structure.scan.tokens
    guard frame.commas > 0, let last = tokens.last, last.kind == .name, tokens.count > 1,
      tokens[tokens.count - 2].kind == .symbol(","), last.range.end == structure.scan.bytes.count
    else { return nil }
    let letters = structure.scan.text(last)
    guard case .unknown = names(in: structure).meaning(of: letters) else { return nil }
    let rest = signature.remaining(
      after: frame.commas - frame.keywords.count, frame.keywords)
    guard let meant = rest.firstIndex(where: { $0.takesKeyword && $0.name.hasPrefix(letters) })
    else { return nil }
    let parameter = rest[meant]
    let others = rest.filter { $0.name != parameter.name && $0.defaultText != nil }.map(\.text)
    let first = parameter.name.dropFirst(letters.count) + "=" + (parameter.defaultText ?? "")
    return ([first] + others).joined(separator: ", ") + ")"
  }
}
