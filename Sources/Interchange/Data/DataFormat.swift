public import Language
public import Tensors

/// The formats of data files, each known by the endings of its files.
public enum DataFormat: String, Sendable, Hashable, CaseIterable {
  case npy, npz, csv, tsv, safetensors

  /// The most bytes of a file that may be read now: what the session's memory has left.
  public static var byteLimit: Int { DataMemory.free }

  /// The format of a path; nil where its ending is none of a data file.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."),
      let format = DataFormat(rawValue: name[name.index(after: point)...].lowercased())
    else { return nil }
    self = format
  }

  /// The format of NumPy's that bytes are of, by their beginning, as `numpy.load` tells it.
  ///
  /// - Throws: `notOfFormat`, `elementType` for a pickle.
  init(numpy bytes: [UInt8]) throws(DataError) {
    if bytes.starts(with: NumPyHeader.magic) {
      self = .npy
    } else if bytes.starts(with: [0x50, 0x4B]) {
      self = .npz
    } else if bytes.first == 0x80 {
      throw .elementType(
        "Python objects",
        hint:
          "this is a pickle, which could run code, so it is not read; save numbers with np.savez")
    } else {
      throw .notOfFormat("file of NumPy", reason: "it is neither a .npy nor a .npz file")
    }
  }

  /// The content of a file of this format.
  ///
  /// - Throws: what is wrong with it; sizes are checked before anything is allocated.
  public func content(_ bytes: [UInt8], _ options: DataOptions) throws(DataError) -> DataContent {
    switch self {
    case .npy:
      let (item, rest) = try NumPyFile.item("", in: bytes)
      let notes = rest == 0 ? [] : ["\(rest) bytes behind the array are not read"]
      return DataContent(.single, [item], notes: notes)
    case .npz: return try NumPyArchive.content(bytes)
    case .csv, .tsv: return try DelimitedTable(bytes, options).content()
    case .safetensors: return try Safetensors.content(bytes)
    }
  }

  /// The content of a file of NumPy's, whatever its name.
  ///
  /// - Throws: as `content`.
  public static func numpyContent(
    _ bytes: [UInt8], _ options: DataOptions
  ) throws(DataError) -> DataContent {
    try DataFormat(numpy: bytes).content(bytes, options)
  }

  /// The numbers of a text file as a matrix.
  ///
  /// - Throws: what is wrong with it.
  public static func numbers(
    _ bytes: [UInt8], _ options: NumberTableOptions
  ) throws(DataError) -> Tensor {
    try NumberTable.matrix(bytes, options)
  }

  /// The bytes of a file of this format with arrays.
  ///
  /// - Throws: `notWritable` where the format cannot hold them; the errors of allocation.
  public func bytes(
    _ arrays: [NamedTensor], isCompressed: Bool = false
  ) throws(DataError) -> [UInt8] {
    switch self {
    case .npy:
      guard arrays.count == 1 else {
        throw .notWritable(
          "a .npy file holds one array, not \(arrays.count)", hint: "write them to a .npz file")
      }
      do throws(TensorError) {
        return try NumPyFile.bytes(of: arrays[0].tensor)
      } catch {
        throw .tensor(error)
      }
    case .npz: return try NumPyArchive.bytes(arrays, isCompressed: isCompressed)
    case .csv: return try DelimitedText.bytes(arrays, delimiter: ",")
    case .tsv: return try DelimitedText.bytes(arrays, delimiter: "\t")
    case .safetensors: return try Safetensors.bytes(arrays)
    }
  }
}
