import Autodiff
import Tensors

/// Where the inputs of a round come from that follows another one at once.
struct Succession {
  /// For each input the tensor of the round before that it is; nil of one that stays.
  let outputs: [Int?]

  /// The succession of a segment's rounds; nil where more would have to be compared than tensors.
  init?(_ call: PlannedCall, _ places: [LeftPlace], _ nests: [Nest?]) {
    var left: [LeftPlace: Int] = [:]
    var index = 0
    for (place, nest) in zip(places, nests) {
      switch nest {
      case .tensor?: left[place] = call.outputPlaces[index]
      case .same?: break
      default: if call.environment.readsOther(at: place) { return nil }
      }
      index += nest?.tensorCount ?? 0
    }
    let inputs = call.environment.tensorPlaces
    outputs = inputs.map { $0.flatMap { left[$0] } }
    for (input, place) in zip(outputs, inputs) where input == nil {
      if let place, places.contains(place) { return nil }
    }
    // What is handed on as it is, or is the same in every round, is no new value in each.
    guard inputs.count == call.places.count,
      outputs.allSatisfy({ $0.map(call.plan.computes) != false }),
      call.fixed.allSatisfy({ outputs[$0.place] == nil })
    else { return nil }
    // Two inputs are one value where they were.
    let sources = outputs.enumerated().map { place, output in
      output.map { ~$0 } ?? call.places[place]
    }
    guard sources.map({ source in sources.firstIndex(of: source) }) == call.places else {
      return nil
    }
  }

  /// The inputs of a round behind another one's.
  func inputs<T>(behind inputs: [T], _ outputs: [T]) -> [T] {
    zip(self.outputs, inputs).map { output, input in output.map { outputs[$0] } ?? input }
  }

  /// Results of the round before one: those that this one reads, and its own for the others.
  func outputs(before round: SegmentChain.Round) -> [Tensor] {
    var tensors = round.outputs
    for (output, input) in zip(outputs, round.inputs) {
      if let output { tensors[output] = input }
    }
    return tensors
  }
}

/// Rounds of a segment that is a whole loop's body, each of which started with what the one before
/// it gave: only the last two are known, and they are left in the session when the chain ends.
struct SegmentChain {
  /// The most bytes that a round's results may have for it: of more, computing them takes the time,
  /// and keeping those of one more round takes memory.
  static let mostBytes = 1 << 20

  /// One round.
  struct Round {
    let inputs: [Tensor]
    let outputs: [Tensor]
  }

  /// The round before the last one, where that is one of the chain.
  private(set) var former: Round?
  private(set) var last: Round?
  /// How many rounds there were.
  private(set) var count = 0
  var memory = PlanMemory()

  mutating func append(_ round: Round) {
    former = last
    last = round
    count += 1
  }
}
