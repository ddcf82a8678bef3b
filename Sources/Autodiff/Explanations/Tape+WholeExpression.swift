extension Tape {
  /// The operation at a position as an expression: `log(x + 1)`.
  ///
  /// - Parameter name: what a position is called; where it is nil, the operation that made the value
  ///   is written out.
  /// - Returns: nil where that would be more than a dozen operations.
  /// - Throws: the errors of allocation, and what `name` throws.
  public func wholeExpression(
    at position: Int, name: (Int) throws(AutodiffError) -> String?
  ) throws(AutodiffError) -> String? {
    var known: [Identity: String] = [:]
    var pending = operation(at: position).operands
    var expanded = 0
    while let operand = pending.popLast() {
      let entry = operation(at: operand)
      if let name = try name(operand) {
        known[entry.identity] = name
        continue
      }
      expanded += 1
      guard expanded <= Tape.longestExpression else { return nil }
      pending += entry.operands
    }
    var program = ProgramText(tape: self, names: known)
    let lines = try program.lines(of: value(at: position))
    return lines.count == 1 ? lines[0] : nil
  }

  private static var longestExpression: Int { 12 }
}

extension Recorder {
  /// Whether a gradient of the targets' sum by a source is there; asking uses nothing up.
  ///
  /// - Throws: as a gradient does, but `usedUp`.
  public func hasGradient(
    of targets: [Target], by source: Source, on id: TapeID,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Bool {
    try ReverseTrace(of: targets, by: [source], on: id, self, calling: caller).gradient != nil
  }
}
