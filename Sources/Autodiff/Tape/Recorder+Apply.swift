import Tensors

extension Recorder {
  /// Applies a primitive of one operand.
  ///
  /// - Throws: `primitive` with what the kernel threw, `operandCount`, `tapeIsFull`.
  public mutating func apply(
    _ primitive: Primitive, _ x: Value
  ) throws(AutodiffError) -> Value {
    if case .unary(let operation) = primitive.kernel,
      let result = Tensor.scalar(operation, x.tensor)
    {
      return try record(primitive, x, nil, result)
    }
    return try apply(primitive, [x], [])
  }

  /// Applies a primitive of two operands.
  ///
  /// - Throws: `primitive` with what the kernel threw, `operandCount`, `tapeIsFull`.
  public mutating func apply(
    _ primitive: Primitive, _ x: Value, _ y: Value
  ) throws(AutodiffError) -> Value {
    if case .binary(let operation) = primitive.kernel,
      let result = Tensor.scalar(operation, x.tensor, y.tensor)
    {
      return try record(primitive, x, y, result)
    }
    return try apply(primitive, [x, y], [])
  }

  /// Applies a primitive to operands whose element types agree, with the attributes in the order
  /// of its parameters; attributes that are left out take their defaults.
  ///
  /// - Throws: `primitive` with what the kernel threw, `operandCount`, `tapeIsFull`.
  public mutating func apply(
    _ primitive: Primitive, _ operands: [Value], _ attributes: [Attribute] = []
  ) throws(AutodiffError) -> Value {
    guard primitive.operandCount.contains(operands.count) else {
      throw .operandCount(
        primitive.name, given: operands.count, expected: primitive.operandCount)
    }
    var attributes = attributes
    if attributes.count < primitive.defaultAttributes.count {
      attributes += primitive.defaultAttributes[attributes.count...]
    }
    let tensors = operands.map(\.tensor)
    let result: Tensor
    do throws(TensorError) {
      // Shared kernels take more element types than the functions they serve.
      if primitive.hasSharedKernel {
        _ = try primitive.resultType(tensors.map(TensorType.init), attributes)
      }
      result = try primitive.kernel(tensors, attributes)
    } catch {
      throw .primitive(primitive.name, operands: tensors.map(TensorType.init), error)
    }
    if case .general = primitive.kernel,
      tensors.contains(where: { $0.byteCount > Recorder.largeBytes }),
      !Primitive.streamed.contains(primitive.index)
    {
      largeOperations &+= 1
    }
    if operands.count <= 2, attributes.isEmpty {
      return try record(
        primitive, operands[0], operands.count == 2 ? operands[1] : nil, result)
    }
    return try record(primitive, operands, attributes, result)
  }

  /// Records an operation of one or two operands without attributes.
  @inline(__always)
  private mutating func record(
    _ primitive: Primitive, _ x: Value, _ y: Value?, _ result: Tensor
  ) throws(AutodiffError) -> Value {
    let identity = Identity.next()
    var position: Int32 = -1
    let line = Int32(truncatingIfNeeded: line)
    var index = 0
    while index < recording.count {
      let recorded = try stack[recording[index]].record(
        primitive.index, x, y, result, identity, line: line)
      if recorded >= 0 { position = recorded }
      index &+= 1
    }
    if position < 0, keepsLineage { noteUnrecorded(primitive, x, y, result, identity) }
    return Value(result, identity: identity, position: position)
  }

  /// Records an operation of any number of operands.
  mutating func record(
    _ primitive: Primitive, _ operands: [Value], _ attributes: [Attribute], _ result: Tensor,
    _ custom: CustomOperation? = nil, computedAs computed: Value? = nil
  ) throws(AutodiffError) -> Value {
    let identity = Identity.next()
    var position: Int32 = -1
    let line = Int32(clamping: line)
    for place in recording {
      var positions = operands.map { stack[place].position(of: $0) }
      guard positions.contains(where: { $0 >= 0 }) else { continue }
      guard stack[place].hasRoom(for: operands.count + 1) else { throw .tapeIsFull }
      for index in positions.indices where positions[index] < 0 {
        positions[index] = stack[place].appendConstant(
          operands[index], before: identity, line: line)
      }
      let detail = stack[place].append(
        detail: EntryDetail(
          attributes: attributes, operands: positions.count > 2 ? positions : [],
          custom: custom,
          computedAt: computed.map { stack[place].position(of: $0) } ?? -1))
      stack[place].entries.append(
        Entry(
          result: result, order: identity, first: positions[0],
          second: positions.count > 1 ? positions[1] : -1, primitive: primitive.index,
          kind: .operation, detail: detail, line: line, label: -1))
      if let custom { stack[place].customOperations.append(custom) }
      position = Int32(clamping: stack[place].entries.count - 1)
    }
    if position < 0, keepsLineage { noteUnrecorded(primitive, operands, result, identity) }
    return Value(result, identity: identity, position: position)
  }
}

extension Tape {
  /// Records an operation of one or two operands where one of them is tracked, and gives its
  /// position; else -1.
  @inline(__always)
  fileprivate mutating func record(
    _ primitive: UInt16, _ x: Value, _ y: Value?, _ result: Tensor, _ identity: Identity,
    line: Int32
  ) throws(AutodiffError) -> Int32 {
    var first = position(of: x)
    var second: Int32 = -1
    if let y { second = position(of: y) }
    if first < 0, second < 0 { return -1 }
    guard hasRoom(for: 3) else { throw .tapeIsFull }
    if first < 0 { first = appendConstant(x, before: identity, line: line) }
    if let y, second < 0 { second = appendConstant(y, before: identity, line: line) }
    entries.append(
      Entry(
        result: result, order: identity, first: first, second: second, primitive: primitive,
        kind: .operation, detail: -1, line: line, label: -1))
    return Int32(truncatingIfNeeded: entries.count &- 1)
  }

  /// Records an operand that is not tracked, for the rules to compute with.
  mutating func appendConstant(
    _ value: Value, before operation: Identity, line: Int32
  ) -> Int32 {
    appendLeaf(
      value.tensor, identity: value.identity, kind: .constant, line: line, order: operation)
  }
}

extension Recorder {
  /// The bytes from which on a tensor counts as large.
  fileprivate static let largeBytes = 1 << 24
}

extension Primitive {
  /// The primitives that read large tensors block by block, with what those are made of, or not at
  /// all.
  fileprivate static let streamed = Set(
    ["sum", "mean", "reshape", "expand_dims", "squeeze", "broadcast_to", "cast", "identity"]
      .map { Primitive.named($0).index })
}
