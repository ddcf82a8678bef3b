import Interchange
import Language
import Notebook
import Tensors

/// Runs documents and writes what they show.
struct Runner {
  private let options: RunOptions
  private(set) var interpreter: Interpreter
  /// The session that the first entry started from.
  let beginning: Session
  /// The entries that ran, where the prompt is to go on from them.
  private(set) var accepted: [JournalEntry] = []
  /// A listing's run as an entry of the session that goes on from it; its own entries mean
  /// something else there.
  private var listing: AcceptedEntry?
  /// What a listing printed, where the prompt is to go on from it.
  private var printed: [String] = []
  /// Whether nothing is shown of what entries do, apart from failures.
  private var isSilent = false
  /// The lines of the entry whose statements were not run.
  private var skippedLines: [Int] = []
  /// The status of the first failure.
  private(set) var status = ExitStatus.ok

  /// A runner of entries of a kind, on a session.
  ///
  /// - Parameter permission: what the entries may do with files.
  init(
    _ kind: SourceKind, session: Session, options: RunOptions, permission: FilePermission = .user
  ) {
    self.options = options
    beginning = session
    let files = NotebookFiles()
    var surroundings = Surroundings(with: files, permission: permission)
    // The prompt that goes on from here has a recorder of its own.
    if !options.stays { surroundings.recorder = files }
    interpreter = Interpreter(
      kind, session: session, maximumSteps: options.maxSteps, surroundings: surroundings,
      progress: { ProgressBar.shared.show($0) }, preview: { ProgressBar.shared.show($0) },
      isInterrupted: { Interruption.isRequested })
  }

  /// A runner for a document, on a session as the document wishes.
  init(_ document: Document, options: RunOptions) {
    var session = options.session()
    if let header = document.header {
      // A replay gives the same bits on every number of processors.
      LinearAlgebraLibrary.useOneThread()
      session = options.session(seed: header.seed, dtype: header.dtype)
    }
    self.init(
      document.kind, session: session, options: options,
      permission: document.permission(isAllowed: options.allowFiles))
  }

  /// Runs a document's entries.
  ///
  /// - Parameter count: how many entries of a session file are run without being shown.
  mutating func run(_ document: Document, behind count: Int = 0) {
    switch document {
    case .session(let file):
      let entries = file.entries
      ProgressBar.shared.begin()
      interpreter.note(heading: file.header.heading)
      // What is saved, by an entry of standard input or at the prompt afterwards, keeps the words
      // between the entries.
      let keepsWords = options.stays || file.file == Document.standardInput
      let prefaces = keepsWords ? file.prefaces : []
      for (index, entry) in entries.enumerated() where goesOn {
        if keepsWords { interpreter.note(preface: prefaces[index]) }
        isSilent = index < count
        ProgressBar.shared.show(
          ProgressReport(done: index, total: entries.count, what: "entries"))
        run(entry, lineWidth: file.header.width)
      }
      if keepsWords, goesOn { interpreter.note(closing: file.closing) }
      ProgressBar.shared.clear()
    case .text(let text, let file, _):
      var sequence = EntrySequence(text, file: file)
      while goesOn, let source = sequence.next() {
        ProgressBar.shared.begin()
        for comment in sequence.comments { interpreter.note(comment: comment) }
        let outcome = run(source)
        finish(outcome, isExpected: false)
        if outcome.0.status == .invalid { sequence.recover() }
      }
      if goesOn { for comment in sequence.comments { interpreter.note(comment: comment) } }
      ProgressBar.shared.clear()
      noteListing(file)
    case .notebook(let file):
      run(file)
      noteListing(file.file)
    }
  }

  /// Keeps the command that runs a listing in the place of its entries.
  private mutating func noteListing(_ path: String?) {
    guard let path, interpreter.keepsNoEntries else { return }
    listing = AcceptedEntry(
      number: 1, source: EntrySource(entry: 1, text: "run '\(path)'"), output: printed,
      traits: .ranFile, reads: [ReadFile(path: path, folder: nil)])
  }

