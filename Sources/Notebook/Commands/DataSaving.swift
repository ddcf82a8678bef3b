import Autodiff
import HashTreeCollections
import Language
import Tensors

/// Writes names to a data file: `vars --save data.npz x y`.
struct DataSaving {
  private let evaluator: Evaluator
  private let files: any DataFiles
  private let path: String
  private let names: [String]
  private let isReplacing: Bool

  /// The option that asks for it.
  static let option = "save"
  static let options = [option, "force"]

  /// What help says of it.
  static let details = """
    `vars --save FILE` writes all tensors and Variables to a data file, and `vars --save FILE x y` \
    those: .npz and .safetensors hold any number of arrays by name, .npy one, .csv and .tsv one \
    matrix, or vectors of one length as columns. `load FILE` and NumPy read them. A file that is \
    there is replaced only where `--force` says so.
    """

  /// The use of `vars` that writes a file; nil where it writes none.
  ///
  /// - Throws: `OSError` where files cannot be used; `TypeError` without a file's path.
  init?(_ invocation: CommandInvocation) throws {
    let options = try invocation.options(known: DataSaving.options)
    guard options.keys.contains(DataSaving.option) else { return nil }
    guard let files = try invocation.context().dataFiles(for: invocation.evaluator.runningSource)
    else {
      throw EvaluationError(.osError, "files cannot be used here")
    }
    let (names, path) = invocation.words(besideValueOf: DataSaving.option)
    guard let path else {
      throw EvaluationError.type(
        "--save needs a file's path", hint: "write vars --save data.npz")
    }
    self.path = path
    self.files = files
    self.names = names
    isReplacing = options.keys.contains("force")
    evaluator = invocation.evaluator
  }

  /// Writes the file and tells what it holds.
  func run() throws {
    var arrays: [NamedTensor] = []
    var leftOut: [String] = []
    let wanted = names.isEmpty ? evaluator.session.globals.keys.sorted() : names
    for name in wanted {
      guard let object = evaluator.session.globals[name] else {
        throw EvaluationError(
          .nameError, "name '\(name)' is not defined",
          hint: Suggestion.closest(to: name, among: Array(evaluator.session.globals.keys)).first
            .map { "did you mean '\($0)'?" })
      }
      guard !arrays.contains(where: { $0.name == name }) else { continue }
      if let tensor = tensor(object) {
        arrays.append(NamedTensor(name, tensor))
      } else if names.isEmpty {
        leftOut.append(name)
      } else {
        throw EvaluationError.type(
          "'\(name)' is no tensor but \(evaluator.typeName(of: object).name)",
          hint: "make one of it: \(name) = constant(\(name))")
      }
    }
    guard !arrays.isEmpty else {
      throw EvaluationError.value(
        "there are no tensors to write", hint: "bind one: x = constant([1., 2.])")
    }
    try files.save(arrays, to: path, DataSavingOptions(isReplacing: isReplacing))
    let list = arrays.map { "\($0.name) \(Shape.text($0.tensor.shape)) \($0.tensor.dtype.name)" }
    var text = "wrote \(path): " + list.joined(separator: ", ")
    if !leftOut.isEmpty { text += "\nleft out, no tensors: " + leftOut.joined(separator: ", ") }
    evaluator.emit(.text(text))
  }

  private func tensor(_ object: Object) -> Tensor? {
    if case .tensor(let value) = object { return value.tensor }
    return evaluator.variable(object)?.value.tensor
  }
}
