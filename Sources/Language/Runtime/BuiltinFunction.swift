public import Tensors

/// A function or method of the library: declared once, with its names, its help and its behaviour.
///
/// The body may throw `EvaluationError`, `AutodiffError` and `TensorError`; the evaluator makes
/// Python exceptions of them and adds the place of the call.
public final class BuiltinFunction: Sendable {
  /// What a call does.
  public typealias Body = @Sendable (BoundArguments, Evaluator) throws -> Object
  /// What is known of a call's value from what is known of its arguments; nothing is computed.
  ///
  /// It may throw what computing the value would throw.
  public typealias Result = @Sendable (KnownArguments) throws(TensorError) -> KnownValue

  /// The name by which it is shown.
  public let name: String
  /// Names without a module in front: `len`, `print`.
  public let bareNames: [String]
  /// Dotted names below `tf`: `random.normal`.
  public let tensorflow: [String]
  /// Dotted names below `np`.
  public let numpy: [String]
  /// Names in the module `math`.
  public let math: [String]
  /// Dotted names below `matplotlib`: `pyplot.plot`.
  public let matplotlib: [String]
  /// One sentence of help.
  public let summary: String
  /// An example of use, as it is typed.
  public let example: String
  /// The parameters, in order.
  public let parameters: [BuiltinParameter]
  /// What is known of a call's value before it is computed; nil where nothing is.
  public let result: Result?
  /// What is declared of a function that is made of primitives; nil for the others.
  public let composition: CompositionFacts?
  /// What help tells of the mathematics: of what is made of primitives, and of what makes tensors.
  public let facts: FunctionFacts?
  /// What a call does.
  public let body: Body

  /// Whether it is NumPy's alone, so that it gives arrays.
  public var isNumPy: Bool { !numpy.isEmpty && bareNames.isEmpty && tensorflow.isEmpty }

  /// A builtin; without names of its own it is found only where a table puts it, as methods are.
  public init(
    _ name: String, bare: [String] = [], tensorflow: [String] = [], numpy: [String] = [],
    math: [String] = [], matplotlib: [String] = [], summary: String, example: String = "",
    parameters: [BuiltinParameter],
    result: Result? = nil, composition: CompositionFacts? = nil, body: @escaping Body
  ) {
    self.name = name
    self.bareNames = bare
    self.tensorflow = tensorflow
    self.numpy = numpy
    self.math = math
    self.matplotlib = matplotlib
    self.summary = summary
    self.example = example
    self.parameters = parameters
    self.result = result
    self.composition = composition
    self.facts = composition.map(FunctionFacts.init)
    self.body = body
  }

  /// A function with what help tells of its mathematics.
  init(_ function: BuiltinFunction, stating facts: FunctionFacts) {
    name = function.name
    bareNames = function.bareNames
    tensorflow = function.tensorflow
    numpy = function.numpy
    math = function.math
    matplotlib = function.matplotlib
    summary = function.summary
    example = function.example
    parameters = function.parameters
    result = function.result
    composition = function.composition
    self.facts = facts
    body = function.body
  }

  /// How it is called: `name(x, axis=None)`.
  public var usage: String {
    var parts: [String] = []
    var starred = false
    for parameter in parameters {
      switch parameter.kind {
      case .rest:
        parts.append("*\(parameter.name)")
        starred = true
        continue
      case .keywordRest:
        parts.append("**\(parameter.name)")
        continue
      case .keywordOnly:
        if !starred { parts.append("*") }
        starred = true
      case .normal, .positionalOnly:
        break
      }
      switch parameter.defaultValue {
      case .required: parts.append(parameter.name)
      case .omitted: parts.append("\(parameter.name)=…")
      case .value(let value): parts.append("\(parameter.name)=\(value.literalText)")
      }
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}

/// What an attribute of an object is: a value computed from the object, or a method.
public enum AttributeEntry: Sendable {
  /// A value: `x.shape`.
  case property(summary: String, @Sendable (Object, Evaluator) throws -> Object)
  /// A function that is given the object as `BoundArguments.receiver`: `x.append`.
  case method(BuiltinFunction)
}

/// The attributes of each type.
public typealias AttributeTable = [TypeName: [String: AttributeEntry]]

/// A name of the library that stands for a value: `pi`, `np.inf`, `tf.float32`.
public struct LibraryConstant: Sendable {
  /// Names without a module in front.
  public let bareNames: [String]
  /// Names with their module's whole path: `tensorflow.float32`, `math.pi`.
  public let dottedNames: [String]
  /// One sentence of help.
  public let summary: String
  /// The value.
  public let value: Object

  /// A constant with its names.
  public init(bare: [String] = [], dotted: [String] = [], summary: String, value: Object) {
    self.bareNames = bare
    self.dottedNames = dotted
    self.summary = summary
    self.value = value
  }
}
