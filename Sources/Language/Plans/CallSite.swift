import Autodiff

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
  var state = State.new { didSet { memory = PlanMemory() } }
  /// How often a plan no longer held.
  var misses = 0
  /// Whether a call as written laid no large tensor down, so that recording it lays none down.
  var isStreamed = false
  /// Where the tensors of the state's plan stand while it runs; it keeps none.
  var memory = PlanMemory()

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
