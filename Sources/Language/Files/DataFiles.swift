public import Tensors

/// What reading and writing arrays needs of whoever knows files and their formats.
public protocol DataFiles: Sendable {
  /// The same files, as code with a permission may use them.
  func permitted(by permission: FilePermission) -> Self

  /// The endings of the files that hold data, without a point.
  var endings: [String] { get }

  /// The content of a file; its ending says the format.
  ///
  /// - Throws: `OSError` and its subclasses where the file cannot be read; `ValueError` where it is
  ///   not what its ending says, `MemoryError` where it does not fit.
  func content(
    of path: String, _ options: DataOptions
  ) throws(EvaluationError) -> DataContent

  /// The numbers of a text file, as a matrix of float64.
  ///
  /// - Throws: as `content`.
  func numbers(
    of path: String, _ options: NumberTableOptions
  ) throws(EvaluationError) -> Tensor

  /// Writes arrays; the file's ending says the format.
  ///
  /// - Throws: `OSError` and its subclasses where the file cannot be written, or is there and is not
  ///   to be replaced; `ValueError` where the format cannot hold the arrays.
  func save(
    _ arrays: [NamedTensor], to path: String, _ options: DataSavingOptions
  ) throws(EvaluationError)
}

/// What the reader of a data file is to know.
public struct DataOptions: Sendable {
  /// The element type of numbers that stand as text.
  public var floatDType: DType
  /// Whether the first row of a table holds names; nil where the file shall tell.
  public var hasHeader: Bool?
  /// Whether the format is told by what the file begins with, as NumPy's `load` does.
  public var isNumPy: Bool

  /// What a reader is to know.
  public init(floatDType: DType, hasHeader: Bool? = nil, isNumPy: Bool = false) {
    self.floatDType = floatDType
    self.hasHeader = hasHeader
    self.isNumPy = isNumPy
  }
}

/// How a data file is written.
public struct DataSavingOptions: Sendable {
  /// Whether a file that is there is replaced.
  public var isReplacing: Bool
  /// Whether an archive is compressed.
  public var isCompressed: Bool

  /// How a data file is written.
  public init(isReplacing: Bool = false, isCompressed: Bool = false) {
    self.isReplacing = isReplacing
    self.isCompressed = isCompressed
  }
}
