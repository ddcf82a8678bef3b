/// Integers, aligned to the right.
struct IntegerFormat<Value: Element & FixedWidthInteger>: ElementFormat {
  let width: Int

  init(_ elements: ElementView<Value>) {
    var (low, high): (Value, Value) = (.max, .min)
    elements.forEachShown {
      low = min(low, $0)
      high = max(high, $0)
    }
    width = max(low.description.utf8.count, high.description.utf8.count)
  }

  func append(_ value: Value, to text: inout TextBuffer) {
    let magnitude = UInt64(value.magnitude)
    let digitCount = DecimalExpansion.digitCount(magnitude)
    text.append(" ", count: width - digitCount - (value < 0 ? 1 : 0))
    if value < 0 { text.append("-") }
    text.append(digits: magnitude, count: digitCount)
  }
}
