public import Language

extension Interpreter {
  /// Runs the entries of a text in order, each read when it is reached.
  ///
  /// Stops after the first failure unless `keepsGoing`, at an interruption and when an entry
  /// quits. `finish` is given each result as it comes.
  public mutating func run(
    text: String, file: String? = nil, firstLine: Int = 1, keepsGoing: Bool = false,
    keepsOutputs: Bool = true, emit: @escaping (Output) -> Void = { _ in },
    finish: (EntryResult) -> Void = { _ in }
  ) {
    for source in EntrySequence(text, file: file, firstLine: firstLine) {
      let result = run(source, keepsOutputs: keepsOutputs, emit: emit)
      finish(result)
      if hasQuit || result.status == .interrupted || (result.isFailure && !keepsGoing) { return }
    }
  }

  /// Runs entries again that ran before, such as a journal's, without showing anything.
  ///
  /// Those that only wrote a file or left are passed over. `progress` is told now and then how
  /// many are done.
  ///
  /// - Returns: which entry failed, and how; none is run behind it. Nil where all ran.
  public mutating func replay(
    _ sources: [EntrySource], progress: (@Sendable (ProgressReport) -> Void)? = nil
  ) -> (index: Int, result: EntryResult)? {
    var meter = ProgressMeter(total: sources.count) { done, total in
      progress?(ProgressReport(done: done, total: total, what: "entries"))
    }
    for (index, source) in sources.enumerated() {
      let result = isLeftOut(source) ? skip(source) : run(source, keepsOutputs: false)
      if result.isFailure { return (index, result) }
      meter.advance()
    }
    return nil
  }
}
