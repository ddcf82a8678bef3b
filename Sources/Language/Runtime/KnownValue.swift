public import Autodiff
public import Tensors

/// What is known of a value before it is computed.
public enum KnownValue: Sendable {
  case unknown
  case tensor(TensorType)
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
      return integers == nil ? .bool : options.integerDType
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

/// What is known of a call's arguments, in the places of a builtin's parameters.
public struct KnownArguments: Sendable {
  /// One for each parameter; nil where omitted, and at a `rest` parameter.
  private let values: [KnownValue?]
  private let parameters: [BuiltinParameter]
  /// What the `rest` parameter took.
  let rest: [KnownValue]
  /// What the session's numbers become.
  let options: SessionOptions

  /// Puts arguments in the places of a function's parameters; nil where they do not fit.
  public init?(
    _ positional: [KnownValue], _ keywords: [String: KnownValue], of builtin: BuiltinFunction,
    _ options: SessionOptions
  ) {
    parameters = builtin.parameters
    self.options = options
    var values = [KnownValue?](repeating: nil, count: parameters.count)
    var positional = positional[...]
    var rest: [KnownValue] = []
    for (index, parameter) in parameters.enumerated() {
      switch parameter.kind {
      case .normal, .positionalOnly: values[index] = positional.popFirst()
      case .rest:
        rest = Array(positional)
        positional = []
      case .keywordOnly, .keywordRest: break
      }
    }
    guard positional.isEmpty else { return nil }
    for (name, value) in keywords {
      guard let place = builtin.place(ofKeyword: name), values[place] == nil else { return nil }
      values[place] = value
    }
    for (index, parameter) in parameters.enumerated() where values[index] == nil {
      switch parameter.defaultValue {
      case .required: return nil
      case .omitted: break
      case .value(let value): values[index] = .object(value)
      }
    }
    self.values = values
    self.rest = rest
  }

  /// The argument of a parameter; unknown where it was omitted.
  subscript(index: Int) -> KnownValue { values[index] ?? .unknown }

  /// The argument of a parameter, unless it was omitted or is None.
  func given(_ index: Int) -> KnownValue? { values[index].flatMap { $0.isNone ? nil : $0 } }

  /// The argument of a parameter by name, unless it was omitted or is None.
  func given(_ name: String) -> KnownValue? {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the builtin declares no parameter '\(name)'")
    }
    return given(index)
  }

  // MARK: Facts that creation functions ask for

  /// The element type that an argument names, or a standard one where it is left out; nil where it
  /// is not known.
  func dtype(_ value: KnownValue?, isNumPy: Bool, else standard: DType? = nil) -> DType? {
    guard let value else { return standard ?? floats(isNumPy) }
    guard case .object(let object) = value else { return nil }
    return options.dtype(named: object, isNumPy: isNumPy)
  }

  /// The element type of Python's floats.
  func floats(_ isNumPy: Bool) -> DType { isNumPy ? .float64 : options.floatDType }

  /// What numbers become, with NumPy's element types or the session's.
  func options(_ isNumPy: Bool) -> SessionOptions {
    guard isNumPy else { return options }
    return SessionOptions(floatDType: .float64, integerDType: .int64)
  }

  /// A shape given as one value or as several extents; nil where it is not known.
  ///
  /// - Throws: `negativeExtent`, `tooManyElements`.
  func shape(_ values: [KnownValue]) throws(TensorError) -> [Int]? {
    let extents = values.count == 1 ? values[0].items ?? values : values
    var shape: [Int] = []
    for extent in extents {
      guard let number = extent.integer else { return nil }
      shape.append(number)
    }
    guard shape.count <= 64 else { return nil }
    _ = try Shape.checkedCount(shape)
    return shape
  }

  /// A value as a tensor, of an element type that may be left out; nil where it is not known.
  func value(_ value: KnownValue, type: KnownValue?, isNumPy: Bool) -> TensorType? {
    guard let type else { return value.tensorType(options(isNumPy)) }
    guard let dtype = dtype(type, isNumPy: isNumPy) else { return nil }
    // NumPy casts; TensorFlow takes what fits.
    guard isNumPy else { return value.tensorType(options, dtype: dtype) }
    return value.tensorType(options(true)).map { TensorType(dtype, $0.shape) }
  }

  /// A tensor of a shape; unknown where a part is not known.
  static func tensor(_ dtype: DType?, _ shape: [Int]?) -> KnownValue {
    guard let dtype, let shape else { return .unknown }
    return .tensor(TensorType(dtype, shape))
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
