import Language

/// Names that can be bound.
enum Identifier {
  /// Whether a text is a name that an assignment could have on its left.
  static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isStart(first) else { return false }
    return text.unicodeScalars.allSatisfy(isPart) && Keyword(rawValue: text) == nil
  }

  /// The name that is nearest to a text: what cannot be part of a name becomes `_`, once for each
  /// run of it, and none at the end.
  ///
  ///     sepal length (cm)   sepal_length_cm
  ///     2019                _2019
  ///     class               class_
  static func name(for text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var isGap = false
    for scalar in text.unicodeScalars {
      guard isPart(scalar) else {
        isGap = true
        continue
      }
      if isGap, !scalars.isEmpty { scalars.append("_") }
      isGap = false
      scalars.append(scalar)
    }
    guard let first = scalars.first else { return "_" }
    var name = String(scalars)
    if !isStart(first) { name = "_" + name }
    if Keyword(rawValue: name) != nil { name += "_" }
    return name
  }

  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isXIDStart
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isXIDContinue
  }
}

/// Names that are given one after the other, each of them once.
struct Identifiers {
  private var used = Set<String>()

  /// The name that is nearest to a text and was not given before.
  mutating func unused(for text: String) -> String {
    let base = Identifier.name(for: text)
    var name = base
    var number = 2
    while !used.insert(name).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }
}
