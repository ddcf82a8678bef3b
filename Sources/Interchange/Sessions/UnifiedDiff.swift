/// The difference of two texts, in the form that `diff -u` gives.
public enum UnifiedDiff {
  /// The hunks that lead from one text to another; empty where they are equal.
  ///
  /// - Complexity: O(lines × differences).
  public static func text(
    from old: [String], to new: [String], oldName: String, newName: String, context: Int = 3
  ) -> String {
    let lines = edits(from: old, to: new)
    let changes = lines.indices.filter { lines[$0].mark != " " }
    guard !changes.isEmpty else { return "" }
    var result = "--- \(oldName)\n+++ \(newName)\n"
    var start = 0
    while start < changes.count {
      var end = start
      while end + 1 < changes.count, changes[end + 1] - changes[end] <= 2 * context + 1 {
        end += 1
      }
      let first = max(0, changes[start] - context)
      let last = min(lines.count - 1, changes[end] + context)
      result += hunk(lines, first...last)
      start = end + 1
    }
    return result
  }

  /// A line with its mark: kept, removed or added.
  private struct Line {
    let mark: Character
    let text: String
  }

  private static func edits(from old: [String], to new: [String]) -> [Line] {
    let difference = new.difference(from: old)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var o = 0
    var n = 0
    while o < old.count || n < new.count {
      if o < old.count, removed.contains(o) {
        lines.append(Line(mark: "-", text: old[o]))
        o += 1
      } else if n < new.count, inserted.contains(n) {
        lines.append(Line(mark: "+", text: new[n]))
        n += 1
      } else {
        lines.append(Line(mark: " ", text: old[o]))
        o += 1
        n += 1
      }
    }
    return lines
  }

  private static func hunk(_ lines: [Line], _ range: ClosedRange<Int>) -> String {
    let before = lines[..<range.lowerBound]
    let oldStart = before.count { $0.mark != "+" }
    let newStart = before.count { $0.mark != "-" }
    let oldCount = lines[range].count { $0.mark != "+" }
    let newCount = lines[range].count { $0.mark != "-" }
    var text = "@@ -\(span(oldStart, oldCount)) +\(span(newStart, newCount)) @@\n"
    for line in lines[range] { text += "\(line.mark)\(line.text)\n" }
    return text
  }

  /// The lines of a hunk: an empty one is numbered by the line before it.
  private static func span(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }
}
