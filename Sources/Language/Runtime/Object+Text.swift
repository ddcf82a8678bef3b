import Autodiff
import Tensors

extension Object {
  /// How a number, a string or another simple object is written; `…` for compound objects.
  public var literalText: String {
    switch self {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): PythonFloat.text(value)
    case .string(let value): PythonString.literal(value)
    case .ellipsis: "..."
    case .dtype(let dtype): dtype.name
    case .type(let type): type.name
    case .builtin(let builtin): builtin.name
    case .primitive(let reference): reference.primitive.name
    case .module(let module): module.path
    case .tensor, .range, .reference: "…"
    }
  }
}

/// Strings as Python writes them.
enum PythonString {
  /// The literal that stands for a string: `'it'`, `"it's"`, `'a\n'`.
  static func literal(_ value: String) -> String {
    let quote: Character = value.contains("'") && !value.contains("\"") ? "\"" : "'"
    var text = String(quote)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if Character(scalar) == quote {
          text += "\\" + String(quote)
        } else if isPrintable(scalar) {
          text.unicodeScalars.append(scalar)
        } else {
          text += escape(scalar.value)
        }
      }
    }
    return text + String(quote)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(value, radix: 16)
    return "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
  }
}
