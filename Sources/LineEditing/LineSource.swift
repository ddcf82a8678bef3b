/// What lines are read from: an editor at a terminal, a plain terminal, a test's list of lines.
public protocol LineSource: ~Copyable {
  /// Waits for the next input.
  ///
  /// - Parameter prompt: what stands in front of the first line and of the others.
  mutating func read(_ prompt: PromptText) -> LineEvent

  /// Takes note of an input that can be recalled from now on.
  mutating func remember(_ input: String)
}

extension LineSource where Self: ~Copyable {
  /// Nothing can be recalled.
  public mutating func remember(_ input: String) {}
}

/// Events that are there from the start, for scripts and tests.
public struct ListedLines: LineSource {
  private var events: ArraySlice<LineEvent>

  /// A source of some events; the end follows them.
  public init(_ events: [LineEvent]) { self.events = events[...] }

  /// The next event.
  public mutating func read(_ prompt: PromptText) -> LineEvent { events.popFirst() ?? .end }
}

/// What came from a source of lines.
public enum LineEvent: Sendable, Hashable {
  /// Lines that are to be run, without the last line break.
  case input(String)
  /// Ctrl-C: what was typed is dropped.
  case interruption
  /// Ctrl-D on an empty line, or the end of the input.
  case end
  /// A line that cannot be taken, and why: `the terminal passes on at most 4095 bytes`.
  case refusal(String)
  /// The system asked the program to end, by this signal; the terminal is as it was found.
  case termination(signal: Int32)
}

/// What stands in front of the lines that are typed.
public struct PromptText: Sendable, Hashable {
  /// In front of the first line; its last character is a blank.
  public var first: [StyledText]
  /// In front of the others; as many columns as `first`.
  public var continuation: [StyledText]

  /// A prompt with its parts.
  public init(first: [StyledText], continuation: [StyledText]) {
    self.first = first
    self.continuation = continuation
  }
}
