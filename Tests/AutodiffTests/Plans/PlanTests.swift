import Foundation
import Tensors
import Testing

@testable import Autodiff

/// A plan computes what its program computes, bit for bit; the program itself is walked operation by
/// operation for comparison.
@Suite struct PlanTests {
  @Test(arguments: 0..<20) func plansOfRandomProgramsAndTheirGradientsGiveTheSameBits(
    _ batch: Int
  ) throws {
    for number in 0..<20 {
      let seed = UInt64(batch * 20 + number)
      var program = try RandomProgram(seed: seed, hasOuterTape: true)
      let gradients = try program.recorder.gradient(
        of: [Target(program.result)], by: program.sources.map { Source($0) }, on: program.tape,
        zeroForUnconnected: true)
      let outputs = [program.result] + gradients.compactMap { $0.value }
      let outer = try #require(program.outerTape)
      let tape = try #require(program.recorder.tape(outer))
      let recorded = RecordedProgram(tape, inputs: program.sources, outputs: outputs)
      // An operation whose derivative may not be taken has no plan.
      guard let plan = Plan(recorded) else { continue }
      var memory = PlanMemory()
      for scale in [1, 0.75] {
        let inputs = try program.sources.map {
          try Tensor.binary(.multiply, $0.tensor, Tensor(scale))
        }
        let expected = try walk(tape, program.sources, inputs, outputs)
        let found = try program.recorder.run(
          plan, on: inputs.map { Value($0) }, sources: [], valueCount: outputs.count, in: &memory)
        for (x, y) in zip(found, expected) {
          #expect(try bits(x.tensor) == bits(y), "seed \(seed): \(program.steps)")
        }
      }
    }
  }

  /// The outputs by the kernels of a tape's operations, one after the other.
  private func walk(
    _ tape: Tape, _ sources: [Value], _ inputs: [Tensor], _ outputs: [Value]
  ) throws -> [Tensor] {
    var values: [Tensor] = []
    let places = sources.map { Int(tape.position(of: $0)) }
    for position in 0..<tape.count {
      let entry = tape.entries[position]
      if let index = places.firstIndex(of: position) {
        values.append(inputs[index])
      } else if entry.kind == .operation {
        values.append(
          try Primitive.at(entry.primitive).kernel(
            tape.operands(of: entry).map { values[Int($0)] }, tape.attributes(of: entry)))
      } else {
        values.append(entry.result)
      }
    }
    return outputs.map { output in
      let position = Int(tape.position(of: output))
      return position >= 0 ? values[position] : output.tensor
    }
  }

  private func bits(_ tensor: Tensor) throws -> [UInt64] {
    try tensor.cast(to: .float64).values(as: Double.self).map(\.bitPattern)
  }

