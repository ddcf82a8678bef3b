import Tensors
import Testing

@testable import Autodiff

/// Jacobians, Hessians and their products; the numbers are closed forms.
@Suite struct JacobianTests {
  private var recorder = Recorder()
  private let tape: TapeID
  private let x: Value

  /// x = (1, 2, 3), watched on a single-use tape.
  init() throws {
    tape = recorder.openTape(kind: .explicit, isPersistent: false)
    x = try recorder.watch(Value(Tensor(shape: [3], values: [1.0, 2.0, 3.0])), on: tape)
  }

  private mutating func cube() throws -> Value {
    try recorder.apply(.named("multiply"), x, recorder.apply(.named("square"), x))
  }

  @Test mutating func aJacobianHasTheShapesOneBehindTheOther() throws {
    let y = try recorder.apply(.named("reshape"), [cube()], [.integers([3, 1])])
    let jacobian = try recorder.jacobian(of: y, by: [Source(x)], on: tape)[0]
    guard case .value(let value) = jacobian else { throw AutodiffError.noSuchTape }
    #expect(value.tensor.shape == [3, 1, 3])
    // The derivative of x³ is 3x².
    #expect(try jacobian.elements == [3, 0, 0, 0, 12, 0, 0, 0, 27])
  }

  @Test mutating func aJacobianUsesASingleUseTapeUp() throws {
    let y = try cube()
    _ = try recorder.jacobian(of: y, by: [Source(x)], on: tape)
    #expect(throws: AutodiffError.usedUp) {
      try recorder.jacobian(of: y, by: [Source(x)], on: tape)
    }
  }

  @Test mutating func aFailedJacobianLeavesTheTapeAsItWas() throws {
    let y = try cube()
    #expect(throws: AutodiffError.batchesDiffer(target: [3], source: [])) {
      try recorder.batchJacobian(of: y, by: Source(Value(Tensor(1.0))), on: tape)
    }
    #expect(try recorder.jacobian(of: y, by: [Source(x)], on: tape)[0].elements?.count == 9)
  }

  @Test mutating func theHessianIsReadOffAUsedUpTape() throws {
    let z = try recorder.apply(.named("sum"), [cube()], [])
    _ = try recorder.gradient(of: [Target(z)], by: [Source(x)], on: tape)
    let entries = recorder.tape(tape)?.count
    // The second derivative of x³ is 6x.
    let hessian = try recorder.hessian(of: Target(z), by: [Source(x)], on: tape)[0][0]
    #expect(try hessian.elements == [6, 0, 0, 0, 12, 0, 0, 0, 18])
    let along = Value(try Tensor(shape: [3], values: [1.0, 10.0, 100.0]))
    let product = try recorder.hessianProduct(of: Target(z), by: Source(x), along: along, on: tape)
    #expect(try product.elements == [6, 120, 1800])
    #expect(recorder.tape(tape)?.count == entries)
  }

  @Test mutating func aHessianOfWhatIsLinearIsZero() throws {
    let z = try recorder.apply(.named("sum"), [x], [])
    let hessian = try recorder.hessian(of: Target(z), by: [Source(x)], on: tape)[0][0]
    #expect(try hessian.elements == [Double](repeating: 0, count: 9))
    let product = try recorder.hessianProduct(of: Target(z), by: Source(x), along: x, on: tape)
    #expect(try product.elements == [0, 0, 0])
  }

  @Test mutating func theJacobianOfNothingHasNoRows() throws {
    let part = try recorder.apply(
      .named("slice"), [x], [.slices([.range(start: 0, stop: 0, step: 1)])])
    let y = try recorder.apply(.named("exp"), part)
    for mode in [Recorder.Mode.forward, .reverse] {
      var copy = recorder
      let jacobian = try copy.jacobian(of: y, by: [Source(x)], on: tape, mode: mode)[0]
      guard case .value(let value) = jacobian else { throw AutodiffError.noSuchTape }
      #expect(value.tensor.shape == [0, 3])
    }
  }

  @Test mutating func whatIsNotConnectedHasACause() throws {
    let y = try cube()
    let other = Value(Tensor(1.0))
    let jacobians = try recorder.jacobian(of: y, by: [Source(x), Source(other)], on: tape)
    guard case .none(let cause) = jacobians[1] else { throw AutodiffError.noSuchTape }
    #expect(cause.code == "not-watched")
  }

  @Test mutating func aBatchOfJacobiansKeepsExamplesApart() throws {
    // Two examples of three numbers; y[i] = (x[i,0]·x[i,1], x[i,2]).
    let rows = try recorder.watch(
      Value(Tensor(shape: [2, 3], values: [1.0, 2, 3, 4, 5, 6])), on: tape)
    func column(_ index: Int) throws -> Value {
      try recorder.apply(
        .named("slice"), [rows], [.slices([.ellipsis, .index(index)])])
    }
    let product = try recorder.apply(.named("multiply"), column(0), column(1))
    let y = try recorder.apply(.named("stack"), [product, column(2)], [.integer(1)])
    let jacobian = try recorder.batchJacobian(of: y, by: Source(rows), on: tape)
    guard case .value(let value) = jacobian else { throw AutodiffError.noSuchTape }
    #expect(value.tensor.shape == [2, 2, 3])
    #expect(try jacobian.elements == [2, 1, 0, 0, 0, 1, 5, 4, 0, 0, 0, 1])
  }
}
