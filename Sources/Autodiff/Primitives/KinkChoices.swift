import Tensors

/// What the conventions take for a derivative at one point.
struct KinkChoices {
  /// The derivatives by the operands that are asked about, by each convention.
  let taken: [(convention: Convention, derivatives: [Double])]
  /// What the operands are called.
  let names: [String]

  /// Whether every convention takes the same.
  var agree: Bool { taken.allSatisfy { words($0.derivatives) == words(taken[0].derivatives) } }

  /// What a convention takes: `1`, or `1 by the first operand and 0 by the second`.
  func words(of convention: Convention) -> String {
    taken.first { $0.convention == convention }.map { words($0.derivatives) } ?? ""
  }

  /// What the others take, with those together that take the same.
  private func others(than convention: Convention) -> [(conventions: [Convention], words: String)] {
    var groups: [(conventions: [Convention], words: String)] = []
    for (other, derivatives) in taken where other != convention {
      let words = words(derivatives)
      if let place = groups.firstIndex(where: { $0.words == words }) {
        groups[place].conventions.append(other)
      } else {
        groups.append(([other], words))
      }
    }
    return groups
  }

  /// What the others take, in one line: `tapebook, torch: 0; jax: 1`.
  func othersText(than convention: Convention) -> String {
    others(than: convention).map { group in
      group.conventions.map(\.rawValue).joined(separator: ", ") + ": " + group.words
    }.joined(separator: "; ")
  }

  /// All choices in one line: `0 by every convention`, or `0 (set kinks tensorflow; jax: 1)`.
  func text(setBy convention: Convention) -> String {
    if agree { return words(of: convention) + " by every convention" }
    return "\(words(of: convention)) (set kinks \(convention.rawValue); "
      + "\(othersText(than: convention)))"
  }

  private func words(_ derivatives: [Double]) -> String {
    let numbers = derivatives.map(KinkChoices.number)
    guard names.count > 1 else { return numbers.first ?? "0" }
    return KinkChoices.list(zip(numbers, names).map { "\($0) by \($1)" })
  }

  /// Words in a row: `tapebook, torch and jax`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A number without a needless point.
  private static func number(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? PythonFloat.text(number)
  }
}
