import Language

/// Slices that go backwards, which PyTorch's tensors do not have: they are turned round first.
extension ProgramWriter {
  /// A subscript with slices that go backwards, of what may be a tensor of PyTorch's; nil for others.
  ///
  /// - Throws: where such a slice has ends, which would have to be counted from the other side.
  func turned(
    _ base: Expression, _ items: [SubscriptItem], isTuple: Bool
  ) throws(ExportProblem) -> Code? {
    guard framework == .pytorch, items.contains(where: { backwardStep($0) != nil }),
      !isPythonSequence(base), origin(of: base) != .numpy
    else { return nil }
    for item in items {
      guard case .slice(let start, let stop, _, let range) = item, backwardStep(item) != nil,
        start != nil || stop != nil
      else { continue }
      throw ExportProblem(
        "a tensor of PyTorch has no slices with a negative step", hint: "write flip(x)", at: range)
    }
    // More than one index is for tensors only.
    if origin(of: base) == .unknown, !isTuple, backwardStep(items[0]) == 1,
      let helper = Helper(name: "backwards", framework)
    {
      return Code("\(use(helper))(\(try text(base)))")
    }
    let axes = turnedAxes(items).map(String.init).joined(separator: ", ")
    let turned = try text(base, atLeast: .primary) + ".flip(\(axes))"
    var parts: [String] = []
    for item in items {
      switch backwardStep(item) {
      case 1?: parts.append(":")
      case let step?: parts.append("::\(step)")
      case nil: parts.append(try part(item))
      }
    }
    while parts.last == ":", !parts.contains("...") { parts.removeLast() }
    if parts.allSatisfy({ $0 == ":" || $0 == "..." }) { return Code(turned) }
    return Code("\(turned)[\(parts.joined(separator: ", "))]")
  }

  /// The axes that the slices which go backwards are of, counted from the end behind an ellipsis.
  private func turnedAxes(_ items: [SubscriptItem]) -> [Int] {
    let ellipsis = items.firstIndex { item in
      if case .index(let value) = item, case .ellipsis = value.kind { return true }
      return false
    }
    return items.indices.filter { backwardStep(items[$0]) != nil }.map { index in
      if let ellipsis, ellipsis < index {
        return -items[index...].filter(takesAxis).count
      }
      return items[..<index].filter(takesAxis).count
    }
  }

  /// Whether an index is for an axis of the tensor: a new axis is not.
  private func takesAxis(_ item: SubscriptItem) -> Bool {
    guard case .index(let value) = item else { return true }
    switch value.kind {
    case .none, .ellipsis, .attribute(_, "newaxis", _), .name("newaxis"): return false
    default: return true
    }
  }

  /// How far a slice goes back at a time; nil for what does not go back, as far as can be seen.
  private func backwardStep(_ item: SubscriptItem) -> Int? {
    guard case .slice(_, _, let step?, _) = item else { return nil }
    switch step.kind {
    case .int(let number) where number < 0 && number > -Int.max: return -number
    case .unary(.minus, let operand):
      if case .int(let number) = operand.kind, number > 0 { return number }
      return nil
    default: return nil
    }
  }

  /// Whether a value is certainly a string, a list or another sequence of Python's.
  private func isPythonSequence(_ expression: Expression) -> Bool {
    switch kind(of: expression) {
    case .number, .numbers, .sequence, .other, .function: return true
    case .tensor, .variable: return false
    case .unknown: break
    }
    switch expression.kind {
    case .attribute(_, "shape", _): return true
    case .call(let function, _):
      if case .attribute(let base, let method, _) = function.kind {
        return method == "tolist" || (method != "numpy" && isPythonSequence(base))
      }
      guard let object = libraryObject(of: function)?.object else { return false }
      if case .type(let type) = object { return PythonNames.all.contains(type.name) }
      guard let callee = CalleeFacts(object) else { return false }
      return PythonNames.all.contains(callee.name) && !callee.isRecorded
    case .subscripted(let base, let items, _):
      // A slice of a sequence is one; an element of it may be anything.
      guard case .slice? = items.first else { return false }
      return isPythonSequence(base)
    case .binary(_, let left, let right): return isPythonSequence(left) || isPythonSequence(right)
    default: return false
    }
  }
}
