import Tensors

/// A value in a scope that records what is done with it.
///
/// A term may stand for many values at once, one in each row of a leading axis. Rules do not see
/// that axis: the shape is that of a row, and what is done is done to each.
struct Term: RuleExpression {
  let value: Value
  let scope: Scope
  /// Whether the value has a leading axis of rows.
  var hasRows = false

  var shape: [Int] { hasRows ? Array(value.tensor.shape.dropFirst()) : value.tensor.shape }
  var rank: Int { value.tensor.rank - (hasRows ? 1 : 0) }
  var dtype: DType { value.tensor.dtype }

  func constant(_ number: Double) -> Term { scope.constant(number, dtype) }

  func call(_ primitive: String, _ operands: [Term], _ attributes: [Attribute]) -> Term {
    scope.apply(Primitive.named(primitive), operands, attributes)
  }

  func reshaped(to shape: [Int]) -> Term {
    shape == self.shape ? self : scope.apply(.reshape, [self], [.integers(shape)])
  }

  func broadcast(to shape: [Int]) -> Term {
    shape == self.shape ? self : scope.apply(.broadcast, [self], [.integers(shape)])
  }

  func sum(axes: [Int], keepingDimensions: Bool = false) -> Term {
    scope.apply(.sum, [self], [.integers(axes), .flag(keepingDimensions)])
  }

  func transposed(_ permutation: [Int]) -> Term {
    call("transpose", [self], [.integers(permutation)])
  }

  func sliced(_ items: [Tensor.SliceItem]) -> Term { call("slice", [self], [.slices(items)]) }

  func cast(to dtype: DType) -> Term {
    dtype == self.dtype ? self : call("cast", [self], [.dtype(dtype)])
  }

  func matmul(_ y: Term) -> Term { call("matmul", [self, y], []) }

  /// The transpose of broadcasting: the sum over the axes along which `shape` was repeated.
  func summed(to shape: [Int]) -> Term {
    if shape == self.shape { return self }
    let extra = rank - shape.count
    let axes = self.shape.indices.filter { axis in
      axis < extra || (shape[axis - extra] == 1 && self.shape[axis] != 1)
    }
    return sum(axes: axes, keepingDimensions: true).reshaped(to: shape)
  }

  /// The last two axes exchanged.
  func matrixTransposed() -> Term {
    var permutation = Array(0..<rank)
    permutation.swapAt(rank - 1, rank - 2)
    return transposed(permutation)
  }
}

extension Primitive {
  /// The primitives of broadcasting's transpose, which every pass over tensors meets.
  fileprivate static let reshape = named("reshape")
  fileprivate static let broadcast = named("broadcast_to")
  fileprivate static let sum = named("sum")
}

/// A recorder for the length of a pass, and the first failure in it.
///
/// Rules read like formulas because an operation that fails leaves its failure here and goes on
/// with a stand-in; whoever runs the rule asks for the failure before using its result.
final class Scope {
  var recorder: Recorder
  /// Runs the operations that are no primitives.
  let caller: (any CustomCaller)?
  private(set) var failure: AutodiffError?

  init(_ recorder: Recorder, _ caller: (any CustomCaller)? = nil) {
    self.recorder = recorder
    self.caller = caller
  }

  /// Notes a failure, unless there was one before.
  func fail(_ error: AutodiffError) {
    if failure == nil { failure = error }
  }

  /// - Throws: the first failure of an operation in this scope.
  func checkFailure() throws(AutodiffError) {
    if let failure { throw failure }
  }

  func apply(
    _ primitive: Primitive, _ operands: [Term], _ attributes: [Attribute] = []
  ) -> Term {
    if operands.contains(where: \.hasRows) {
      return RowCall(primitive, operands, attributes, self).result()
    }
    do throws(AutodiffError) {
      if failure == nil {
        let value = try recorder.apply(primitive, operands.map(\.value), attributes)
        return Term(value: value, scope: self)
      }
    } catch {
      failure = error
    }
    return operands.first ?? constant(0, .float32)
  }

  func constant(_ number: Double, _ dtype: DType) -> Term {
    let tensor: Tensor =
      switch dtype {
      case .float32: Tensor(Float(number))
      case .float64: Tensor(number)
      case .int32: Tensor(Int32(number))
      case .int64: Tensor(Int64(number))
      case .bool: Tensor(number != 0)
      }
    return Term(value: Value(tensor, identity: .anonymous), scope: self)
  }

  func term(_ tensor: Tensor) -> Term {
    Term(value: Value(tensor, identity: .anonymous), scope: self)
  }

  /// Zeros of a type and shape, held as one element.
  func zeros(_ type: TensorType) -> Term {
    constant(0, type.dtype).broadcast(to: type.shape)
  }
}
