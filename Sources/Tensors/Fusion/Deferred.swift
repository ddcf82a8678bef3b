import Synchronization

/// An elementwise operation that is computed when somebody needs its elements, together with the
/// operations that it is made of.
///
/// A chain of them runs block by block, so that what is between stays in the cache and never takes
/// memory of its own. The bits are those of one operation after the other.
final class Deferred: Sendable {
  /// What is known of the elements.
  enum State {
    /// They are the operation's of these operands, and wanted in the buffer if it is still there.
    case pending([Operand])
    /// They lie in memory.
    case computed(Buffer)
  }

  /// Where an operation finds an operand's elements.
  struct Operand: Sendable {
    enum Source: Sendable {
      case scalar(UInt64)
      case array(StridedArray)
      case deferred(Deferred)
    }

    let source: Source
    let dtype: DType
    let pattern: Pattern
  }

  /// Which element of an operand meets an element of the result, both in row-major order.
  enum Pattern: Sendable, Hashable {
    /// The element at the same place.
    case each
    /// The only element.
    case one
    /// Element (place / `run`) mod `period`: a broadcast along outer and inner axes.
    case periodic(run: Int, period: Int)
  }

  let operation: ElementwiseOperation
  let dtype: DType
  let count: Int
  /// How many operations are pending in what this is made of, itself included; perhaps more, where
  /// one of them is met on several ways.
  let size: Int
  /// The memory that what this is made of reads, each once.
  let inputs: [ObjectIdentifier]
  private let state: Mutex<State>
  private let target = Mutex(Target())
  private let evaluationCount = Atomic(0)

  private struct Target {
    weak var buffer: Buffer?
  }

  init(
    _ operation: ElementwiseOperation, _ operands: [Operand], dtype: DType, count: Int, size: Int,
    inputs: [ObjectIdentifier]
  ) {
    self.operation = operation
    self.dtype = dtype
    self.count = count
    self.size = size
    self.inputs = inputs
    state = Mutex(.pending(operands))
  }

  /// The operands, or the memory that has the elements already.
  var current: State { state.withLock { $0 } }

  /// The buffer that somebody holds to have the elements in; nil where nobody does.
  var wanted: Buffer? { target.withLock { $0.buffer } }

  /// Notes that the elements are computed, and says how often they were before.
  func noteEvaluation() -> Int {
    evaluationCount.wrappingAdd(1, ordering: .relaxed).oldValue
  }

  /// Notes the buffer that is to have the elements.
  func aim(at buffer: Buffer) { target.withLock { $0.buffer = buffer } }

  /// Notes that the elements are there, and lets the operands go.
  func settle(in buffer: Buffer) {
    let operands = state.withLock { state -> State in
      let before = state
      state = .computed(buffer)
      return before
    }
    // Released here, not under the lock.
    withExtendedLifetime(operands) {}
  }
}

/// What a deferred operation computes of the elements of its operands.
enum ElementwiseOperation: Sendable, Hashable {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  case compare(ComparisonOperation)
  case select
  case cast

  /// Whether one element costs about as much as a hundred bytes of memory traffic.
  var isExpensive: Bool {
    switch self {
    case .unary(let operation): operation.elementaryFunction != nil || operation == .selu
    case .binary(let operation): !operation.isArithmetic
    case .compare, .select, .cast: false
    }
  }
}

extension BinaryOperation {
  /// Whether it is one or two instructions.
  fileprivate var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .maximum, .minimum, .leakyReLU, .xdivy: true
    default: false
    }
  }
}
