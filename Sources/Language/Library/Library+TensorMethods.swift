import Autodiff

extension Library {
  /// The compositions that are methods of tensors as well, with NumPy's names.
  static let tensorCompositions: [BuiltinFunction] = [
    ("take", "ones(2, 2).take([0])"), ("repeat", "ones(2).repeat(3)"),
    ("swapaxes", "ones(2, 3).swapaxes(0, 1)"), ("diagonal", "ones(2, 2).diagonal()"),
    ("trace", "ones(2, 2).trace()"), ("var", "ones(2, 2).var()"), ("std", "ones(2, 2).std()"),
    ("clip", "ones(2).clip(0., 2.)"),
  ].map { name, example in
    guard let function = composition(name) else {
      preconditionFailure("no composition \(name)")
    }
    return BuiltinFunction(
      name, summary: function.summary, example: example,
      parameters: Array(function.parameters.dropFirst())
    ) { arguments, evaluator in
      let numpy = evaluator.numpyFunction(name, for: arguments.receiver)
      let keywords = zip(arguments.parameters, arguments.values).compactMap { parameter, value in
        // NumPy's functions cannot be named.
        numpy != nil && parameter.name == "name"
          ? nil : value.map { CallArguments.Keyword(parameter.name, $0) }
      }
      return try evaluator.call(
        numpy ?? .builtin(function), CallArguments([arguments.receiver], keywords: keywords))
    }
  }

  /// The function under its bare name of the composition of a name.
  private static func composition(_ name: String) -> BuiltinFunction? {
    for (_, compositions) in composed {
      if let found = compositions.first(where: { $0.name == name }) { return found.functions.first }
    }
    return nil
  }
}

extension Evaluator {
  /// NumPy's function of a name, which is what an array's method of the name is.
  func numpyFunction(_ name: String, for receiver: Object) -> Object? {
    isArray(receiver) ? options.library.member(name, of: Module("numpy")) : nil
  }
}
