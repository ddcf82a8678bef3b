import Language
import Notebook
import Tensors

/// Tables in text files, which the program reads by Python's module csv.
extension ProgramWriter {
  /// The lines that read a table, and bind its columns, one dict of them, or the matrix that it is.
  func tableLines(_ request: LoadRequest, _ table: TableLayout) -> [String] {
    modules.insert("csv")
    let headers = table.columns.compactMap(\.header)
    // A header with a name twice, or without one, is no key.
    let isNamed =
      table.hasHeader && !headers.contains("") && Set(headers).count == table.columns.count
    var lines = openingLines(request, table, isNamed: isNamed)
    if table.content.kind == .single {
      let names = table.content.boundNames(path: request.path, alias: request.alias)
      for (bound, item) in zip(names, table.content.items) {
        guard case .tensor(let tensor) = item.value else { continue }
        let number = number("field", of: tensor, table, hasMissingWords: table.hasMissingWords)
        lines.append(
          "\(bound.name) = " + self.tensor("[[\(number) for field in row] for row in rows]", tensor)
        )
      }
      return lines
    }
    let columns = zip(table.content.items, table.columns).map { item, column in
      self.column(
        "row[" + (isNamed ? PythonText.literal(column.header ?? "") : "\(column.index)") + "]",
        item.value, table, column)
    }
    guard let alias = request.alias else {
      return lines
        + zip(table.content.boundNames(path: request.path), columns).map { "\($0.name) = \($1)" }
    }
    lines.append("\(alias) = {")
    for (item, column) in zip(table.content.items, columns) {
      lines.append("\(PythonText.literal(item.name)): \(column),".indented())
    }
    return lines + ["}"]
  }

  /// The lines that read the rows.
  private func openingLines(
    _ request: LoadRequest, _ table: TableLayout, isNamed: Bool
  ) -> [String] {
    var options = ""
    if table.delimiter != "," {
      options += ", delimiter=\(PythonText.literal(String(table.delimiter)))"
    }
    if table.hasBlanks { options += ", skipinitialspace=True" }
    let encoding = table.hasMark ? ", encoding=\"utf-8-sig\"" : ""
    let source = table.hasComments ? "lines" : "file"
    var lines = ["with open(\(request.pathText), newline=\"\"\(encoding)) as file:"]
    if table.hasComments {
      lines.append("    lines = (line for line in file if not line.startswith(\"#\"))")
    }
    if isNamed {
      lines.append("    rows = list(csv.DictReader(\(source)\(options)))")
    } else {
      lines.append("    rows = [row for row in csv.reader(\(source)\(options)) if row]")
      if table.hasHeader { lines.append("rows = rows[1:]") }
    }
    return lines
  }

  /// A column of a table: texts as a list, numbers as a tensor.
  private func column(
    _ field: String, _ value: DataContent.Value, _ table: TableLayout, _ column: TableLayout.Column
  ) -> String {
    guard case .tensor(let tensor) = value else { return "[\(field) for row in rows]" }
    let number = number(field, of: tensor, table, hasMissingWords: column.hasMissingWords)
    return self.tensor("[\(number) for row in rows]", tensor)
  }

  private func tensor(_ numbers: String, _ tensor: Tensor) -> String {
    self.tensor(Code(numbers), kind: .numbers, dtype: name(of: tensor.dtype)).text
  }

  /// A field of a column as a number.
  private func number(
    _ field: String, of tensor: Tensor, _ table: TableLayout, hasMissingWords: Bool
  ) -> String {
    if tensor.dtype == .bool { return field + ".strip().lower() == \"true\"" }
    if tensor.dtype.isInteger { return "int(\(field))" }
    let text = table.hasDecimalComma ? field + ".replace(\",\", \".\")" : field
    if hasMissingWords, let helper = Helper(name: "number_or_nan", framework) {
      return "\(use(helper))(\(text))"
    }
    let isComplete =
      (try? tensor.predicate(.isNaN).reduce(.any, axes: nil).scalar(as: Bool.self)) == false
    return isComplete ? "float(\(text))" : "float(\(text) or \"nan\")"
  }
}
