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
    var active = Activity.marks(sources, from: first, count: max(last - first + 1, 0))
    active.withUnsafeMutableBufferPointer { active in
      for position in first..<(first + active.count) where !active[position - first] {
        active[position - first] = Activity.isActive(
          tape, position, first, UnsafeBufferPointer(active))
      }
    }
    self.active = active
  }

  /// Whether an operand of an entry is active.
  @inline(__always)
  private static func isActive(
    _ tape: Tape, _ position: Int, _ first: Int, _ active: UnsafeBufferPointer<Bool>
  ) -> Bool {
    func isMarked(_ operand: Int32) -> Bool {
      Int(operand) >= first && active[Int(operand) - first]
    }
    return tape.entries.read(position) { entry in
      if isMarked(entry.pointee.first) || isMarked(entry.pointee.second) { return true }
      guard entry.pointee.detail >= 0, entry.pointee.kind == .operation else { return false }
      return tape.details.read(Int(entry.pointee.detail)) { detail in
        detail.pointee.operands.contains(where: isMarked)
      }
    }
  }

  /// Marks at some positions of a range.
  static func marks(_ positions: [Int32], from first: Int, count: Int) -> [Bool] {
    var marks = [Bool](repeating: false, count: count)
    for position in positions where Int(position) - first < count {
      marks[Int(position) - first] = true
    }
    return marks
  }

  @inline(__always) subscript(position: Int32) -> Bool {
    let index = Int(position) - first
    return index >= 0 && index < active.count && active[index]
  }
}
