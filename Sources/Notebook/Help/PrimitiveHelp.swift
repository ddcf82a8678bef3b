import Autodiff
import Language

/// The help on a primitive, computed from its declaration.
struct PrimitiveHelp {
  let primitive: Primitive
  /// Whose derivatives are told.
  let convention: Convention

  init(_ primitive: Primitive, by convention: Convention) {
    self.primitive = primitive
    self.convention = convention
  }

  /// Usage, summary, formula, derivative, convention and other names.
  var text: String {
    var rows = [
      (term: "formula", text: primitive.formula), ("derivative", derivative),
      ("convention", primitive.conventionText(by: convention)),
    ]
    if !names.isEmpty { rows.append(("also", names.joined(separator: ", "))) }
    if !primitive.operators.isEmpty {
      rows.append(("operator", primitive.operators.joined(separator: ", ")))
    }
    return Paragraph.wrapped(usage, indent: 4) + "\n" + Paragraph.wrapped(primitive.summary)
      + "\n\n" + Paragraph.definitions(rows)
  }

  /// What `apropos` finds it by, besides names and summary.
  var searched: String {
    [
      primitive.formula, primitive.searchedConvention,
      DerivativeHelp.words(primitive.derivativeKind(by: convention)),
    ].joined(separator: "\n")
  }

  /// The names besides its own.
  var names: [String] {
    PrimitiveHelp.names(
      bare: primitive.bareAliases, tensorflow: primitive.tensorflow, numpy: primitive.numpy)
  }

  /// The operators as they are asked about: `-` for `unary -`.
  var operators: [String] {
    primitive.operators.compactMap { $0.split(separator: " ").last.map(String.init) }
      .filter { $0 != primitive.name }
  }

  /// How it is called: `sum(x, axis=None, keepdims=False)`.
  var usage: String {
    var parts: [String] = []
    var isAfterStar = false
    for parameter in primitive.parameters {
      if parameter.isKeywordOnly, !isAfterStar {
        parts.append("*")
        isAfterStar = true
      }
      if parameter.kind == .operands {
        parts.append("*" + parameter.name)
        isAfterStar = true
        continue
      }
      parts.append(parameter.name + (parameter.defaultValue.map { "=" + $0.text } ?? ""))
    }
    return "\(primitive.name)(\(parts.joined(separator: ", ")))"
  }

  /// The partial derivatives, where the primitive is elementwise; else the kind of its rule.
  private var derivative: String {
    guard let partials = primitive.partials(by: convention) else {
      return DerivativeHelp.word(primitive.derivativeKind(by: convention))
    }
    let names = primitive.parameters.filter(\.kind.isOperand).map(\.name)
    let result = primitive.resultName
    return zip(names, partials).map { name, partial in
      let text = partial.text(operands: names, result: result)
      return "by \(name): \(text)" + (partial.usesResult ? ", where \(result) is the result" : "")
    }.joined(separator: "\n")
  }

  /// The parameters and the derivative rule.
  func more() throws -> String {
    try [parameters, DerivativeHelp(primitive, by: convention).text()].filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private var parameters: String {
    let rows = primitive.parameters.map { parameter in
      var facts = [parameter.kind.words]
      if let value = parameter.defaultValue { facts.append("by default \(value.text)") }
      if parameter.isKeywordOnly { facts.append("by keyword only") }
      if !parameter.aliases.isEmpty {
        facts.append("also named " + parameter.aliases.joined(separator: ", "))
      }
      return (term: parameter.name, text: facts.joined(separator: "; "))
    }
    return "parameters\n" + Paragraph.definitions(rows)
  }

  /// Names with their modules in front.
  static func names(
    bare: [String], tensorflow: [String], numpy: [String], math: [String] = []
  ) -> [String] {
    bare + tensorflow.map { "tf.\($0)" } + numpy.map { "np.\($0)" } + math.map { "math.\($0)" }
  }
}

extension Parameter.Kind {
  /// What is accepted, in words.
  fileprivate var words: String {
    switch self {
    case .tensor: "a tensor"
    case .tensors: "a list of tensors"
    case .operands: "any number of tensors, one after the other"
    case .axes: "an axis, a tuple of axes, or None for all"
    case .axis: "an axis; negative ones count from the last"
    case .optionalAxis: "an axis, or None"
    case .flag: "True or False"
    case .shape: "a shape"
    case .permutation: "an order of the axes, or None"
    case .dtype: "an element type"
    case .integer: "a whole number"
    case .integers: "a whole number or a sequence of them"
    case .rows: "a list of lists of whole numbers"
    case .number: "a real number"
    case .string(let choices):
      choices.isEmpty ? "a string" : "one of " + choices.joined(separator: ", ")
    case .padding: "'SAME', 'VALID', or pairs of numbers: before and behind each axis"
    case .slices: "what stands between the brackets of a subscript"
    }
  }
}