  /// Runs a notebook's cells, and tells first what of them is not run.
  private mutating func run(_ file: NotebookFile) {
    file.tellNotes()
    for entry in file.entries(splitsCells: options.keepGoing) where goesOn {
      if entry.isSkipped {
        finish((interpreter.skip(entry.written), nil), isExpected: false)
        continue
      }
      ProgressBar.shared.begin()
      let (result, seconds) = run(
        entry.source, echo: entry.echo, lineWidth: file.header.width)
      skippedLines = entry.skippedLines
      // Who reads the result looks for what the notebook says.
      finish((result.with(source: entry.written), seconds), mustFail: entry.mustFail)
      skippedLines = []
    }
    ProgressBar.shared.clear()
  }

  /// The entries that ran, as they are saved.
  var saved: SavedSession {
    let saved = interpreter.saved.withoutFailures
    guard let listing else { return saved }
    return SavedSession(
      seed: saved.seed, floatDType: saved.floatDType, entries: [listing])
  }

  /// Whether further entries are to be run.
  private var goesOn: Bool {
    !interpreter.hasQuit && status != .interrupted && (status == .ok || options.keepGoing)
  }

  /// Runs an entry of a session file, which may have to fail.
  private mutating func run(_ entry: SessionEntry, lineWidth: Int?) {
    if entry.options.isSkipped {
      return finish((interpreter.skip(entry.source), nil), isExpected: false)
    }
    let outcome = run(entry.source, timeout: entry.options.timeout, lineWidth: lineWidth)
    finish(outcome, mustFail: entry.mustFail)
  }

  /// Takes the outcome of an entry that may have to fail.
  private mutating func finish(_ outcome: (EntryResult, seconds: Double?), mustFail: Bool) {
    let (result, seconds) = outcome
    if mustFail, !result.isFailure {
      return finish((result.missedFailure, seconds), isExpected: false)
    }
    finish(outcome, isExpected: mustFail && result.status != .interrupted)
  }

  private mutating func run(
    _ source: EntrySource, timeout: Double? = nil, echo: EvaluatorOptions.Echo? = nil,
    lineWidth: Int? = nil
  ) -> (EntryResult, seconds: Double?) {
    let showsText = !options.json && !options.quiet && !isSilent
    let start = ContinuousClock.now
    let isTerminal = Console.isTerminal(1)
    let keepsPrinted = options.stays && interpreter.keepsNoEntries
    let result = interpreter.run(
      source, timeout: timeout, echo: echo, keepsOutputs: options.json || keepsPrinted
    ) { output in
      guard showsText else { return }
      ProgressBar.shared.clear()
      let text = OutputText.text(
        of: output, lineWidth: lineWidth, characters: TerminalText.plotCharacters)
      Console.shared.write(text + "\n")
      if isTerminal { Console.shared.flush() }
    }
    if options.stays, result.status == .ok { accepted.append(JournalEntry(source)) }
    if keepsPrinted { printed += result.outputs.flatMap { SavedSession.lines(of: $0) } }
    guard options.timings else { return (result, nil) }
    return (result, (ContinuousClock.now - start) / .seconds(1))
  }

  /// Writes an entry's line or diagnostic, and keeps the status.
  private mutating func finish(
    _ outcome: (result: EntryResult, seconds: Double?), isExpected: Bool
  ) {
    let result = outcome.result
    if options.json, !isSilent {
      Console.shared.write(
        JSONLines.line(
          of: result, isExpected: isExpected, seconds: outcome.seconds, skippedLines: skippedLines))
    }
    if let diagnostic = result.diagnostic, !isSilent || !isExpected {
      ProgressBar.shared.clear()
      report(diagnostic)
    }
    guard !isExpected else { return }
    switch result.status {
    case .ok, .skipped: break
    case .invalid: fail(.usage)
    case .failed: fail(.failure)
    case .interrupted: status = .interrupted
    }
  }

  private func report(_ diagnostic: Diagnostic) {
    Console.shared.writeError(
      DiagnosticRenderer().text(diagnostic, isColored: options.color.allowsColor(on: 2)))
  }

  private mutating func fail(_ reason: ExitStatus) {
    if status == .ok { status = reason }
  }
}

extension NotebookFile {
  /// Tells what of a notebook is not run.
  func tellNotes() {
    for note in notes {
      Console.shared.writeError(
        "\(file ?? "-"), cell \(note.cell), line \(note.line): not run: \(note.text)\n")
    }
  }
}
