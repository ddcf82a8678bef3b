import Testing

@testable import Tensors

@Suite struct ShownAxisTests {
  private func axes(
    _ shape: [Int], _ options: PrintOptions = PrintOptions()
  ) -> [ShownAxis] {
    let strides = [Int](repeating: 0, count: shape.count)
    return ShownAxis.axes(shape: shape, strides: strides, options: options)
  }

  private func shown(_ axes: [ShownAxis]) -> Int { axes.reduce(1) { $0 * $1.shown } }

  @Test func upToTheThresholdEverythingIsShown() {
    #expect(axes([10, 100]).map(\.shown) == [10, 100])
    #expect(axes([1001]).map(\.shown) == [6])
    #expect(axes([6, 7, 100]).map(\.shown) == [6, 6, 6])
  }

  @Test func theEdgesOfALongAxisAreShown() {
    let axis = axes([2000])[0]
    #expect((0..<6).map { axis.index(at: $0) } == [0, 1, 2, 1997, 1998, 1999])
    #expect(axis.isElided)
  }

  @Test(arguments: [
    [1 << 40], [Int](repeating: 2, count: 40), [1 << 20, 1 << 20], [3, 1 << 19], [5, 2, 1 << 18],
    [7, 7, 7, 7, 7, 7, 7, 7, 7, 7], [Int](repeating: 1, count: 100) + [1 << 30],
  ])
  func noOptionsShowMoreThanTheLimit(shape: [Int]) {
    for options in [PrintOptions(threshold: .max), PrintOptions(edgeItems: .max).clamped] {
      let axes = axes(shape, options)
      #expect(shown(axes) <= PrintOptions.elementLimit)
      #expect(shown(axes) > PrintOptions.elementLimit / 4)
      #expect(axes.allSatisfy { $0.shown > 0 })
    }
  }

  @Test func theLimitItselfIsShownInFull() {
    let axes = axes([4, 1 << 18], PrintOptions(threshold: .max))
    #expect(axes.map(\.shown) == [4, 1 << 18])
  }

  @Test func thousandsOfAxesLeaveRoomForFewerRows() {
    let shape = [Int](repeating: 1, count: 6400) + [Int](repeating: 2, count: 30)
    #expect(shown(axes(shape, PrintOptions(threshold: .max))) <= PrintOptions.elementLimit / 100)
  }

  @Test func axesCutForTheLimitEndInAnEllipsis() {
    let values: [Int32] = [1, 2, 3, 4]
    values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let cut = ShownAxis(extent: 9, stride: 2, leading: 1, trailing: 0)
      let whole = ShownAxis(extent: 2, stride: 0, leading: 2, trailing: 0)
      let line = ShownAxis(extent: 9, stride: 1, leading: 1, trailing: 0)
      let elements = ElementView(base: base, axes: [whole, cut, line])
      var writer = ArrayWriter(
        elements, format: IntegerFormat(elements), hasCommas: true, prefixWidth: 0, lineWidth: 75)
      #expect(
        writer.written() == "[[[1, ...],\n  ...],\n\n [[1, ...],\n  ...]]")
    }
  }
}
