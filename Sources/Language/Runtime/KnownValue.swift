public import Autodiff
public import Tensors

/// What is known of a value before it is computed.
public enum KnownValue: Sendable {
  case unknown
  case tensor(TensorType)
  /// An array of NumPy's, which gives way to the element types of what stands beside it.
  case array(TensorType)
  /// An object outside of the heap that is no tensor: a number, None, an element type.
  case object(Object)
  case list([KnownValue])
  case tuple([KnownValue])
  /// Something of a type, of which no more is known.
  case instance(TypeName)
}

extension KnownValue {
  /// The items of a list or a tuple.
  public var items: [KnownValue]? {
    switch self {
    case .list(let items), .tuple(let items): items
    default: nil
    }
  }

  /// The type of the tensor or array that it is.
  public var type: TensorType? {
    switch self {
    case .tensor(let type), .array(let type): type
    default: nil
    }
  }

  /// A part of the tensor or array that it is, which is one as well.
  public func with(_ type: TensorType) -> KnownValue {
    if case .array = self { .array(type) } else { .tensor(type) }
  }

  /// The whole number that it is.
  public var integer: Int? {
    switch self {
    case .object(.int(let number)): number
    case .object(.bool(let flag)): flag ? 1 : 0
    default: nil
    }
  }

  /// Whether it is None.
  public var isNone: Bool {
    if case .object(.none) = self { return true }
    return false
  }

  /// Whether it is a number or a truth value of Python's.
  var isNumber: Bool {
    switch self {
    case .object(.int), .object(.float), .object(.bool): true
    default: false
    }
  }

  /// The type of the tensor that it is, or becomes where one is needed.
  ///
  /// Nil where that is not known, or where it becomes no tensor of the element type that is named.
  public func tensorType(_ options: SessionOptions, dtype: DType? = nil) -> TensorType? {
    if case .tensor(let type) = self { return dtype == nil || dtype == type.dtype ? type : nil }
    if let items, let tensors = items.stackedType(dtype) { return tensors }
    guard let leaves = leaves else { return nil }
    let found = leaves.dtype(options)
    let dtype = dtype ?? found
    guard leaves.fits(dtype) else { return nil }
    return TensorType(dtype, leaves.shape)
  }

  /// The numbers of a nested list, as far as its type depends on them.
  private struct Leaves {
    var shape: [Int]
    var hasFloat = false
    var hasBool = false
    /// The integers' bounds; nil where there are none.
    var integers: ClosedRange<Int>?

    func dtype(_ options: SessionOptions) -> DType {
      if hasFloat || (integers == nil && !hasBool) { return options.floatDType }
      return integers.map(options.integerDType) ?? .bool
    }

    /// Whether numbers beside a tensor keep their meaning in its element type.
    func fits(_ dtype: DType) -> Bool {
      switch dtype {
      case .float32, .float64: return !hasBool || hasFloat || integers != nil
      case .bool: return !hasFloat && integers == nil
      case .int32, .int64:
        guard !hasFloat, !hasBool else { return false }
        guard dtype == .int32, let integers else { return true }
        return integers.lowerBound >= Int(Int32.min) && integers.upperBound <= Int(Int32.max)
      }
    }

    /// Takes in the numbers of a further row; false where it has another shape.
    mutating func add(_ row: Leaves) -> Bool {
      guard row.shape == Array(shape.dropFirst()) else { return false }
      hasFloat = hasFloat || row.hasFloat
      hasBool = hasBool || row.hasBool
      if let more = row.integers {
        integers = integers.map {
          min($0.lowerBound, more.lowerBound)...max($0.upperBound, more.upperBound)
        }
        integers = integers ?? more
      }
      return true
    }
  }

  private var leaves: Leaves? {
    switch self {
    case .object(.float): return Leaves(shape: [], hasFloat: true)
    case .object(.int(let number)): return Leaves(shape: [], integers: number...number)
    case .object(.bool): return Leaves(shape: [], hasBool: true)
    case .list(let items), .tuple(let items):
      guard let first = items.first else { return Leaves(shape: [0]) }
      guard let row = first.leaves else { return nil }
      var all = Leaves(shape: [items.count] + row.shape)
      for item in items {
        guard let row = item.leaves, all.add(row) else { return nil }
      }
      return all
    default: return nil
    }
  }
}

extension [KnownValue] {
  /// The type of tensors of one type, stacked.
  fileprivate func stackedType(_ dtype: DType?) -> TensorType? {
    guard case .tensor(let row)? = first, dtype == nil || dtype == row.dtype else { return nil }
    for case let item in self {
      guard case .tensor(row) = item else { return nil }
    }
    return TensorType(row.dtype, [count] + row.shape)
  }
}

extension SessionOptions {
  /// The element type that an object names: `tf.float32`, `'float32'`, `float`; nil for others.
  public func dtype(named object: Object, isNumPy: Bool = false) -> DType? {
    switch object {
    case .dtype(let dtype): dtype
    case .type(.bool): .bool
    case .type(.float): isNumPy ? .float64 : floatDType
    case .type(.int): isNumPy ? .int64 : integerDType
    case .string(let name): DType(name: name)
    default: nil
    }
  }
}
