import Interchange

extension JSONValue {
  /// An object of the members that have a value.
  static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(
      JSONObject(
        members.compactMap { name, value in value.map { JSONObject.Member(name, $0) } }))
  }

  /// The number, whichever way it was written.
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The JSON text, with a member to a line down to a depth.
  func text(linesTo depth: Int = 0, indent: String = "") -> String {
    let inner = indent + "  "
    func joined(_ parts: [String], _ open: String, _ close: String) -> String {
      guard depth > 0, !parts.isEmpty else { return open + parts.joined(separator: ", ") + close }
      return open + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + close
    }
    return switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let number): "\(number)"
    case .number(let number): number.isFinite ? "\(number)" : "null"
    case .string(let text): JSONValue.quoted(text)
    case .array(let elements):
      joined(elements.map { $0.text(linesTo: depth - 1, indent: inner) }, "[", "]")
    case .object(let object):
      joined(
        object.members.map {
          JSONValue.quoted($0.name) + ": " + $0.value.text(linesTo: depth - 1, indent: inner)
        }, "{", "}")
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
