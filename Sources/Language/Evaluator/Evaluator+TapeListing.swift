public import Autodiff
import HashTreeCollections

extension Evaluator {
  /// What a tape object shows: what it has recorded, shortened in the middle.
  ///
  /// - Throws: an interruption, and the errors of allocation.
  /// - Complexity: O(entries of the tape).
  func listing(of tape: TapeObject) throws -> String {
    guard let id = tape.id, let listing = tapeListing(of: id) else {
      return "GradientTape, not used yet"
    }
    return try listing.text(isWhole: false, poll: poll)
  }

  /// The listing of a tape, in the names that are bound now where none was noted.
  ///
  /// - Complexity: O(names of the session).
  public func tapeListing(of id: TapeID) -> TapeListing? {
    guard let tape = session.recorder.tape(id) else { return nil }
    var names: [Identity: String] = [:]
    for name in session.globals.keys.sorted(by: >) {
      switch session.globals[name] {
      case .tensor(let value): names[value.identity] = name
      case let object?: if let variable = variable(object) { names[variable.identity] = name }
      case nil: break
      }
    }
    return TapeListing(tape: tape, title: tapeDescription(of: id), names: names)
  }

  /// What a tape is called where it must be named: its variable's name, or what it is.
  ///
  /// - Complexity: O(names of the session).
  public func tapeDescription(of id: TapeID) -> String {
    if id == session.sessionTape { return "session tape" }
    let names = session.globals.keys.sorted().filter { name in
      guard let object = session.globals[name], case .tape(let tape)? = heapObject(object) else {
        return false
      }
      return tape.id == id
    }
    if let name = names.first ?? session.recorder.tape(id)?.name { return "tape \(name)" }
    let isSession = session.recorder.tape(id)?.kind == .session
    return isSession ? "earlier session tape" : "unnamed tape"
  }
}
