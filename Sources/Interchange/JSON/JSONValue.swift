/// A value that a JSON text holds, as RFC 8259 has them.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number written without point and exponent that fits 64 bits.
  case integer(Int)
  /// Any other number, rounded to a double.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, in the order in which they are written.
///
/// A name may come twice, which RFC 8259 leaves to the reader: a look-up finds the last, as Python
/// and JavaScript do, and `repeatedName` tells a stricter reader.
public struct JSONObject: Sendable, Hashable {
  /// A name with its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// A value of a name.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members, in order.
  public let members: [Member]

  /// An object of members.
  public init(_ members: [Member] = []) { self.members = members }

  /// The value of a name; the last one where there are several.
  ///
  /// - Complexity: O(members).
  public subscript(name: String) -> JSONValue? {
    // Names are told apart by their bytes: two spellings of `é` are two names.
    members.last { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// A name that stands there more than once; nil where none does.
  ///
  /// - Complexity: O(length of the names).
  public var repeatedName: String? {
    var names = Set<[UInt8]>()
    return members.first { !names.insert(Array($0.name.utf8)).inserted }?.name
  }
}

extension JSONValue {
  /// The value of a member; nil where this is no object, or has none of that name.
  public subscript(name: String) -> JSONValue? { object?[name] }

  /// The members, where this is an object.
  public var object: JSONObject? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// The elements, where this is an array.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    return nil
  }

  /// The text, where this is a string.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The number, where this is an integer.
  public var integer: Int? {
    if case .integer(let number) = self { return number }
    return nil
  }

  /// What kind of value this is, as messages say it.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
