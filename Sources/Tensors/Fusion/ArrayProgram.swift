/// Operations on small arrays and numbers of one floating-point type, computed one after the other
/// without a tensor for each of them.
///
/// The bits are those of the same operations on tensors, since it runs their loops; what lies in
/// between is in memory that is used again as soon as it has been read for the last time.
public struct ArrayProgram: Sendable {
  /// Where an operation finds an operand and leaves its result.
  public typealias Register = Int32

  /// What a step computes; all numbers of elements are at least 1.
  public enum Operation: Sendable, Hashable {
    case unary(UnaryOperation)
    case binary(BinaryOperation)
    case compare(ComparisonOperation)
    /// Elements of the second operand where the first is true, else of the third.
    case select
    /// The sums of `extent` elements each: the operand is `outer` × `extent` × `inner`.
    case sum(outer: Int32, extent: Int32, inner: Int32)
    /// The sums divided by their numbers of elements.
    case mean(outer: Int32, extent: Int32, inner: Int32)
    /// Each group of `inner` neighbours so many times.
    case repetition(times: Int32, inner: Int32)

    /// Whether the elements of the result are booleans.
    var isTruth: Bool {
      if case .compare = self { true } else { false }
    }
  }

  /// One operation.
  struct Step: Sendable {
    let operation: Operation
    let first: Register
    let second: Register
    let third: Register
    let result: Register
    /// How many elements the result has.
    let count: Int32
    /// Whether the result's elements are booleans.
    let isTruth: Bool
    /// Whether it is a power of an array by one number: of 1 and 2, which are no powers then.
    let isPowerByNumber: Bool
  }

  /// A tensor that the program reads.
  struct Load: Sendable {
    let slot: Int32
    let register: Register
    /// Where a number lies that a tensor holds inline.
    let offset: Int
    let isTruth: Bool
  }

  /// A tensor that the program leaves.
  struct Store: Sendable {
    let slot: Int32
    let register: Register
    let shape: [Int]
    let isTruth: Bool
    /// The place among the arrays that are written; -1 where the number is read from its register,
    /// or the tensor is a loaded one in another shape.
    let array: Int
    /// The slot of the loaded tensor; -1 where it is computed.
    let loaded: Int32
  }

  let dtype: DType
  let loads: [Load]
  let steps: ContiguousArray<Step>
  let stores: [Store]
  /// How many elements each register has.
  let counts: ContiguousArray<Int32>
  /// Where in the working memory each register lies, in bytes; -1 where it lies in a tensor.
  let offsets: ContiguousArray<Int>
  /// The registers that are written to arrays, with their shapes.
  let arrays: [(register: Register, shape: [Int], isTruth: Bool)]
  let scratchBytes: Int
  /// The working memory of the last run.
  let memory = KeptMemory()

  /// How many operations there are.
  public var operationCount: Int { steps.count }
  /// The slots of the tensors that are read.
  public var loadedSlots: [Int32] { loads.map(\.slot) }
  /// The slots of the tensors that are left.
  public var storedSlots: [Int32] { stores.map(\.slot) }

  /// How many elements an array may have: the loops over larger ones take the time, and read what is
  /// broadcast where it lies.
  public static let mostElements = 2048
}
