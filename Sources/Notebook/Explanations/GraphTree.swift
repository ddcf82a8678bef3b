import Autodiff

/// The graph below a value as a tree of lines: each value once, and by its name where it is used
/// again.
///
///     z = y*y = 16.0   line 4
///     ╚═ y = sum(x) = 4.0   line 3
///        ╚═ x = [[1.0, 1.0], [1.0, 1.0]]   watched, line 2
struct GraphTree {
  private let graph: TapeGraph
  private let root: Int
  private let isWhole: Bool
  private let poll: () throws -> Void
  /// The nodes that are drawn.
  private var shown: Set<Int> = []
  /// The nodes that stand there already.
  private var drawn: Set<Int> = []
  /// Nodes whose operands are drawn at the margin, further below.
  private var later: [Int] = []
  private var lines: [String] = []

  /// How many nodes are drawn of a large graph.
  private static let nodeLimit = 40
  /// How deep a folded tree is, and how deep a whole one before it goes on at the margin.
  private static let deepest = (folded: 9, whole: 10)
  /// How many operands of one node are drawn in a folded tree.
  private static let widest = 8

  init(_ graph: TapeGraph, root: Int, isWhole: Bool, poll: @escaping () throws -> Void) {
    self.graph = graph
    self.root = root
    self.isWhole = isWhole
    self.poll = poll
  }

  /// The tree's text, and how many nodes were left out of how many.
  ///
  /// - Throws: what `poll` throws, and the errors of allocation.
  /// - Complexity: O(nodes · operands).
  mutating func text() throws -> (text: String, left: Int, count: Int) {
    let count = try choose()
    later = [root]
    var isFirst = true
    while let next = later.popLast() {
      if !isFirst { lines.append("") }
      isFirst = false
      lines.append(try title(of: next))
      drawn.insert(next)
      try drawOperands(of: next, prefix: "", depth: 0)
    }
    return (lines.joined(separator: "\n"), count - shown.count, count)
  }

  /// Chooses what is drawn, level by level, and counts all there is.
  private mutating func choose() throws -> Int {
    var found: Set<Int> = [root]
    var level = [root]
    var depth = 0
    shown = [root]
    while !level.isEmpty {
      var next: [Int] = []
      for position in level {
        try poll()
        for (index, operand) in graph.distinctOperands(of: position).enumerated()
        where found.insert(operand).inserted {
          next.append(operand)
          let fits =
            depth < GraphTree.deepest.folded && index < GraphTree.widest
            && shown.count < GraphTree.nodeLimit
          if isWhole || (fits && shown.contains(position)) { shown.insert(operand) }
        }
      }
      level = next
      depth += 1
    }
    return found.count
  }

  private mutating func drawOperands(of position: Int, prefix: String, depth: Int) throws {
    let operands = graph.distinctOperands(of: position)
    let visible = operands.filter(shown.contains)
    let hidden = operands.count - visible.count
    for (index, operand) in visible.enumerated() {
      try poll()
      let isLast = index == visible.count - 1 && hidden == 0
      let isMarked = graph.isMarked(operand, of: position)
      let isMarkedBelow = visible[(index + 1)...].contains { graph.isMarked($0, of: position) }
      let branch =
        switch (isMarked, isMarkedBelow, isLast) {
        case (true, _, true): "╚═ "
        case (true, _, false): "╠═ "
        case (false, true, _): "╟─ "
        case (false, false, true): "└─ "
        case (false, false, false): "├─ "
        }
      guard drawn.insert(operand).inserted else {
        lines.append("\(prefix)\(branch)\(graph.names[operand]), see above")
        continue
      }
      let hasOperands = !graph.distinctOperands(of: operand).isEmpty
      let isDeep = depth + 1 >= GraphTree.deepest.whole && hasOperands
      lines.append(
        "\(prefix)\(branch)\(try title(of: operand))" + (isDeep ? "   drawn below" : ""))
      if isDeep {
        later.append(operand)
      } else {
        let bar = isLast ? "   " : isMarkedBelow ? "║  " : "│  "
        try drawOperands(of: operand, prefix: prefix + bar, depth: depth + 1)
      }
    }
    if hidden > 0 {
      let more = hidden == 1 ? "1 operand" : "\(hidden) operands"
      lines.append("\(prefix)└─ … \(more)")
    }
  }

  /// One node in a line.
  private func title(of position: Int) throws -> String {
    let facts = [graph.kind(of: position), graph.line(of: position)].compactMap { $0 }
    return "\(try graph.equation(of: position)) = \(graph.value(of: position))"
      + (facts.isEmpty ? "" : "   " + facts.joined(separator: ", "))
  }
}
