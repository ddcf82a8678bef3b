/// An image: red, green and blue of each pixel, row by row from the top.
public struct Raster: Sendable {
  /// How many pixels stand side by side.
  public let width: Int
  /// How many stand above each other.
  public let height: Int
  /// Three bytes for each pixel.
  public private(set) var bytes: [UInt8]

  /// A white image.
  ///
  /// - Precondition: both extents are from 1 to 10000.
  init(width: Int, height: Int) {
    precondition((1...10_000).contains(width) && (1...10_000).contains(height), "a size of a page")
    self.width = width
    self.height = height
    bytes = Array(repeating: 255, count: width * height * 3)
  }

  /// Lays a colour over a pixel, as thick as `share` says.
  mutating func blend(_ x: Int, _ y: Int, _ color: ShadeColor, _ share: Double) {
    guard x >= 0, y >= 0, x < width, y < height, share > 0 else { return }
    let start = (y * width + x) * 3
    for (offset, part) in [color.red, color.green, color.blue].enumerated() {
      let old = Double(bytes[start + offset])
      bytes[start + offset] = UInt8((old + (Double(part) - old) * min(share, 1)).rounded())
    }
  }
}
