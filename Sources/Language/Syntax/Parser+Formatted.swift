/// Strings and f-strings.
extension Parser {
  /// `STRING+`: adjacent literals are one.
  mutating func strings() throws(SyntaxError) -> Tree {
    let start = current.start
    var parts: [FormattedPart] = []
    var plain = ""
    var hasFields = false
    var depth = 0
    while current.kind == .string || current.kind == .formatted {
      let token = advance()
      let (content, prefix) = try content(of: token)
      guard prefix.isFormatted else {
        plain += try StringLiteral(bytes: cursor.bytes, isRaw: prefix.isRaw).text(content)
        continue
      }
      hasFields = true
      let (more, deepest) = try formatted(content, isRaw: prefix.isRaw, level: 0)
      depth = max(depth, deepest)
      for part in more {
        if case .text(let text) = part {
          plain += text
        } else {
          if !plain.isEmpty { parts.append(.text(plain)) }
          plain = ""
          parts.append(part)
        }
      }
    }
    guard hasFields else { return Tree(leaf: .string(plain), range(from: start)) }
    if !plain.isEmpty { parts.append(.text(plain)) }
    return try node(.formatted(parts), range(from: start), over: depth)
  }

  /// The bytes between the quotes of a string token.
  func content(
    of token: Token
  ) throws(SyntaxError) -> (Range<Int>, StringScanner.Prefix) {
    let bytes = cursor.bytes
    var quote = token.start
    while bytes[quote] != UInt8(ascii: "'"), bytes[quote] != UInt8(ascii: "\"") { quote += 1 }
    let prefix = StringScanner.Prefix(bytes[token.start..<quote]) ?? StringScanner.Prefix()
    let mark = bytes[quote]
    let isTriple =
      token.end - quote >= 6 && bytes[quote + 1] == mark && bytes[quote + 2] == mark
    let width = isTriple ? 3 : 1
    return (quote + width..<token.end - width, prefix)
  }

  /// The parts of an f-string's content or of a format spec (level 1 and deeper).
  private mutating func formatted(
    _ content: Range<Int>, isRaw: Bool, level: Int
  ) throws(SyntaxError) -> ([FormattedPart], depth: Int) {
    let literal = StringLiteral(bytes: cursor.bytes, isRaw: isRaw)
    var parts: [FormattedPart] = []
    var depth = 0
    var text = ""
    var textStart = content.lowerBound
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = cursor.bytes[index]
      let isDoubled =
        level == 0 && index + 1 < content.upperBound && cursor.bytes[index + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        // The first brace belongs to the text, the second is left out.
        text += try literal.text(textStart..<index + 1)
        index += 2
        textStart = index
      case UInt8(ascii: "{"):
        text += try literal.text(textStart..<index)
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        let (part, end, deepest) = try field(
          index + 1, content.upperBound, isRaw: isRaw, level: level)
        parts.append(part)
        depth = max(depth, deepest)
        index = end
        textStart = end
      case UInt8(ascii: "}"):
        throw SyntaxError(.singleBrace, SourceRange(index, index + 1))
      case UInt8(ascii: "\\") where !isRaw && index + 1 < content.upperBound:
        // A brace after a backslash still opens a field; any other escape is one unit.
        let next = cursor.bytes[index + 1]
        index += next == UInt8(ascii: "{") || next == UInt8(ascii: "}") ? 1 : 2
      default:
        index += 1
      }
    }
    text += try literal.text(textStart..<content.upperBound)
    if !text.isEmpty { parts.append(.text(text)) }
    return (parts, depth)
  }

  /// The replacement field that starts after its brace, and the offset after it.
  private mutating func field(
    _ start: Int, _ end: Int, isRaw: Bool, level: Int
  ) throws(SyntaxError) -> (FormattedPart, end: Int, depth: Int) {
    try descend()
    defer { nesting -= 1 }
    let scanner = StringScanner(bytes: cursor.bytes, end: end, limit: limits.formatted)
    let field: StringScanner.Field
    do throws(StringScanner.Failure) {
      field = try scanner.field(at: start, in: nil, depth: level)
    } catch {
      switch error {
      case .tooDeep(let stop):
        throw SyntaxError(.formattedTooDeep(limit: limits.formatted), SourceRange(start, stop))
      case .unterminated:
        throw SyntaxError(.unclosedField, SourceRange(start - 1, start))
      }
    }
    let value = try fieldExpression(field.expression)
    let label = field.labelEnd.map { cursor.text(field.expression.lowerBound..<$0) }
    var conversion = try conversion(field)
    var spec: [FormattedPart] = []
    var depth = value.depth
    if let range = field.spec {
      let (parts, deepest) = try formatted(range, isRaw: isRaw, level: level + 1)
      spec = parts
      depth = max(depth, deepest)
    }
    // `{x=}` shows the value as `repr` does.
    if label != nil, conversion == nil, field.spec == nil { conversion = "r" }
    let part = FormattedPart.field(
      value.expression, label: label, conversion: conversion, spec: spec)
    return (part, field.end, depth)
  }

  private func conversion(_ field: StringScanner.Field) throws(SyntaxError) -> Character? {
    guard let range = field.conversion else { return nil }
    let text = cursor.text(range)
    guard text == "r" || text == "s" || text == "a" else {
      throw SyntaxError(
        .invalidConversion(text), SourceRange(range.lowerBound - 1, range.upperBound))
    }
    return text.first
  }

  /// Reads the expression in a range of the entry's text.
  private mutating func fieldExpression(_ range: Range<Int>) throws(SyntaxError) -> Tree {
    let outer = cursor
    let lexer = Lexer(outer.bytes, in: range, limits: limits, isInline: true)
    cursor = TokenCursor(bytes: outer.bytes, list: lexer.tokens())
    defer { cursor = outer }
    guard current.kind != .end else {
      throw SyntaxError(.emptyField, SourceRange(range.lowerBound - 1, range.upperBound + 1))
    }
    let tree = try values()
    guard current.kind == .end else { throw unexpected() }
    return tree
  }
}
