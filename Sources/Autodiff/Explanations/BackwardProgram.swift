/// The program that reverse mode generated for a gradient, in the notebook's own language.
///
/// It is read off a recorded pass, so it cannot say anything but what the pass does: run as it
/// stands, it computes the same operations on the same numbers in the same order.
///
///     d_z = ones_like(z)
///     d_y = d_z*y + d_z*y
///     d_x = broadcast_to(d_y, (2, 2))
public struct BackwardProgram: Sendable {
  /// A line of the program.
  public struct Line: Sendable, Hashable {
    /// The name that is assigned.
    public let name: String
    /// What it is assigned.
    public let expression: String
    /// The position on the tape whose value or cotangent this is; nil for a part of one.
    public let position: Int?

    /// The line as it is typed.
    public var text: String { "\(name) = \(expression)" }
  }

  /// Values of the forward pass that the program needs and no name holds.
  public let forward: [Line]
  /// The cotangents, from the target back.
  public let backward: [Line]
  /// The name of each source's gradient; nil where there is none.
  public let gradients: [String?]
}

extension Recorder {
  /// The program of the gradients of the targets' sum by each source; asking uses nothing up.
  ///
  /// - Throws: `noSuchTape`, `seedMismatch`, and the errors of computing.
  /// - Complexity: that of the pass, and O(entries of the tape).
  public func backwardProgram(
    of targets: [Target], by sources: [Source], on id: TapeID, names: SessionNames,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> BackwardProgram {
    let trace = try ReverseTrace(of: targets, by: sources, on: id, self, calling: caller)
    var writer = BackwardWriter(trace, names)
    return try writer.program(isSeeded: targets.contains { $0.seed != nil })
  }
}

/// Writes the lines of a traced pass.
private struct BackwardWriter {
  private let trace: ReverseTrace
  private let names: SessionNames
  private var taken: Set<String>
  /// Writes what the pass computed.
  private var backward: ProgramText
  /// Writes what the tape recorded.
  private var forward: ProgramText
  /// What each position is called that the user has no name for now; a line of the program assigns
  /// those that it uses.
  private var valueNames: [Int: String] = [:]
  /// The names of the cotangents.
  private var cotangentNames: [Int: String] = [:]
  /// Those of them that a line assigns already.
  private var assigned: Set<String> = []
  /// The number with which the next name of a wish is tried.
  private var numbers: [String: Int] = [:]

  init(_ trace: ReverseTrace, _ names: SessionNames) {
    self.trace = trace
    self.names = names
    taken = names.taken
    let parts = NameSupply.numbered("t", except: names.taken)
    backward = ProgramText(
      tape: trace.trace, names: names.bound, temporaries: parts,
      literalDType: names.literalDType)
    forward = ProgramText(
      tape: trace.tape, names: names.bound, literalDType: names.literalDType)
  }

  mutating func program(isSeeded: Bool) throws(AutodiffError) -> BackwardProgram {
    let needed = neededPositions()
    nameValues(needed)
    nameCotangents()
    var values: [BackwardProgram.Line] = []
    for position in needed { values += try valueLine(at: position) }
    var lines = try seedLines(isSeeded: isSeeded)
    var gradientNames: [Int: String] = [:]
    for (position, cotangent) in trace.cotangents {
      let name: String
      if let known = backward.names[cotangent.identity], !isTold(position) {
        // It came here as it was.
        name = known
      } else {
        name = cotangentName(position)
        let parts = try backward.lines(of: cotangent)
        lines += BackwardWriter.partLines(parts.dropLast())
        lines.append(
          BackwardProgram.Line(
            name: name, expression: parts[parts.count - 1], position: position))
        if backward.names[cotangent.identity] == nil {
          backward.names[cotangent.identity] = name
        }
      }
      gradientNames[position] = name
    }
    return BackwardProgram(
      forward: values, backward: lines, gradients: trace.sources.map { gradientNames[$0] })
  }

  /// Whether a cotangent that has a name already is given one of its own: where it is that of
  /// something that the user named, and not the seed.
  private func isTold(_ position: Int) -> Bool {
    guard !trace.targets.contains(position) else { return false }
    let entry = trace.tape.operation(at: position)
    // What was read from a Variable was told under its name.
    return entry.role != .variable && names.name(of: entry) != nil
  }

  /// A line for each part `t1 = …` that a value's lines begin with.
  private static func partLines(_ lines: ArraySlice<String>) -> [BackwardProgram.Line] {
    lines.map { line in
      let halves = line.split(separator: " = ", maxSplits: 1).map(String.init)
      return BackwardProgram.Line(name: halves[0], expression: halves[1], position: nil)
    }
  }

  // MARK: Seeds

  private mutating func seedLines(
    isSeeded: Bool
  ) throws(AutodiffError) -> [BackwardProgram.Line] {
    var lines: [BackwardProgram.Line] = []
    for (seed, position) in zip(trace.seeds, trace.targets) where position >= 0 {
      guard trace.cotangents.contains(where: { $0.position == position }) else { continue }
      let name = cotangentName(position)
      let expression =
        isSeeded
        ? try backward.constant(seed.tensor) : "ones_like(\(try operand(at: position)))"
      lines.append(
        BackwardProgram.Line(name: name, expression: expression, position: position))
      backward.names[seed.identity] = name
    }
    return lines
  }

