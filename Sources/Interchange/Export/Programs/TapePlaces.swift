import Language

/// Where the tapes that have names record, while a program is written.
struct TapePlaces {
  /// The numbers of the tapes that are open, outermost first.
  private(set) var open: [Int] = []
  /// How many tapes there were so far.
  private(set) var count = 0
  /// The last tape of each name, and how many functions were open around its block.
  private var named: [String: (number: Int, depth: Int)] = [:]

  /// Opens the block of a tape; one that is named and not made is opened again.
  mutating func enter(_ item: WithItem, depth: Int) {
    if case .name(let name) = item.context.kind, let known = named[name] {
      open.append(known.number)
      return
    }
    if case .name(let name)? = item.target?.kind { named[name] = (count, depth) }
    open.append(count)
    count += 1
  }

  /// Forgets which tape a name stands for, where a loop or a function may bind it.
  mutating func forgetNames() { named = [:] }

  /// Closes the blocks that were opened last.
  mutating func leave(_ count: Int) { open.removeLast(count) }

  /// The number of the tape that a request asks; nil where what it recorded is not known: the
  /// session's own, and one that another function opened.
  func number(of request: DerivativeRequest, depth: Int) -> Int? {
    guard let name = request.tape, let tape = named[name], tape.depth == depth else { return nil }
    return tape.number
  }
}
