import Language

extension CommandInvocation {
  /// Evaluates arguments and answers, and leaves the session as it was.
  func asking<Result>(_ body: () throws -> Result) rethrows -> Result {
    let saved = (evaluator.session, evaluator.isAsking)
    evaluator.isAsking = true
    defer { (evaluator.session, evaluator.isAsking) = saved }
    return try body()
  }

  /// The operands without what stands behind the command's own words, and that by those words.
  ///
  /// - Parameter first: how many operands stand before such a word at least.
  func clauses(
    _ words: [String], behind first: Int
  ) -> (operands: [CommandArgument], clauses: [String: CommandArgument]) {
    var rest: [CommandArgument] = []
    var found: [String: CommandArgument] = [:]
    var arguments = operands[...]
    while let argument = arguments.popFirst() {
      if rest.count >= first, let word = argument.name, words.contains(word), found[word] == nil,
        let next = arguments.popFirst()
      {
        found[word] = next
      } else {
        rest.append(argument)
      }
    }
    return (rest, found)
  }
}
