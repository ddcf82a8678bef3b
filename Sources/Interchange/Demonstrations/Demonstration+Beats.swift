extension Demonstration {
  /// A part of the demonstration that is shown at once: prose, and at most one entry.
  public struct Beat: Sendable {
    /// The number of its step, from 0.
    public let step: Int
    /// Entries that run before it without being seen: those that say `#@ hide`.
    let hidden: [SessionEntry]
    /// The lines of Markdown before the entry.
    public let prose: [String]
    /// The entry; nil where prose ends a step, or begins one whose first entry is waited before.
    public let entry: SessionEntry?
    /// Whether a demonstration that goes on waits before it.
    public let isStop: Bool

    /// What only the presenter sees.
    public var notes: [String] { (hidden + [entry].compactMap(\.self)).flatMap(\.options.notes) }
  }

  /// A step: what stands between two lines `# %%`.
  public struct Step: Sendable {
    /// Its title; empty where it has none.
    public let title: String
    /// The numbers of its beats.
    public let beats: Range<Int>
  }
}

/// Cuts a session file into steps and beats.
struct DemonstrationCutter {
  private(set) var steps: [Demonstration.Step] = []
  private(set) var beats: [Demonstration.Beat] = []
  private let hasSteps: Bool
  private var title = ""
  private var start = 0
  private var prose: [String] = []
  private var hidden: [SessionEntry] = []

  /// The steps and beats of a file.
  ///
  /// A file without steps is one, and stops at every beat of it.
  init(_ file: SessionFile) {
    hasSteps = file.parts.contains { part in
      if case .step = part { return true }
      return false
    }
    for part in file.parts {
      switch part {
      case .step(_, let title):
        endStep()
        self.title = title
      case .prose(_, let text): prose.append(text)
      case .entry(let entry) where entry.options.isHidden: hidden.append(entry)
      case .entry(let entry): endBeat(entry)
      }
    }
    endStep()
  }

  private mutating func endBeat(_ entry: SessionEntry?) {
    let pauses = entry?.options.pauses == true
    if pauses, beats.count == start, !title.isEmpty || !prose.isEmpty {
      // What stands above the entry is seen while the demonstration waits before it.
      beats.append(
        Demonstration.Beat(step: steps.count, hidden: [], prose: prose, entry: nil, isStop: true))
      prose = []
    }
    let isStop = beats.count == start || !hasSteps || pauses
    beats.append(
      Demonstration.Beat(
        step: steps.count, hidden: hidden, prose: prose, entry: entry, isStop: isStop))
    (prose, hidden) = ([], [])
  }

  private mutating func endStep() {
    if prose.contains(where: { !$0.isEmpty }) || !hidden.isEmpty { endBeat(nil) }
    prose = []
    // A title alone is a slide, too.
    if beats.count == start, !title.isEmpty { endBeat(nil) }
    guard beats.count > start else { return }
    steps.append(Demonstration.Step(title: title, beats: start..<beats.count))
    start = beats.count
    title = ""
  }
}
