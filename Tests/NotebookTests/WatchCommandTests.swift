import Language
import Testing

@testable import Notebook

@Suite struct WatchCommandTests {
  @Test func aFloatBecomesATensorAndTheCommandSaysSo() {
    #expect(Transcript.of("x = 3.\nwatch x\ngrad x*x x") == "x is now a float32 tensor\n6.0")
  }

  @Test func aFloatTakesTheDTypeThatIsSet() {
    #expect(
      Transcript.of("set dtype float64\nx = 0.1\nwatch x\nx")
        == "x is now a float64 tensor\n0.1")
  }

  @Test func anIntegerIsRefusedWithTheFloatToWrite() {
    var transcript = Transcript()
    #expect(
      transcript.run("n = 3\nwatch n")
        == "TypeError: n is an integer, and derivatives need real numbers")
    #expect(transcript.results.last?.diagnostic?.hint == "write it with a point: n = 3.")
  }

  @Test func anIntegerTensorIsRefused() {
    #expect(Transcript.of("x = constant([1, 2])\nwatch x").hasPrefix("TypeError: "))
  }

  @Test func aNewValueThatNothingCanReferToIsRefused() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x[0]")
        == "ValueError: x[0] is a new value that nothing else can refer to")
  }

  @Test func aListIsWatchedByItsItems() {
    #expect(
      Transcript.of("p = [ones(2), ones(2)]\nwatch p\ny = sum(p[0] * p[1])\ngrad y p[0]")
        == "[1. 1.]")
  }

  @Test func aListOfNumbersIsRefusedByItsItems() {
    var transcript = Transcript()
    #expect(
      transcript.run("p = [1., 2.]\nwatch p")
        == "TypeError: a tape watches tensors and Variables, and p holds an item of type float")
    #expect(
      transcript.results.last?.diagnostic?.hint == "make the numbers a tensor: constant(p)")
  }

  @Test func severalValuesAreWatchedAtOnce() {
    #expect(
      Transcript.of(
        "x = ones(2)\ny = ones(2) * 3.\nwatch x y\nz = sum(x * y)\ngrad z x y")
        == "[3. 3.]\n[1. 1.]")
  }

  @Test func aNameThatIsNotThereIsReported() {
    #expect(Transcript.of("watch nothing") == "NameError: name 'nothing' is not defined")
  }

  @Test func aListingHasNoSessionTape() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x", kind: .listing) == "RuntimeError: no tape is open")
  }

  @Test func unwatchEndsRecording() {
    #expect(
      Transcript.of("x = ones(2)\nwatch x\nunwatch x\ny = sum(x)\ngrad y x")
        == "None: x is no longer watched: unwatch in line 3 took it off the tape")
  }

  @Test func whatIsNotWatchedCannotBeUnwatched() {
    #expect(Transcript.of("x = ones(2)\nunwatch x") == "ValueError: no open tape watches x")
  }
}
