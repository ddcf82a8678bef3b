/// Reads JSON texts, as RFC 8259 has them.
///
/// What it reads may come from anybody: the depth and the number of values are bounded, and nothing
/// is accepted that the specification does not have. A surrogate without its partner in a `\u`
/// escape becomes U+FFFD, since no string holds one; a byte order mark at the beginning is passed
/// over, as the specification allows.
public struct JSONReader {
  /// How deep arrays and objects may stand in each other.
  public static let maximumDepth = 256
  /// How many values a text may hold.
  public static let maximumCount = 1 << 24

  let bytes: [UInt8]
  var offset = 0
  private var depth = 0
  private var count = 0
  private let maximumCount: Int
  private let givesUp: () -> Bool

  private init(_ bytes: [UInt8], maximumCount: Int, givesUp: @escaping () -> Bool) {
    self.bytes = bytes
    self.maximumCount = maximumCount
    self.givesUp = givesUp
  }

  /// The value of a JSON text in UTF-8.
  ///
  /// - Parameters:
  ///   - maximumCount: how many values the text may hold.
  ///   - givesUp: asked now and then whether to stop.
  /// - Throws: what is no JSON, and where.
  /// - Complexity: O(length of the text).
  public static func value(
    of bytes: [UInt8], maximumCount: Int = maximumCount,
    givesUp: @escaping () -> Bool = { false }
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, maximumCount: maximumCount, givesUp: givesUp)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
    reader.skipBlanks()
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.offset == bytes.count else { throw reader.error(.trailing) }
    return value
  }

  /// The value of a JSON text.
  ///
  /// - Throws: what is no JSON, and where.
  /// - Complexity: O(length of the text).
  public static func value(
    of text: String, givesUp: @escaping () -> Bool = { false }
  ) throws(JSONError) -> JSONValue {
    try value(of: Array(text.utf8), givesUp: givesUp)
  }

  // MARK: Values

  /// Reads a value, at whose first byte the reader stands; the depth bounds the recursion.
  private mutating func value() throws(JSONError) -> JSONValue {
    count += 1
    guard count <= maximumCount else { throw error(.tooManyValues(limit: maximumCount)) }
    if count & 0xFFF == 0, givesUp() { throw error(.interrupted) }
    guard let byte = current else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw error(.expected("a value", found: byte))
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    var members: [JSONObject.Member] = []
    try elements(closedBy: UInt8(ascii: "}"), "'}'") { reader throws(JSONError) in
      guard let byte = reader.current else { throw reader.error(.unexpectedEnd) }
      guard byte == UInt8(ascii: "\"") else {
        throw reader.error(.expected("a name in double quotes", found: byte))
      }
      let name = try reader.string()
      reader.skipBlanks()
      try reader.take(UInt8(ascii: ":"), "':'")
      reader.skipBlanks()
      members.append(JSONObject.Member(name, try reader.value()))
    }
    return JSONObject(members)
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    var values: [JSONValue] = []
    try elements(closedBy: UInt8(ascii: "]"), "']'") { reader throws(JSONError) in
      values.append(try reader.value())
    }
    return values
  }

  /// What stands between brackets, with commas between.
  private mutating func elements(
    closedBy close: UInt8, _ closeName: String,
    _ element: (inout JSONReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard depth < JSONReader.maximumDepth else {
      throw error(.tooDeep(limit: JSONReader.maximumDepth))
    }
    depth += 1
    offset += 1
    skipBlanks()
    if current != close {
      try element(&self)
      skipBlanks()
      while current == UInt8(ascii: ",") {
        offset += 1
        skipBlanks()
        try element(&self)
        skipBlanks()
      }
    }
    try take(close, "',' or \(closeName)")
    depth -= 1
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 { try take(byte, "'\(word)'") }
    return value
  }

  // MARK: Bytes

  /// The byte at which the reader stands; nil at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func error(_ kind: JSONError.Kind) -> JSONError { JSONError(kind, at: offset, in: bytes) }

  /// Goes over a byte that must stand here.
  mutating func take(_ byte: UInt8, _ what: String) throws(JSONError) {
    guard let found = current else { throw error(.unexpectedEnd) }
    guard found == byte else { throw error(.expected(what, found: found)) }
    offset += 1
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        offset += 1
      default: return
      }
    }
  }
}
