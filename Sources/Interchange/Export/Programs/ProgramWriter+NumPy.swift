import Language
import Tensors

/// Whose array a value is in the program: the session has one kind of tensors, and a program two,
/// which PyTorch does not take for each other.
enum ArrayOrigin {
  case numpy, framework
  /// Now one and now the other.
  case mixed
  case unknown
}

extension ProgramWriter {
  /// Whose array an expression gives: as it was in the session's run, or else as far as the
  /// statements before tell.
  ///
  /// - Complexity: O(1) where it was evaluated or the session does not use NumPy, or else
  ///   O(statements before).
  func origin(of expression: Expression) -> ArrayOrigin {
    guard usesNumPy else { return kind(of: expression).isTensor ? .framework : .unknown }
    if isWrittenAsOperation(expression) { return .framework }
    if let value = observed(expression) {
      let isTensor = !value.kinds.isDisjoint(with: .tensors)
      if value.kinds.contains(.array) { return isTensor ? .mixed : .numpy }
      return isTensor ? .framework : .unknown
    }
    // What the writer has put together was not evaluated as such.
    if case .binary(_, let left, let right) = expression.kind {
      let origins = [origin(of: left), origin(of: right)]
      if origins.contains(.framework) || origins.contains(.mixed) { return .framework }
      return origins.contains(.numpy) ? .numpy : .unknown
    }
    var budget = 64
    return origin(of: expression, before: flow.count, &budget)
  }

  /// Whether an expression is written as a call of the framework's, which gives a tensor for whatever
  /// it is given: the session's own functions give arrays for arrays.
  private func isWrittenAsOperation(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .unary(_, let operand): return isWrittenAsOperation(operand)
    case .binary(_, let left, let right):
      return isWrittenAsOperation(left) || isWrittenAsOperation(right)
    case .call(let function, let arguments):
      if case .attribute(let base, let method, _) = function.kind, module(of: base) == nil {
        // A method of what may be an array or a tensor is written as a function of tensors.
        return framework == .pytorch && !["numpy", "item", "tolist", "copy"].contains(method)
          && library.attributes[.tensor]?[method] != nil && origin(of: base) == .mixed
      }
      guard let use = libraryObject(of: function), !use.isNumPy, !use.isMath,
        let callee = CalleeFacts(use.object)
      else { return false }
      if PythonNames.shared.contains(callee.name), !use.isTensorFlow {
        return !isPythonCall(callee.name, arguments)
      }
      return callee.isRecorded
    default: return false
    }
  }

  /// `a += b` of an array of NumPy's as an assignment of a new one; nil for all else.
  ///
  /// Arrays are values in the session, and NumPy would change what other names stand for as well.
  func newArray(
    _ target: Expression, _ binary: BinaryOperator, _ value: Expression, _ range: SourceRange
  ) throws(ExportProblem) -> String? {
    guard let old = observed(target), old.kinds.contains(.array), old.ranks > 1 else { return nil }
    let result = try code(Expression(.binary(binary, target, value), range))
    let added = observed(value)
    // The array keeps its element type.
    let isKept =
      added?.kinds.contains(.array) != true || old.arrayDTypes == ObservedValue.DTypes(.float64)
      || added?.arrayDTypes == old.arrayDTypes
    if isKept || old.kinds != .array || added?.kinds != .array { return result.text }
    return "(\(result.text)).astype(\(try text(target, atLeast: .primary)).dtype)"
  }

  /// Arguments of NumPy's functions, which take no tensor that records.
  func arrays(_ arguments: [Language.Argument]) throws(ExportProblem) -> String {
    guard framework == .pytorch || mayBeTraced else { return try self.arguments(arguments) }
    var parts: [String] = []
    for argument in arguments {
      guard let array = try arrayOfTensor(argument.value) else {
        parts.append(try self.arguments([argument]))
        continue
      }
      switch argument {
      case .positional: parts.append(array.text)
      case .keyword(let name, _, _): parts.append("\(name)=\(array.text)")
      case .unpacked: parts.append("*" + array.text)
      case .unpackedKeywords: parts.append("**" + array.text)
      }
    }
    return parts.joined(separator: ", ")
  }

  /// A method of an array of NumPy's, which stays one.
  func numpyMethod(
    _ base: Expression, _ name: String, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code {
    let receiver = try text(base, atLeast: .primary)
    if name == "numpy" { return Code("\(receiver).copy()") }
    let outer = writesNumPy
    writesNumPy = true
    defer { writesNumPy = outer }
    return Code("\(receiver).\(name)(\(try arrays(arguments)))")
  }

  private func origin(
    of expression: Expression, before end: Int, _ budget: inout Int
  ) -> ArrayOrigin {
    // How one name leads to another has no end that is near.
    budget -= 1
    guard budget > 0 else { return .unknown }
    switch expression.kind {
    case .name(let name): return origin(ofName: name, before: end, &budget)
    case .call(let function, _): return origin(ofCall: function, before: end, &budget)
    case .command: return .framework
    case .unary(_, let operand): return origin(of: operand, before: end, &budget)
    case .subscripted(let base, _, _), .attribute(let base, "T", _):
      return origin(of: base, before: end, &budget)
    case .binary(_, let left, let right):
      let origins = [
        origin(of: left, before: end, &budget), origin(of: right, before: end, &budget),
      ]
      if origins.contains(.framework) { return .framework }
      let areNumPy = zip([left, right], origins).allSatisfy { side, origin in
        origin == .numpy || kind(of: side).isNumber || kind(of: side).isNumbers
      }
      return areNumPy && origins.contains(.numpy) ? .numpy : .unknown
    default: return .unknown
    }
  }

  private func origin(
    ofName name: String, before end: Int, _ budget: inout Int
  ) -> ArrayOrigin {
    if isLocal(name) { return .unknown }
    if case .variable = kind(ofName: name) { return .framework }
    guard let place = flow[..<min(end, flow.count)].lastIndex(where: { $0.writes.contains(name) })
    else {
      // What no statement binds was loaded, or drawn.
      return kind(ofName: name).isTensor && end == flow.count ? .framework : .unknown
    }
    guard case .assignment(let targets, let value)? = flow[place].statement?.kind,
      targets.contains(where: { if case .name(name) = $0.kind { true } else { false } })
    else { return .unknown }
    return origin(of: value, before: place, &budget)
  }

  private func origin(
    ofCall function: Expression, before end: Int, _ budget: inout Int
  ) -> ArrayOrigin {
    if let use = libraryObject(of: function) {
      if use.isNumPy { return .numpy }
      switch use.object {
      case .type(.variable), .primitive: return .framework
      case .builtin(let builtin):
        return builtin.composition != nil || CreatedTensor.names.contains(builtin.name)
          || Draws.names.contains(builtin.name) ? .framework : .unknown
      default: return .unknown
      }
    }
    guard case .attribute(let base, let method, _) = function.kind else { return .unknown }
    if method == "numpy" { return .numpy }
    if case .name(let tape) = base.kind, tapeNames.contains(tape) { return .framework }
    return origin(of: base, before: end, &budget)
  }
}
