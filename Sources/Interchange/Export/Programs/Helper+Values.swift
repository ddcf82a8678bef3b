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

  /// The helper for losses of the frameworks that have none of Keras's.
  static let losses: [Helper] = [
    Helper(
      "aligned",
      """
      def aligned(loss, y_true, y_pred):
          \"\"\"A loss, for which an axis of extent 1 that only one has at its end is no difference.\"\"\"
          if y_true.ndim == y_pred.ndim + 1 and y_true.shape[-1] == 1:
              if y_pred.ndim == 1:
                  y_pred = y_pred[..., None]
              else:
                  y_true = y_true[..., 0]
          elif y_pred.ndim == y_true.ndim + 1 and y_pred.shape[-1] == 1:
              if y_true.ndim == 1:
                  y_true = y_true[..., None]
              else:
                  y_pred = y_pred[..., 0]
          return loss(y_true, y_pred)
      """)
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
      "as_arrays",
      """
      def as_arrays(x):
          \"\"\"The numbers of tensors as arrays of NumPy's, also of those in lists.\"\"\"
          if isinstance(x, (list, tuple)):
              return type(x)([as_arrays(item) for item in x])
          return x.detach().numpy() if torch.is_tensor(x) else x
      """),
    Helper(
      "stacked",
      """
      def stacked(x):
          \"\"\"A list of tensors and numbers as one tensor, which records where they came from.\"\"\"
          if isinstance(x, (list, tuple)):
              return torch.stack([stacked(item) for item in x])
          return torch.as_tensor(x)
      """),
    Helper(
      "gathered",
      """
      def gathered(x, indices, axis):
          \"\"\"The parts of a tensor along an axis, in the shape of the indices.\"\"\"
          axis = axis % x.ndim
          shape = x.shape[:axis] + indices.shape + x.shape[axis + 1:]
          return torch.index_select(x, axis, indices.reshape(-1)).reshape(shape)
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
