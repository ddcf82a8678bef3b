import Language
import Tensors

extension Safetensors {
  /// The bytes of a file with arrays; the header is padded so that the elements are aligned.
  ///
  /// - Throws: the errors of allocation, `interrupted`, `notWritable`.
  static func bytes(_ arrays: [NamedTensor]) throws(DataError) -> [UInt8] {
    // The format wants the widest elements first, so that all of them are aligned.
    let sorted = arrays.enumerated().sorted {
      (-$0.element.tensor.dtype.itemSize, $0.offset) < (
        -$1.element.tensor.dtype.itemSize, $1.offset
      )
    }.map(\.element)
    if sorted.contains(where: { $0.name == metadata }) {
      throw .notWritable("'\(metadata)' cannot be an array's name in this format", hint: nil)
    }
    var writer = JSONWriter()
    var offset = 0
    writer.object { writer in
      for array in sorted {
        let end = offset + array.tensor.count * array.tensor.dtype.itemSize
        writer.member(array.name) { writer in
          writer.object { writer in
            writer.member("dtype", typeName(of: array.tensor.dtype))
            writer.member("shape") {
              $0.array { writer in
                for extent in array.tensor.shape { writer.integer(extent) }
              }
            }
            writer.member("data_offsets") {
              $0.array { writer in
                writer.integer(offset)
                writer.integer(end)
              }
            }
          }
        }
        offset = end
      }
    }
    var header = writer.bytes
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: header.count >> shift))
    }
    bytes += header
    do throws(TensorError) {
      for array in sorted { try StoredBytes.append(array.tensor, to: &bytes) }
    } catch {
      throw .tensor(error)
    }
    return bytes
  }

  private static func typeName(of dtype: DType) -> String {
    switch dtype {
    case .float32: "F32"
    case .float64: "F64"
    case .int32: "I32"
    case .int64: "I64"
    case .bool: "BOOL"
    }
  }
}
