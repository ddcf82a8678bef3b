/// The bytes of a paste as they come, up to the mark of its end.
struct PasteCollector: Sendable, Hashable {
  /// Whether the mark of the end has come.
  private(set) var hasEnded = false
  private var bytes: [UInt8] = []
  private var hasDropped = false
  private let limit: Int

  /// The most bytes of a paste.
  static let limit = 16 << 20

  private static let mark = Array("\u{1B}[201~".utf8)

  /// Nothing yet.
  ///
  /// - Parameter limit: the most bytes that are taken.
  init(limit: Int = PasteCollector.limit) { self.limit = limit }

  /// Takes the next byte.
  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    let mark = PasteCollector.mark
    if byte == mark.last, bytes.suffix(mark.count).elementsEqual(mark) {
      bytes.removeLast(mark.count)
      hasEnded = true
    }
    // Of what is too long only the end matters.
    if bytes.count > limit + mark.count {
      hasDropped = true
      bytes = Array(bytes.suffix(mark.count))
    }
  }

  /// What was pasted; nil where it is too long.
  var text: String? {
    hasDropped || bytes.count > limit ? nil : PasteCollector.cleaned(bytes)
  }

  /// Text that can be edited: line breaks are `\n`, and other control characters than tabs are left
  /// out, as are bytes that are not UTF-8.
  static func cleaned(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !isAfterReturn { text.append("\n") }
      case "\t": text.append(scalar)
      case "\u{FFFD}": break
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
      isAfterReturn = scalar == "\r"
    }
    return String(text)
  }
}
