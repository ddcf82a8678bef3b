import Glibc
import Interchange
import Language
import LineEditing
import Notebook

/// Plays a demonstration at the terminal, as keys ask.
struct DemoPlayer: ~Copyable {
  private var demonstration: Demonstration
  private var keys: KeyPad
  private let screen: DemoScreen
  /// How many characters of an input are typed in a second; 0 for all at once.
  private let pace: Double
  private let notes: PresenterNotes?
  private let options: RunOptions
  private var showsNotes = false

  /// A player of a demonstration.
  init(
    _ demonstration: Demonstration, keys: consuming KeyPad, screen: DemoScreen, pace: Double,
    notes: PresenterNotes?, options: RunOptions
  ) {
    self.demonstration = demonstration
    self.keys = keys
    self.screen = screen
    self.pace = pace
    self.notes = notes
    self.options = options
  }

  private enum End: Error {
    case left
    case interrupted
    case terminated(Int32)
  }

  /// Plays until the user leaves.
  ///
  /// - Parameter step: the step to begin with, from 0; nil for the title.
  mutating func play(from step: Int?) throws -> ExitStatus {
    do {
      if let step { try go(toStep: step) } else { redraw() }
      while true { try perform(action()) }
    } catch let end as End {
      screen.write("\n")
      Console.shared.flush()
      switch end {
      case .left: return demonstration.hasFailed ? .failure : .ok
      case .interrupted: return .interrupted
      case .terminated(let number):
        keys.lent {
          signal(number, SIG_DFL)
          raise(number)
        }
        return .failure
      }
    }
  }

  // MARK: Keys

  /// The next action that a key asks for.
  private mutating func action() throws -> DemoAction {
    notes?.show(demonstration)
    while true {
      screen.drawStatus(demonstration)
      let event = read()
      screen.eraseStatus()
      if let key = try key(of: event), let action = DemoAction(key) { return action }
    }
  }

  private mutating func read() -> KeyPad.Event {
    keys.read { Interruption.isRequested }
  }

  /// The key of an event; nil where the window had to be drawn anew.
  private mutating func key(of event: KeyPad.Event) throws -> KeyStroke? {
    switch event {
    case .key(let key): return key
    case .redraw:
      redraw()
      return nil
    case .interruption: throw End.interrupted
    case .end: throw End.left
    case .termination(let signal): throw End.terminated(signal)
    }
  }

  private mutating func perform(_ action: DemoAction) throws {
    switch action {
    case .next:
      if demonstration.isAtEnd { throw End.left }
      try advance(to: demonstration.nextStop)
    case .entry: try advance(to: min(demonstration.position + 1, demonstration.beats.count))
    case .back:
      demonstration.goBack(to: demonstration.position - 1)
      redraw()
    case .step: try askForStep()
    case .rest: try advance(to: demonstration.beats.count, isRest: true)
    case .skip:
      demonstration.skip()
      redraw()
    case .prompt: try openPrompt()
    case .notes:
      showsNotes.toggle()
      redraw()
    case .keys:
      for action in DemoAction.allCases {
        let padding = String(repeating: " ", count: 7 - action.keys.count)
        screen.aside("  \(action.keys)\(padding)\(action.summary)")
      }
    case .quit: throw End.left
    }
  }

  // MARK: Moving

  /// Shows the beats up to a position.
  ///
  /// - Parameter isRest: whether all of it is one text, in which nothing is typed or cleared.
  private mutating func advance(to end: Int, isRest: Bool = false) throws {
    Interruption.reset()
    let beginning = demonstration.position
    while demonstration.position < end {
      // What goes out at the window's top was not seen by anybody: wait before that.
      let isSameStep = demonstration.beats[demonstration.position].step == demonstration.step
      if !isRest, screen.isFull, isSameStep, demonstration.position > beginning {
        screen.beginCounting()
        break
      }
      let beat = demonstration.beats[demonstration.position]
      if beat.step != demonstration.step {
        if isRest { screen.write("\n") } else { screen.clear() }
        screen.heading(demonstration.steps[beat.step].title)
      }
      prose(ofBeat: demonstration.position)
      if let entry = beat.entry {
        let pieces = screen.input(
          entry.source, demonstration.promptState, demonstration.assistance)
        try type(pieces, atOnce: isRest || pace == 0)
      }
      Console.shared.flush()
      ProgressBar.shared.begin()
      let screen = screen
      let isDone = demonstration.advance { screen.show($0) }
      ProgressBar.shared.clear()
      guard isDone, !Interruption.isRequested else {
        screen.aside("interrupted: Enter tries again, s leaves the entry out")
        return Interruption.reset()
      }
    }
    if showsNotes { showNotes() }
  }

