/// How the lines of several marks are told apart without colours.
enum LinePattern: Int, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted

  /// The pattern of the line of a number.
  static func number(_ index: Int) -> LinePattern {
    LinePattern(rawValue: index % allCases.count) ?? .solid
  }

  /// Whether a dot of a line is set, by its number.
  func contains(_ dot: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: dot % 6 < 4
    case .dotted: dot % 3 == 0
    case .dashDotted: [true, true, true, true, false, false, true, false, false][dot % 9]
    }
  }

  /// The lengths of strokes and gaps, in units of the line's width.
  var strokes: [Double] {
    switch self {
    case .solid: []
    case .dashed: [5, 2.5]
    case .dotted: [1, 2]
    case .dashDotted: [6, 2, 1, 2]
    }
  }
}
