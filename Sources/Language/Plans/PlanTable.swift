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

/// What is known of the calls of one function.
final class CallSite {
  private var signatures: [CallSignature] = []
  /// Held, so that no other function comes to stand where its text lies in memory.
  private let function: Object

  init(_ function: Object) { self.function = function }

  /// How many kinds of arguments are told apart.
  private static let limit = 4

  /// The calls with arguments like these, whose tensors are taken in.
  ///
  /// Nil where there are too many kinds of arguments, or these cannot be compared.
  func signature(_ arguments: CallArguments, _ reader: inout NestReader) -> CallSignature? {
    for signature in signatures {
      reader = NestReader(reader.evaluator)
      if signature.matches(arguments, &reader) { return signature }
    }
    guard signatures.count < Self.limit else { return nil }
    reader = NestReader(reader.evaluator)
    guard let signature = CallSignature(arguments, &reader) else { return nil }
    signatures.append(signature)
    return signature
  }
}

/// Calls of one function with arguments of the same structure, types and numbers.
final class CallSignature {
  let positional: [Nest]
  let keywords: [(name: String, nest: Nest)]
  var state = State.new
  /// How often a plan no longer held.
  var misses = 0

  /// How far a plan is.
  enum State {
    case new
    /// One call has run.
    case called
    /// What the function reads is known, and what a call takes.
    case discovered(CallEnvironment, Demand)
    case planned(PlannedCall)
    case refused
  }

  init?(_ arguments: CallArguments, _ reader: inout NestReader) {
    var positional: [Nest] = []
    var keywords: [(name: String, nest: Nest)] = []
    for argument in arguments.positional {
      guard let nest = reader.nest(argument) else { return nil }
      positional.append(nest)
    }
    for keyword in arguments.keywords {
      guard let nest = reader.nest(keyword.value) else { return nil }
      keywords.append((keyword.name, nest))
    }
    self.positional = positional
    self.keywords = keywords
  }

  func matches(_ arguments: CallArguments, _ reader: inout NestReader) -> Bool {
    guard arguments.positional.count == positional.count,
      arguments.keywords.count == keywords.count
    else { return false }
    for (argument, nest) in zip(arguments.positional, positional)
    where !reader.matches(argument, nest) {
      return false
    }
    for (argument, keyword) in zip(arguments.keywords, keywords)
    where !argument.name.utf8.elementsEqual(keyword.name.utf8)
      || !reader.matches(argument.value, keyword.nest)
    {
      return false
    }
    return true
  }
}

/// A plan with what its inputs are and what becomes of its outputs.
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
  /// For each value the first place where the same one stands.
  ///
  /// - Complexity: O(`count`); of a few values O(`count`²), which is faster.
  var firstPlaces: [Int] {
    if count <= 8 {
      return map { value in firstIndex { $0.identity == value.identity } ?? 0 }
    }
    var known: [Identity: Int] = [:]
    return enumerated().map { index, value in
      if let place = known[value.identity] { return place }
      known[value.identity] = index
      return index
    }
  }
}
