import Autodiff
import Language

/// What the prompt tells: the number of the next entry, and what the tapes do.
public struct PromptState: Sendable, Hashable {
  /// What the innermost open tape does.
  public enum Recording: Sendable, Hashable {
    /// It records, and gives any number of gradients.
    case persistent
    /// It records, and gives its gradients once.
    case once
    /// It is paused.
    case paused
  }

  /// The number of the next entry.
  public let entryNumber: Int
  /// What the innermost open tape does; nil where none is open that could record.
  public let recording: Recording?
  /// Whether the innermost open tape is the session's own.
  public let isSessionTape: Bool
  /// How many tapes are open.
  public let openTapes: Int

  /// The state of a prompt.
  public init(
    entryNumber: Int, recording: Recording? = nil, isSessionTape: Bool = false, openTapes: Int = 0
  ) {
    self.entryNumber = entryNumber
    self.recording = recording
    self.isSessionTape = isSessionTape
    self.openTapes = openTapes
  }

  /// The pieces of the text, in order, so that each can be coloured by its role.
  public var segments: [Segment] {
    var segments = [Segment(text: "[\(entryNumber)]", isRecording: false)]
    if let recording {
      switch recording {
      case .persistent: segments.append(Segment(.recording))
      case .once: segments += [Segment(.recording), Segment(.once)]
      case .paused: segments.append(Segment(.paused))
      }
      if openTapes > 1 { segments.append(Segment(text: " \(openTapes)", isRecording: false)) }
    }
    return segments + [Segment(text: "> ", isRecording: false)]
  }

  /// The words of a prompt that tell of the tapes.
  enum Word: String, CaseIterable {
    case recording = "rec"
    case once, paused
  }

  /// A piece of a prompt.
  public struct Segment: Sendable, Hashable {
    /// The piece's text.
    public let text: String
    /// Whether it says that a tape records.
    public let isRecording: Bool

    init(text: String, isRecording: Bool) {
      self.text = text
      self.isRecording = isRecording
    }

    fileprivate init(_ word: Word) {
      self.init(text: " " + word.rawValue, isRecording: word == .recording)
    }
  }

  /// The prompt: `[3]> `, `[3] rec> `, `[3] rec once 2> `, `[3] paused> `.
  public var text: String { segments.map(\.text).joined() }

  /// The prompt of the further lines of an entry, as wide as the first one's.
  public var continuationText: String {
    let dots = "... "
    return String(repeating: " ", count: max(text.count - dots.count, 0)) + dots
  }
}

extension Interpreter {
  /// What the prompt of the next entry tells.
  public var promptState: PromptState {
    let recorder = session.recorder
    let number = entryCount + 1
    let count = recorder.openTapes.count
    guard let tape = recorder.innermostTape.flatMap(recorder.tape), !tape.isUsedUp else {
      return PromptState(entryNumber: number, openTapes: count)
    }
    let recording: PromptState.Recording =
      tape.isPaused ? .paused : tape.isPersistent ? .persistent : .once
    return PromptState(
      entryNumber: number, recording: recording, isSessionTape: tape.kind == .session,
      openTapes: count)
  }
}
