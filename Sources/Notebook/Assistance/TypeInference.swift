import Autodiff
import HashTreeCollections
import Language
import Tensors

/// Computes the types of tensors from the primitives' declarations, without computing tensors.
///
/// It knows less than the evaluator, never something else: what it is not sure of is unknown.
struct TypeInference {
  /// What is known of a value.
  enum Known {
    case unknown
    case tensor(TensorType)
    /// A number of Python's.
    case number(Object)
    /// None, or no argument.
    case none
    case flag(Bool)
    case dtype(DType)
    case list([Known])
  }

  let names: KnownNames

  /// What is known of the value of an expression.
  ///
  /// The parser bounds the depth of the recursion.
  ///
  /// - Throws: what evaluating it would throw for the shapes and dtypes of its operands.
  func value(of expression: Expression) throws(TensorError) -> Known {
    switch expression.kind {
    case .none: return .none
    case .bool(let flag): return .flag(flag)
    case .int(let number): return .number(.int(number))
    case .float(let number): return .number(.float(number))
    case .name(let name): return value(ofName: name)
    case .unary(let operation, let operand): return try unary(operation, value(of: operand))
    case .binary(let operation, let x, let y):
      return try binary(operation.rawValue, value(of: x), value(of: y))
    case .comparison(let first, let parts):
      guard parts.count == 1, let part = parts.first else { return .unknown }
      return try binary(part.comparison.rawValue, value(of: first), value(of: part.operand))
    case .list(let items), .tuple(let items): return try .list(values(of: items))
    case .attribute(let base, let name, _): return try attribute(name, of: base)
    case .subscripted(let base, let items, _): return try part(items, of: value(of: base))
    case .call(let function, let arguments): return try call(function, arguments)
    default: return .unknown
    }
  }

  func values(of expressions: [Expression]) throws(TensorError) -> [Known] {
    var values: [Known] = []
    for expression in expressions { values.append(try value(of: expression)) }
    return values
  }

  private func value(ofName name: String) -> Known {
    guard case .object(let object) = names.meaning(of: name) else { return .unknown }
    return known(object)
  }

  private func known(_ object: Object) -> Known {
    switch object {
    case .tensor(let value): return .tensor(TensorType(value.tensor))
    case .int, .float: return .number(object)
    case .bool(let flag): return .flag(flag)
    case .none: return .none
    case .dtype(let dtype): return .dtype(dtype)
    case .reference(let reference):
      switch reference.kind {
      case .variable, .list, .tuple: break
      default: return .unknown
      }
      switch names.session.heap[reference] {
      case .variable(let variable): return .tensor(TensorType(variable.value.tensor))
      case .list(let items), .tuple(let items):
        // Nested lists are not looked into, nor are long ones.
        guard items.count <= 64 else { return .unknown }
        return .list(
          items.map { item in
            if case .reference(let inner) = item, inner.kind != .variable { return .unknown }
            return known(item)
          })
      default: return .unknown
      }
    default: return .unknown
    }
  }

  // MARK: Operators

  private static let serving: [String: Primitive] = {
    var serving: [String: Primitive] = [:]
    for primitive in Primitive.all {
      for symbol in primitive.operators where serving[symbol] == nil { serving[symbol] = primitive }
    }
    return serving
  }()

  private func unary(_ operation: UnaryOperator, _ operand: Known) throws(TensorError) -> Known {
    switch operand {
    case .tensor(let type):
      if operation == .plus { return operand }
      let symbol = operation == .minus ? "unary -" : operation.rawValue
      guard let primitive = TypeInference.serving[symbol] else { return .unknown }
      return .tensor(try primitive.resultType(of: [type], []))
    case .number(.int(let number)) where operation == .minus && number != .min:
      return .number(.int(-number))
    case .number(.float(let number)) where operation == .minus: return .number(.float(-number))
    default: return .unknown
    }
  }

