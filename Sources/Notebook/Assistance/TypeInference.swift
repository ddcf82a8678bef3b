import Autodiff
import HashTreeCollections
import Language
import Tensors

/// Computes the types of values from the declarations of primitives and functions, without computing
/// the values.
///
/// It knows less than the evaluator, never something else: what it is not sure of is unknown.
struct TypeInference {
  let names: KnownNames

  var options: SessionOptions { names.session.options }

  /// What is known of the value of an expression.
  ///
  /// The parser bounds the depth of the recursion.
  ///
  /// - Throws: what evaluating it would throw for the shapes and dtypes of its operands.
  func value(of expression: Expression) throws(TensorError) -> KnownValue {
    switch expression.kind {
    case .none: return .object(.none)
    case .bool(let flag): return .object(.bool(flag))
    case .int(let number): return .object(.int(number))
    case .float(let number): return .object(.float(number))
    case .string(let text): return .object(.string(text))
    case .formatted: return .instance(.string)
    case .dict, .dictComprehension: return .instance(.dict)
    case .listComprehension: return .instance(.list)
    case .lambda: return .instance(.function)
    case .name(let name): return value(ofName: name)
    case .unary(let operation, let operand): return try unary(operation, value(of: operand))
    case .binary(let operation, let x, let y):
      return try binary(operation.rawValue, value(of: x), value(of: y))
    case .comparison(let first, let parts):
      guard parts.count == 1, let part = parts.first else { return .unknown }
      return try binary(part.comparison.rawValue, value(of: first), value(of: part.operand))
    case .list(let items): return try .list(values(of: items))
    case .tuple(let items): return try .tuple(values(of: items))
    case .attribute(let base, let name, _): return try attribute(name, of: base)
    case .subscripted(let base, let items, _): return try part(items, of: value(of: base))
    case .call(let function, let arguments): return try call(function, arguments)
    default: return .unknown
    }
  }

  func values(of expressions: [Expression]) throws(TensorError) -> [KnownValue] {
    var values: [KnownValue] = []
    for expression in expressions { values.append(try value(of: expression)) }
    return values
  }

  private func value(ofName name: String) -> KnownValue {
    guard case .object(let object) = names.meaning(of: name) else { return .unknown }
    return known(object)
  }

  private func known(_ object: Object) -> KnownValue {
    switch object {
    case .tensor(let value):
      let type = TensorType(value.tensor)
      return value.isArray ? .array(type) : .tensor(type)
    case .reference(let reference):
      switch reference.kind {
      case .variable, .list, .tuple: break
      default: return .instance(names.session.typeName(of: object))
      }
      switch names.session.heap[reference] {
      case .variable(let variable): return .tensor(TensorType(variable.value.tensor))
      case .list(let items): return items.count > 64 ? .instance(.list) : .list(known(items))
      case .tuple(let items): return items.count > 64 ? .instance(.tuple) : .tuple(known(items))
      default: return .unknown
      }
    default: return .object(object)
    }
  }

  /// What is known of the items of a list, of which the lists in it are not looked into.
  private func known(_ items: [Object]) -> [KnownValue] {
    items.map { item in
      if case .reference(let inner) = item, inner.kind != .variable {
        return .instance(names.session.typeName(of: item))
      }
      return known(item)
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

  private func unary(
    _ operation: UnaryOperator, _ operand: KnownValue
  ) throws(TensorError) -> KnownValue {
    switch operand {
    case .tensor(let type):
      if operation == .plus { return operand }
      let symbol = operation == .minus ? "unary -" : operation.rawValue
      guard let primitive = TypeInference.serving[symbol] else { return .unknown }
      return .tensor(try primitive.resultType(of: [type], []))
    case .object(.int(let number)) where operation == .minus && number != .min:
      return .object(.int(-number))
    case .object(.float(let number)) where operation == .minus: return .object(.float(-number))
    default: return .unknown
    }
  }

  private func binary(
    _ symbol: String, _ x: KnownValue, _ y: KnownValue
  ) throws(TensorError) -> KnownValue {
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

  /// Two operands of which one is a tensor; numbers and lists take the tensor's dtype.
  private func operands(_ x: KnownValue, _ y: KnownValue) -> (TensorType, TensorType)? {
    switch (x, y) {
    case (.tensor(let a), .tensor(let b)): (a, b)
    case (.tensor(let a), _): y.tensorType(options, dtype: a.dtype).map { (a, $0) }
    case (_, .tensor(let b)): x.tensorType(options, dtype: b.dtype).map { ($0, b) }
    default: nil
    }
  }

  // MARK: Parts

  private func attribute(_ name: String, of base: Expression) throws(TensorError) -> KnownValue {
    switch base.kind {
    case .name, .attribute:
      if let path = path(of: base), case .object(let object) = names.meaning(of: path + [name]) {
        return known(object)
      }
    default: break
    }
    let known = try value(of: base)
    guard let type = known.type else { return .unknown }
    switch name {
    case "T": return known.with(TensorType(type.dtype, type.shape.reversed()))
    case "shape": return .tuple(type.shape.map { .object(.int($0)) })
    case "dtype": return .object(.dtype(type.dtype))
    case "ndim": return .object(.int(type.shape.count))
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

  private func part(_ items: [SubscriptItem], of base: KnownValue) throws(TensorError) -> KnownValue
  {
    if let values = base.items {
      guard items.count == 1, case .index(let index) = items[0],
        case .object(.int(let place)) = try value(of: index)
      else { return .unknown }
      let position = place < 0 ? place + values.count : place
      return values.indices.contains(position) ? values[position] : .unknown
    }
    guard let type = base.type, let primitive = Primitive.find("slice") else { return .unknown }
    var parts: [Tensor.SliceItem] = []
    for item in items {
      guard let part = try slice(item) else { return .unknown }
      parts.append(part)
    }
    return base.with(try primitive.resultType(of: [type], [.slices(parts)]))
  }

  private func slice(_ item: SubscriptItem) throws(TensorError) -> Tensor.SliceItem? {
    switch item {
    case .index(let expression):
      if case .ellipsis = expression.kind { return .ellipsis }
      switch try value(of: expression) {
      case .object(.int(let place)): return .index(place)
      case .object(.none): return .newAxis
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
    case .object(.int(let place)): return place
    case .object(.none): return .some(nil)
    default: return nil
    }
  }
}
