import Autodiff
import Tensors

extension Library {
  /// What looks at objects of any type.
  static let inspection: [BuiltinFunction] = [
    BuiltinFunction(
      "len", bare: ["len"], summary: "How many items a container has.", example: "len([1, 2, 3])",
      parameters: [.positional("obj")],
      result: { known throws(TensorError) in
        if let items = known[0].items { return .object(.int(items.count)) }
        if case .tensor(let type) = known[0], let extent = type.shape.first {
          return .object(.int(extent))
        }
        return .instance(.int)
      }
    ) { arguments, evaluator in
      .int(try evaluator.length(arguments.required(0)))
    },
    BuiltinFunction(
      "isinstance", bare: ["isinstance"],
      summary: "Whether an object is of a type, or of one of a tuple of types.",
      example: "isinstance(1, int)", parameters: [.positional("obj"), .positional("types")]
    ) { arguments, evaluator in
      let type = evaluator.typeName(of: arguments.required(0))
      return .bool(
        try TypeTest.isSubtype(
          type, of: arguments.required(1), function: "isinstance", evaluator, depth: 0))
    },
    BuiltinFunction(
      "issubclass", bare: ["issubclass"],
      summary: "Whether a type is another, or derived from it.",
      example: "issubclass(IndexError, LookupError)",
      parameters: [.positional("type"), .positional("types")]
    ) { arguments, evaluator in
      guard case .type(let type) = arguments.required(0) else {
        throw EvaluationError.type("issubclass() arg 1 must be a class")
      }
      return .bool(
        try TypeTest.isSubtype(
          type, of: arguments.required(1), function: "issubclass", evaluator, depth: 0))
    },
    BuiltinFunction(
      "callable", bare: ["callable"], summary: "Whether an object can be called.",
      example: "callable(len)", parameters: [.positional("obj")]
    ) { arguments, _ in
      switch arguments.required(0) {
      case .builtin, .primitive, .type, .dtype: return .bool(true)
      case .reference(let reference):
        return .bool([.function, .method, .transformed].contains(reference.kind))
      default: return .bool(false)
      }
    },
    BuiltinFunction(
      "id", bare: ["id"],
      summary: "A number that tells an object from every other object alive at the same time.",
      example: "id(len)", parameters: [.positional("obj")]
    ) { arguments, evaluator in
      .int(try StableHash.identity(of: arguments.required(0), evaluator))
    },
    BuiltinFunction(
      "hash", bare: ["hash"], summary: "A number that equal objects share, the same on every run.",
      example: "hash('x')", parameters: [.positional("obj")]
    ) { arguments, evaluator in
      .int(StableHash.hash(of: try evaluator.key(for: arguments.required(0))))
    },
    BuiltinFunction(
      "hasattr", bare: ["hasattr"], summary: "Whether an object has an attribute.",
      example: "hasattr([], 'append')", parameters: [.positional("obj"), .positional("name")]
    ) { arguments, evaluator in
      let name = try evaluator.attributeName(arguments.required(1), "hasattr")
      do {
        _ = try evaluator.attribute(name, of: arguments.required(0))
        return .bool(true)
      } catch let error as EvaluationError where error.type == .attributeError {
        return .bool(false)
      }
    },
    BuiltinFunction(
      "getattr", bare: ["getattr"],
      summary: "An attribute of an object, or a default where it has none.",
      example: "getattr(2., 'no', 0)",
      parameters: [
        .positional("obj"), .positional("name"), .positional("default", default: .omitted),
      ]
    ) { arguments, evaluator in
      let name = try evaluator.attributeName(arguments.required(1), "getattr")
      do {
        return try evaluator.attribute(name, of: arguments.required(0))
      } catch let error as EvaluationError where error.type == .attributeError {
        guard let value = arguments[2] else { throw error }
        return value
      }
    },
  ]
}

extension Evaluator {
  fileprivate func attributeName(_ object: Object, _ function: String) throws -> String {
    guard case .string(let name) = object else {
      throw EvaluationError.type(
        "attribute name must be string, not '\(typeName(of: object).name)'")
    }
    return name
  }
}

/// Tests of types for `isinstance` and `issubclass`.
enum TypeTest {
  /// Whether a type is one of those that an object names: a type or a tuple of types.
  static func isSubtype(
    _ type: TypeName, of object: Object, function: String, _ evaluator: Evaluator, depth: Int
  ) throws -> Bool {
    switch object {
    case .type(let other): return isSubtype(type, of: other)
    case .reference(let reference) where reference.kind == .tuple && depth < 100:
      for item in evaluator.listItems(object) ?? [] {
        try evaluator.poll()
        if try isSubtype(type, of: item, function: function, evaluator, depth: depth + 1) {
          return true
        }
      }
      return false
    default:
      throw EvaluationError.type(
        "\(function)() arg 2 must be a type, a tuple of types, or a union")
    }
  }

  private static func isSubtype(_ type: TypeName, of other: TypeName) -> Bool {
    if case .exception(let exception) = type, case .exception(let parent) = other {
      return exception.isSubclass(of: parent)
    }
    return type == other || (type == .bool && other == .int)
  }
}
