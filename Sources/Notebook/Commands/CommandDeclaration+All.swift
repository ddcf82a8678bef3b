import Language

extension CommandDeclaration {
  /// Every command, in the order of help.
  static func all(quitting request: QuitRequest) -> [CommandDeclaration] {
    [
      watch, unwatch, tape, grad, vjp, jvp, jacobian, batchJacobian, hessian, hvp, derivative,
      explain, trace, why,
      graph, backward, check,
      plot, heatmap, hist,
      vars, help, apropos, del, set,
      seed,
      undo, redo, history, time, printAll, load, run, save, record,
      export,
      quit("quit", request), quit("exit", request),
    ]
  }
}

extension CommandInvocation {
  /// The arguments that are no options.
  var operands: [CommandArgument] {
    command.arguments.filter { argument in
      if case .option = argument.kind { return false }
      return true
    }
  }

  /// The options, each of them checked to be one that the command knows.
  ///
  /// - Throws: `TypeError` for an option that the command does not know.
  func options(known: [String]) throws -> [String: String?] {
    var result: [String: String?] = [:]
    for argument in command.arguments {
      guard case .option(let name, let value) = argument.kind else { continue }
      guard known.contains(name) else {
        let near = Suggestion.closest(to: name, among: known).first ?? known.first
        throw EvaluationError.type(
          "\(command.name) has no option --\(name)", hint: near.map { "did you mean --\($0)?" })
      }
      result[name] = .some(value)
    }
    return result
  }

  /// The words that are no options, without the value of one option, which is written behind `=` or
  /// as the word that follows it.
  func words(besideValueOf option: String) -> (words: [String], value: String?) {
    var words: [String] = []
    var value: String?
    var isValueNext = false
    for argument in command.arguments {
      switch argument.kind {
      case .option(option, let given):
        value = given
        isValueNext = given == nil
      case .word(let word) where isValueNext:
        value = word
        isValueNext = false
      case .word(let word): words.append(word)
      case .option, .expression, .statement: break
      }
    }
    return (words, value)
  }

  /// The value of an argument that is an expression.
  func value(of argument: CommandArgument) throws -> Object {
    switch argument.kind {
    case .expression(let expression): return try evaluator.evaluate(expression)
    case .word(let word): return try evaluator.lookUp(word)
    case .option, .statement:
      throw EvaluationError.type("'\(argument.text)' is not an expression")
    }
  }
}

extension CommandArgument {
  /// The argument as a bare name, if it is one.
  var name: String? {
    switch kind {
    case .word(let word): return word
    case .expression(let expression):
      if case .name(let name) = expression.kind { return name }
      return nil
    case .option, .statement: return nil
    }
  }
}
