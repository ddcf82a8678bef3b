public import Autodiff
public import Tensors

/// A value of the prompt's language.
///
/// The enum is flat: everything compound is a `Reference` into the session's heap, so that copying,
/// comparing and releasing an object never recurses, and a session is copied in O(1).
public enum Object: Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)
  /// A tensor with the identity that tapes know it by.
  case tensor(Value)
  case range(IntegerRange)
  case dtype(DType)
  /// A type, such as `int`, `list` or `ValueError`.
  case type(TypeName)
  case builtin(BuiltinFunction)
  case primitive(PrimitiveReference)
  case module(Module)
  case ellipsis
  /// A list, tuple, dict, function, Variable, tape, exception, iterator …: see `HeapObject`.
  case reference(Reference)
}

/// The numbers of `range(start, stop, step)`.
public struct IntegerRange: Sendable, Hashable {
  /// The first number.
  public let start: Int
  /// The number that ends the range, itself excluded.
  public let stop: Int
  /// The distance between neighbours; never zero.
  public let step: Int

  /// The range of a start, a stop and a step.
  ///
  /// - Precondition: `step` is not zero.
  public init(start: Int, stop: Int, step: Int) {
    precondition(step != 0, "a range's step is not zero")
    self.start = start
    self.stop = stop
    self.step = step
  }

  /// How many numbers the range has, at most `Int.max`.
  public var count: Int {
    guard step > 0 ? start < stop : start > stop else { return 0 }
    let low = step > 0 ? start : stop
    let high = step > 0 ? stop : start
    let distance = UInt(bitPattern: high) &- UInt(bitPattern: low)
    return Int(clamping: (distance - 1) / step.magnitude + 1)
  }

  /// The number at a position.
  ///
  /// - Precondition: `index` is at least 0 and below `count`.
  public subscript(index: Int) -> Int { start &+ index &* step }
}

/// A primitive under the namespace through which it was found.
///
/// NumPy's functions compute with NumPy's defaults and their results leave the tape.
public struct PrimitiveReference: Sendable {
  /// Where a library name was looked up.
  public enum Namespace: Sendable, Hashable {
    case bare, tensorflow, numpy
  }
  /// The primitive.
  public let primitive: Primitive
  /// The namespace it was found in.
  public let namespace: Namespace

  /// A primitive found in a namespace.
  public init(_ primitive: Primitive, namespace: Namespace = .bare) {
    self.primitive = primitive
    self.namespace = namespace
  }
}

/// A module of the library, by its dotted path: `tensorflow`, `tensorflow.math`, `numpy`, `math`.
public struct Module: Sendable, Hashable {
  /// The dotted path.
  public let path: String

  /// The module at a dotted path.
  public init(_ path: String) { self.path = path }
}
