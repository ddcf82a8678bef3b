/// The difference of two texts, in the form that `diff -u` gives.
public enum UnifiedDiff {
  /// The hunks that lead from one text to another; empty where they are equal.
  ///
  /// Where more than two thousand lines were removed or added, everything between the first and the
  /// last of them is: nobody reads so long a difference, and the shortest one takes its square.
  ///
  /// - Complexity: O(lines + differences × differences), with at most `differenceLimit` differences.
  public static func text(
    from old: [String], to new: [String], oldName: String, newName: String, context: Int = 3
  ) -> String {
    let lines = edits(from: old, to: new)
    let changes = lines.indices.filter { lines[$0].mark != " " }
    guard !changes.isEmpty else { return "" }
    var result = "--- \(oldName)\n+++ \(newName)\n"
    var start = 0
    // The lines of either text before a hunk, and how far they were counted.
    var counted = Position()
    while start < changes.count {
      var end = start
      while end + 1 < changes.count, changes[end + 1] - changes[end] <= 2 * context + 1 {
        end += 1
      }
      let first = max(0, changes[start] - context)
      let last = min(lines.count - 1, changes[end] + context)
      counted.advance(over: lines[counted.line..<first])
      result += hunk(lines[first...last], at: counted)
      start = end + 1
    }
    return result
  }

  /// A line with its mark: kept, removed or added.
  private struct Line {
    let mark: Character
    let text: String
  }

  /// How many lines of either text stand before a line of the difference.
  private struct Position {
    var line = 0
    var old = 0
    var new = 0

    mutating func advance(over lines: ArraySlice<Line>) {
      line += lines.count
      old += lines.count { $0.mark != "+" }
      new += lines.count { $0.mark != "-" }
    }
  }

  private static func edits(from old: [String], to new: [String]) -> [Line] {
    let (removed, inserted) = LineDifference(from: old, to: new).changes
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

  private static func hunk(_ lines: ArraySlice<Line>, at start: Position) -> String {
    var end = start
    end.advance(over: lines)
    let oldSpan = span(start.old, end.old - start.old)
    let newSpan = span(start.new, end.new - start.new)
    var text = "@@ -\(oldSpan) +\(newSpan) @@\n"
    for line in lines { text += "\(line.mark)\(line.text)\n" }
    return text
  }

  /// The lines of a hunk: an empty one is numbered by the line before it.
  private static func span(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }
}
