import Tensors

extension Declaration {
  /// Sums of products over axes that are named.
  static let einsum = Declaration(
    name: "einsum",
    aliases: Aliases(tensorflow: ["einsum", "linalg.einsum"], numpy: ["einsum"]),
    summary: "Einstein's sum: products of elements, added over the axes that the result has not.",
    formula: "'ij,jk->ik': sum over j of x[i, j]*y[j, k]",
    parameters: [
      .required("equation", .string(oneOf: []), "subscripts"), .operands("operands", "inputs"),
    ],
    result: { x, attributes throws(TensorError) in
      let dtype = x[0].dtype
      for operand in x { _ = try ResultTypes.common(dtype, operand.dtype) }
      try ResultTypes.requireNumber("einsum", dtype)
      let shape = try EinsumEquation(attributes.string(0), shapes: x.map(\.shape)).shape
      _ = try Shape.checkedCount(shape)
      return TensorType(dtype, shape)
    },
    kernel: .general { x, attributes throws(TensorError) in
      try Tensor.einsum(attributes.string(0), x)
    },
    derivative: .multilinear { at, g, operand in
      guard let equation = g.scope.equation(at.attributes.string(0), at.x) else { return g }
      return equation.transpose(at.x, g, operand)
    },
    batching: .custom { call in
      guard let equation = call.scope.equation(call.attributes.string(0), call.x) else {
        return call.x[0]
      }
      guard let row = equation.unusedLetter else { return call.rowByRow() }
      let labels = zip(call.x, equation.operands).map { $0.hasRows ? [row] + $1 : $1 }
      return call.applied(
        call.x.map(\.physical),
        [.string(EinsumEquation.text(labels, [row] + equation.result))])
    },
    convention: "linear in each operand",
    example: "einsum('ij,jk->ik', constant([[1., 2.], [3., 4.]]), constant([[1.], [2.]]))",
    samples: [
      .uniform([[2, 3], [3, 2]], in: 0.5...2, [.string("ij,jk->ik")]),
      .uniform([[2, 3]], in: 0.5...2, [.string("ij->j")]),
      .uniform([[3, 3]], in: 0.5...2, [.string("ii")]),
      .uniform([[2, 3, 3]], in: 0.5...2, [.string("...ii->...i")]),
      .uniform([[2, 3]], in: 0.5...2, [.string("...i->...ii")]),
      .uniform([[3], [2, 3, 2], [2]], in: 0.5...2, [.string("a,bac,b->c")]),
      .uniform([[2, 1, 3], [2, 3]], in: 0.5...2, [.string("...i,...i->...")]),
      .uniform([[2], [3]], in: 0.5...2, [.string("i,j")]),
      .uniform([[2, 3], [2]], in: 0.5...2, [.string("ij,k->ki")]),
    ],
    errors: [
      ErrorSample([TensorType(.float32, [2, 3])], [.string("ij,jk->ik")]),
      ErrorSample([TensorType(.float32, [2, 3])], [.string("i->i")]),
      ErrorSample([TensorType(.float32, [2, 3])], [.string("ii->i")]),
      ErrorSample([TensorType(.float32, [2])], [.string("i->j")]),
      ErrorSample([TensorType(.float32, [2])], [.string("i->->i")]),
      ErrorSample([TensorType(.float32, [2])], [.string("?")]),
      ErrorSample([TensorType(.float32, [2])], [.string("...->")]),
      ErrorSample(
        [TensorType(.float32, [2]), TensorType(.float32, [3])], [.string("i,i->i")]),
    ])
}

extension EinsumEquation {
  /// The cotangent of an operand: again a sum of products, of the others and the result's cotangent.
  ///
  /// Along axes that only the operand has, it is the same: ones have them, too.
  fileprivate func transpose(_ x: [Term], _ g: Term, _ operand: Int) -> Term {
    var terms = [g]
    var labels = [result]
    for (place, term) in x.enumerated() where place != operand {
      terms.append(term)
      labels.append(operands[place])
    }
    var known: [Label: Int] = [:]
    for (term, labels) in zip(terms, labels) {
      for (label, extent) in zip(labels, term.shape) {
        known[label] = max(known[label] ?? 1, extent)
      }
    }
    var missing: [(label: Label, extent: Int)] = []
    for (label, extent) in zip(operands[operand], x[operand].shape)
    where known[label] == nil || known[label] == 1 && extent != 1 {
      if !missing.contains(where: { $0.label == label }) { missing.append((label, extent)) }
    }
    if !missing.isEmpty {
      terms.append(g.constant(1).broadcast(to: missing.map(\.extent)))
      labels.append(missing.map(\.label))
    }
    return g.call(
      "einsum", terms, [.string(EinsumEquation.text(labels, operands[operand]))])
  }
}

extension Scope {
  /// The meaning of an equation for some operands; nil where it has failed.
  fileprivate func equation(_ text: String, _ x: [Term]) -> EinsumEquation? {
    do throws(TensorError) {
      return try EinsumEquation(text, shapes: x.map(\.shape))
    } catch {
      fail(.primitive("einsum", operands: x.map { TensorType($0.dtype, $0.shape) }, error))
      return nil
    }
  }
}
