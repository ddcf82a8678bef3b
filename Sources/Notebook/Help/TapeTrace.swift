import Autodiff
import Language
import Tensors

/// Where a value stands on a tape: who made it and who uses it.
struct TapeTrace {
  /// What the tape is called.
  let tape: String
  /// How the value came to the tape.
  private(set) var origins: [String] = []
  /// The operations that use it.
  private(set) var uses: [String] = []

  /// A value's or Variable's place on a tape.
  ///
  /// - Throws: an interruption.
  /// - Complexity: O(entries of the tape).
  init?(of identity: Identity, on id: TapeID, _ evaluator: Evaluator) throws {
    guard let tape = evaluator.session.recorder.tape(id), tape.records(identity),
      let listing = evaluator.tapeListing(of: id)
    else { return nil }
    self.tape = evaluator.tapeDescription(of: id)
    func text(_ entry: Tape.Operation) -> String {
      TapeTrace.operation(entry, tape, listing) + " at position \(entry.position)"
        + (entry.line.map { ", line \($0)" } ?? "")
    }
    // A Variable is used through what was read from it.
    var places: Set<Int> = []
    for position in 0..<tape.count {
      if position & 0x3FF == 0 { try evaluator.poll() }
      let entry = tape.operation(at: position)
      if entry.identity == identity, entry.role != .constant {
        places.insert(position)
        origins.append(text(entry))
      } else if entry.operands.contains(where: places.contains) {
        if entry.role == .read {
          places.insert(position)
        } else {
          uses.append("\(listing.name(of: position)) = " + text(entry))
        }
      }
    }
  }

  /// How an entry was made, with its operands in the user's words.
  private static func operation(
    _ entry: Tape.Operation, _ tape: Tape, _ listing: TapeListing
  ) -> String {
    guard let primitive = entry.primitive else { return listing.operation(entry) }
    let operands = entry.operands.map { position in
      let operand = tape.operation(at: position)
      if operand.role == .constant, operand.shape.isEmpty { return operand.value.text() }
      // What was read from a Variable is called as the Variable is.
      if operand.role == .read, let variable = operand.operands.first {
        return listing.name(of: variable)
      }
      return listing.name(of: position)
    }
    return "\(primitive)(\(operands.joined(separator: ", ")))"
  }
}
