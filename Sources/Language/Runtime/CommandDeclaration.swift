/// A bare-word command: what the parser must know, its help and its behaviour, declared once.
public struct CommandDeclaration: Sendable {
  /// Input with the output it gives.
  public struct Example: Sendable {
    /// What is typed.
    public let input: String
    /// What is shown.
    public let output: String

    /// An example of input and output.
    public init(_ input: String, output: String) {
      self.input = input
      self.output = output
    }
  }

  /// What a command does; what it returns is shown, or is the value of `g = grad z x`.
  public typealias Body = @Sendable (CommandInvocation) throws -> Object?

  /// The command's word and the kinds of its arguments.
  public let syntax: CommandSyntax
  /// What its arguments are meant to be.
  public let expectation: ArgumentExpectation
  /// The group under which help lists it: `tape`, `derivatives`, `understanding`, `session`.
  public let group: String
  /// One sentence of help.
  public let summary: String
  /// How it is typed: `grad z x y`.
  public let usage: String
  /// More help, in Markdown.
  public let details: String
  /// Examples with their output.
  public let examples: [Example]
  /// Whether an entry that is this command alone is kept with the session's entries, to be saved
  /// and run again.
  public let isPartOfSession: Bool
  /// The words of clauses and the options with which it writes a file: an entry of it alone is then
  /// kept no more than one of `save`.
  public let fileWords: Set<String>
  /// What it does.
  public let run: Body

  /// A command with its syntax, help and behaviour.
  public init(
    syntax: CommandSyntax, expecting expectation: ArgumentExpectation = ArgumentExpectation(),
    group: String, summary: String, usage: String, details: String, examples: [Example] = [],
    isPartOfSession: Bool = true, fileWords: Set<String> = [], run: @escaping Body
  ) {
    self.syntax = syntax
    self.expectation = expectation
    self.group = group
    self.summary = summary
    self.usage = usage
    self.details = details
    self.examples = examples
    self.isPartOfSession = isPartOfSession
    self.fileWords = fileWords
    self.run = run
  }

  /// The word that starts the command.
  public var name: String { syntax.name }

  /// Whether a use of it writes a file, so that it is no part of the session.
  public func writesFile(_ command: Command) -> Bool {
    command.arguments.enumerated().contains { index, argument in
      switch argument.kind {
      case .option(let name, _): return fileWords.contains(name)
      // The clause's word stands behind the first argument, and before its own.
      case .word(let word):
        return index > 0 && index + 1 < command.arguments.count && fileWords.contains(word)
      case .expression, .statement: return false
      }
    }
  }
}

/// One use of a command.
public struct CommandInvocation {
  /// The command as it was parsed.
  public let command: Command
  /// Whether the value is needed (`g = grad z x`), so that nothing is to be shown.
  public let isValueNeeded: Bool
  /// What evaluates arguments, binds names, and takes output.
  public let evaluator: Evaluator

  /// The value of the argument at a position.
  ///
  /// - Throws: what evaluation throws; a `TypeError` where the argument is no expression.
  public func value(at index: Int) throws -> Object {
    guard index < command.arguments.count else {
      throw EvaluationError.type("\(command.name) needs \(index + 1) arguments or more")
    }
    guard case .expression(let expression) = command.arguments[index].kind else {
      throw EvaluationError.type("'\(command.arguments[index].text)' is not an expression")
    }
    return try evaluator.evaluate(expression)
  }

  /// The argument at a position, if it is a bare name.
  public func name(at index: Int) -> String? {
    guard index < command.arguments.count else { return nil }
    switch command.arguments[index].kind {
    case .expression(let expression):
      if case .name(let name) = expression.kind { return name }
      return nil
    case .word(let word): return word
    case .option, .statement: return nil
    }
  }
}
