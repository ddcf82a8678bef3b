/// Reads the dict of a header, character by character.
struct NumPyHeaderText {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// The header that the dict says.
  mutating func header() throws(DataError) -> NumPyHeader {
    var descriptor: String?
    var isFortran: Bool?
    var shape: [Int]?
    try expect("{")
    while !takes("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where descriptor == nil: descriptor = try descriptorText()
      case "fortran_order" where isFortran == nil: isFortran = try truth()
      case "shape" where shape == nil: shape = try extents()
      default: throw failure("the key '\(key)' is not known, or stands twice")
      }
      if !takes(",") {
        try expect("}")
        break
      }
    }
    skipBlanks()
    guard rest.isEmpty else { throw failure("something stands behind the dict") }
    guard let descriptor, let isFortran, let shape else {
      throw failure("descr, fortran_order or shape is missing")
    }
    let (element, isBigEndian) = try NumPyHeaderText.element(descriptor)
    return NumPyHeader(
      element: element, isBigEndian: isBigEndian, isFortran: isFortran, shape: shape)
  }

  /// The element type of a descriptor such as `<f4`.
  static func element(
    _ descriptor: String
  ) throws(DataError) -> (element: StoredElement, isBigEndian: Bool) {
    var kind = Substring(descriptor)
    var isBigEndian = false
    if let first = kind.first, "<>|=".contains(first) {
      isBigEndian = first == ">"
      kind = kind.dropFirst()
    }
    if let element = elements[String(kind)] { return (element, isBigEndian) }
    switch kind.first {
    case "O":
      throw .elementType(
        "Python objects",
        hint: "pickled objects could run code, so they are not read; save numbers only")
    case "c":
      throw .elementType("complex numbers", hint: "save x.real and x.imag as two arrays")
    case "U", "S", "a", "T":
      throw .elementType("texts", hint: "save texts as a column of a .csv file")
    case "M", "m":
      throw .elementType("dates and times", hint: "save x.astype('int64') or x.astype('float64')")
    case "V":
      throw .elementType(
        "raw bytes (\(descriptor))", hint: "save the parts as arrays of their own: np.savez")
    default:
      throw .elementType("the element type \(descriptor)", hint: "save x.astype('float64')")
    }
  }

  private static let elements: [String: StoredElement] = [
    "f2": .float16, "f4": .float32, "f8": .float64,
    "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
    "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool, "?": .bool,
  ]

  // MARK: Parts

  private mutating func descriptorText() throws(DataError) -> String {
    skipBlanks()
    if rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "(") {
      throw .elementType(
        "records", hint: "save each field as an array of its own: np.savez('x.npz', a=x['a'])")
    }
    return try string()
  }

  private mutating func string() throws(DataError) -> String {
    skipBlanks()
    guard let quote = rest.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else { throw failure("a text in quotes is missing") }
    let content = rest.prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    rest = rest.dropFirst(content.count)
    guard rest.popFirst() == quote, let text = String(validating: content, as: UTF8.self) else {
      throw failure("a text does not end")
    }
    return text
  }

  private mutating func truth() throws(DataError) -> Bool {
    for (word, value) in [("True", true), ("False", false)] where takes(word) { return value }
    throw failure("fortran_order is neither True nor False")
  }

  private mutating func extents() throws(DataError) -> [Int] {
    try expect("(")
    var extents: [Int] = []
    while !takes(")") {
      extents.append(try extent())
      guard extents.count <= StoredElement.rankLimit else {
        throw failure("the shape has more than \(StoredElement.rankLimit) extents")
      }
      if !takes(",") {
        // A number in brackets is no tuple: Python writes (3,).
        guard extents.count > 1, takes(")") else { throw failure("the shape is no tuple") }
        break
      }
    }
    return extents
  }

  private mutating func extent() throws(DataError) -> Int {
    skipBlanks()
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    // Python 2 wrote long integers so.
    if rest.first == UInt8(ascii: "L") { rest = rest.dropFirst() }
    guard let extent = Int(String(decoding: digits, as: UTF8.self)) else {
      throw failure("an extent is no whole number from 0 that can be counted")
    }
    return extent
  }

  private mutating func expect(_ text: String) throws(DataError) {
    guard takes(text) else { throw failure("'\(text)' is missing") }
  }

  private mutating func takes(_ text: String) -> Bool {
    skipBlanks()
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private func failure(_ reason: String) -> DataError {
    .malformed("the header is wrong: \(reason)")
  }
}
