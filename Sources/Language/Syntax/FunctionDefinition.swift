/// A function's name, parameters and body, of a `def` or a `lambda`.
public final class FunctionDefinition: Sendable {
  /// Its name, or `<lambda>`.
  public let name: String
  /// Its parameters in the order declared.
  public let parameters: [ParameterDeclaration]
  /// What it runs.
  public let body: Body
  /// The decorators, the outermost first.
  public let decorators: [Expression]
  /// The first string statement of the body.
  public let documentation: String?
  /// Where it stands, from its `def` or `lambda` to the end of its body.
  public let range: SourceRange
  /// The entry's text, for the functions that outlive their entry.
  public let source: EntrySource
  /// Names assigned in the body and its nested blocks, parameters first, without those that
  /// `global` and `nonlocal` declare.
  public let locals: [String]
  /// Names declared `nonlocal` in the body.
  public let nonlocals: Set<String>
  /// Names declared `global` in the body.
  public let globals: Set<String>
  /// Locals that a nested function, lambda or comprehension reads or writes.
  public let captured: Set<String>
  /// Names this function takes from enclosing functions (directly or for a nested function).
  public let free: Set<String>

  /// The statements of a `def` or the one expression of a `lambda`.
  public enum Body: Sendable {
    case statements([Statement])
    case expression(Expression)
  }

  /// A function with the names that scope analysis found.
  public init(
    name: String, parameters: [ParameterDeclaration], body: Body, decorators: [Expression],
    documentation: String?, range: SourceRange, source: EntrySource, locals: [String],
    nonlocals: Set<String>, globals: Set<String>, captured: Set<String>, free: Set<String>
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.decorators = decorators
    self.documentation = documentation
    self.range = range
    self.source = source
    self.locals = locals
    self.nonlocals = nonlocals
    self.globals = globals
    self.captured = captured
    self.free = free
  }
}

/// How arguments reach a parameter.
public enum ParameterKind: Sendable, Hashable {
  case positionalOnly, normal, keywordOnly
  /// Takes every further positional argument: `*args`.
  case rest
  /// Takes every further argument by name: `**kwargs`.
  case keywordRest
}

/// One parameter of a function definition.
public struct ParameterDeclaration: Sendable {
  /// Its name, without stars.
  public let name: String
  /// How arguments reach it.
  public let kind: ParameterKind
  /// The default, evaluated where the function is defined.
  public let defaultValue: Expression?
  /// Where it stands.
  public let range: SourceRange

  /// A parameter of a kind.
  public init(name: String, kind: ParameterKind, defaultValue: Expression?, range: SourceRange) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.range = range
  }
}
