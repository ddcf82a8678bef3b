import Language
import Tensors

extension SourceKind {
  /// How many entries can be undone.
  ///
  /// What can be undone holds memory, so files and arguments, which nobody waits to correct, keep
  /// only a few; in listings and cells `undo` means nothing.
  var undoDepth: Int {
    switch self {
    case .prompt: 1000
    case .session, .argument, .standardInput: 20
    case .listing, .cell: 0
    }
  }
}

extension Interpreter {
  /// Notes an entry that ran, so that it can be undone; one that changed nothing is left out.
  mutating func accept(
    _ source: EntrySource, from before: Session, memoryLimit: Int, entries: [AcceptedEntry]
  ) {
    let isChanged =
      session.isChanged(from: before) || BufferPool.shared.limit != memoryLimit
    if isChanged {
      let step = UndoStep(
        number: entryCount, text: source.text, session: before, memoryLimit: memoryLimit,
        entries: .kept(keptEntries.count))
      history?.push(step)
    }
    keptEntries += entries
  }

  /// Undoes or redoes some entries and tells which.
  ///
  /// - Throws: a `ValueError` where there are fewer.
  mutating func move(
    _ request: UndoRequest, _ source: EntrySource, _ emit: (Output) -> Void
  ) throws(Diagnostic) {
    let available =
      request.direction == .undo ? history?.undoable.count : history?.redoable.count
    guard let available, request.count <= available else {
      throw request.shortage(
        available ?? 0, wasReclaimed: history?.wasReclaimed ?? false, source)
    }
    var steps: [UndoStep] = []
    for _ in 0..<request.count {
      guard let step = request.direction == .undo ? undo() : redo() else { break }
      steps.append(step)
    }
    emit(.text(request.text(of: steps)))
  }

  private mutating func undo() -> UndoStep? {
    guard let step = history?.popUndo(), case .kept(let count) = step.entries else { return nil }
    var way = step
    way.entries = .added(Array(keptEntries.dropFirst(count)))
    keptEntries.removeLast(max(keptEntries.count - count, 0))
    cross(&way)
    history?.pushRedo(way)
    return step
  }

  private mutating func redo() -> UndoStep? {
    guard let step = history?.popRedo(), case .added(let entries) = step.entries else {
      return nil
    }
    var way = step
    way.entries = .kept(keptEntries.count)
    keptEntries += entries
    cross(&way)
    history?.pushRedone(way)
    return step
  }

  /// Goes to a step's session, and leaves this one in its place for the way back.
  private mutating func cross(_ step: inout UndoStep) {
    swap(&session, &step.session)
    let limit = BufferPool.shared.limit
    if limit != step.memoryLimit { BufferPool.shared.limit = step.memoryLimit }
    step.memoryLimit = limit
  }
}
