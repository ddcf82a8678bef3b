import Autodiff
import Tensors

/// The derivative rule of a primitive, as `??sum` tells it.
struct DerivativeHelp {
  private let primitive: Primitive
  private let convention: Convention

  init(_ primitive: Primitive, by convention: Convention) {
    self.primitive = primitive
    self.convention = convention
  }

  /// The rule in words, and the programs of both modes.
  ///
  /// - Throws: the errors of allocation: a rule may have to be run on a small sample.
  func text() throws -> String {
    let rule = try primitive.derivativeText(by: convention)
    var parts = [Paragraph.wrapped("derivative rule: " + DerivativeHelp.words(rule.kind))]
    if !rule.reverse.isEmpty {
      let cotangents = rule.reverse.map { part in
        (term: part.name, text: part.lines.joined(separator: "\n"))
      }
      parts.append(
        "reverse mode: the cotangent of each operand, given g, that of the result "
          + "\(rule.result)\n" + Paragraph.definitions(cotangents))
    }
    if let forward = rule.forward {
      parts.append(
        "forward mode: the tangent of the result \(rule.result), given t_ of each operand\n"
          + Paragraph.definitions([(forward.name, forward.lines.joined(separator: "\n"))]))
    }
    if let point = rule.point { parts.append(Paragraph.wrapped(DerivativeHelp.text(of: point))) }
    parts.append(Paragraph.wrapped("convention: " + primitive.conventionText(by: convention)))
    return parts.joined(separator: "\n\n")
  }

  /// The sample that the programs are of.
  private static func text(of point: DerivativeText.Point) -> String {
    let operands = point.operands.map { name, type in
      "\(name) of shape \(Shape.text(type.shape))"
        + (type.dtype.isFloatingPoint ? "" : " and dtype \(type.dtype.name)")
    }
    let attributes = point.attributes.map { "\($0.name)=\($0.text)" }
    return "The programs are what the rule does for "
      + (operands + attributes).joined(separator: ", ") + "."
  }

  /// The kind of a rule in a few words.
  static func word(_ kind: DerivativeText.Kind) -> String {
    switch kind {
    case .elementwise: "elementwise"
    case .linear: "linear: reverse mode applies the transpose"
    case .multilinear: "linear in each operand: reverse mode applies a transpose by each"
    case .custom: "by a pullback and a pushforward of its own"
    case .zero: "zero everywhere"
    case .none: "none: the gradient is None"
    case .refused: "none: a gradient through it is an error"
    }
  }

  /// The kind of a rule, and what follows from it.
  static func words(_ kind: DerivativeText.Kind) -> String {
    switch kind {
    case .elementwise:
      "elementwise. Each operand has a partial derivative that is multiplied by the cotangent "
        + "(vector-Jacobian product) or by the operand's tangent (Jacobian-vector product). Where "
        + "an operand was broadcast, its cotangent is summed over the repeated axes."
    case .linear:
      "linear. Reverse mode applies the transpose of the linear map to the cotangent; forward "
        + "mode applies the map itself to the tangents."
    case .multilinear:
      "linear in each operand. Reverse mode applies the transpose in that operand; forward mode "
        + "adds, over the operands, the result with the operand replaced by its tangent."
    case .custom: "a pullback and a pushforward of its own."
    case .zero: "the derivative exists and is zero everywhere: gradients are zeros, not None."
    case .refused:
      "none. The result follows from a choice of the algorithm: a gradient through it is an error, "
        + "in forward mode it is NaN."
    case .none:
      "none. The result is discrete or taken as a constant: no gradient passes, and it is None."
    }
  }
}

extension Formula {
  /// Whether the primitive's result occurs in it.
  var usesResult: Bool {
    switch self {
    case .result: true
    case .call(_, let operands): operands.contains(where: \.usesResult)
    case .operand, .cotangent, .constant: false
    }
  }
}
