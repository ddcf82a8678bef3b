import Autodiff
import Tensors

/// What every library has, because evaluation itself is built on it: tapes, Variables and the
/// attributes of functions and exceptions.
enum RuntimeLibrary {
  static let constructors: [TypeName: BuiltinFunction] = [
    .tape: tapeConstructor, .variable: variableConstructor,
    .accumulator: accumulatorConstructor,
  ]

  static let attributes: AttributeTable = [
    .tape: table(tapeMethods, properties: [:]),
    .accumulator: table(accumulatorMethods, properties: [:]),
    .variable: table(variableMethods, properties: variableProperties),
    .function: functionAttributes,
    .builtin: functionAttributes,
    .exception(.baseException): [
      "args": .property(summary: "What the exception was made with.") { object, evaluator in
        guard case .exception(let exception)? = evaluator.heapObject(object) else { return .none }
        return evaluator.makeTuple(exception.arguments)
      }
    ],
    .type: [
      "__name__": .property(summary: "The type's name.") { object, _ in
        guard case .type(let type) = object else { return .none }
        return .string(type.name)
      }
    ],
  ]

  private static let functionAttributes: [String: AttributeEntry] = [
    "__name__": .property(summary: "The function's name.") { object, evaluator in
      .string(evaluator.functionName(object))
    },
    "__doc__": .property(summary: "The function's documentation.") { object, evaluator in
      switch object {
      case .builtin(let builtin): return .string(builtin.summary)
      case .primitive(let reference): return .string(reference.primitive.summary)
      default: break
      }
      guard case .function(let function)? = evaluator.heapObject(object),
        let documentation = function.definition.documentation
      else { return .none }
      return .string(documentation)
    },
  ]

  private static func table(
    _ methods: [BuiltinFunction], properties: [String: AttributeEntry]
  ) -> [String: AttributeEntry] {
    var table = properties
    for method in methods { table[method.name] = .method(method) }
    return table
  }
}

extension Evaluator {
  /// The name of a function of any kind.
  func functionName(_ object: Object) -> String {
    switch object {
    case .builtin(let builtin): return builtin.name
    case .primitive(let reference): return reference.primitive.name
    case .type(let type): return type.name
    default: break
    }
    switch heapObject(object) {
    case .function(let function): return function.definition.name
    case .method(_, let method): return method.name
    case .transformed(let function): return function.name
    default: return typeName(of: object).name
    }
  }
}
