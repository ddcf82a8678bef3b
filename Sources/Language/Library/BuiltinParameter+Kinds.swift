extension BuiltinParameter {
  /// A parameter that is given by its place.
  static func positional(_ name: String, default value: Default = .required) -> BuiltinParameter {
    BuiltinParameter(name, kind: .positionalOnly, default: value)
  }

  /// A parameter that may be given by its place or by one of its names.
  static func normal(
    _ name: String, _ aliases: String..., default value: Default = .required,
    role: ArgumentRole = .expression
  ) -> BuiltinParameter {
    BuiltinParameter(name, aliases: aliases, default: value, role: role)
  }

  /// A parameter that is given by name only.
  static func keyword(
    _ name: String, _ aliases: String..., default value: Default = .omitted
  ) -> BuiltinParameter {
    BuiltinParameter(name, aliases: aliases, kind: .keywordOnly, default: value)
  }

  /// Takes every further positional argument.
  static func rest(_ name: String, role: ArgumentRole = .expression) -> BuiltinParameter {
    BuiltinParameter(name, kind: .rest, default: .omitted, role: role)
  }

  /// Takes every further argument by name.
  static func keywords(_ name: String) -> BuiltinParameter {
    BuiltinParameter(name, kind: .keywordRest, default: .omitted)
  }

  /// TensorFlow's name of an operation, which is accepted and not used.
  static let operationName = keyword("name", default: .value(.none))
  /// The element type of a result.
  static let dtype = normal("dtype", default: .value(.none), role: .dtype)
  /// The element type of a result, where places belong to something else.
  static let dtypeByName = BuiltinParameter(
    "dtype", kind: .keywordOnly, default: .value(.none), role: .dtype)
}

extension BoundArguments {
  /// The argument at a parameter's position, unless it was omitted or is None.
  func given(_ index: Int) -> Object? {
    guard let value = values[index] else { return nil }
    if case .none = value { return nil }
    return value
  }

  /// The argument of a parameter by name, unless it was omitted or is None.
  func given(_ name: String) -> Object? {
    guard let value = self[name] else { return nil }
    if case .none = value { return nil }
    return value
  }
}
