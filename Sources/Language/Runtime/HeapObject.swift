public import Autodiff
public import OrderedCollections
public import Tensors

/// What a reference stands for, without looking it up.
public enum HeapKind: UInt8, Sendable {
  case list, tuple, dict, function, method, variable, tape, exception, iterator, slice, cell
  case transformed, context, accumulator, generator
}

/// A compound object, held by the heap.
public enum HeapObject: Sendable {
  case list([Object])
  case tuple([Object])
  case dict(ObjectDictionary)
  /// A `def` or a `lambda` with the variables it closes over.
  case function(Function)
  /// A method taken from its receiver: `x.append`.
  case method(receiver: Object, BuiltinFunction)
  case variable(Variable)
  case tape(TapeObject)
  case exception(ExceptionObject)
  case iterator(IteratorState)
  case slice(start: Object, stop: Object, step: Object)
  /// A variable that functions share; nil while unbound.
  case cell(Object?)
  /// A function made of others by the library: `grad(f)`, `f′`, a `custom_gradient`.
  case transformed(TransformedFunction)
  /// What `with` takes besides tapes: `t.stop_recording()`.
  case context(ContextObject)
  /// A `ForwardAccumulator`.
  case accumulator(AccumulatorObject)
  /// A source of random numbers of its own: `np.random.default_rng(0)`.
  case generator(GeneratorObject)
}

/// A generator with its state, and the library whose methods it has.
public struct GeneratorObject: Sendable {
  /// The state: what is drawn next.
  public var generator: PhiloxGenerator
  /// Whether it is NumPy's and not TensorFlow's.
  public let isNumPy: Bool
}

/// A dict: keys by value, in the order of insertion.
public typealias ObjectDictionary = OrderedDictionary<ObjectKey, DictionaryEntry>

/// A key of a dict as it was given, with its value.
public struct DictionaryEntry: Sendable {
  /// The key as first given: `{1: a}` keeps `1` when `True` is assigned.
  public let key: Object
  /// The value.
  public var value: Object

  /// An entry of a key and a value.
  public init(key: Object, value: Object) {
    self.key = key
    self.value = value
  }
}

/// A user's function.
public struct Function: Sendable {
  /// Its parameters and body.
  public let definition: FunctionDefinition
  /// The values of defaults, evaluated once; nil for parameters without one.
  public let defaults: [Object?]
  /// The cells of the names it takes from enclosing scopes.
  public let cells: [String: Reference]
}

/// A function that the library builds of others.
public struct TransformedFunction: Sendable {
  /// How it prints: `grad(f)`.
  public let name: String
  /// Objects it depends on: kept alive and found by the collector of cycles.
  public let captured: [Object]
  /// What a call does.
  public let body: @Sendable ([Object], CallArguments, Evaluator) throws -> Object

  /// A function with its captured objects, which `body` is given first.
  public init(
    name: String, captured: [Object],
    body: @escaping @Sendable ([Object], CallArguments, Evaluator) throws -> Object
  ) {
    self.name = name
    self.captured = captured
    self.body = body
  }
}

/// An explicit tape: the recorder holds its content.
public struct TapeObject: Sendable {
  /// The tape in the recorder; nil before it is first entered.
  public var id: TapeID?
  /// Whether it may compute more than one gradient.
  public let isPersistent: Bool
  /// Whether Variables are watched when they are read.
  public let watchesVariables: Bool
  /// The Variables that were read or watched while it was open, in order.
  public var variables: [Reference] = []
}

/// Tangents that are carried forward through what is computed inside a `with` block: a tape of its
/// own that is asked forward.
public struct AccumulatorObject: Sendable {
  /// The tape in the recorder; nil before it is first entered.
  public var id: TapeID?
  /// What the tangents belong to: tensors and Variables.
  public let primals: [Object]
  /// The direction in which each of them moves.
  public let tangents: [Value]
  /// The tapes that were open around it, which record what becomes of the tangents as well.
  public var enclosing: [TapeID] = []
}

/// A context that `with` enters and leaves.
public struct ContextObject: Sendable {
  /// What happens on entering and leaving.
  public enum Kind: Sendable {
    /// `t.stop_recording()`: pauses the tape inside.
    case stopRecording(tape: Reference)
    /// A scope without effect: `tf.device("/CPU:0")`, `tf.name_scope("f")`.
    case scope(String)
  }
  /// The kind.
  public let kind: Kind

  /// A context of a kind.
  public init(_ kind: Kind) { self.kind = kind }
}

/// An instance of an exception class.
public struct ExceptionObject: Sendable {
  /// Its class.
  public let type: ExceptionType
  /// What it was made with; `str(e)` is the only one, or the tuple of all.
  public let arguments: [Object]
  /// The failure as it was first raised, kept for raising it again.
  public var failure: EvaluationError?
}

/// How far an iterator has come.
public enum IteratorState: Sendable {
  case exhausted
  /// Over a list or tuple, by position, so that appending while iterating is seen as in Python.
  case sequence(Reference, position: Int)
  /// Over items that were there at the start.
  case items([Object], position: Int)
  case range(IntegerRange, position: Int)
  /// Over the first axis of a tensor.
  case rows(Value, position: Int)
  /// Over a dict's keys; the number of entries at the start tells of changes.
  case keys(Reference, position: Int, count: Int)
  case zip([Reference], isStrict: Bool)
  case enumerate(Reference, next: Int)
  case map(Object, [Reference])
  case filter(Object, Reference)
}
