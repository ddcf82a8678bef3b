import Autodiff
import Language

/// What the exporters need of a function of the library: its names and its parameters.
struct CalleeFacts {
  /// A parameter.
  struct Parameter {
    let names: [String]
    let kind: ParameterKind
    /// Whether tensors are expected.
    let isOperand: Bool
  }

  let name: String
  /// The names below `tf.`.
  let tensorflow: [String]
  let parameters: [Parameter]
  /// Whether tapes record it, so that it is no function of Python's own.
  let isRecorded: Bool

  /// The facts of a primitive or a builtin.
  init?(_ object: Object) {
    switch object {
    case .primitive(let reference):
      let primitive = reference.primitive
      name = primitive.name
      tensorflow = primitive.tensorflow
      isRecorded = true
      parameters = primitive.parameters.map { parameter in
        Parameter(
          names: [parameter.name] + parameter.aliases,
          kind: parameter.kind == .operands
            ? .rest : parameter.isKeywordOnly ? .keywordOnly : .normal,
          isOperand: parameter.kind.isOperand)
      }
    case .builtin(let builtin):
      name = builtin.name
      tensorflow = builtin.tensorflow
      isRecorded = builtin.composition != nil
      parameters = builtin.parameters.map { parameter in
        Parameter(
          names: [parameter.name] + parameter.aliases, kind: parameter.kind,
          isOperand: builtin.composition != nil && CalleeFacts.operands.contains(parameter.name))
      }
    default: return nil
    }
  }

  /// The names that compositions give to what must be a tensor.
  static let operands: Set<String> = [
    "x", "y", "x1", "x2", "a", "b", "value", "values", "tensor", "input", "input_", "inputs",
    "data",
    "labels", "logits", "y_true", "y_pred", "features", "params", "matrix", "rhs", "chol", "t",
    "diagonal", "mask", "indices", "updates",
  ]

  /// The arguments of a call in the places of the parameters.
  ///
  /// - Returns: nil where they cannot be told apart before the program runs, or do not fit.
  func bound(
    _ arguments: [Language.Argument]
  ) -> (named: [(parameter: Parameter, value: Expression)], rest: [Expression])? {
    var named: [(parameter: Parameter, value: Expression)] = []
    var rest: [Expression] = []
    var places = parameters.filter { $0.kind == .positionalOnly || $0.kind == .normal }[...]
    let restParameter = parameters.first { $0.kind == .rest }
    let isRestFirst = parameters.first?.kind == .rest
    for argument in arguments {
      switch argument {
      case .positional(let value):
        if !isRestFirst, let place = places.popFirst() {
          named.append((place, value))
        } else if restParameter != nil {
          rest.append(value)
        } else {
          return nil
        }
      case .keyword(let name, _, let value):
        if name == "name" { continue }
        guard let parameter = parameters.first(where: { $0.names.contains(name) }) else {
          return nil
        }
        named.append((parameter, value))
      case .unpacked, .unpackedKeywords: return nil
      }
    }
    return (named, rest)
  }
}
