import Interchange

/// What a demonstration tells about itself.
enum DemoText {
  /// Where it is: `3/9 Watch it`.
  static func place(of demonstration: Demonstration) -> String {
    guard let step = demonstration.step else { return "0/\(demonstration.steps.count)" }
    let title = demonstration.steps[step].title
    let number = "\(step + 1)/\(demonstration.steps.count)"
    return title.isEmpty ? number : "\(number) \(title)"
  }

  /// How many steps there are, for who asked for another.
  static func count(ofStepsIn demonstration: Demonstration) -> String {
    let count = demonstration.steps.count
    return count == 1 ? "there is 1 step" : "there are \(count) steps"
  }

  /// The notes of the beats of the step that were shown, and of the next one.
  ///
  /// A note is there to be seen before its entry is.
  static func notes(of demonstration: Demonstration) -> [String] {
    let position = demonstration.position
    let first = demonstration.step.map { demonstration.steps[$0].beats.lowerBound } ?? position
    let last = min(position + 1, demonstration.beats.count)
    return demonstration.beats[first..<last].flatMap(\.notes)
  }

  /// The title of the step after the one that is shown.
  static func titleOfNextStep(of demonstration: Demonstration) -> String? {
    let next = demonstration.step.map { $0 + 1 } ?? 0
    guard demonstration.steps.indices.contains(next) else { return nil }
    let title = demonstration.steps[next].title
    return title.isEmpty ? nil : title
  }

  /// How far it is, in some cells: `█████░░░░░`, or with ASCII where the terminal has no others.
  static func bar(_ demonstration: Demonstration, cells: Int, isASCII: Bool) -> String {
    let total = max(demonstration.beats.count, 1)
    let filled = demonstration.position * cells / total
    return String(repeating: isASCII ? "#" : "█", count: filled)
      + String(repeating: isASCII ? "." : "░", count: cells - filled)
  }
}
