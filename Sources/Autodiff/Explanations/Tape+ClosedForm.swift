import Tensors

extension Tape {
  /// A number that was computed, as a formula of those that it was computed from.
  ///
  /// - Parameters:
  ///   - operand: what stands for an entry: one of the variables, or nil where it is a number.
  /// - Throws: why there is no formula.
  /// - Complexity: O(`target` + parts²).
  public func formula(
    at target: Int, operand: (Operation) -> Formula?
  ) throws(ClosedFormError) -> Formula {
    var formulas: [Int: Formula] = [:]
    for position in ancestors(of: target).sorted() {
      let entry = operation(at: position)
      if let known = operand(entry) {
        formulas[position] = known
        continue
      }
      guard entry.role == .operation, let name = entry.primitive else {
        formulas[position] = try Tape.number(entry)
        continue
      }
      guard entry.custom == nil else {
        throw .ownGradient(name: name, line: entry.line)
      }
      let x = entry.operands.compactMap { formulas[$0] }
      let types = entry.operands.map { TensorType(operation(at: $0).value) }
      let made = try Tape.call(Primitive.named(name), entry, x, types)
      formulas[position] = try made.simplified().checked()
    }
    guard let formula = formulas[target] else {
      preconditionFailure("a value is among what it was computed from")
    }
    guard operation(at: target).shape.isEmpty else {
      let entry = operation(at: target)
      throw .notScalar(shape: entry.shape, line: entry.line)
    }
    return formula
  }

  /// The recorded results that were computed from none of what a value was computed from, but are
  /// truth values: what decided a branch.
  public func conditions(besides target: Int) -> [Operation] {
    let ancestors = target < 0 ? [] : ancestors(of: target)
    let used = Set((0..<count).flatMap { operation(at: $0).operands })
    return (0..<count).filter { position in
      !ancestors.contains(position) && !used.contains(position)
        && operation(at: position).role == .operation && operation(at: position).dtype == .bool
    }.map(operation(at:))
  }

  private func ancestors(of target: Int) -> Set<Int> {
    var found: Set<Int> = [target]
    var pending = [target]
    while let position = pending.popLast() {
      pending += operation(at: position).operands.filter { found.insert($0).inserted }
    }
    return found
  }

  private static func number(_ entry: Operation) throws(ClosedFormError) -> Formula {
    guard entry.shape.isEmpty, let number = entry.value.doubleValue else {
      throw .notScalar(shape: entry.shape, line: entry.line)
    }
    // A float32 is told in the digits that it needs.
    guard entry.dtype == .float32, number.isFinite else { return .constant(number) }
    return .constant(Double("\(Float(number))") ?? number)
  }

  /// An operation on numbers; a sum or a reshaping of a single number is that number.
  private static func call(
    _ primitive: Primitive, _ entry: Operation, _ x: [Formula], _ types: [TensorType]
  ) throws(ClosedFormError) -> Formula {
    guard types.allSatisfy(\.shape.isEmpty), entry.shape.isEmpty else {
      throw .notElementwise(primitive: primitive.name, line: entry.line)
    }
    if primitive.hasSharedKernel { return .call(primitive.name, x) }
    switch primitive.name {
    case "stop_gradient", "clip_by_value": return .call(primitive.name, x)
    case "identity", "sum", "mean", "prod", "max", "min", "reshape", "broadcast_to", "transpose",
      "squeeze":
      return x[0]
    case "cast" where entry.dtype.isFloatingPoint && types[0].dtype.isFloatingPoint: return x[0]
    default: throw .notElementwise(primitive: primitive.name, line: entry.line)
    }
  }
}
