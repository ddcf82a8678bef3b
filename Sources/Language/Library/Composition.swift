import Autodiff

/// A function that is made of primitives, so that derivatives of every order flow through it.
///
/// No fact is optional, as for a primitive.
struct Composition: Sendable {
  let name: String
  /// Names without a module; the first is where help lists it.
  let bare: [String]
  /// The names below `tf.`.
  let tensorflow: [String]
  /// The names below `np.`, with NumPy's dtypes and no derivative.
  let numpy: [String]
  let summary: String
  let formula: String
  let convention: String
  let example: String
  let parameters: [BuiltinParameter]
  let samples: [CallSample]
  let errors: [String]
  let body: @Sendable (BoundArguments, Composer) throws -> Object

  init(
    _ name: String, bare: [String] = [], tensorflow: [String], numpy: [String] = [],
    summary: String, formula: String, convention: String = "smooth", example: String,
    parameters: [BuiltinParameter], samples: [CallSample], errors: [String],
    body: @escaping @Sendable (BoundArguments, Composer) throws -> Object
  ) {
    self.name = name
    self.bare = [name] + bare
    self.tensorflow = tensorflow
    self.numpy = numpy
    self.summary = summary
    self.formula = formula
    self.convention = convention
    self.example = example
    self.parameters = parameters
    self.samples = samples
    self.errors = errors
    self.body = body
  }

  /// The function under its bare and TensorFlow's names, and under NumPy's with NumPy's habits.
  var functions: [BuiltinFunction] {
    let recorded = BuiltinFunction(
      name, bare: bare, tensorflow: tensorflow, summary: summary, example: example,
      parameters: parameters + [.operationName],
      composition: CompositionFacts(
        formula: formula, convention: convention, samples: samples, errors: errors)
    ) { [self] arguments, evaluator in
      evaluator.marked(
        try result(arguments, Composer(evaluator: evaluator, namespace: .bare)), isArray: false)
    }
    guard !numpy.isEmpty else { return [recorded] }
    let plain = BuiltinFunction(
      name, numpy: numpy, summary: summary,
      example: "np.\(numpy[0])" + example.dropFirst(name.count), parameters: parameters
    ) { [self] arguments, evaluator in
      try result(arguments, Composer(evaluator: evaluator, namespace: .numpy))
    }
    return [recorded, plain]
  }
}
