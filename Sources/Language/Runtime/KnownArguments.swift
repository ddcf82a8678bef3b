import Autodiff
import Tensors

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
