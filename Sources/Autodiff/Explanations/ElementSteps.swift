import Tensors

/// Finds how the elements of a tape's values move each other, operation by operation.
struct ElementSteps {
  private let tape: Tape
  private let local: LocalDerivatives
  private let names: [String]
  /// The elements that move, by the position of their value.
  private var moved: [Int: [Int]]
  private(set) var steps: [ElementTrace.Step] = []

  /// More edges of one operation are not told apart.
  private static let edgeLimit = 4096
  /// Nor is what takes so many numbers to find out.
  private static let costLimit = 4_000_000

  init(
    _ tape: Tape, _ local: LocalDerivatives, _ names: [String], source: ElementTrace.Element
  ) {
    self.tape = tape
    self.local = local
    self.names = names
    moved = [source.position: [source.index]]
  }

  /// Adds the operation at a position, whose operands were added before.
  mutating func add(_ position: Int, tangent: Tensor) throws(AutodiffError) {
    let entry = tape.entries[position]
    let operands = tape.operands(of: entry).map(Int.init)
    let numbers = try tangent.doubles()
    let moving = numbers.indices.filter { numbers[$0] != 0 }
    var edges: [ElementTrace.Edge]? = []
    var stopped: [ElementTrace.Element] = []
    var formulas: [Int: String] = [:]
    var told: Set<Int> = []
    for operand in operands where told.insert(operand).inserted {
      let source = origin(of: operand)
      guard let indices = moved[source], !indices.isEmpty else { continue }
      let slots = operands.indices.filter { operands[$0] == operand }
      let primitive = Primitive.at(entry.primitive)
      if let formula = local.formula(of: primitive, operands, slots)?.simplified() {
        formulas[source] = formula.text(
          operands: operands.map { names[$0] }, result: names[position])
      }
      guard let found = try derivatives(of: entry, slots, indices, moving) else {
        edges = nil
        continue
      }
      let passing = Set(found.map(\.from))
      stopped += indices.filter { !passing.contains($0) }
        .map { ElementTrace.Element(position: source, index: $0) }
      edges? += found.map { from, to, derivative in
        ElementTrace.Edge(
          from: ElementTrace.Element(position: source, index: from),
          to: ElementTrace.Element(position: position, index: to), derivative: derivative)
      }
    }
    // By the edges, where they are known: 0·inf would count as moving, too.
    let moved = edges.map { Set($0.map(\.to.index)).sorted() } ?? moving
    self.moved[position] = moved
    steps.append(
      ElementTrace.Step(
        position: position, movedCount: moved.count, edges: edges, stopped: stopped,
        formulas: formulas))
  }

  /// What was read from a Variable is the Variable.
  private func origin(of position: Int) -> Int {
    let entry = tape.entries[position]
    return entry.kind == .read ? Int(entry.first) : position
  }

  private typealias Found = [(from: Int, to: Int, derivative: Double)]

  /// The derivatives that are not zero, of the result's elements by some of an operand's; nil where
  /// they are too many.
  private func derivatives(
    of entry: Entry, _ slots: [Int], _ indices: [Int], _ moving: [Int]
  ) throws(AutodiffError) -> Found? {
    let primitive = Primitive.at(entry.primitive)
    let operand = tape.entries[Int(tape.operands(of: entry)[slots[0]])].result
    let result = entry.result
    if primitive.partials(by: .standard) != nil {
      return try elementwise(entry, slots, operand, indices)
    }
    let runs = min(indices.count, moving.count)
    let (cost, isTooMuch) = runs.multipliedReportingOverflow(by: max(operand.count, result.count))
    guard !isTooMuch, cost <= ElementSteps.costLimit else { return nil }
    var found: Found = []
    if indices.count <= moving.count {
      for index in indices {
        let tangent = try Value.oneHot(like: operand, at: index)
        guard let column = try local.push(tangent, through: entry, slots) else { continue }
        for (place, number) in try column.tensor.doubles().enumerated() where number != 0 {
          found.append((index, place, number))
        }
        if found.count > ElementSteps.edgeLimit { return nil }
      }
    } else {
      for place in moving {
        let cotangent = try Value.oneHot(like: result, at: place)
        guard let row = try local.pull(cotangent, through: entry, slots) else { continue }
        let numbers = try row.tensor.doubles()
        for index in indices where numbers[index] != 0 {
          found.append((index, place, numbers[index]))
        }
        if found.count > ElementSteps.edgeLimit { return nil }
      }
    }
    return found
  }

  /// Each element of an elementwise result depends on one of the operand's, which is repeated where
  /// it is broadcast.
  private func elementwise(
    _ entry: Entry, _ slots: [Int], _ operand: Tensor, _ indices: [Int]
  ) throws(AutodiffError) -> Found? {
    let partials = try local.partial(of: entry, slots).doubles()
    let wanted = Set(indices)
    let places = ElementSteps.places(of: operand.shape, in: entry.result.shape)
    var found: Found = []
    for place in partials.indices where partials[place] != 0 {
      let index = places(place)
      guard wanted.contains(index) else { continue }
      found.append((index, place, partials[place]))
      if found.count > ElementSteps.edgeLimit { return nil }
    }
    return found
  }

  /// Which element of an operand serves an element of a result that it is broadcast to.
  static func places(of operand: [Int], in result: [Int]) -> (Int) -> Int {
    if operand == result { return { $0 } }
    let extra = result.count - operand.count
    let strides = Shape.rowMajorStrides(operand)
    return { place in
      var rest = place
      var index = 0
      for axis in result.indices.reversed() {
        let coordinate = rest % max(result[axis], 1)
        rest /= max(result[axis], 1)
        guard axis >= extra, operand[axis - extra] != 1 else { continue }
        index += coordinate * strides[axis - extra]
      }
      return index
    }
  }
}
