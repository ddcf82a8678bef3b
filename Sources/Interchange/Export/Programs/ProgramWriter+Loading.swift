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
      case .npz: return arrayLines(request, try format.content(bytes, options), "np.load")
      case .safetensors: return arrayLines(request, try format.content(bytes, options), "load_file")
      case .npy:
        modules.insert("numpy")
        return try format.content(bytes, options)
          .boundNames(path: request.path, alias: request.alias)
          .map { "\($0.name) = " + made("np.load(\(request.pathText))") }
      }
    } catch {
      throw ExportProblem("'\(request.path)': \(error.message)", at: command.range)
    }
  }

  /// The lines that read an archive of arrays.
  private func arrayLines(
    _ request: LoadRequest, _ content: DataContent, _ function: String
  ) -> [String] {
    modules.insert(function == "np.load" ? "numpy" : "safetensors.numpy")
    let file = "\(function)(\(request.pathText))"
    if let alias = request.alias {
      return ["\(alias) = {name: \(made("array")) for name, array in \(file).items()}"]
    }
    return ["data = \(file)"]
      + content.boundNames(path: request.path).map { bound in
        "\(bound.name) = " + made("data[\(LoadRequest.text(bound.own))]")
      }
  }

  private func made(_ array: String) -> String {
    switch framework {
    case .tensorflow: "tf.constant(\(array))"
    case .pytorch: "torch.from_numpy(\(array))"
    case .jax: "jnp.array(\(array))"
    }
  }
}
