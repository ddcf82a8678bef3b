import Language
import Tensors

/// Writes arrays as a table: `.csv` by RFC 4180, with `\n` at the end of lines, as pandas writes it.
enum DelimitedText {
  /// The bytes of a table: a matrix without a header, or vectors as columns under their names.
  ///
  /// Numbers are written with as many digits as it takes to read the same bits back.
  ///
  /// - Throws: `notWritable` for other arrays; the errors of allocation.
  static func bytes(_ arrays: [NamedTensor], delimiter: String) throws(DataError) -> [UInt8] {
    var lines: [UInt8] = []
    var columns: [[String]] = []
    if arrays.count == 1, arrays[0].tensor.rank == 2 {
      let matrix = arrays[0].tensor
      let texts = try texts(of: matrix)
      for row in 0..<matrix.shape[0] {
        let line = texts[row * matrix.shape[1]..<(row + 1) * matrix.shape[1]]
        lines += Array((line.joined(separator: delimiter) + "\n").utf8)
      }
      return lines
    }
    for array in arrays {
      guard array.tensor.rank == 1, array.tensor.count == arrays[0].tensor.count else {
        throw .notWritable(
          "a table holds one matrix, or vectors of one length as columns, and '\(array.name)' is of "
            + "shape \(Shape.text(array.tensor.shape))",
          hint: "write other arrays to a .npz file")
      }
      columns.append(try texts(of: array.tensor))
    }
    let names = arrays.map { quoted($0.name, delimiter) }
    lines += Array((names.joined(separator: delimiter) + "\n").utf8)
    for row in 0..<(columns.first?.count ?? 0) {
      let line = columns.map { $0[row] }
      lines += Array((line.joined(separator: delimiter) + "\n").utf8)
    }
    return lines
  }

  private static func texts(of tensor: Tensor) throws(DataError) -> [String] {
    do throws(TensorError) {
      return switch tensor.dtype {
      case .float32: try tensor.values(as: Float.self).map(\.description)
      case .float64: try tensor.values(as: Double.self).map(\.description)
      case .int32: try tensor.values(as: Int32.self).map(\.description)
      case .int64: try tensor.values(as: Int64.self).map(\.description)
      case .bool: try tensor.values(as: Bool.self).map { $0 ? "True" : "False" }
      }
    } catch {
      throw .tensor(error)
    }
  }

  private static func quoted(_ text: String, _ delimiter: String) -> String {
    let needsQuotes =
      text.isEmpty || text.contains(delimiter)
      || text.contains { $0 == "\"" || $0.isNewline || $0 == "#" }
    guard needsQuotes else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
