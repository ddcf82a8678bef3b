import Tensors
import Testing

@testable import Autodiff

/// The behaviour of `tf.GradientTape`, as its documentation (TensorFlow 2.21) states it.
@Suite struct RecorderTests {
  private let multiply = Primitive.named("multiply")
  private let sum = Primitive.named("sum")

  @Test func theFirstGradientIsEight() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor.ones([2, 2], .float32)), on: tape)
    let y = try recorder.apply(sum, x)
    let z = try recorder.apply(multiply, y, y)
    let gradients = try recorder.gradient(of: [Target(z)], by: [Source(x)], on: tape)
    #expect(try gradients[0].elements == [8, 8, 8, 8])
    #expect(gradients[0].value?.tensor.shape == [2, 2])
    #expect(gradients[0].value?.tensor.dtype == .float32)
  }

  @Test func aSingleUseTapeGivesOneSetOfGradients() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor(3.0)), on: tape)
    let y = try recorder.apply(multiply, x, x)
    let both = try recorder.gradient(of: [Target(y)], by: [Source(x), Source(y)], on: tape)
    #expect(try both.map { try $0.elements } == [[6], [1]])
    #expect(recorder.tape(tape)?.isUsedUp == true)
    #expect(throws: AutodiffError.usedUp) {
      try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    }
    #expect(
      AutodiffError.usedUp.description
        == "A non-persistent GradientTape can only be used to compute one set of gradients "
        + "(or jacobians)")
    #expect(AutodiffError.usedUp.errorType == "RuntimeError")
  }

  @Test func aGradientThatFailsLeavesTheTapeUnused() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(vector([1, 2])), on: tape)
    let y = try recorder.apply(multiply, x, x)
    let seed = try Value(vector([1, 2, 3]))
    #expect(throws: AutodiffError.self) {
      try recorder.gradient(of: [Target(y, seed: seed)], by: [Source(x)], on: tape)
    }
    #expect(recorder.tape(tape)?.isUsedUp == false)
    let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try gradient[0].elements == [2, 4])
  }

  @Test func aTapeThatIsUsedUpLetsGoOfLargeResults() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor.ones([4096], .float32)), on: tape)
    let y = try recorder.apply(.named("negative"), x)
    let z = try recorder.apply(sum, recorder.apply(.named("negative"), y))
    _ = try recorder.gradient(of: [Target(z)], by: [Source(x)], on: tape)
    let kept = try #require(recorder.tape(tape))
    #expect(kept.operations.map(\.shape) == [[4096], [4096], [4096], []])
    // The leaf and the scalar keep their numbers, the large results only their shape.
    #expect(try numbers(kept.operation(at: 0).value).allSatisfy { $0 == 1 })
    #expect(try numbers(kept.operation(at: 1).value).allSatisfy { $0 == 0 })
    #expect(try numbers(kept.operation(at: 3).value) == [4096])
  }

  @Test func anInterruptedPassLeavesTheTapeUnused() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    let y = try recorder.apply(multiply, x, x)
    recorder.isInterrupted = { true }
    #expect(throws: AutodiffError.interrupted) {
      try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    }
    recorder.isInterrupted = nil
    let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try gradient[0].elements == [4])
  }

  @Test func aPersistentTapeGivesManyAndHigherDerivatives() throws {
    // x⁴ at 2: 32, 48, 48, 24.
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    let square = try recorder.apply(multiply, x, x)
    var current = try recorder.apply(multiply, square, square)
    var found: [Double] = []
    for _ in 1...4 {
      let gradient = try recorder.gradient(of: [Target(current)], by: [Source(x)], on: tape)
      current = try #require(gradient[0].value)
      found += try numbers(current.tensor)
    }
    #expect(found == [32, 48, 48, 24])
  }

  @Test func nestedTapesGiveHigherDerivatives() throws {
    // sin at 0.5, three times: cos, -sin, -cos.
    var recorder = Recorder()
    let tapes = (0..<3).map { _ in recorder.openTape(kind: .explicit, isPersistent: false) }
    var x = Value(Tensor(0.5))
    for tape in tapes { x = try recorder.watch(x, on: tape) }
    var current = try recorder.apply(.named("sin"), x)
    var found: [Double] = []
    for tape in tapes.reversed() {
      let gradient = try recorder.gradient(of: [Target(current)], by: [Source(x)], on: tape)
      current = try #require(gradient[0].value)
      found += try numbers(current.tensor)
    }
    // cos 0.5, -sin 0.5, -cos 0.5
    let expected = [0.8775825618903728, -0.479425538604203, -0.8775825618903728]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-15) }
  }

  /// What is a constant on the inner tape may be watched on the outer one: ∂/∂a of ∂(a·x)/∂x is 1.
  @Test func mixedDerivativesFollowWhatTheOuterTapeWatches() throws {
    var recorder = Recorder()
    let outer = recorder.openTape(kind: .explicit, isPersistent: false)
    let a = try recorder.watch(Value(Tensor(5.0)), on: outer)
    let inner = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor(3.0)), on: inner)
    let y = try recorder.apply(multiply, recorder.apply(multiply, a, x), a)
    let byX = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: inner)
    #expect(try byX[0].elements == [25])
    let byA = try recorder.gradient(
      of: [Target(#require(byX[0].value))], by: [Source(a)], on: outer)
    #expect(try byA[0].elements == [10])
  }

  @Test func whatIsNoLongerWatchedIsNotRecorded() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .session, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(3.0)), on: tape)
    let before = try recorder.apply(multiply, x, x)
    recorder.unwatch(x.identity, on: tape)
    let after = try recorder.apply(multiply, x, x)
    #expect(recorder.tape(tape)?.records(before.identity) == true)
    #expect(recorder.tape(tape)?.records(after.identity) == false)
    #expect(recorder.tape(tape)?.watchedIdentities.isEmpty == true)
    let gradient = try recorder.gradient(of: [Target(before)], by: [Source(x)], on: tape)
    #expect(gradient[0].cause == .notWatched())
  }

  @Test func derivativesByIntermediatesAreTotal() throws {
    // y = sum(x), z = y·y: dz/dy = 2y, dy/dx = 1 for each element.
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor.ones([2, 2], .float32)), on: tape)
    let y = try recorder.apply(sum, x)
    let z = try recorder.apply(multiply, y, y)
    let ofZ = try recorder.gradient(of: [Target(z)], by: [Source(y)], on: tape)
    #expect(try ofZ[0].elements == [8])
    let ofY = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try ofY[0].elements == [1, 1, 1, 1])
  }

  @Test func severalTargetsAreSummedAndSeedsWeighThem() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(vector([1, 2])), on: tape)
    let y = try recorder.apply(multiply, x, x)
    let z = try recorder.apply(.named("sin"), x)
    let both = try recorder.gradient(
      of: [Target(y), Target(z, seed: Value(vector([0, 0])))], by: [Source(x), Source(x)], on: tape)
    #expect(try both.map { try $0.elements } == [[2, 4], [2, 4]])
  }

  @Test func variablesAreWatchedByThemselves() throws {
    var recorder = Recorder()
    var weight = Variable(Tensor(Float(3)), name: "w")
    let frozen = Variable(Tensor(Float(5)), isTrainable: false)
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let y = try recorder.apply(
      multiply, recorder.read(weight), recorder.read(weight))
    let z = try recorder.apply(multiply, y, recorder.read(frozen))
    // What was read keeps the value that it had.
    try weight.assign(Tensor(Float(100)))
    let gradients = try recorder.gradient(
      of: [Target(z)], by: [Source(weight), Source(frozen)], on: tape)
    #expect(try gradients[0].elements == [30])
    #expect(gradients[1].cause == .notWatched())
  }

  @Test func aTapeMayLeaveVariablesAlone() throws {
    var recorder = Recorder()
    let weight = Variable(Tensor(Float(3)))
    let tape = recorder.openTape(
      kind: .explicit, isPersistent: false, watchesVariables: false)
    let y = try recorder.apply(multiply, recorder.read(weight), recorder.read(weight))
    let gradients = try recorder.gradient(of: [Target(y)], by: [Source(weight)], on: tape)
    #expect(gradients[0].cause == .notWatched())
  }

  @Test func everyNoneHasItsCause() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(vector([1.5, 2.5])), on: tape)
    let other = try recorder.watch(Value(vector([1, 2])), on: tape)
    let late = try Value(vector([3, 4]))
    recorder.line = 4
    let y = try recorder.apply(multiply, x, late)
    recorder.line = 5
    _ = try recorder.watch(late, on: tape)
    let floor = try recorder.apply(.named("floor"), x)
    let count = try recorder.apply(.named("cast"), [x], [.dtype(.int32)])
    let free = try recorder.apply(multiply, Value(vector([1, 2])), Value(vector([1, 2])))

    func cause(_ target: Value, _ source: Value) throws -> NoneCause? {
      try recorder.gradient(of: [Target(target)], by: [Source(source)], on: tape)[0].cause
    }
    #expect(try cause(y, Value(vector([0, 0]))) == .notWatched())
    #expect(try cause(y, late) == .watchedTooLate(line: 4))
    #expect(try cause(y, other) == .notConnected)
    #expect(try cause(floor, x) == .notDifferentiable(primitive: "floor", line: 5))
    #expect(try cause(count, x) == .notDifferentiable(primitive: "cast", line: 5))
    #expect(try cause(free, x) == .targetNotRecorded)
    // A value that was watched late is no cause where the target does not depend on it.
    #expect(try cause(x, late) == .notConnected)
    let zero = try recorder.gradient(
      of: [Target(y)], by: [Source(other)], on: tape, zeroForUnconnected: true)
    #expect(try zero[0].elements == [0, 0])
  }

  @Test func onlyFloatingPointValuesAreWatched() {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    #expect(throws: AutodiffError.cannotWatch(.int32)) {
      try recorder.watch(Value(Tensor(Int32(3))), on: tape)
    }
  }

  @Test func theSessionsTapeRestsWhileAnExplicitOneIsOpen() throws {
    var recorder = Recorder()
    let session = recorder.openTape(kind: .session, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(2.0)), on: session)
    let explicit = recorder.openTape(kind: .explicit, isPersistent: false)
    #expect(recorder.innermostTape == explicit)
    let unseen = try recorder.apply(multiply, x, x)
    recorder.closeTape(explicit)
    let seen = try recorder.apply(multiply, x, x)
    #expect(recorder.tape(session)?.records(unseen.identity) == false)
    #expect(recorder.tape(session)?.records(seen.identity) == true)
    #expect(recorder.tapes(recording: seen.identity) == [session])
  }

  @Test func pausingStopsRecordingAndResettingForgets() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    recorder.pauseTape(tape)
    let unseen = try recorder.apply(multiply, x, x)
    recorder.resumeTape(tape)
    let seen = try recorder.apply(multiply, x, x)
    #expect(recorder.tape(tape)?.records(unseen.identity) == false)
    #expect(recorder.tape(tape)?.records(seen.identity) == true)
    recorder.resetTape(tape)
    #expect(recorder.tape(tape)?.count == 0)
    #expect(recorder.tape(tape)?.isOpen == true)
  }

  @Test func aClosedTapeMayBeEnteredAgain() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: false)
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    #expect(throws: AutodiffError.alreadyRecording) { try recorder.reopenTape(tape) }
    recorder.closeTape(tape)
    let missed = try recorder.apply(multiply, x, x)
    try recorder.reopenTape(tape)
    let y = try recorder.apply(multiply, x, missed)
    let gradient = try recorder.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try gradient[0].elements == [4])
  }

  @Test func aCopyKeepsItsOwnTapes() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(Tensor(2.0)), on: tape)
    let y = try recorder.apply(multiply, x, x)
    let snapshot = recorder
    let z = try recorder.apply(multiply, y, y)
    #expect(recorder.tape(tape)?.count == 3)
    #expect(snapshot.tape(tape)?.count == 2)
    #expect(snapshot.tape(tape)?.records(z.identity) == false)
    var old = snapshot
    let gradient = try old.gradient(of: [Target(y)], by: [Source(x)], on: tape)
    #expect(try gradient[0].elements == [4])
  }

  @Test func forwardModeGivesTheSameDerivative() throws {
    var recorder = Recorder()
    let tape = recorder.openTape(kind: .explicit, isPersistent: true)
    let x = try recorder.watch(Value(vector([1, 2], .float64)), on: tape)
    let y = try recorder.apply(multiply, x, x)
    let tangent = try Value(vector([10, 100], .float64))
    let result = try recorder.pushforward(of: [y], along: [(Source(x), tangent)], on: tape)
    #expect(try result[0].elements == [20, 400])
    #expect(throws: AutodiffError.self) {
      try recorder.pushforward(
        of: [y], along: [(Source(x), Value(Tensor(1.0)))], on: tape)
    }
  }
}
