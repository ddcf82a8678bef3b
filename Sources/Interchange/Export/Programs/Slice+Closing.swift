/// A loop whose body is being written.
struct OpenLoop {
  /// Where its body begins in the flow.
  let mark: Int
  /// What its turns bind or update.
  let written: Set<String>

  /// Whether a name that was read before the loop may have another value in its body.
  func mayChange(_ name: String, readAt index: Int) -> Bool {
    index < mark && written.contains(name)
  }

  /// Whether a turn reads what the turn before it left, and only the first what is before the loop.
  func carries(_ name: String, _ write: Int, to index: Int) -> Bool {
    write < mark && mark <= index && written.contains(name)
  }
}

extension Slice {
  /// Includes what has another value by now, and what a name that the function binds was before.
  ///
  /// - Parameter loops: the loops in whose bodies the target is asked for.
  /// - Throws: where a name would have to stand for two values.
  mutating func close(within loops: [OpenLoop] = []) throws(ExportProblem) {
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      let bound = included.reduce(into: Set<String>()) { $0.formUnion(flow[$1].writes) }
      for index in included {
        let item = flow[index]
        guard !item.isFunction else { continue }
        for name in item.reads where sources.contains(name) {
          let isOld = lastWrites[index][name] ?? -1 != finalWrites[name] ?? -1
          if isOld || loops.contains(where: { $0.mayChange(name, readAt: index) }) {
            throw changed(name)
          }
        }
        for name in item.reads where !sources.contains(name) {
          let write = lastWrites[index][name] ?? -1
          let isCurrent =
            write == (finalWrites[name] ?? -1)
            && !loops.contains { $0.mayChange(name, readAt: index) }
          guard !isCurrent || bound.contains(name), !included.contains(write) else { continue }
          // A name that only the statement itself binds, such as a loop's, was not there before.
          if item.writes.contains(name), write == -1 { continue }
          guard write >= 0, flow[write].statement != nil, !flow[write].updates.contains(name) else {
            if isCurrent, !bound.contains(name) { continue }
            throw changed(name)
          }
          included.insert(write)
          hasChanged = true
        }
      }
    }
    for index in included where !flow[index].isFunction {
      for name in flow[index].reads where !sources.contains(name) {
        let write = lastWrites[index][name] ?? -1
        if included.contains(write), loops.contains(where: { $0.carries(name, write, to: index) }) {
          throw changed(name)
        }
      }
    }
  }

  private func changed(_ name: String) -> ExportProblem {
    ExportProblem(
      "'\(name)' has another value by now, so that no function of JAX can compute this again",
      hint: "give the new value a name of its own")
  }
}
