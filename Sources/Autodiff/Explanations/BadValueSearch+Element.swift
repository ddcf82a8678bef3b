import Tensors

/// The way back from one element of a source.
extension BadValueSearch {
  /// The operation that made the cotangent of an element of the source bad.
  ///
  /// From the element on, each step goes to a bad cotangent that it took a part from, until one is
  /// met whose own cotangent is good. Where no single part is bad, as where good ones add up to
  /// more than a number holds, it is the first fault of the whole pass.
  func fault(at element: Int) throws(AutodiffError) -> BadValue.Fault? {
    var here = (position: trace.sources[0], place: element)
    let cotangents = Dictionary(
      trace.cotangents.map { ($0.position, $0.cotangent.tensor) }, uniquingKeysWith: { $1 })
    while true {
      if isInterrupted?() == true { throw .interrupted }
      switch try step(from: here.position, here.place, cotangents) {
      case .fault(let fault): return fault
      case .further(let position, let place): here = (position, place)
      case .start: return nil
      case .nowhere: return try fault()
      }
    }
  }

  /// Where the bad part of a cotangent comes from.
  private enum Step {
    case fault(BadValue.Fault)
    case further(position: Int, place: Int)
    /// From the seed.
    case start
    case nowhere
  }

  private func step(
    from position: Int, _ place: Int, _ cotangents: [Int: Tensor]
  ) throws(AutodiffError) -> Step {
    for (seed, target) in zip(trace.seeds, trace.targets) where target == position {
      if try !seed.tensor.doubles()[place].isFinite { return .start }
    }
    for user in users[position, default: []].reversed() {
      guard let cotangent = cotangents[user] else { continue }
      let rule = OperationRule(tape, at: user, derivatives, caller)
      let incoming = try cotangent.doubles()
      guard rule.entry.kind == .operation else {
        // What was read is the Variable, element by element.
        if !incoming[place].isFinite { return .further(position: user, place: place) }
        continue
      }
      for slot in rule.operands.indices where rule.operands[slot] == position {
        let found =
          rule.isElementwise
          ? try elementwise(rule, user, slot, place, cotangent, incoming)
          : try general(rule, user, slot, place, cotangent, incoming)
        if let found { return found }
      }
    }
    return .nowhere
  }

  private func elementwise(
    _ rule: OperationRule, _ position: Int, _ slot: Int, _ place: Int, _ cotangent: Tensor,
    _ incoming: [Double]
  ) throws(AutodiffError) -> Step? {
    let products = try rule.product(slot, cotangent).doubles()
    let operand = tape.entries[rule.operands[slot]].result
    let places = ElementSteps.places(of: operand.shape, in: rule.entry.result.shape)
    guard let bad = products.indices.first(where: { !products[$0].isFinite && places($0) == place })
    else { return nil }
    guard incoming[bad].isFinite else { return .further(position: position, place: bad) }
    return .fault(try fault(rule, position, slot, at: bad, incoming[bad], products[bad]))
  }

  private func general(
    _ rule: OperationRule, _ position: Int, _ slot: Int, _ place: Int, _ cotangent: Tensor,
    _ incoming: [Double]
  ) throws(AutodiffError) -> Step? {
    guard let part = try rule.part(slot, cotangent)?.doubles(), !part[place].isFinite else {
      return nil
    }
    if incoming.allSatisfy(\.isFinite) {
      return try fault(rule, position, slot, cotangent, incoming).map { .fault($0) }
    }
    // The element of the result that moves with this one.
    let operand = tape.entries[rule.operands[slot]].result
    let moved = try rule.push([slot: Value.oneHot(like: operand, at: place).tensor])?.doubles()
    let bad = incoming.indices.filter { !incoming[$0].isFinite }
    let met = bad.first { moved?[$0] != 0 } ?? bad[0]
    return .further(position: position, place: met)
  }
}

extension ReverseTrace {
  /// What derivatives reached, by the positions that it uses, in order.
  ///
  /// - Complexity: O(operands of what was reached).
  var users: [Int: [Int]] {
    var users: [Int: [Int]] = [:]
    for position in cotangents.map(\.position).sorted() {
      for operand in Set(tape.operands(of: tape.entries[position])) {
        users[Int(operand), default: []].append(position)
      }
    }
    return users
  }
}
