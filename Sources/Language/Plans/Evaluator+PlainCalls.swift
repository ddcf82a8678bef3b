import Autodiff
import Tensors

/// The library's functions of Python numbers, while somebody watches what code reads.
extension Evaluator {
  /// Calls a function of the library.
  ///
  /// `constant(2.)` or `zeros(3)` is the same in every call: what such functions do with the numbers
  /// that they make themselves is no reading of a tensor.
  func watchedCall(_ builtin: BuiltinFunction, _ arguments: CallArguments) throws -> Object {
    let hasNumbersOnly =
      arguments.positional.allSatisfy { isPlain($0) }
      && arguments.keywords.allSatisfy { isPlain($0.value) }
    let bound = try builtin.bind(arguments, receiver: .none)
    guard hasNumbersOnly else { return try builtin.body(bound, self) }
    let reads = valueReads
    let result = try ElementReads.unnoticed { try builtin.body(bound, self) }
    valueReads = reads
    return result
  }

  /// Whether an object is made of Python's numbers and texts alone.
  private func isPlain(_ object: Object, depth: Int = 0) -> Bool {
    switch object {
    case .none, .bool, .int, .float, .string, .dtype, .ellipsis, .range: return true
    case .tensor, .type, .builtin, .primitive, .module: return false
    case .reference(let reference):
      guard depth < 8, reference.kind == .list || reference.kind == .tuple else { return false }
      return (session.heap.items(reference) ?? []).allSatisfy { isPlain($0, depth: depth + 1) }
    }
  }
}
