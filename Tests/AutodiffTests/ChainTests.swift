import Tensors
import Testing

@testable import Autodiff

/// Long tapes: the Wengert list is flat, so length is no depth.
@Suite struct ChainTests {
  /// y ← y·1.000001, a million times: the derivative is the product of the factors.
  @Test func aMillionOperationsRunForwardAndBackwardAndAreReleased() throws {
    var recorder = Recorder()
    let multiply = Primitive.named("multiply")
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let factor = Value(Tensor(1.000001))
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    var y = x
    for _ in 0..<1_000_000 { y = try recorder.apply(multiply, y, factor) }
    let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    // (1 + 10⁻⁶)^10⁶, from mpmath 1.3.0 with 50 digits.
    let found = try #require(try gradient[0].elements)
    #expect(abs(found[0] - 2.718280469095753) < 1e-9)
    recorder = Recorder()
  }

  @Test func aChunkIsSharedUntilItIsWritten() {
    var chunks = ChunkedArray<Int>()
    for number in 0..<3000 { chunks.append(number) }
    let copy = chunks
    chunks.append(3000)
    chunks[10] = -1
    #expect(copy.count == 3000)
    #expect(chunks.count == 3001)
    #expect(copy[10] == 10)
    #expect(chunks[10] == -1)
    #expect((0..<3000).allSatisfy { copy[$0] == $0 })
    #expect(chunks[3000] == 3000)
  }

  /// Values are found by position where the guess holds and by binary search where it does not.
  @Test func valuesAreFoundOnTapesThatDidNotRecordThemLast() throws {
    var recorder = Recorder()
    let outer = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(1.01)), on: outer)
    var values = [x]
    for _ in 0..<50 { values.append(try recorder.apply(.named("sin"), values[values.count - 1])) }
    let inner = recorder.openTape(kind: .explicit, isPersistent: true)
    for _ in 0..<3 { values.append(try recorder.apply(.named("cos"), values[values.count - 1])) }
    let tape = try #require(recorder.tape(outer))
    for (index, value) in values.enumerated() {
      #expect(tape.position(of: value.identity) == Int32(index))
      #expect(tape.position(of: value) == Int32(index))
    }
    #expect(recorder.tape(inner)?.count == 0)
    // The constants of an operation stand between computed values.
    let sum = try recorder.apply(.named("add"), [Value(Tensor(1.0)), values[2]])
    let product = try recorder.apply(.named("multiply"), sum, Value(Tensor(2.0)))
    let grown = try #require(recorder.tape(outer))
    #expect(grown.operation(at: Int(grown.position(of: sum.identity))).primitive == "add")
    #expect(
      grown.operation(at: Int(grown.position(of: product.identity))).primitive == "multiply")
    for (index, value) in values.enumerated() {
      #expect(grown.position(of: value.identity) == Int32(index))
    }
    #expect(tape.position(of: Identity.next()) == -1)
  }
}
