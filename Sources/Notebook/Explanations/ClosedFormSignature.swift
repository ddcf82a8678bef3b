import Autodiff
import Language

/// What a function is called and which of its parameters are numbers of a closed form.
struct ClosedFormSignature {
  /// What the function is called.
  let name: String
  /// The parameters that must be given.
  let parameters: [String]
  /// The parameters that take their defaults, as they are declared.
  let defaults: [String]

  /// - Throws: a `TypeError` for what is no function, or takes any number of arguments.
  init(_ argument: CommandArgument, _ function: Object, _ evaluator: Evaluator) throws {
    let isPlain = argument.text.allSatisfy { $0.isLetter || $0.isNumber || "_.()".contains($0) }
    name = isPlain && argument.text.first != "(" ? argument.text : "f"
    guard let found = ClosedFormSignature.parameters(of: function, evaluator) else {
      let type = evaluator.typeName(of: function).name
      let isFunction = ["function", "builtin", "method"].contains { type.contains($0) }
      throw EvaluationError.type(
        isFunction
          ? "\(argument.text) takes any number of arguments"
          : "\(argument.text) is no function but \(type)",
        hint: isFunction
          ? "write a function of what you mean: derivative (lambda x: …)"
          : "of a recorded value, explain z x and backward z x show the derivative")
    }
    (parameters, defaults) = found
    guard !parameters.isEmpty else {
      throw EvaluationError.type("\(argument.text) takes no argument that it could depend on")
    }
  }

  private static func parameters(
    of function: Object, _ evaluator: Evaluator
  ) -> (required: [String], defaults: [String])? {
    switch function {
    case .primitive(let reference):
      let operands = reference.primitive.parameters.filter(\.kind.isOperand)
      guard operands.allSatisfy({ $0.kind == .tensor }) else { return nil }
      return (operands.map(\.name), [])
    case .builtin(let builtin): return parameters(of: builtin)
    case .reference:
      switch evaluator.heapObject(function) {
      case .function(let function): return parameters(of: function.definition)
      case .method(_, let method): return parameters(of: method)
      // What was made of a function has its parameters.
      case .transformed(let made):
        return made.captured.first.flatMap { parameters(of: $0, evaluator) } ?? (["x"], [])
      default: return nil
      }
    default: return nil
    }
  }

  private static func parameters(
    of definition: FunctionDefinition
  ) -> (required: [String], defaults: [String])? {
    var required: [String] = []
    var defaults: [String] = []
    for parameter in definition.parameters {
      switch parameter.kind {
      case .normal, .positionalOnly, .keywordOnly:
        if parameter.defaultValue != nil {
          defaults.append(parameter.name)
        } else if parameter.kind == .keywordOnly {
          return nil
        } else {
          required.append(parameter.name)
        }
      case .rest, .keywordRest:
        return nil
      }
    }
    return (required, defaults)
  }

  private static func parameters(
    of builtin: BuiltinFunction
  ) -> (required: [String], defaults: [String])? {
    var required: [String] = []
    for parameter in builtin.parameters {
      guard case .required = parameter.defaultValue else { continue }
      guard parameter.kind == .normal || parameter.kind == .positionalOnly else { return nil }
      required.append(parameter.name)
    }
    return (required, [])
  }
}
