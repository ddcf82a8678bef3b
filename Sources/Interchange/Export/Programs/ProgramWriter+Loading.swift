import Language
import Notebook
import Tensors

/// Data files, which the program reads from where it is run.
extension ProgramWriter {
  /// The lines that read a data file.
  func loadLines(_ command: Command) throws(ExportProblem) -> [String] {
    guard let request = LoadRequest(command) else {
      throw ExportProblem("this use of load cannot be exported", at: command.range)
    }
    guard let format = DataFormat(path: request.path) else {
      throw ExportProblem("'\(request.path)' cannot be read by the program", at: command.range)
    }
    let bytes = try request.bytes(session)
    do throws(DataError) {
      let options = DataOptions(floatDType: floatDType, hasHeader: request.hasHeader)
      switch format {
      case .csv, .tsv: return tableLines(request, try TableLayout(bytes, options))
      case .npz:
        return arrayLines(
          request, try format.content(bytes, options), "np.load",
          swapped: try NumPyArchive.bigEndianNames(bytes))
      case .safetensors: return arrayLines(request, try format.content(bytes, options), "load_file")
      case .npy:
        modules.insert("numpy")
        let content = try format.content(bytes, options)
        let isSwapped = try NumPyFile.isBigEndian(bytes)
        return zip(
          content.boundNames(path: request.path, alias: request.alias), content.items
        ).map { bound, item in
          let array = "np.load(\(request.pathText))"
          return "\(bound.name) = " + made(converted(array, item, isSwapped: isSwapped))
        }
      }
    } catch {
      throw ExportProblem("'\(request.path)': \(error.message)", at: command.range)
    }
  }

  /// The lines that read an archive of arrays.
  private func arrayLines(
    _ request: LoadRequest, _ content: DataContent, _ function: String,
    swapped: Set<String> = []
  ) -> [String] {
    modules.insert(function == "np.load" ? "numpy" : "safetensors.numpy")
    let file = "\(function)(\(request.pathText))"
    let isPlain =
      content.notes.isEmpty && swapped.isEmpty && content.items.allSatisfy { $0.note == nil }
    func array(_ item: DataContent.Item, of data: String) -> String {
      made(
        converted(
          "\(data)[\(PythonText.literal(item.name))]", item, isSwapped: swapped.contains(item.name))
      )
    }
    if let alias = request.alias, !isPlain {
      let data = freshName("arrays")
      let items = content.items.map { item in
        "\(PythonText.literal(item.name)): \(array(item, of: data)),".indented()
      }
      return ["\(data) = \(file)", "\(alias) = {"] + items + ["}"]
    }
    if let alias = request.alias {
      return ["\(alias) = {name: \(made("array")) for name, array in \(file).items()}"]
    }
    return ["data = \(file)"]
      + zip(content.boundNames(path: request.path), content.items).map { bound, item in
        "\(bound.name) = " + array(item, of: "data")
      }
  }

  /// An array with the element type that the session gave it, in this machine's order of bytes.
  private func converted(_ array: String, _ item: DataContent.Item, isSwapped: Bool) -> String {
    guard isSwapped || item.note != nil, case .tensor(let tensor) = item.value else { return array }
    modules.insert("numpy")
    return "\(array).astype(np.\(tensor.dtype == .bool ? "bool_" : tensor.dtype.name))"
  }

  private func made(_ array: String) -> String {
    switch framework {
    case .tensorflow: "tf.constant(\(array))"
    case .pytorch: "torch.from_numpy(\(array))"
    case .jax: "jnp.array(\(array))"
    }
  }
}
