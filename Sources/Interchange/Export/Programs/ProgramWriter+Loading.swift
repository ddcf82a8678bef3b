import HashTreeCollections
import Language
import Tensors

/// Data files, which the program reads from where it is run.
extension ProgramWriter {
  /// The names that an entry binds anew, sorted; nil where it binds none.
  var loadedNames: [String]? {
    let names = entry.after.globals.keys.filter { name in
      entry.before.object(named: name) == nil
        || entry.after.revision(of: name) != entry.before.revision(of: name)
    }
    return names.isEmpty ? nil : names.sorted()
  }

  /// The lines that read a data file.
  func loadLines(_ command: Command) throws(ExportProblem) -> [String] {
    let isNamed = command.arguments.count == 3 && command.arguments[1].text == "as"
    guard command.arguments.count == 1 || isNamed, let names = loadedNames else {
      throw ExportProblem("this use of load cannot be exported", at: command.range)
    }
    let path: String
    if case .word(let word) = command.arguments[0].kind {
      path = word
    } else {
      path = command.arguments[0].text
    }
    let file = "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    switch ending {
    case "npz" where isNamed:
      modules.insert("numpy")
      return [dict(names[0], of: "np.load(\(file))")]
    case "safetensors" where isNamed:
      modules.insert("safetensors.numpy")
      return [dict(names[0], of: "load_file(\(file))")]
    case "csv" where isNamed, "tsv" where isNamed:
      throw ExportProblem("this use of load cannot be exported", at: command.range)
    case "csv", "tsv":
      modules.insert("csv")
      let delimiter = ending == "tsv" ? ", delimiter=\"\\t\"" : ""
      return [
        "with open(\(file), newline=\"\") as file:",
        "    lines = (line for line in file if not line.startswith(\"#\"))",
        "    rows = list(csv.DictReader(lines\(delimiter)))",
      ] + names.map { "\($0) = " + column($0) }
    case "npz":
      modules.insert("numpy")
      return ["data = np.load(\(file))"] + names.map { "\($0) = " + made("data[\"\($0)\"]") }
    case "npy":
      modules.insert("numpy")
      return names.map { "\($0) = " + made("np.load(\(file))") }
    case "safetensors":
      modules.insert("safetensors.numpy")
      return ["data = load_file(\(file))"] + names.map { "\($0) = " + made("data[\"\($0)\"]") }
    default: throw ExportProblem("'\(path)' cannot be read by the program", at: command.range)
    }
  }

  /// A column of a table: texts as a list, numbers as a tensor.
  private func column(_ name: String) -> String {
    guard let tensor = tensor(ofName: name) else { return "[row[\"\(name)\"] for row in rows]" }
    let field = "row[\"\(name)\"]"
    let number: String
    if tensor.dtype == .bool {
      number = field + ".strip().lower() == \"true\""
    } else if tensor.dtype.isInteger {
      number = "int(\(field))"
    } else {
      // A field without a number is NaN.
      let isComplete =
        (try? tensor.predicate(.isNaN).reduce(.any, axes: nil).scalar(as: Bool.self)) == false
      number = isComplete ? "float(\(field))" : "float(\(field) or \"nan\")"
    }
    let numbers = "[\(number) for row in rows]"
    return self.tensor(Code(numbers), kind: .numbers, dtype: self.name(of: tensor.dtype)).text
  }

  /// The line that binds a dict of all arrays of a file.
  private func dict(_ name: String, of file: String) -> String {
    "\(name) = {name: \(made("array")) for name, array in \(file).items()}"
  }

  private func made(_ array: String) -> String {
    switch framework {
    case .tensorflow: "tf.constant(\(array))"
    case .pytorch: "torch.from_numpy(\(array))"
    case .jax: "jnp.array(\(array))"
    }
  }
}
