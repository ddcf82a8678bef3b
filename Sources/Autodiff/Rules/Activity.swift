import Tensors

/// Which entries of a tape lie on a path from the sources.
///
/// The pass visits only these, so that constants and unrelated branches cost nothing.
struct Activity {
  /// The first entry that is a source; entries before it are not active.
  let first: Int
  private let active: [Bool]

  init(_ tape: Tape, sources: [Int32], upTo last: Int) {
    let first = Int(sources.min() ?? 0)
    self.first = first
    var active = [Bool](repeating: false, count: max(last - first + 1, 0))
    for source in sources where Int(source) <= last { active[Int(source) - first] = true }
    var position = first
    while position <= last {
      let entry = tape.entries[position]
      if !active[position - first] {
        if Int(entry.first) >= first, active[Int(entry.first) - first] {
          active[position - first] = true
        } else if Int(entry.second) >= first, active[Int(entry.second) - first] {
          active[position - first] = true
        } else if entry.detail >= 0, entry.kind == .operation {
          let operands = tape.details[Int(entry.detail)].operands
          active[position - first] = operands.contains {
            Int($0) >= first && active[Int($0) - first]
          }
        }
      }
      position += 1
    }
    self.active = active
  }

  @inline(__always) subscript(position: Int32) -> Bool {
    let index = Int(position) - first
    return index >= 0 && index < active.count && active[index]
  }
}
