import Tensors

extension Tape {
  /// What was computed at a position, in the names of values: `y*x`, `sum(x, axis=0)`.
  ///
  /// Numbers stand where they are used. What is no operation is its own name.
  ///
  /// - Throws: the errors of allocation, where a constant is to be written.
  public func expression(
    at position: Int, name: (Int) -> String
  ) throws(AutodiffError) -> String {
    let entry = operation(at: position)
    guard entry.role == .operation else { return name(position) }
    if let custom = entry.custom {
      return "\(custom.name)(\(entry.operands.map(name).joined(separator: ", ")))"
    }
    var known: [Identity: String] = [:]
    for operand in entry.operands {
      let entry = operation(at: operand)
      if entry.role == .constant, entry.shape.isEmpty { continue }
      known[entry.identity] = name(operand)
    }
    var program = ProgramText(tape: self, names: known)
    return try program.lines(of: value(at: position)).joined(separator: "; ")
  }

  /// The positions through which derivatives pass on their way from a target to sources, both ends
  /// among them.
  ///
  /// - Complexity: O(`target` · operands).
  public func positions(between target: Int, and sources: [Int]) -> Set<Int> {
    let sources = sources.filter { $0 >= 0 && $0 <= target }
    guard let first = sources.min() else { return [] }
    var reached = Set(sources)
    for position in first...target where !reached.contains(position) {
      let entry = entries[position]
      guard entry.kind == .read || passesDerivatives(entry) else { continue }
      if operands(of: entry).contains(where: { reached.contains(Int($0)) }) {
        reached.insert(position)
      }
    }
    guard reached.contains(target) else { return [] }
    var between: Set<Int> = [target]
    for position in (first...target).reversed() where between.contains(position) {
      for operand in operands(of: entries[position]) where reached.contains(Int(operand)) {
        between.insert(Int(operand))
      }
    }
    return between
  }

  private func passesDerivatives(_ entry: Entry) -> Bool {
    entry.kind == .operation && entry.result.dtype.isFloatingPoint
      && Primitive.at(entry.primitive).isDifferentiable
  }
}

extension Recorder {
  /// A tape with all its values; those that a used-up tape let go of are computed again.
  ///
  /// - Throws: the errors of computing; `interrupted`.
  /// - Complexity: that of the forward pass over what was let go of.
  public func wholeTape(_ id: TapeID) throws(AutodiffError) -> Tape? {
    try tape(id)?.restored(isInterrupted: isInterrupted)
  }
}