  /// Looking for kinks takes time, so that where there can be none nobody looks.
  @Test(arguments: [(2.0, 0), (0.0, 1)])
  func kinksAreLookedForWhereThereCanBeOne(_ exponent: Double, _ looks: Int) throws {
    var recorder = Recorder()
    recorder.kinkLog = .collecting
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let x = try recorder.watchAny(Value(Tensor(shape: [3], values: [1.0, 2, 3])), on: tape)
    let y = try recorder.apply(.named("power"), x, Value(Tensor(exponent)))
    let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x], outputs: gradient.compactMap(\.value),
      kinks: recorder.kinkLog)
    #expect(recorded.kinkUses.count == 1)
    #expect(Plan(recorded)?.parts.kinks.count == looks)
  }

  @Test func whatIsFixedOrComputedTwiceIsLeftOut() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let x = try recorder.watchAny(Value(Tensor(shape: [3], values: [1.0, 2, 3])), on: tape)
    let w = try recorder.watchAny(Value(Tensor(shape: [3], values: [4.0, 5, 6])), on: tape)
    let (exp, add) = (Primitive.named("exp"), Primitive.named("add"))
    // exp(w) depends on what is fixed, and exp(x) stands there twice.
    let first = try recorder.apply(add, recorder.apply(exp, x), recorder.apply(exp, w))
    let last = try recorder.apply(add, first, recorder.apply(exp, x))
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x, w], outputs: [last])
    #expect(Plan(recorded)?.operationCount == 4)
    let plan = try #require(Plan(recorded, fixed: [1]))
    #expect(plan.operationCount == 3)
    var memory = PlanMemory()
    let found = try recorder.run(plan, on: [x, w], sources: [], valueCount: 1, in: &memory)
    #expect(try bits(found[0].tensor) == bits(last.tensor))
  }

  @Test func numbersAreOneBlock() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let x = try recorder.watchAny(Value(Tensor(Float(1.1))), on: tape)
    var y = x
    for _ in 0..<50 {
      y = try recorder.apply(
        .named("multiply"), recorder.apply(.named("sin"), y), x)
    }
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x], outputs: [y])
    let plan = try #require(Plan(recorded))
    #expect(plan.stepCount == 1)
    var memory = PlanMemory()
    let found = try recorder.run(
      plan, on: [Value(Tensor(Float(0.7)))], sources: [], valueCount: 1, in: &memory)
    var expected: Float = 0.7
    for _ in 0..<50 { expected = UnaryOperation.sin(expected) * 0.7 }
    #expect(found[0].tensor.scalar(as: Float.self) == expected)
  }

  @Test func aProductIsRoundedBeforeItsStepGoesOn() throws {
    // (1 + ε)² is 1 + 2ε + ε², whose last term only one rounding would keep.
    let x = Tensor(1 + Double.ulpOfOne)
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let (a, c) = (
      try recorder.watchAny(Value(x), on: tape),
      try recorder.watchAny(Value(Tensor(-1.0)), on: tape)
    )
    let sum = try recorder.apply(
      .named("add"), recorder.apply(.named("multiply"), a, a), c)
    let product = try recorder.apply(
      .named("multiply"), c, recorder.apply(.named("multiply"), a, c))
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [a, c], outputs: [sum, product])
    let plan = try #require(Plan(recorded))
    #expect(plan.operationCount == 4)
    var memory = PlanMemory()
    let found = try recorder.run(plan, on: [a, c], sources: [], valueCount: 2, in: &memory)
    #expect(found.map { $0.tensor.scalar(as: Double.self) } == [2 * .ulpOfOne, 1 + .ulpOfOne])
  }

  /// Of two operands that are not numbers the first decides the sign, as it does in two steps.
  @Test(arguments: [true, false], [false, true])
  func aProductStandsInItsPlace(_ isFirst: Bool, _ isAdded: Bool) throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let x = try recorder.watchAny(Value(Tensor(1.0)), on: tape)
    let z = try recorder.watchAny(Value(Tensor(2.0)), on: tape)
    let product = try recorder.apply(.named("multiply"), x, x)
    let operands = isFirst ? [product, z] : [z, product]
    let result = try recorder.apply(.named(isAdded ? "add" : "multiply"), operands[0], operands[1])
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x, z], outputs: [result])
    let plan = try #require(Plan(recorded))
    var memory = PlanMemory()
    for (x, z) in [(Double.nan, -Double.nan), (-.nan, .nan)] {
      let found = try recorder.run(
        plan, on: [Value(Tensor(x)), Value(Tensor(z))], sources: [], valueCount: 1, in: &memory)
      let square = try Kernel.binary(.multiply, Tensor(x), Tensor(x))
      let parts = isFirst ? [square, Tensor(z)] : [Tensor(z), square]
      let expected = try Kernel.binary(isAdded ? .add : .multiply, parts[0], parts[1])
      #expect(try bits(found[0].tensor) == bits(expected))
    }
  }

  /// A run that fails keeps nothing, and the next one is as if it had not been.
  @Test func aRunThatFailsLeavesNothing() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let matrix = try Tensor(shape: [2, 2], values: [4.0, 0, 0, 9])
    let x = try recorder.watchAny(Value(matrix), on: tape)
    let y = try recorder.apply(.named("cholesky"), [x])
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x], outputs: [y])
    let plan = try #require(Plan(recorded))
    var memory = PlanMemory()
    let negative = Value(try Tensor(shape: [2, 2], values: [-1.0, 0, 0, 1]))
    #expect(throws: AutodiffError.self) {
      try recorder.run(plan, on: [negative], sources: [], valueCount: 1, in: &memory)
    }
    #expect(memory.slots.isEmpty)
    let found = try recorder.run(plan, on: [x], sources: [], valueCount: 1, in: &memory)
    #expect(try found[0].tensor.values(as: Double.self) == [2, 0, 0, 3])
  }

  @Test func memoryOfAPlanKeepsNoTensor() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let x = try recorder.watchAny(Value(Tensor.ones([3000], .float32)), on: tape)
    let y = try recorder.apply(.named("cumsum"), [x])
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [x], outputs: [y, x])
    let plan = try #require(Plan(recorded))
    var memory = PlanMemory()
    let found = try recorder.run(plan, on: [x], sources: [], valueCount: 2, in: &memory)
    #expect(found[0].tensor.shape == [3000])
    #expect(!memory.slots.isEmpty)
    #expect(memory.slots.allSatisfy { $0.shape.isEmpty })
  }

  /// A step of descent, whose arrays are small: forward, back, and what the step leaves.
  @Test func smallArraysAreOneBlock() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .transient, isPersistent: true)
    let numbers = (0..<50).map { Float($0) / 50 }
    let t = try recorder.watchAny(Value(Tensor(shape: [50], values: numbers)), on: tape)
    let w = try recorder.watchAny(Value(Tensor(Float(0.3))), on: tape)
    let residual = try recorder.apply(
      .named("subtract"), recorder.apply(.named("multiply"), w, t), recorder.apply(.named("sin"), t)
    )
    let cost = try recorder.apply(
      .named("mean"), [recorder.apply(.named("square"), residual)])
    let gradient = try #require(
      recorder.gradient(of: [Target(cost)], by: [Source(w)], on: tape)[0].value)
    let recorded = RecordedProgram(
      try #require(recorder.tape(tape)), inputs: [t, w], outputs: [cost, gradient])
    let plan = try #require(Plan(recorded))
    #expect(plan.stepCount == 1)
    var memory = PlanMemory()
    let found = try recorder.run(plan, on: [t, w], sources: [], valueCount: 2, in: &memory)
    #expect(try bits(found[0].tensor) == bits(cost.tensor))
    #expect(try bits(found[1].tensor) == bits(gradient.tensor))
    // d/dw Σ(wt - sin t)²/n, by hand.
    let byHand = numbers.map { 2 * (0.3 * Double($0) - sin(Double($0))) * Double($0) / 50 }
    #expect(abs(found[1].tensor.doubleValue.map { $0 - byHand.reduce(0, +) } ?? 1) < 1e-6)
  }
}