  /// Goes to a step and shows it up to its first stop.
  private mutating func go(toStep number: Int) throws {
    guard let start = demonstration.start(ofStep: number) else { return }
    demonstration.goBack(to: start)
    ProgressBar.shared.begin()
    Interruption.reset()
    while demonstration.position < start {
      ProgressBar.shared.show(
        ProgressReport(done: demonstration.position, total: start, what: "entries"))
      guard demonstration.advance() else { break }
    }
    ProgressBar.shared.clear()
    guard demonstration.position == start else { return redraw() }
    screen.clear()
    if demonstration.step == number { screen.heading(demonstration.steps[number].title) }
    try advance(to: demonstration.nextStop)
  }

  /// Writes pieces of an input one after another, as somebody types; a key shows the rest at once.
  private mutating func type(_ pieces: [String], atOnce: Bool) throws {
    var isAtOnce = atOnce
    // A terminal shows a hundred pictures in a second at most.
    let count = max(1, Int((pace / 100).rounded(.up)))
    for (index, piece) in pieces.enumerated() {
      screen.write(piece)
      guard !isAtOnce, index % count == 0 else { continue }
      Console.shared.flush()
      guard keys.hasKey(within: Int(1000 * Double(count) / pace)) else { continue }
      isAtOnce = true
      if let key = try key(of: read()), DemoAction(key) == .quit { throw End.left }
    }
  }

  // MARK: Drawing

  /// Draws what the window shows: the step up to where it is.
  private func redraw() {
    screen.clear()
    if let number = demonstration.step {
      let step = demonstration.steps[number]
      screen.heading(step.title)
      for index in step.beats.lowerBound..<demonstration.position {
        let beat = demonstration.beats[index]
        prose(ofBeat: index)
        if let entry = beat.entry {
          screen.write(
            screen.input(
              entry.source, demonstration.promptState(beforeBeat: index), demonstration.assistance
            ).joined())
        }
        demonstration.shown(inBeat: index).forEach(screen.show)
      }
    } else {
      screen.titlePage(demonstration)
    }
    if showsNotes { showNotes() }
  }

  /// Writes a beat's prose, apart from what stands before it in its step.
  private func prose(ofBeat index: Int) {
    let beat = demonstration.beats[index]
    let isFirst = index == demonstration.steps[beat.step].beats.lowerBound
    if !isFirst, beat.prose.contains(where: { !$0.isEmpty }) { screen.write("\n") }
    screen.prose(beat.prose)
  }

  private func showNotes() {
    for note in DemoText.notes(of: demonstration) { screen.aside("note: \(note)") }
  }

  // MARK: Asking

  /// Asks for the number of a step, and goes there.
  private mutating func askForStep() throws {
    screen.clear()
    screen.write(screen.contents(demonstration) + "\ngo to step: ")
    var digits = ""
    while true {
      Console.shared.flush()
      guard let key = try key(of: read()) else {
        screen.write("\ngo to step: " + digits)
        continue
      }
      switch key {
      case .character(let character) where character.isASCII && character.isNumber:
        guard digits.count < 6 else { continue }
        digits.append(character)
        screen.write(String(character))
      case .backspace where !digits.isEmpty:
        digits.removeLast()
        screen.write("\u{8} \u{8}")
      case .enter:
        guard let number = Int(digits) else { return redraw() }
        if demonstration.start(ofStep: number - 1) != nil { return try go(toStep: number - 1) }
        digits = ""
        screen.write("\n")
        screen.aside(DemoText.count(ofStepsIn: demonstration))
        screen.write("go to step: ")
      default: return redraw()
      }
    }
  }

  /// Opens a prompt on a copy of the session, until the user leaves it.
  private mutating func openPrompt() throws {
    screen.aside("a copy of the session; Ctrl-D comes back")
    Console.shared.flush()
    let session = demonstration.session
    let options = options
    try keys.lent {
      try Prompt(session: session, store: NotebookStore(journal: nil), options: options).run()
    }
    redraw()
  }
}
