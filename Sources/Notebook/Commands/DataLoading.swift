import Language
import Tensors

/// Binds names to what a data file holds: `load data.npz`.
struct DataLoading {
  private let evaluator: Evaluator
  private let files: any DataFiles
  private let path: String
  private let alias: String?
  private let hasHeader: Bool?

  /// The options that only data files have.
  static let options = ["header", "no-header"]

  /// What help says of data files.
  static let details = """
    A data file (.npz, .npy, .csv, .tsv, .safetensors) gives its names to this session: the arrays \
    of an archive, the columns of a table under their header (texts become a list), an array without \
    a name under the file's own. What is no name becomes one, and is told. `as NAME` binds one dict \
    of all names, or the array under that name. `--header` and `--no-header` say whether a table's \
    first row holds names, where the file does not tell.
    """

  /// The use of `load` on a path; nil where the path is not one of a data file.
  ///
  /// - Throws: `OSError` where files cannot be used; `TypeError` and `ValueError` for what else
  ///   stands there.
  init?(_ invocation: CommandInvocation, path: String) throws {
    guard let files = try invocation.context().dataFiles(for: invocation.evaluator.runningSource),
      files.endings.contains(where: { path.lowercased().hasSuffix("." + $0) })
    else { return nil }
    let options = try invocation.options(known: DataLoading.options)
    guard options.count < 2 else {
      throw EvaluationError.type("--header and --no-header exclude each other")
    }
    let (operands, clauses) = invocation.clauses(["as"], behind: 1)
    guard operands.count == 1 else {
      throw EvaluationError.type(
        "load takes one file, and does not know what '\(operands[1].text)' is",
        hint: "write load \(path) as NAME")
    }
    if let argument = clauses["as"] {
      let name = argument.name ?? argument.text
      guard Identifier.isValid(name) else {
        throw EvaluationError.value("'\(name)' is no name that can be bound")
      }
      alias = name
    } else {
      alias = nil
    }
    evaluator = invocation.evaluator
    self.files = files
    self.path = path
    hasHeader = options.keys.first.map { $0 == "header" }
  }

  /// Reads the file, binds its names and tells which.
  func run() throws {
    let options = DataOptions(
      floatDType: evaluator.session.options.floatDType, hasHeader: hasHeader)
    let content = try files.content(of: path, options)
    guard !content.items.isEmpty else {
      throw EvaluationError.value("'\(path)' holds no arrays")
    }
    var table = TextTable([
      ("name", .left), ("shape", .left), ("dtype", .left), ("", .left),
    ])
    if let alias, content.kind == .named {
      let pairs = content.items.map { (key: Object.string($0.name), value: object($0)) }
      try evaluator.bind(alias, to: evaluator.makeDict(pairs))
      for item in content.items {
        let key = DisplayValue.string(item.name).text
        table.rows.append(row("\(alias)[\(key)]", item, notes: []))
      }
    } else {
      for (item, bound) in zip(content.items, content.boundNames(path: path, alias: alias)) {
        let (own, name) = (bound.own, bound.name)
        var notes: [String] = []
        if name != own { notes.append("'\(own)' in the file") }
        if evaluator.options.library.bareNames[name] != nil {
          notes.append("hides the library's \(name): del \(name) brings it back")
        }
        try evaluator.bind(name, to: object(item))
        table.rows.append(row(name, item, notes: notes))
      }
    }
    let shown = 40
    if table.rows.count > shown {
      let rest = table.rows.count - shown
      table.rows = Array(table.rows.prefix(shown)) + [["… and \(rest) more: vars", "", "", ""]]
    }
    evaluator.emit(.text(([table.text] + content.notes).joined(separator: "\n")))
  }

  private func object(_ item: DataContent.Item) -> Object {
    switch item.value {
    case .tensor(let tensor): evaluator.unrecorded(tensor)
    case .texts(let texts): evaluator.makeList(texts.map(Object.string))
    }
  }

  private func row(_ name: String, _ item: DataContent.Item, notes: [String]) -> [String] {
    let notes = ((item.note.map { [$0] } ?? []) + notes).joined(separator: "; ")
    switch item.value {
    case .tensor(let tensor):
      return [name, Shape.text(tensor.shape), tensor.dtype.name, notes]
    case .texts(let texts):
      return [name, Shape.text([texts.count]), "list of str", notes]
    }
  }
}
