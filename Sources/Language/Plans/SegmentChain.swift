import Autodiff
import Tensors

/// Where the inputs of a round come from that follows another one at once: its loop-carried values.
struct Succession {
  /// For each input the tensor of the round before that it is; nil of one that stays.
  let outputs: [Int?]
  /// The inputs of the round before that each one comes from.
  private let relation: Relation

  /// The most inputs, so that what comes from what in many rounds is quickly found.
  private static let mostInputs = 256

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
    let outputs = inputs.map { $0.flatMap { left[$0] } }
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
    guard inputs.count <= Self.mostInputs,
      sources.map({ source in sources.firstIndex(of: source) }) == call.places
    else { return nil }
    self.outputs = outputs
    relation = Relation(
      outputs.enumerated().map { place, output in
        output.map { call.origins[$0]?.inputs ?? [] } ?? [place]
      })
  }

  /// The inputs from which those come that so many rounds lead to.
  ///
  /// - Complexity: O(n³ log `rounds`) for n inputs, 64 of them at once.
  func inputs(behindRounds rounds: Int) -> [[Int]] {
    relation.power(rounds).rows
  }

  /// The inputs of the round that follows one.
  func inputs<T>(behind inputs: [T], _ outputs: [T]) -> [T] {
    zip(self.outputs, inputs).map { output, input in output.map { outputs[$0] } ?? input }
  }

}

/// Which of some things come from which: a square matrix of truth values.
private struct Relation {
  private let count: Int
  private let words: Int
  /// A row of bits for each thing.
  private var bits: [UInt64]

  private init(count: Int) {
    self.count = count
    words = (count + 63) / 64
    bits = Array(repeating: 0, count: count * words)
  }

  init(_ rows: [[Int]]) {
    self.init(count: rows.count)
    for (row, columns) in rows.enumerated() {
      for column in columns { bits[row * words + column / 64] |= 1 << UInt64(column % 64) }
    }
  }

  /// What each thing comes from.
  var rows: [[Int]] {
    (0..<count).map { row in (0..<count).filter { holds(row, $0) } }
  }

  private func holds(_ row: Int, _ column: Int) -> Bool {
    bits[row * words + column / 64] >> UInt64(column % 64) & 1 == 1
  }

  /// What comes from what in two steps, this relation's behind the other's.
  private func after(_ other: Relation) -> Relation {
    var result = Relation(count: count)
    for row in 0..<count {
      for middle in 0..<count where holds(row, middle) {
        for word in 0..<words {
          result.bits[row * words + word] |= other.bits[middle * words + word]
        }
      }
    }
    return result
  }

  /// What comes from what in so many steps, by squaring.
  func power(_ steps: Int) -> Relation {
    var result = Relation((0..<count).map { [$0] })
    var (square, rest) = (self, steps)
    while rest > 0 {
      if rest & 1 == 1 { result = square.after(result) }
      rest >>= 1
      if rest > 0 { square = square.after(square) }
    }
    return result
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
