import Autodiff

/// What functions and loops compute that an entry runs again and again.
struct PlanTable {
  private var sites: [PlanKey: CallSite] = [:]
  private var loops: [LoopKey: LoopPlan] = [:]

  /// How many functions, and how many loops, are known at once; what comes after runs as it is
  /// written.
  private static let limit = 256

  /// What is known of a function's calls; nil where there are too many functions.
  mutating func site(_ key: PlanKey, of function: Object) -> CallSite? {
    if let site = sites[key] { return site }
    guard sites.count < Self.limit else { return nil }
    let site = CallSite(function)
    sites[key] = site
    return site
  }

  /// What is known of a loop; nil where there are too many.
  mutating func loop(_ key: LoopKey, or make: () -> LoopPlan) -> LoopPlan? {
    if let plan = loops[key] { return plan }
    guard loops.count < Self.limit else { return nil }
    let plan = make()
    loops[key] = plan
    return plan
  }

  /// Whether a loop's body is in parts of which some come from plans.
  func hasParts(_ key: LoopKey) -> Bool {
    if case .parts = loops[key]?.state { true } else { false }
  }

  /// The loops that run now.
  var takenLoops: [LoopPlan] { loops.values.filter(\.isTaken) }
}

/// What a loop is known by: its body's place in a text.
struct LoopKey: Hashable {
  let source: ObjectIdentifier
  let start: Int
}

/// What a derivative of a function is known by: the use, and what is differentiated.
struct PlanKey: Hashable, Sendable {
  let name: String
  let numbers: [Int]
  let isTuple: Bool
  let function: FunctionKey

  /// One function is seldom differentiated in two ways.
  func hash(into hasher: inout Hasher) { hasher.combine(function) }
}

/// What a function is known by: of a user's function its text and the variables it takes along, so
/// that a `lambda` written in a loop is one function.
enum FunctionKey: Hashable, Sendable {
  case definition(ObjectIdentifier, cells: [UInt64])
  case object(UInt64)
  case library(String)
}

extension Evaluator {
  /// What a function is known by.
  func functionKey(_ object: Object) -> FunctionKey {
    switch object {
    case .reference(let reference):
      if case .function(let function) = session.heap[reference],
        function.defaults.allSatisfy({ $0 == nil })
      {
        return .definition(
          ObjectIdentifier(function.definition), cells: function.cells.values.map(\.id).sorted())
      }
      return .object(reference.id)
    case .primitive(let primitive):
      return .library("\(primitive.namespace) \(primitive.primitive.name)")
    default: return .library(functionName(object))
    }
  }
}
