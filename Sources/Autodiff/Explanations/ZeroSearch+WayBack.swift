import Tensors

/// Cotangents that cancel where the change that goes forward does not, as it is rounded another way.
extension ZeroSearch {
  /// The first value to which contributions come back that add up to 0.
  func cancellationOnTheWayBack() throws(AutodiffError) -> ZeroCause.Loss? {
    let cotangents = Dictionary(
      trace.cotangents.map { ($0.position, $0.cotangent.tensor) }, uniquingKeysWith: { $1 })
    for position in reached {
      if isInterrupted?() == true { throw .interrupted }
      guard let tangent = tangents[position], let cotangent = cotangents[position],
        let users = users[position]
      else { continue }
      let numbers = try cotangent.doubles()
      guard let place = tangent.indices.first(where: { tangent[$0] != 0 && numbers[$0] == 0 })
      else { continue }
      var parts: [ZeroCause.Part] = []
      for user in users {
        guard let incoming = cotangents[user] else { continue }
        let rule = OperationRule(tape, at: user, derivatives, caller)
        guard rule.entry.kind == .operation else { continue }
        for slot in rule.operands.indices where rule.operands[slot] == position {
          guard let part = try rule.part(slot, incoming)?.doubles()[place], part != 0 else {
            continue
          }
          parts.append(ZeroCause.Part(operand: user, value: part))
        }
      }
      guard parts.count > 1 else { continue }
      return ZeroCause.Loss(
        position: position, operand: position, reason: .cancellingWaysBack(parts))
    }
    return nil
  }
}
