import Synchronization

/// The inputs of this notebook and of earlier ones, oldest first.
final class PastInputs: Sendable {
  private let inputs: Mutex<[String]>

  /// The inputs of earlier notebooks.
  init(_ inputs: [String]) { self.inputs = Mutex(inputs) }

  /// All inputs so far.
  var all: [String] { inputs.withLock { $0 } }

  /// Adds what was typed.
  func add(_ input: String) { inputs.withLock { $0.append(input) } }
}
