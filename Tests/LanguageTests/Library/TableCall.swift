import Autodiff

@testable import Language

/// An operation of the table as it is called: a name and what its parameters are called.
struct TableCall: Sendable, CustomStringConvertible {
  /// The name that is typed: `sum`, `tf.reduce_sum`, `np.sum`.
  let name: String
  /// The parameters that are given by place or by name, in order.
  let parameters: [Parameter]
  /// Whether any number of arguments is taken.
  var takesRest = false

  struct Parameter: Sendable {
    let name: String
    let aliases: [String]
    let isKeywordOnly: Bool
    let isRequired: Bool
    /// Whether it is named `axis`, or takes axes.
    let takesAxis: Bool
  }

  var description: String { name }

  /// Every primitive and every function that makes, draws or computes tensors, under each of its
  /// names.
  static let all: [TableCall] = primitives + functions

  static let primitives: [TableCall] = Primitive.all.flatMap { primitive in
    // A builtin of Python's may have a bare name first, as `max` and `slice` do.
    let bare = ([primitive.name] + primitive.bareAliases).filter { name in
      if case .primitive? = LibraryTable.standard.bareNames[name] { return true }
      return false
    }
    let names =
      bare + primitive.tensorflow.map { "tf.\($0)" }
      + primitive.numpy.map { "np.\($0)" }
    return names.map { name in
      TableCall(
        name: name,
        parameters: primitive.parameters.map { parameter in
          Parameter(
            name: parameter.name, aliases: parameter.aliases,
            isKeywordOnly: parameter.isKeywordOnly,
            isRequired: parameter.defaultValue == nil,
            takesAxis: [.axis, .axes, .optionalAxis].contains(parameter.kind))
        } + furtherKeywords(of: primitive, isNumPy: name.hasPrefix("np.")))
    }
  }

  /// The keywords without an effect, and those of NumPy's alone.
  private static func furtherKeywords(of primitive: Primitive, isNumPy: Bool) -> [Parameter] {
    let reduction = isNumPy ? NumPyReduction(rawValue: primitive.name)?.keywords ?? [] : []
    return (primitive.ignoredKeywords.keys.sorted() + reduction.sorted()).map {
      Parameter(name: $0, aliases: [], isKeywordOnly: true, isRequired: false, takesAxis: false)
    }
  }

  /// The functions whose arguments are tensors and numbers.
  static let functions: [TableCall] = LibraryTable.standard.groups.flatMap { group in
    group.functions.filter { function in
      function.composition != nil || group.title == "creation" || group.title == "random numbers"
    }
  }.flatMap { function in
    let names =
      function.bareNames + function.tensorflow.map { "tf.\($0)" }
      + function.numpy.map { "np.\($0)" }
    return names.map { name in
      TableCall(
        name: name, parameters: function.parameters.compactMap(parameter),
        takesRest: function.parameters.contains { $0.kind == .rest })
    }
  }

  private static func parameter(_ parameter: BuiltinParameter) -> Parameter? {
    guard parameter.kind != .rest, parameter.kind != .keywordRest else { return nil }
    var isRequired = false
    if case .required = parameter.defaultValue { isRequired = true }
    return Parameter(
      name: parameter.name, aliases: parameter.aliases,
      isKeywordOnly: parameter.kind == .keywordOnly, isRequired: isRequired,
      takesAxis: parameter.name == "axis")
  }
}
