import Autodiff
import Language
import Tensors

extension ExplanationText {
  /// How many uses of the source are told.
  private static let useLimit = 12

  /// What stands for the ways where they are too many: how many they are, and what adds up at the
  /// source.
  var manyWayLines: [String] {
    let count =
      rule.pathCount == .max ? "more ways than can be counted" : "\(rule.pathCount) ways"
    var head = "\(count) lead from \(target) to \(source); "
    if !isWhole, rule.pathCount <= ChainRule.widePathLimit {
      head += "explain \(target) \(source) --all tells each; "
    }
    let parts = rule.parts.map { NumberText.text($0.contribution) }
    if parts.count == 1, let part = rule.parts.first {
      return [head + "all of them through \(names[part.position])"]
    }
    var lines = [head + "at \(source) they add up to"]
    for (part, number) in zip(rule.parts, parts).prefix(ExplanationText.useLimit) {
      lines.append("  through \(names[part.position]): \(number)")
    }
    let left = parts.count - ExplanationText.useLimit
    if left > 0 {
      lines.append("  … and \(left) more")
    } else {
      lines.append("\(total) = \(parts.joined(separator: " + "))")
    }
    return lines
  }
}
