import Autodiff
import Tensors

extension Evaluator {
  /// The entry in which the code stands that runs: a function's own, wherever it is called from.
  public var runningSource: EntrySource { frame.source }

  /// The data files, as the code that runs may use them.
  ///
  /// - Throws: `OSError` where there is no access to files.
  func dataFiles() throws -> any DataFiles {
    effects &+= 1
    guard let files = options.context?.dataFiles(for: runningSource) else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    return files
  }

  func path(_ arguments: BoundArguments, _ function: String) throws -> String {
    try text(arguments.required(0), "\(function)() argument 1")
  }

  func array(_ value: DataContent.Value) -> Object {
    switch value {
    case .tensor(let tensor): departed(tensor, from: [], through: "np.load()")
    case .texts(let texts): makeList(texts.map(Object.string))
    }
  }

  /// The numbers of a text file as NumPy shapes them: without axes of one element, unless more axes
  /// are asked for.
  func numbers(
    _ arguments: BoundArguments, _ function: String, skipping: Object?, filling: Double?
  ) throws -> Object {
    let path = try path(arguments, function)
    var options = NumberTableOptions()
    options.filling = filling
    options.comment = try arguments.given("comments").map { try text($0, "comments") }
    options.delimiter = try arguments.given("delimiter").map { try text($0, "delimiter") }
    options.skippedLines = max(try skipping.map(index) ?? 0, 0)
    options.rowLimit = try arguments.given("max_rows").map(index)
    if let columns = arguments.given("usecols") {
      options.columns = try listItems(columns)?.map(index) ?? [index(columns)]
    }
    let rank = try arguments.given("ndmin").map(index) ?? 0
    guard (0...2).contains(rank) else {
      throw EvaluationError.value("\(function)(): ndmin is 0, 1 or 2")
    }
    let dtype = try arguments.given("dtype").map { try elementType($0, isNumPy: true) } ?? .float64
    let matrix = try dataFiles().numbers(of: path, options)
    var result = try cast(matrix, to: dtype, in: function)
    if rank < 2 {
      let extents = result.shape.filter { $0 != 1 }
      let shape = result.count == 0 ? [0] : extents
      result = try result.reshaped(to: rank == 1 && shape.isEmpty ? [1] : shape)
    }
    if let unpack = arguments.given("unpack"), try isTrue(unpack) {
      result = try result.transposed().contiguous()
    }
    return departed(result, from: [], through: "np.\(function)()")
  }

  /// Numbers in an element type; whole ones must be whole.
  private func cast(_ matrix: Tensor, to dtype: DType, in function: String) throws -> Tensor {
    let result = try matrix.cast(to: dtype)
    if dtype.isInteger {
      let back = try result.cast(to: .float64)
      guard try Tensor.compare(.equal, back, matrix).values(as: Bool.self).allSatisfy({ $0 }) else {
        throw EvaluationError.value(
          "\(function)(): not every number is whole and fits \(dtype.name)")
      }
    }
    return result
  }
}
