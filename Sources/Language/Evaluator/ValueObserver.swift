import Autodiff
import Synchronization
public import Tensors

/// What an expression stood for while it was evaluated, as often as that was.
public struct ObservedValue: Sendable, Hashable {
  /// Kinds of values.
  public struct Kinds: OptionSet, Sendable, Hashable {
    /// A bit for each kind.
    public let rawValue: UInt16

    /// The kinds of some bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Python's numbers and truth values.
    public static let number = Kinds(rawValue: 1)
    /// NumPy's arrays and numbers, which no tape records.
    public static let array = Kinds(rawValue: 1 << 1)
    /// Tensors of the framework.
    public static let tensor = Kinds(rawValue: 1 << 2)
    /// Variables.
    public static let variable = Kinds(rawValue: 1 << 3)
    /// Lists.
    public static let list = Kinds(rawValue: 1 << 4)
    /// Tuples.
    public static let tuple = Kinds(rawValue: 1 << 5)
    /// Dicts.
    public static let dict = Kinds(rawValue: 1 << 6)
    /// A function of the user's, or one that is made of others.
    public static let function = Kinds(rawValue: 1 << 7)
    /// A function of the library.
    public static let operation = Kinds(rawValue: 1 << 10)
    /// Sources of random numbers.
    public static let generator = Kinds(rawValue: 1 << 11)
    /// `None`.
    public static let none = Kinds(rawValue: 1 << 8)
    /// Strings, tapes and everything else.
    public static let other = Kinds(rawValue: 1 << 9)

    /// What the framework computes with.
    public static let tensors: Kinds = [.tensor, .variable]
    /// What holds other values.
    public static let containers: Kinds = [.list, .tuple, .dict]
  }

  /// Element types.
  public struct DTypes: OptionSet, Sendable, Hashable {
    /// A bit for each element type.
    public let rawValue: UInt8

    /// The element types of some bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The set of one element type.
    public init(_ dtype: DType) { rawValue = 1 << dtype.rawValue }

    /// The only element type; nil where there are several, or none.
    public var only: DType? { DType.allCases.first { DTypes($0) == self } }
  }

  /// What it was.
  public internal(set) var kinds: Kinds = []
  /// What stood in lists, tuples and dicts that it was, at any depth.
  public internal(set) var itemKinds: Kinds = []
  /// The element types of arrays, also of those in lists.
  public internal(set) var arrayDTypes: DTypes = []
  /// The element types of tensors and Variables, also of those in lists.
  public internal(set) var tensorDTypes: DTypes = []
  /// The numbers of axes of the arrays, tensors and Variables that it was: bit 3 is for three axes.
  public internal(set) var ranks: UInt64 = 0
  /// Whether a tape that a `with` had opened was open then.
  public internal(set) var isWithinTape = false
  /// Whether it was a Variable that got another value before a derivative was asked of the tape that
  /// had recorded it here.
  public internal(set) var isUpdatedBeforeDerivative = false

  /// The only number of axes; nil where there were several, or none.
  public var rank: Int? { ranks.nonzeroBitCount == 1 ? ranks.trailingZeroBitCount : nil }

  /// Adds what it was another time.
  public mutating func formUnion(_ other: ObservedValue) {
    kinds.formUnion(other.kinds)
    itemKinds.formUnion(other.itemKinds)
    arrayDTypes.formUnion(other.arrayDTypes)
    tensorDTypes.formUnion(other.tensorDTypes)
    ranks |= other.ranks
    isWithinTape = isWithinTape || other.isWithinTape
    isUpdatedBeforeDerivative = isUpdatedBeforeDerivative || other.isUpdatedBeforeDerivative
  }
}

/// Takes down what the expressions of a session stand for, for whoever must know it before another
/// program runs.
///
/// A session has one kind of arrays where other programs have two, so that what an expression is
/// there cannot be read off its text.
public final class ValueObserver: Sendable {
  /// An expression by its place; several that stand at one place differ in their kind.
  private struct Key: Hashable {
    let source: ObjectIdentifier
    let range: SourceRange
    let kind: UInt8

    init(_ expression: Expression, _ source: EntrySource) {
      self.source = ObjectIdentifier(source)
      range = expression.range
      kind = expression.kind.number
    }
  }

  /// A place where a Variable was read.
  private struct Place: Hashable {
    let key: Key
    let variable: Reference
  }

  /// What was read at a place last, and the tapes that recorded it.
  private struct Reading {
    let value: Identity
    let tapes: Set<Reference>
    let isOfSession: Bool
  }

  private struct Notes {
    var values: [Key: ObservedValue] = [:]
    var readings: [Place: Reading] = [:]
  }

  private let notes = Mutex(Notes())

  /// An observer that has seen nothing yet.
  public init() {}

  /// What an expression of a text stood for; nil where it was not evaluated.
  public func value(of expression: Expression, in source: EntrySource) -> ObservedValue? {
    notes.withLock { $0.values[Key(expression, source)] }
  }

  func note(_ value: ObservedValue, of expression: Expression, in source: EntrySource) {
    notes.withLock {
      $0.values[Key(expression, source), default: ObservedValue()].formUnion(value)
    }
  }

  /// Notes that a Variable was read where some tapes recorded.
  func noteReading(
    of variable: Reference, _ value: Identity, as expression: Expression, in source: EntrySource,
    tapes: Set<Reference>, isOfSession: Bool
  ) {
    let place = Place(key: Key(expression, source), variable: variable)
    notes.withLock { notes in
      // A tape that recorded two of its values here is asked later, if at all.
      if let last = notes.readings[place], last.value != value, !last.tapes.isDisjoint(with: tapes)
      {
        notes.values[place.key, default: ObservedValue()].isUpdatedBeforeDerivative = true
      }
      notes.readings[place] = Reading(value: value, tapes: tapes, isOfSession: isOfSession)
    }
  }

  /// Notes that a tape is asked for a derivative; the session's own where it is nil.
  public func noteDerivative(of tape: Reference?, in session: Session) {
    notes.withLock { notes in
      for (place, reading) in notes.readings {
        let isRecorded = tape.map(reading.tapes.contains) ?? reading.isOfSession
        guard isRecorded, case .variable(let variable) = session.heap[place.variable],
          variable.value.identity != reading.value
        else { continue }
        notes.values[place.key, default: ObservedValue()].isUpdatedBeforeDerivative = true
      }
    }
  }
}

extension Expression.Kind {
  /// A number for each kind of expression that has a value of its own.
  fileprivate var number: UInt8 {
    switch self {
    case .none, .bool, .int, .float, .string, .formatted, .ellipsis: 0
    case .name: 1
    case .unary: 2
    case .binary: 3
    case .comparison: 4
    case .and, .or, .not: 5
    case .conditional: 6
    case .call: 7
    case .attribute: 8
    case .subscripted: 9
    case .list: 10
    case .tuple: 11
    case .dict, .dictComprehension: 12
    case .listComprehension, .generator: 13
    case .lambda: 14
    case .starred: 15
    case .prime: 16
    case .command: 17
    }
  }
}
