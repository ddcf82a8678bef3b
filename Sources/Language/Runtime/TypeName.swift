/// The types that objects have; a type is itself an object.
public enum TypeName: Sendable, Hashable {
  case noneType, bool, int, float, string, list, tuple, dict, range, slice, ellipsis
  case tensor, variable, tape, dtype
  case function, builtin, method, module, type, iterator
  case context, accumulator, generator, tensorflowGenerator
  case exception(ExceptionType)

  /// The name that Python, or TensorFlow, gives to the type.
  public var name: String {
    switch self {
    case .noneType: "NoneType"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "str"
    case .list: "list"
    case .tuple: "tuple"
    case .dict: "dict"
    case .range: "range"
    case .slice: "slice"
    case .ellipsis: "ellipsis"
    case .tensor: "Tensor"
    case .variable: "Variable"
    case .tape: "GradientTape"
    case .dtype: "DType"
    case .function: "function"
    case .builtin: "builtin_function_or_method"
    case .method: "method"
    case .module: "module"
    case .type: "type"
    case .iterator: "iterator"
    case .context: "context"
    case .accumulator: "ForwardAccumulator"
    case .generator, .tensorflowGenerator: "Generator"
    case .exception(let type): type.rawValue
    }
  }
}

/// The classes of exceptions, and which is a subclass of which.
public enum ExceptionType: String, Sendable, Hashable, CaseIterable {
  case baseException = "BaseException"
  case exception = "Exception"
  case arithmeticError = "ArithmeticError"
  case assertionError = "AssertionError"
  case attributeError = "AttributeError"
  case dtypeError = "DTypeError"
  case fileExistsError = "FileExistsError"
  case fileNotFoundError = "FileNotFoundError"
  case importError = "ImportError"
  case indexError = "IndexError"
  case keyError = "KeyError"
  case keyboardInterrupt = "KeyboardInterrupt"
  case lookupError = "LookupError"
  case memoryError = "MemoryError"
  case moduleNotFoundError = "ModuleNotFoundError"
  case nameError = "NameError"
  case notImplementedError = "NotImplementedError"
  case osError = "OSError"
  case overflowError = "OverflowError"
  case permissionError = "PermissionError"
  case recursionError = "RecursionError"
  case runtimeError = "RuntimeError"
  case shapeError = "ShapeError"
  case stepLimitError = "StepLimitError"
  case stopIteration = "StopIteration"
  case syntaxError = "SyntaxError"
  case typeError = "TypeError"
  case unboundLocalError = "UnboundLocalError"
  case valueError = "ValueError"
  case zeroDivisionError = "ZeroDivisionError"

  /// The class that this one is derived from; nil for the root.
  public var parent: ExceptionType? {
    switch self {
    case .baseException: nil
    // Neither is caught by `except Exception`: an interruption must reach the prompt.
    case .exception, .keyboardInterrupt, .stepLimitError: .baseException
    case .zeroDivisionError, .overflowError: .arithmeticError
    case .keyError, .indexError: .lookupError
    case .shapeError: .valueError
    case .dtypeError: .typeError
    case .unboundLocalError: .nameError
    case .recursionError, .notImplementedError: .runtimeError
    case .moduleNotFoundError: .importError
    case .fileExistsError, .fileNotFoundError, .permissionError: .osError
    default: .exception
    }
  }

  /// Whether this class is `other` or derived from it.
  public func isSubclass(of other: ExceptionType) -> Bool {
    var next: ExceptionType? = self
    while let type = next {
      if type == other { return true }
      next = type.parent
    }
    return false
  }
}
