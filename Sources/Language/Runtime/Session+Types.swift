extension Session {
  /// The type of an object.
  public func typeName(of object: Object) -> TypeName {
    switch object {
    case .none: .noneType
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .string: .string
    case .tensor: .tensor
    case .range: .range
    case .dtype: .dtype
    case .type: .type
    case .builtin, .primitive: .builtin
    case .module: .module
    case .ellipsis: .ellipsis
    case .reference(let reference): typeName(of: reference)
    }
  }

  private func typeName(of reference: Reference) -> TypeName {
    switch reference.kind {
    case .list: return .list
    case .tuple: return .tuple
    case .dict: return .dict
    case .function, .transformed: return .function
    case .method: return .method
    case .variable: return .variable
    case .tape: return .tape
    case .iterator: return .iterator
    case .slice: return .slice
    case .context: return .context
    case .accumulator: return .accumulator
    case .generator:
      if case .generator(let object) = heap[reference], !object.isNumPy {
        return .tensorflowGenerator
      }
      return .generator
    case .exception:
      if case .exception(let exception) = heap[reference] { return .exception(exception.type) }
      return .exception(.exception)
    case .cell: preconditionFailure("cells are not seen by programs")
    }
  }
}
