extension Tensor {
  /// Calls `body` with the elements where they lie and what the options show of them.
  ///
  /// - Precondition: the element type is `T`'s, and there are elements.
  func withElementView<T: Element, R>(
    of type: T.Type, _ options: PrintOptions, _ body: (ElementView<T>) -> R
  ) -> R {
    guard let array else {
      return withUnsafePointer(to: scalar(as: type)) { body(ElementView(base: $0, axes: [])) }
    }
    let base = array.buffer.pointer.assumingMemoryBound(to: type) + array.offset
    let axes = ShownAxis.axes(shape: array.shape, strides: array.strides, options: options)
    return withExtendedLifetime(array) {
      body(ElementView(base: UnsafePointer(base), axes: axes))
    }
  }
}
