import Interchange
import Language
import Notebook

extension Document {
  /// The path of its file; nil for what users give themselves.
  private var path: String? {
    switch self {
    case .session(let file): file.file
    case .text(_, let file, let kind): kind == .argument ? nil : file
    case .notebook(let file): file.file
    }
  }

  /// What its entries may do with files: a file is a script, whose folder is its own.
  ///
  /// - Parameter isAllowed: whether the user allows scripts everything.
  func permission(isAllowed: Bool) -> FilePermission {
    path.map { .script(at: $0, isAllowed: isAllowed) } ?? .user
  }

  /// What its entries may use of the world around them when it is replayed.
  func surroundings(isAllowed: Bool) -> Surroundings {
    Surroundings(with: NotebookFiles(), permission: permission(isAllowed: isAllowed))
  }
}

extension Surroundings {
  /// Surroundings with the files of the notebook, as code with a permission may use them.
  init(with files: NotebookFiles, permission: FilePermission) {
    self.init(
      files: files, data: NotebookData(files), graphs: GraphProgram(), permission: permission)
  }
}
