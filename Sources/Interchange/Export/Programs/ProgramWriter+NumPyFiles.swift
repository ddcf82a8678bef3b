import Language
import Notebook
import Tensors

/// Arrays that NumPy reads from files: the session widens their elements to the types that it has.
extension ProgramWriter {
  /// A call of `np.load`; nil for other functions.
  func numpyLoad(
    _ use: LibraryUse, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code? {
    guard use.path == "numpy.load" else { return nil }
    let text = "np.load(\(try self.arguments(arguments)))"
    modules.insert("numpy")
    guard let path = path(ofLoad: arguments), let (content, swapped) = content(path) else {
      throw ExportProblem(
        "the program would read the arrays of a file that is not known before it runs",
        hint: "write the file's name into the call", at: nil)
    }
    guard DataFormat(path: path) == .npy, let item = content.items.first else { return Code(text) }
    return Code(text + widening(of: item, isSwapped: swapped.contains(item.name)))
  }

  /// An array of an archive that NumPy has read; nil for other subscripts.
  func loadedArray(
    _ base: Expression, _ items: [SubscriptItem]
  ) throws(ExportProblem) -> Code? {
    guard let (content, swapped) = archive(base), items.count == 1,
      case .index(let index) = items[0], isWidened(content, swapped)
    else { return nil }
    let text = "\(try text(base, atLeast: .primary))[\(try text(index))]"
    if case .string(let name) = index.kind,
      let item = content.items.first(where: { $0.name == name })
    {
      return Code(text + widening(of: item, isSwapped: swapped.contains(name)))
    }
    return Code("\(useWidened())(\(text))")
  }

  /// The arrays of an archive one after the other; nil for other methods.
  func loadedArrays(
    _ base: Expression, _ method: String, _ arguments: [Language.Argument]
  ) throws(ExportProblem) -> Code? {
    guard arguments.isEmpty, let (content, swapped) = archive(base), isWidened(content, swapped)
    else { return nil }
    let receiver = try text(base, atLeast: .primary)
    switch method {
    case "items":
      return Code("[(name, \(useWidened())(array)) for name, array in \(receiver).items()]")
    case "values": return Code("[\(useWidened())(array) for array in \(receiver).values()]")
    default: return nil
    }
  }

  private func useWidened() -> String {
    guard let helper = Helper(name: "widened", framework) else { return "widened" }
    modules.insert("numpy")
    return use(helper)
  }

  /// What makes an array's elements those of the session.
  private func widening(of item: DataContent.Item, isSwapped: Bool) -> String {
    guard isSwapped || item.note != nil, case .tensor(let tensor) = item.value else { return "" }
    return ".astype(np.\(tensor.dtype == .bool ? "bool_" : tensor.dtype.name))"
  }

  private func isWidened(_ content: DataContent, _ swapped: Set<String>) -> Bool {
    !swapped.isEmpty || content.items.contains { $0.note != nil }
  }

  /// What is in the archive that an expression stands for.
  private func archive(_ expression: Expression) -> (DataContent, Set<String>)? {
    switch expression.kind {
    case .call(let function, let arguments):
      guard libraryObject(of: function)?.path == "numpy.load", let path = path(ofLoad: arguments),
        DataFormat(path: path) == .npz
      else { return nil }
      return content(path)
    case .name(let name):
      guard !isLocal(name), let item = flow.last(where: { $0.writes.contains(name) }),
        case .assignment(_, let value)? = item.statement?.kind, case .call = value.kind
      else { return nil }
      return archive(value)
    default: return nil
    }
  }

  /// The path that `np.load` is given, as far as it is written out.
  private func path(ofLoad arguments: [Language.Argument]) -> String? {
    for argument in arguments {
      switch argument {
      case .positional(let value), .keyword("file", _, let value):
        if case .string(let path) = value.kind { return path }
        if case .name(let name) = value.kind, !isLocal(name), case .string(let path)? = global(name)
        {
          return path
        }
        return nil
      default: continue
      }
    }
    return nil
  }

  private func content(_ path: String) -> (DataContent, Set<String>)? {
    guard let format = DataFormat(path: path), format == .npy || format == .npz,
      let bytes = try? LoadRequest(path: path).bytes(session),
      let content = try? format.content(
        bytes, DataOptions(floatDType: floatDType, hasHeader: nil))
    else { return nil }
    if format == .npy {
      let isSwapped = (try? NumPyFile.isBigEndian(bytes)) == true
      return (content, isSwapped ? Set(content.items.map(\.name)) : [])
    }
    return (content, (try? NumPyArchive.bigEndianNames(bytes)) ?? [])
  }
}
