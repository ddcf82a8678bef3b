import Autodiff

/// A plan of a call, or of statements, with what its inputs are and what becomes of its outputs.
struct PlannedCall {
  let plan: Plan
  let environment: CallEnvironment
  /// The tensors that the plan takes for the same in every call, by their places among all inputs.
  let fixed: [(place: Int, identity: Identity)]
  /// Which inputs are one value: the first place where each one's value stands.
  let places: [Int]
  /// The inputs by which derivatives are taken.
  let sources: [Int]
  let result: Nest
  /// How many of the result's tensors are no derivatives.
  let valueCount: Int
  /// What each of the result's tensors comes from.
  let origins: [Origin?]
  /// For each of the result's tensors the first that is the same value.
  let outputPlaces: [Int]
  let demand: Demand
}

/// What a call takes of the session's limits.
struct Demand {
  /// Loop iterations and calls.
  let steps: Int
  /// How many calls are nested in it.
  let depth: Int
}

extension [Value] {
  /// Up to how many values are compared with each other, which is faster than a table.
  private static var few: Int { 8 }

  /// Whether for each value the first place where the same one stands is the one given.
  ///
  /// - Complexity: O(`count`); of a few values O(`count`²), and nothing is allocated.
  func haveFirstPlaces(_ places: [Int]) -> Bool {
    guard count <= Self.few else { return firstPlaces == places }
    guard count == places.count else { return false }
    for (index, place) in places.enumerated() where firstPlace(of: index) != place { return false }
    return true
  }

  private func firstPlace(of index: Int) -> Int {
    let identity = self[index].identity
    for place in 0..<index where self[place].identity == identity { return place }
    return index
  }

  /// For each value the first place where the same one stands.
  ///
  /// - Complexity: O(`count`); of a few values O(`count`²), which is faster.
  var firstPlaces: [Int] {
    if count <= Self.few { return indices.map(firstPlace) }
    var known: [Identity: Int] = [:]
    return enumerated().map { index, value in
      if let place = known[value.identity] { return place }
      known[value.identity] = index
      return index
    }
  }
}

extension PlannedCall {
  /// Whether inputs are equal and fixed as those were that the plan was made with.
  func fits(_ inputs: [Value]) -> Bool {
    fixed.allSatisfy { inputs[$0.place].identity == $0.identity }
      && inputs.haveFirstPlaces(places)
  }
}
