import Language

/// What a command still takes, from its usage: `x y … [on TAPE] [--zero]` after `grad z `.
struct CommandHint {
  let command: CommandUse
  let structure: TextStructure

  /// What follows the text; nil where nothing more is taken.
  var text: String? {
    guard let last = structure.scan.tokens.last else { return nil }
    let blank = structure.scan.bytes.count > last.range.end ? "" : " "
    if let value = optionValue { return blank + value }
    let rests = forms.compactMap(rest(of:)).filter { !$0.isEmpty }
    return rests.isEmpty ? nil : blank + rests.joined(separator: " | ")
  }

  /// What is accepted for the option of `set` that is named.
  private var optionValue: String? {
    let operands = command.operands
    guard operands.count == 1, command.role(ofOperand: 1) == .optionValue else { return nil }
    let name = structure.scan.text(operands[0].range.start..<operands[0].range.end)
    return OptionDeclaration.all.first { $0.name == name }?.expected
  }

  /// The forms of the command in its usage, without its word.
  private var forms: [[Substring]] {
    let declaration = command.declaration
    let word = declaration.name + " "
    return declaration.usage.split(separator: ", ").filter { $0.hasPrefix(word) }
      .map { $0.dropFirst(word.count).split(separator: " ") }
  }

  /// What is left of a form; nil where it is not the one that is typed.
  private func rest(of form: [Substring]) -> String? {
    var words = form[...]
    if let second = command.declaration.syntax.secondWord, words.first == second[...] {
      words.removeFirst()
    }
    let subcommands = command.declaration.syntax.subcommands
    let first = words.first.map { $0.split(separator: "|").map(String.init) } ?? []
    if let subcommand = command.subcommand {
      guard first.contains(subcommand) else { return nil }
      words.removeFirst()
    } else if command.operandCount > 0, first.contains(where: subcommands.contains) {
      return nil
    }
    for _ in 0..<command.operandCount {
      guard let word = words.first, word != "…" else { break }
      words.removeFirst()
      // `[NAME [VALUE]]` is two arguments, of which the second is left.
      if word.hasPrefix("["), !word.hasSuffix("]"), let next = words.first, next.hasSuffix("]]") {
        words[words.startIndex] = next.dropLast()
      }
    }
    for argument in command.arguments where argument.isOption {
      let option = structure.scan.text(argument.range.start..<argument.range.end)
      words.removeAll { $0 == "[\(option)]" }
    }
    if let clause = command.clause, let place = words.firstIndex(of: "[\(clause)"[...]) {
      words.removeSubrange(words.startIndex...place)
      let hasArgument = command.arguments.last.map { !$0.isOwnWord && !$0.isOption } ?? false
      if hasArgument, !words.isEmpty {
        words.removeFirst()
      } else if let next = words.first {
        words[words.startIndex] = next.hasSuffix("]") ? next.dropLast() : next
      }
    }
    return words.joined(separator: " ")
  }
}
