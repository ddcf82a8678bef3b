/// Lines that keep their numbers on the tape, and that make real numbers.
extension LineEdit {
  /// The line without what takes numbers off the tape, and without what would do so next:
  /// `float(x.numpy())` becomes `x`.
  func keptOnTape(without name: String, isMethod: Bool) -> String? {
    guard let first = isMethod ? withoutMethodChain(name) : withoutCall(of: name) else {
      return nil
    }
    var line = LineEdit(text: first)
    for wrapper in ["float", "int"] where wrapper != name {
      guard let before = argument(of: wrapper), let after = line.argument(of: wrapper),
        before != after, let bare = line.withoutCall(of: wrapper)
      else { continue }
      line = LineEdit(text: bare)
    }
    for module in ["", "tf."] {
      let maker = module + "constant"
      // A list of tensors becomes a tensor without a history by `constant`.
      guard let before = argument(of: maker), let after = line.argument(of: maker),
        before != after, after.hasPrefix("["),
        let changed = line.calling(module + "convert_to_tensor", insteadOf: maker)
      else { continue }
      line = LineEdit(text: changed)
    }
    return line.text
  }

  /// The line without a method's call and the calls beside it that give plain numbers as well.
  private func withoutMethodChain(_ name: String) -> String? {
    let calls = ["numpy", "item", "tolist"].map { ".\($0)()" }
    guard let place = only(".\(name)()") else { return nil }
    var before = text[..<place.lowerBound]
    var after = text[place.upperBound...]
    while let call = calls.first(where: after.hasPrefix) { after = after.dropFirst(call.count) }
    while let call = calls.first(where: before.hasSuffix) { before = before.dropLast(call.count) }
    return String(before) + String(after)
  }

  /// What an element is assigned: `w[j]` and `w[j] - 0.1` of `w[j] = w[j] - 0.1`.
  func assignedElement(
    of base: String
  ) -> (place: String, assigned: (operator: Character?, value: String))? {
    guard text.hasPrefix(base + "[") else { return nil }
    var depth = 0
    for index in text.indices {
      if "([{".contains(text[index]) { depth += 1 }
      guard ")]}".contains(text[index]) else { continue }
      depth -= 1
      if depth == 0 {
        let place = String(text[...index])
        return assigned(to: place).map { (place, $0) }
      }
    }
    return nil
  }

  /// Whether the line computes items of a list from those that it had: `w[j] = w[j] - 0.1`, and
  /// `w = [v - 0.1 for v in w]`.
  func renewsItems(of base: String) -> Bool {
    if let element = assignedElement(of: base) {
      return element.assigned.operator != nil || LineEdit.mentions(base, element.assigned.value)
    }
    guard let value = assigned(to: base)?.value, value.hasPrefix("[") else { return false }
    return LineEdit.mentions(base, value)
  }

  private static func mentions(_ name: String, _ value: String) -> Bool {
    value.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == name }
  }

  /// The only argument of a call that is the whole text.
  func argument(ofWhole name: String) -> String? {
    guard text.hasPrefix(name + "("), text.hasSuffix(")"), let argument = argument(of: name),
      argument.count == text.count - name.count - 2, !argument.contains("=")
    else { return nil }
    return argument
  }

  /// A comparison as a step that has a derivative: `sigmoid(x - 1.)` for `x > 1.`.
  var smoothStep: String? {
    let places = text.indices.filter { "<>".contains(text[$0]) }
    guard places.count == 1, let place = places.first else { return nil }
    var end = text.index(after: place)
    if end < text.endIndex, text[end] == "=" { end = text.index(after: end) }
    let left = LineEdit.operand(endingIn: text[..<place])
    let right = LineEdit.operand(startingIn: text[end...])
    guard !left.isEmpty, !right.isEmpty else { return nil }
    let (larger, smaller) = text[place] == ">" ? (left, right) : (right, left)
    let isSum = smaller.contains { "+-".contains($0) }
    return "sigmoid(\(larger) - \(isSum ? "(\(smaller))" : smaller))"
  }

  private static func operand(endingIn text: Substring) -> String {
    var depth = 0
    var start = text.endIndex
    while start > text.startIndex {
      let character = text[text.index(before: start)]
      if ")]}".contains(character) { depth += 1 }
      if "([{".contains(character) { depth -= 1 }
      if depth < 0 || (depth == 0 && "=,:;".contains(character)) { break }
      start = text.index(before: start)
    }
    return lastWords(text[start...])
  }

  private static func operand(startingIn text: Substring) -> String {
    var depth = 0
    var end = text.startIndex
    while end < text.endIndex {
      let character = text[end]
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 || (depth == 0 && ",:;#".contains(character)) { break }
      end = text.index(after: end)
    }
    let words = text[..<end].split(separator: " ")
    return words.prefix { !keywords.contains(String($0)) }.joined(separator: " ")
  }

  /// What stands behind the last keyword.
  private static func lastWords(_ text: Substring) -> String {
    let words = text.split(separator: " ")
    let start = words.lastIndex { keywords.contains(String($0)) }.map { $0 + 1 } ?? 0
    return words[start...].joined(separator: " ")
  }

  private static let keywords: Set = [
    "if", "else", "and", "or", "not", "in", "return", "while", "assert", "lambda", "for",
  ]

  /// The line with the whole numbers that a tensor or a Variable is made of as real ones.
  var withRealNumbers: String? {
    for name in ["tf.Variable", "Variable", "tf.constant", "constant"] {
      guard let argument = argument(of: name), !argument.contains("=") else { continue }
      let characters = Array(argument)
      var real = ""
      for (index, character) in characters.enumerated() {
        real.append(character)
        guard character.isNumber else { continue }
        let isLast = index + 1 == characters.count || ",]) ".contains(characters[index + 1])
        let word = characters[...index].reversed().prefix {
          $0.isLetter || $0.isNumber || $0 == "_" || $0 == "."
        }
        if isLast, word.allSatisfy(\.isNumber) { real.append(".") }
      }
      guard real != argument else { return nil }
      return calling(name, insteadOf: name, with: real)
    }
    return nil
  }
}