  /// What stands for a value of the forward pass.
  private func operand(at position: Int) throws(AutodiffError) -> String {
    let identity = trace.tape.operation(at: position).identity
    return forward.names[identity] ?? valueNames[position] ?? display(position)
  }

  // MARK: Values

  /// The positions of the forward pass that the backward pass reads and no name is bound to, with
  /// those that they are computed from, in order.
  private func neededPositions() -> [Int] {
    var needed: Set<Int> = []
    var pending: [Int] = []
    func need(_ position: Int) {
      let entry = trace.tape.operation(at: position)
      guard names.bound[entry.identity] == nil, needed.insert(position).inserted else { return }
      pending.append(position)
    }
    // The trace's leaves that its operations use.
    let leaves = Set(trace.trace.operations.filter { $0.role == .operation }.flatMap(\.operands))
    for leaf in leaves {
      let identity = trace.trace.operation(at: leaf).identity
      let position = Int(trace.tape.position(of: identity))
      if position >= 0 { need(position) }
    }
    for position in trace.targets where position >= 0 { need(position) }
    while let position = pending.popLast() {
      let entry = trace.tape.operation(at: position)
      // What was read from a Variable has its value, whatever became of the Variable.
      guard entry.role == .operation, entry.custom == nil else { continue }
      for operand in entry.operands { need(operand) }
    }
    return needed.sorted().filter { position in
      let entry = trace.tape.operation(at: position)
      // Constants stand where they are used.
      return entry.role != .constant || !entry.shape.isEmpty
    }
  }

  /// Names what has no name now, in the order in which it was recorded: `h_2` comes before `h_3`,
  /// whether the program computes it again or only its cotangent.
  private mutating func nameValues(_ needed: [Int]) {
    let reached = trace.cotangents.map(\.position).filter { position in
      let entry = trace.tape.operation(at: position)
      return entry.role != .read && names.current(of: entry) == nil
    }
    for position in Set(needed).union(reached).sorted() {
      valueNames[position] = newName(display(position))
    }
  }

  /// Names the cotangents: those of the sources first, then as their values were recorded.
  private mutating func nameCotangents() {
    let reached = Set(trace.cotangents.map(\.position))
    for position in trace.sources where reached.contains(position) {
      guard cotangentNames[position] == nil else { continue }
      cotangentNames[position] = newName("d_" + display(position))
    }
    var reads: [Int: Int] = [:]
    for position in reached {
      let entry = trace.tape.operation(at: position)
      if entry.role == .read, let variable = entry.operands.first {
        reads[variable, default: 0] += 1
      }
    }
    for position in reached.sorted() where cotangentNames[position] == nil {
      let entry = trace.tape.operation(at: position)
      // The only value that was read has the Variable's cotangent.
      if entry.role == .read, let variable = entry.operands.first, reads[variable] == 1,
        let name = cotangentNames[variable]
      {
        cotangentNames[position] = name
      } else {
        cotangentNames[position] = newName("d_" + display(position))
      }
    }
  }

  /// The name of a position's cotangent.
  ///
  /// Where a part of it was assigned under that name, as the
  /// seed of what another target was computed from is, the whole takes a new one.
  private mutating func cotangentName(_ position: Int) -> String {
    guard let name = cotangentNames[position], assigned.insert(name).inserted else {
      return newName("d_" + display(position))
    }
    return name
  }

  private mutating func valueLine(at position: Int) throws(AutodiffError) -> [BackwardProgram.Line]
  {
    guard let name = valueNames[position] else { return [] }
    let entry = trace.tape.operation(at: position)
    let lines: [String]
    if entry.role == .operation, entry.custom == nil {
      lines = try forward.lines(of: trace.tape.value(at: position))
    } else {
      lines = [try forward.constant(entry.value)]
    }
    forward.names[entry.identity] = name
    backward.names[entry.identity] = name
    return BackwardWriter.partLines(lines.dropLast()) + [
      BackwardProgram.Line(
        name: name, expression: lines[lines.count - 1], position: position)
    ]
  }

  // MARK: Names

  /// What a position is called in the names of cotangents.
  private func display(_ position: Int) -> String {
    let entry = trace.tape.operation(at: position)
    // What was read from a Variable is called as the Variable is.
    if entry.role == .read, let variable = entry.operands.first { return display(variable) }
    return valueNames[position] ?? names.name(of: entry) ?? entry.positionName
  }

  /// A name that nothing has: the wish, or the wish with a number.
  private mutating func newName(_ wish: String) -> String {
    var name = wish
    var number = numbers[wish] ?? 2
    while taken.contains(name) {
      name = "\(wish)_\(number)"
      number += 1
    }
    numbers[wish] = number
    taken.insert(name)
    return name
  }
}
