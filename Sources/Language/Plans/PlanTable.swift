import Autodiff

/// What functions compute that an entry differentiated again and again.
struct PlanTable {
  private var sites: [PlanKey: CallSite] = [:]

  /// How many functions are known at once; what comes after runs as it is written.
  private static let limit = 256

  /// What is known of a function's calls; nil where there are too many functions.
  mutating func site(_ key: PlanKey, of function: Object) -> CallSite? {
    if let site = sites[key] { return site }
    guard sites.count < Self.limit else { return nil }
    let site = CallSite(function)
    sites[key] = site
    return site
  }
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
