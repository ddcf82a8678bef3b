/// Helpers for the values of Python around tensors.
extension Helper {
  /// The helpers that are the same in every framework.
  static let shared: [Helper] = [
    Helper(
      "number_or_nan",
      """
      def number_or_nan(field):
          \"\"\"The number in a field of a table; NaN where a word says that it is missing.\"\"\"
          missing = (
      \(missingWords)
          )
          return float("nan" if field.strip() in missing else field)
      """),
    Helper(
      "widened", modules: ["numpy"],
      """
      def widened(array):
          \"\"\"An array with elements of 32 or 64 bits, in this machine's order of bytes.\"\"\"
          small = {"f": (4, "float32"), "i": (4, "int32"), "u": (2, "int32")}
          size, name = small.get(array.dtype.kind, (0, ""))
          if array.dtype.itemsize <= size:
              return array.astype(name)
          if array.dtype.kind == "u":
              return array.astype("int64")
          return array.astype(array.dtype.newbyteorder("="))
      """),
  ]

  /// The words in lines of a readable width.
  private static let missingWords: String = {
    var lines = [""]
    for word in DelimitedColumn.missingWords.sorted() {
      if lines[lines.count - 1].count > 60 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + "\"\(word)\","
    }
    return lines.map { $0.indented(by: 2) }.joined(separator: "\n")
  }()

  /// The helpers that a program of PyTorch needs for values that may be tensors or not.
  static let torchValues: [Helper] = [
    Helper(
      "drawable",
      """
      def drawable(x):
          \"\"\"What matplotlib can draw: the numbers of tensors, also of those in lists.\"\"\"
          if isinstance(x, (list, tuple)):
              return [drawable(item) for item in x]
          return x.detach().numpy() if torch.is_tensor(x) else x
      """),
    Helper(
      "backwards",
      """
      def backwards(x):
          \"\"\"A tensor or a sequence from its last element to the first.\"\"\"
          return x.flip(0) if torch.is_tensor(x) else x[::-1]
      """),
  ]
}
