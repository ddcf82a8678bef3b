/// How the elements of one array are written: all of the same width, so that columns align.
protocol ElementFormat<Value> {
  associatedtype Value: Element
  /// The characters of each element.
  var width: Int { get }
  /// Writes one element.
  func append(_ value: Value, to text: inout TextBuffer)
}
