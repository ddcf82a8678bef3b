import Notebook
import Synchronization

/// The inputs of this notebook and of earlier ones, oldest first.
///
/// Those of earlier ones are read when somebody asks: a long history would hold up the prompt.
final class PastInputs: Sendable {
  private let inputs = Mutex<[PastInput]?>(nil)
  private let earlier: @Sendable () -> [String]

  /// The inputs of earlier notebooks, which are asked for once, before any is added.
  init(_ earlier: @escaping @Sendable () -> [String]) { self.earlier = earlier }

  /// All inputs so far.
  var all: [PastInput] {
    inputs.withLock { inputs in
      let known = inputs ?? earlier().map { PastInput($0) }
      inputs = known
      return known
    }
  }

  /// Adds what was typed, under the number of its first entry.
  func add(_ input: String, number: Int) {
    _ = all
    inputs.withLock { $0?.append(PastInput(input, number: number)) }
  }
}
