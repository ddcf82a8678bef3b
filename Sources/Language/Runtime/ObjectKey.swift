public import Tensors

/// A dict's key, compared by value: `1`, `1.0` and `True` are one key.
public indirect enum ObjectKey: Hashable, Sendable {
  case none, ellipsis
  case int(Int)
  /// A number without an equal integer.
  case float(Double)
  case notANumber
  case string(String)
  case tuple([ObjectKey])
  case dtype(DType)
  case type(TypeName)
  case range([Int])
  /// A name of the library.
  case library(String)
  /// An object that equals only itself.
  case identity(UInt64)
}