  private func binary(_ symbol: String, _ x: Known, _ y: Known) throws(TensorError) -> Known {
    guard var (a, b) = operands(x, y), let primitive = TypeInference.serving[symbol] else {
      return .unknown
    }
    guard a.dtype == b.dtype else { throw .dtypeMismatch(a.dtype, b.dtype) }
    if symbol == "/", a.dtype.isInteger {
      a = TensorType(.float64, a.shape)
      b = TensorType(.float64, b.shape)
    }
    return .tensor(try primitive.resultType(of: [a, b], []))
  }

  /// Two operands of which one is a tensor; a number takes the tensor's dtype.
  private func operands(_ x: Known, _ y: Known) -> (TensorType, TensorType)? {
    switch (x, y) {
    case (.tensor(let a), .tensor(let b)): return (a, b)
    case (.tensor(let a), .number(let number)):
      return fits(number, a.dtype) ? (a, TensorType(a.dtype, [])) : nil
    case (.number(let number), .tensor(let b)):
      return fits(number, b.dtype) ? (TensorType(b.dtype, []), b) : nil
    default: return nil
    }
  }

  private func fits(_ number: Object, _ dtype: DType) -> Bool {
    switch number {
    case .int: dtype != .bool
    default: dtype.isFloatingPoint
    }
  }

  // MARK: Parts

  private func attribute(_ name: String, of base: Expression) throws(TensorError) -> Known {
    switch base.kind {
    case .name, .attribute:
      if let path = path(of: base), case .object(let object) = names.meaning(of: path + [name]) {
        return known(object)
      }
    default: break
    }
    guard case .tensor(let type) = try value(of: base) else { return .unknown }
    switch name {
    case "T": return .tensor(TensorType(type.dtype, type.shape.reversed()))
    case "shape": return .list(type.shape.map { .number(.int($0)) })
    case "dtype": return .dtype(type.dtype)
    default: return .unknown
    }
  }

  /// The names of `tf.math.exp`; nil for other expressions.
  func path(of expression: Expression) -> [String]? {
    var names: [String] = []
    var next = expression
    while true {
      switch next.kind {
      case .name(let name): return [name] + names.reversed()
      case .attribute(let base, let name, _):
        names.append(name)
        next = base
      default: return nil
      }
    }
  }

  private func part(_ items: [SubscriptItem], of base: Known) throws(TensorError) -> Known {
    if case .list(let values) = base {
      guard items.count == 1, case .index(let index) = items[0],
        case .number(.int(let place)) = try value(of: index)
      else { return .unknown }
      let position = place < 0 ? place + values.count : place
      return values.indices.contains(position) ? values[position] : .unknown
    }
    guard case .tensor(let type) = base, let primitive = Primitive.find("slice") else {
      return .unknown
    }
    var parts: [Tensor.SliceItem] = []
    for item in items {
      guard let part = try slice(item) else { return .unknown }
      parts.append(part)
    }
    return .tensor(try primitive.resultType(of: [type], [.slices(parts)]))
  }

  private func slice(_ item: SubscriptItem) throws(TensorError) -> Tensor.SliceItem? {
    switch item {
    case .index(let expression):
      if case .ellipsis = expression.kind { return .ellipsis }
      switch try value(of: expression) {
      case .number(.int(let place)): return .index(place)
      case .none: return .newAxis
      default: return nil
      }
    case .slice(let start, let stop, let step, _):
      guard let start = try bound(start), let stop = try bound(stop), let step = try bound(step)
      else { return nil }
      return .range(start: start, stop: stop, step: step ?? 1)
    }
  }

  /// A bound of a slice: `.some(nil)` where it is left out, nil where it is not known.
  private func bound(_ expression: Expression?) throws(TensorError) -> Int?? {
    guard let expression else { return .some(nil) }
    switch try value(of: expression) {
    case .number(.int(let place)): return place
    case .none: return .some(nil)
    default: return nil
    }
  }
}
