import Notebook
import Synchronization

/// The inputs of this notebook and of earlier ones, oldest first.
final class PastInputs: Sendable {
  private let inputs: Mutex<[PastInput]>

  /// The inputs of earlier notebooks.
  init(_ inputs: [String]) { self.inputs = Mutex(inputs.map { PastInput($0) }) }

  /// All inputs so far.
  var all: [PastInput] { inputs.withLock { $0 } }

  /// Adds what was typed, under the number of its first entry.
  func add(_ input: String, number: Int) {
    inputs.withLock { $0.append(PastInput(input, number: number)) }
  }
}
