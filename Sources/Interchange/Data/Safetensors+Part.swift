extension Safetensors {
  /// Where an array lies, and what it is.
  struct Part {
    let name: String
    let type: String
    let shape: [Int]
    let range: Range<Int>

    init(_ name: String, _ value: JSONValue, in buffer: Range<Int>) throws(DataError) {
      guard let type = value["dtype"]?.string, let extents = value["shape"]?.array,
        let offsets = value["data_offsets"]?.array, offsets.count == 2,
        let begin = offsets[0].integer, let end = offsets[1].integer
      else { throw .malformed("dtype, shape or data_offsets is missing or wrong") }
      var shape: [Int] = []
      for extent in extents {
        guard let extent = extent.integer, extent >= 0 else {
          throw .malformed("an extent of its shape is no whole number from 0")
        }
        shape.append(extent)
      }
      guard begin >= 0, begin <= end, end <= buffer.count else {
        throw .malformed(
          "its bytes \(begin) to \(end) do not lie within the \(buffer.count) there are")
      }
      let size: Int
      if let element = elements[type] {
        size = try element.byteCount(of: shape)
      } else if let itemSize = otherSizes[type] {
        size = try StoredElement.bool.byteCount(of: shape) * itemSize
      } else {
        throw refusal(type)
      }
      guard size == end - begin else {
        throw .malformed("it has \(end - begin) bytes, and its shape and dtype take \(size)")
      }
      self.name = name
      self.type = type
      self.shape = shape
      range = buffer.lowerBound + begin..<buffer.lowerBound + end
    }
  }
}
