import Tensors
import Testing

struct ViewsTests {
  @Test(arguments: [[6], [1, 6], [2, 3], [3, -1], [-1], [1, 1, 6, 1], [-1, 6]])
  func reshapingKeepsTheOrder(_ shape: [Int]) throws {
    let x = try counting([2, 3])
    let result = try x.reshaped(to: shape)
    #expect(try result.doubles() == [0, 1, 2, 3, 4, 5])
    #expect(try x.transposed().reshaped(to: shape).doubles() == [0, 3, 1, 4, 2, 5])
    #expect(result.shape.reduce(1, *) == 6)
  }

  @Test func scalarsAndOneElementTensorsAreInterchangeable() throws {
    let one = try Tensor(7.0).reshaped(to: [1, 1])
    #expect(one.shape == [1, 1])
    #expect(try one.reshaped(to: []).isIdentical(to: Tensor(7.0)))
    #expect(
      try counting([3]).sliced([.range(start: 2, stop: 3, step: 1)]).reshaped(to: []).doubleValue
        == 2)
    #expect(try Tensor(7.0).reshaped(to: [-1]).shape == [1])
  }

  @Test func impossibleShapesAreRefused() throws {
    let x = try counting([2, 3])
    #expect(throws: TensorError.notReshapable(from: [2, 3], to: [4])) { try x.reshaped(to: [4]) }
    #expect(throws: TensorError.notReshapable(from: [2, 3], to: [-1, -1])) {
      try x.reshaped(to: [-1, -1])
    }
    #expect(throws: TensorError.notReshapable(from: [2, 3], to: [-1, 0])) {
      try x.reshaped(to: [-1, 0])
    }
    #expect(throws: TensorError.notReshapable(from: [2, 3], to: [-1, 4])) {
      try x.reshaped(to: [-1, 4])
    }
    #expect(throws: TensorError.negativeExtent(shape: [-2, -3])) { try x.reshaped(to: [-2, -3]) }
    #expect(throws: TensorError.tooManyElements(shape: [.max, .max])) {
      try x.reshaped(to: [.max, .max])
    }
    #expect(try Tensor.zeros([0, 3], .bool).reshaped(to: [-1, 2]).shape == [0, 2])
  }

  @Test func transposingFollowsIndexArithmetic() throws {
    let shape = [2, 3, 4]
    let x = try counting(shape)
    for order in [
      [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [-1, 0, -2],
    ] {
      let result = try x.transposed(order)
      let axes = order.map { $0 < 0 ? $0 + 3 : $0 }
      #expect(result.shape == axes.map { shape[$0] })
      let expected = positions(result.shape).map { position in
        var source = [0, 0, 0]
        for (axis, at) in zip(axes, position) { source[axis] = at }
        return Double(place(source, in: shape))
      }
      #expect(try result.doubles() == expected)
    }
    #expect(try x.transposed().shape == [4, 3, 2])
    #expect(try Tensor(1.0).transposed().isScalar)
    for order in [[0, 1], [0, 0, 1], [0, 1, 3], [0, 1, .min]] {
      #expect(throws: TensorError.notAPermutation(order, rank: 3)) { try x.transposed(order) }
    }
  }

  @Test func broadcastingRepeatsWithoutACopy() throws {
    let before = BufferPool.shared.bytesInUse
    let view = try Tensor(2.0).broadcast(to: [1000, 1000, 1000])
    #expect(BufferPool.shared.bytesInUse < before + 100_000_000)
    #expect(view.count == 1_000_000_000)
    #expect(
      try counting([2, 1]).broadcast(to: [2, 2, 3]).doubles() == [
        0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1,
      ])
    #expect(throws: TensorError.notBroadcastableTo(from: [2, 1], to: [3, 3])) {
      try counting([2, 1]).broadcast(to: [3, 3])
    }
    #expect(throws: TensorError.notBroadcastableTo(from: [2, 1], to: [2])) {
      try counting([2, 1]).broadcast(to: [2])
    }
    #expect(throws: TensorError.negativeExtent(shape: [-1])) { try Tensor(1.0).broadcast(to: [-1]) }
    #expect(throws: TensorError.tooManyElements(shape: [1 << 30, 1 << 30])) {
      try Tensor(1.0).broadcast(to: [1 << 30, 1 << 30])
    }
    #expect(try counting([1]).broadcast(to: [0]).shape == [0])
    let absurd = try Tensor(1.0).broadcast(to: [1 << 48])
    #expect(throws: TensorError.self) { try absurd.contiguous() }
    #expect(throws: TensorError.self) { try absurd.doubles() }
  }

  @Test func axesOfExtentOneComeAndGo() throws {
    let x = try counting([2, 3])
    #expect(try x.expandedDimensions(at: 0).shape == [1, 2, 3])
    #expect(try x.expandedDimensions(at: -1).shape == [2, 3, 1])
    #expect(try x.expandedDimensions(at: 1).squeezed(axes: [1]).isIdentical(to: x))
    #expect(try Tensor(1.0).expandedDimensions(at: 0).shape == [1])
    #expect(try Tensor(1.0).expandedDimensions(at: 0).squeezed(axes: nil).isScalar)
    #expect(try x.reshaped(to: [1, 2, 1, 3]).squeezed(axes: nil).shape == [2, 3])
    #expect(try x.reshaped(to: [1, 2, 1, 3]).squeezed(axes: [-2]).shape == [1, 2, 3])
    #expect(throws: TensorError.notSqueezable(axis: 1, extent: 3)) { try x.squeezed(axes: [1]) }
    #expect(throws: TensorError.axisOutOfRange(axis: 3, rank: 3)) {
      try x.expandedDimensions(at: 3)
    }
    #expect(throws: TensorError.axisOutOfRange(axis: .max, rank: 2)) {
      try x.squeezed(axes: [.max])
    }
  }

  @Test func writingCopiesWhatIsShared() throws {
    var x = try counting([4])
    let shared = x
    let view = try x.sliced([.range(start: 1, stop: 3, step: 1)])
    try x.mutate(as: Double.self) { $0[1] = 100 }
    #expect(try x.doubles() == [0, 100, 2, 3])
    #expect(try shared.doubles() == [0, 1, 2, 3])
    #expect(try view.doubles() == [1, 2])
    var part = view
    try part.mutate(as: Double.self) { $0[0] = -1 }
    #expect(try part.doubles() == [-1, 2])
    #expect(try view.doubles() == [1, 2])
    var scalar = Tensor(1.0)
    try scalar.mutate(as: Double.self) { $0[0] = 5 }
    #expect(scalar.doubleValue == 5)
  }

  @Test func writingToWhatNobodySharesStaysInPlace() throws {
    var x = try counting([4])
    let before = try x.withElements(as: Double.self) { elements throws(TensorError) in
      UInt(bitPattern: elements.baseAddress)
    }
    try x.mutate(as: Double.self) { $0[1] = 100 }
    let after = try x.withElements(as: Double.self) { elements throws(TensorError) in
      UInt(bitPattern: elements.baseAddress)
    }
    #expect(before == after)
  }
}
