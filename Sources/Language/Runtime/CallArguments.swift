/// The evaluated arguments of a call.
public struct CallArguments: Sendable {
  /// An argument given by name.
  public struct Keyword: Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: Object

    /// A named argument.
    public init(_ name: String, _ value: Object) {
      self.name = name
      self.value = value
    }
  }

  /// Arguments by position.
  public var positional: [Object]
  /// Arguments by name, in order.
  public var keywords: [Keyword]

  /// The arguments of a call.
  public init(_ positional: [Object] = [], keywords: [Keyword] = []) {
    self.positional = positional
    self.keywords = keywords
  }

  /// How many arguments there are.
  public var count: Int { positional.count + keywords.count }
}

/// A parameter of a builtin function or method.
public struct BuiltinParameter: Sendable {
  /// What stands for an omitted argument.
  public enum Default: Sendable {
    /// The argument must be given.
    case required
    /// The argument may be omitted; its place is then empty.
    case omitted
    /// The argument may be omitted and then is this.
    case value(Object)
  }

  /// The name.
  public let name: String
  /// Other names it may be given by.
  public let aliases: [String]
  /// How arguments reach it.
  public let kind: ParameterKind
  /// What stands for an omitted argument.
  public let defaultValue: Default
  /// What is meant for it.
  public let role: ArgumentRole

  /// A parameter; required unless a default is named.
  public init(
    _ name: String, aliases: [String] = [], kind: ParameterKind = .normal,
    default defaultValue: Default = .required, role: ArgumentRole = .expression
  ) {
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.defaultValue = defaultValue
    self.role = role
  }
}

/// Arguments in the places of a builtin's parameters.
public struct BoundArguments: Sendable {
  /// The receiver of a method; None of a function.
  public let receiver: Object
  /// The parameters, in order.
  public let parameters: [BuiltinParameter]
  /// One for each parameter; nil where omitted, and at `rest` and `keywordRest`.
  public let values: [Object?]
  /// What the `rest` parameter took.
  public let rest: [Object]
  /// What the `keywordRest` parameter took.
  public let keywordRest: [CallArguments.Keyword]

  /// The argument at a parameter's position, or nil where it was omitted.
  public subscript(index: Int) -> Object? { values[index] }

  /// The argument of a parameter by name, or nil where it was omitted.
  public subscript(name: String) -> Object? {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the builtin declares no parameter '\(name)'")
    }
    return values[index]
  }

  /// A required argument.
  ///
  /// - Precondition: the parameter is required or has a default value.
  public func required(_ index: Int) -> Object {
    guard let value = values[index] else {
      preconditionFailure("the parameter '\(parameters[index].name)' may be omitted")
    }
    return value
  }
}
