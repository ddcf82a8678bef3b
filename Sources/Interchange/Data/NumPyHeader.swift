/// The header of a `.npy` file: element type, order and shape.
///
/// Source: NumPy 2.4, `numpy.lib.format`: the magic string, a version, the length of the header, and
/// the header itself, a Python dict with exactly the keys `descr`, `fortran_order` and `shape`.
struct NumPyHeader: Sendable, Hashable {
  let element: StoredElement
  let isBigEndian: Bool
  let isFortran: Bool
  let shape: [Int]

  /// What a `.npy` file begins with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The longest header that is read; NumPy itself reads 10,000 bytes.
  static let lengthLimit = 1 << 16

  /// Takes the header from the beginning of a file.
  ///
  /// - Throws: `notOfFormat`, `truncated`, `malformed`, `notSupported`, `elementType`.
  init(_ bytes: inout DataBytes) throws(DataError) {
    guard bytes.begins(with: NumPyHeader.magic) else {
      throw .notOfFormat("NumPy file", reason: "it does not begin with \\x93NUMPY")
    }
    _ = try bytes.take(NumPyHeader.magic.count, "the header")
    let version = try bytes.integer(UInt8.self, "the header")
    let minor = try bytes.integer(UInt8.self, "the header")
    let length: Int
    switch (version, minor) {
    case (1, 0): length = Int(try bytes.integer(UInt16.self, "the header"))
    case (2, 0), (3, 0): length = Int(try bytes.integer(UInt32.self, "the header"))
    default:
      throw .notSupported(
        "version \(version).\(minor) of NumPy's format is not known", hint: nil)
    }
    guard length <= NumPyHeader.lengthLimit else {
      throw .malformed("the header has \(length) bytes, more than \(NumPyHeader.lengthLimit)")
    }
    let range = try bytes.take(length, "the header")
    var text = NumPyHeaderText(bytes.bytes[range])
    self = try text.header()
  }

  init(element: StoredElement, isBigEndian: Bool, isFortran: Bool, shape: [Int]) {
    self.element = element
    self.isBigEndian = isBigEndian
    self.isFortran = isFortran
    self.shape = shape
  }
}
