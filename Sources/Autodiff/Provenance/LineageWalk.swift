/// The values that some targets were made of, found backwards: by the tape that was asked, by other
/// tapes and by what no tape recorded.
///
/// What derivatives could pass comes first, so that of several paths to a value the one is known
/// that passes the fewest obstacles.
struct LineageWalk {
  /// Where a value leads: the step that uses it.
  private(set) var uses: [Identity: LineageStep] = [:]
  /// All values met.
  private(set) var visited: Set<Identity> = []
  /// Whether something was met whose making is not known any more.
  private(set) var isIncomplete = false
  /// Tensors made of Python numbers of which nothing is known.
  private(set) var anonymousNumbers: [Identity] = []

  /// The most values that are looked at.
  private static let limit = 1 << 18

  private let targets: Set<Identity>

  init(
    from targets: [Identity], on tape: Tape?, _ recorder: Recorder
  ) throws(AutodiffError) {
    self.targets = Set(targets)
    let tapes = ([tape].compactMap(\.self) + recorder.tapesNewestFirst)
    var level = targets
    var next: [Identity] = []
    // Each obstacle is one level further away.
    while !level.isEmpty {
      while let identity = level.popLast() {
        guard visited.insert(identity).inserted else { continue }
        guard visited.count < LineageWalk.limit else {
          isIncomplete = true
          return
        }
        if visited.count & 0xFFF == 0, recorder.isInterrupted?() == true { throw .interrupted }
        let steps = recorder.steps(of: identity, tapes)
        if steps.isEmpty, recorder.lineage.isForgotten(identity) { isIncomplete = true }
        for step in steps {
          if case .conversion = step.how, step.operands.isEmpty {
            anonymousNumbers.append(identity)
          }
          for operand in step.operands where !visited.contains(operand) {
            let isFree = !step.stopsDerivatives
            if isFree || uses[operand] == nil { uses[operand] = step }
            if isFree { level.append(operand) } else { next.append(operand) }
          }
        }
      }
      swap(&level, &next)
    }
  }

  /// The steps from a value that was met to a target, the nearest to the value first.
  func path(from source: Identity) -> [(operand: Identity, step: LineageStep)] {
    var path: [(operand: Identity, step: LineageStep)] = []
    var identity = source
    while !targets.contains(identity), let step = uses[identity], path.count <= uses.count {
      path.append((identity, step))
      identity = step.result
    }
    return path
  }
}

extension Recorder {
  /// All tapes, those opened last first.
  var tapesNewestFirst: [Tape] {
    (closed + stack).sorted { $1.id.identity < $0.id.identity }
  }

  /// How a value was made, as tapes or the lineage know it; the first tape is the one that is asked.
  ///
  /// A gradient is told as a whole, unless the tape that is asked has its operations.
  fileprivate func steps(of identity: Identity, _ tapes: [Tape]) -> [LineageStep] {
    let noted = lineage.steps(of: identity)
    for (index, tape) in tapes.enumerated() {
      let position = tape.position(of: identity)
      if position >= 0, let step = tape.lineageStep(at: Int(position)) { return [step] }
      if index == 0, case .gradient? = noted.first?.how { return noted }
    }
    return noted
  }
}
