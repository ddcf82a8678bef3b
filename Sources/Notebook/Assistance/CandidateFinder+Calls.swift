import Autodiff
import HashTreeCollections
import Language

/// What the arguments of functions may be.
extension CandidateFinder {
  /// The argument that begins at a token: what it is meant to be, and what its call has already.
  private struct CallArgument {
    let role: ArgumentRole
    /// The names that are arguments of the call.
    var given: Set<String> = []
    /// The argument that is to be differentiated, where it is a name.
    var target: String?
  }

  /// What the argument that begins at the text's end may be; nil where it may be anything.
  var argumentsOfCall: [Completion.Candidate]? {
    guard let argument = callArgument(at: structure.scan.tokens.count) else { return nil }
    let found = matching(
      candidates(for: argument.role, given: argument.given, target: argument.target))
    if word.isEmpty { return found }
    let all = found + keywordArguments
    // An expression is welcome wherever a value is; its first letter says that it is meant.
    return all.isEmpty ? nil : all
  }

  /// Whether an element type is asked for where a token begins an argument.
  func isDType(at token: Int) -> Bool { callArgument(at: token)?.role == .dtype }

  private func callArgument(at token: Int) -> CallArgument? {
    guard let frame = call(at: token), let signature = names.signature(ofCallAt: frame.opener)
    else { return nil }
    let positional = frame.commas - frame.keywords.count
    let keyword = frame.isKeyword ? frame.keywords.last : nil
    guard let parameter = signature.parameter(after: positional, named: keyword),
      parameter.role != .expression
    else { return nil }
    var argument = CallArgument(role: parameter.role)
    for (place, item) in structure.arguments(ofCallAt: frame.opener, before: token).enumerated() {
      guard let name = item.name else { continue }
      argument.given.insert(name)
      if signature.parameter(after: place, named: item.keyword)?.role == .target {
        argument.target = argument.target ?? name
      }
    }
    return argument
  }

  /// The call of which a token begins an argument, or an item of a list that is one.
  private func call(at token: Int) -> TextFrame? {
    var token = token
    for frame in structure.frames.reversed() {
      guard token > 0 else { return nil }
      switch structure.scan.tokens[token - 1].kind {
      case .symbol("("), .symbol("["), .symbol(","): break
      case .symbol("=") where frame.isKeyword: break
      default: return nil
      }
      switch frame.kind {
      case .call: return frame
      case .display: token = frame.opener
      default: return nil
      }
    }
    return nil
  }
}

extension TextStructure {
  /// An argument of a call.
  struct CallItem {
    /// The name by which it is given.
    var keyword: String?
    /// What it is, where that is a name.
    var name: String?
  }

  /// The arguments of a call, up to a token; the items of a list that is still open are arguments
  /// as well.
  ///
  /// - Complexity: O(tokens of the call).
  fileprivate func arguments(ofCallAt opener: Int, before end: Int) -> [CallItem] {
    var items: [CallItem] = []
    var item = CallItem()
    var count = 0
    var index = opener + 1
    while index < end {
      switch scan.tokens[index].kind {
      case .symbol(","):
        items.append(item)
        item = CallItem()
        count = 0
      case .symbol("="): break
      case .name where uses[index] == .keywordArgument: item.keyword = name(index)
      default:
        if let partner = partners[index], partner > index { index = partner }
        // A list that is still open begins with its first item.
        if partners[index] == nil, case .symbol = scan.tokens[index].kind { break }
        count += 1
        item.name = count == 1 && uses[index] == .name ? name(index) : nil
      }
      index += 1
    }
    return items
  }
}
