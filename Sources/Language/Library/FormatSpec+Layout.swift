extension FormatSpec {
  /// A number's text in its parts.
  struct NumberParts {
    var isNegative: Bool
    /// `0x` and the like.
    var prefix = ""
    /// The digits before the point; none where the text is `nan` or a character.
    var digits: String
    /// What follows the digits: the point, the fraction, the exponent.
    var tail = ""
  }

  /// A text of no sign, padded to the width.
  func padded(_ text: String) -> String {
    let padding = (width ?? 0) - text.unicodeScalars.count
    guard padding > 0 else { return text }
    let left =
      switch alignment {
      case .left: 0
      case .right, .afterSign: padding
      case .center: padding / 2
      }
    return filler(left) + text + filler(padding - left)
  }

  /// A number with its sign, grouping and padding.
  func laidOut(_ parts: NumberParts) -> String {
    let sign =
      parts.isNegative ? "-" : self.sign == "+" ? "+" : self.sign == " " ? " " : ""
    let fixed = sign.utf8.count + parts.prefix.utf8.count + parts.tail.unicodeScalars.count
    let hasZeros = fill == "0" && alignment == .afterSign
    let digits =
      parts.digits.isEmpty
      ? "" : grouped(parts.digits, minimumWidth: hasZeros ? (width ?? 0) - fixed : 0)
    let padding = max((width ?? 0) - fixed - digits.utf8.count, 0)
    let head = sign + parts.prefix
    switch alignment {
    case .left: return head + digits + parts.tail + filler(padding)
    case .right: return filler(padding) + head + digits + parts.tail
    case .afterSign: return head + filler(padding) + digits + parts.tail
    case .center:
      return filler(padding / 2) + head + digits + parts.tail + filler(padding - padding / 2)
    }
  }

  private func filler(_ count: Int) -> String {
    String(repeating: String(Character(fill)), count: count)
  }

  /// Digits with separators, and with zeros in front to reach a width.
  ///
  /// A separator is never first, so the text may be one character wider than asked.
  private func grouped(_ digits: String, minimumWidth: Int) -> String {
    let bytes = Array(digits.utf8)
    guard let separator = grouping.separator else {
      return String(repeating: "0", count: max(minimumWidth - bytes.count, 0)) + digits
    }
    var reversed: [UInt8] = []
    var remaining = bytes.count
    var width = minimumWidth
    while true {
      let size = min(grouping.size, max(remaining, width, 1))
      let taken = min(remaining, size)
      for offset in 0..<taken { reversed.append(bytes[remaining - 1 - offset]) }
      reversed.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: size - taken))
      remaining -= taken
      width -= size
      guard remaining > 0 || width > 0 else { break }
      reversed.append(UInt8(ascii: separator))
      width -= 1
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }
}
