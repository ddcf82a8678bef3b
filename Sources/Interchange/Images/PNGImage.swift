import CZlib
public import Plotting

/// Images in the format PNG (W3C Recommendation Portable Network Graphics, third edition).
public enum PNGImage {
  /// Why an image was not written.
  public struct CompressionError: Error, Sendable {
    /// What zlib reported.
    public let code: Int
  }

  /// What every file of the format begins with.
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The file of an image: eight bits of red, green and blue for each pixel, in rows that are not
  /// filtered.
  ///
  /// - Throws: where zlib has no memory.
  /// - Complexity: O(pixels).
  public static func bytes(of image: Raster) throws(CompressionError) -> [UInt8] {
    var header = bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height))
    // Depth, true colour, the one method of compression, the one of filtering, no interlace.
    header += [8, 2, 0, 0, 0]
    var rows: [UInt8] = []
    let length = image.width * 3
    rows.reserveCapacity((length + 1) * image.height)
    for row in 0..<image.height {
      rows.append(0)
      rows += image.bytes[row * length..<(row + 1) * length]
    }
    return signature + chunk("IHDR", header) + chunk("IDAT", try compressed(rows))
      + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + content
    let sum = body.withUnsafeBufferPointer { buffer in
      crc32(0, buffer.baseAddress, UInt32(buffer.count))
    }
    return bigEndian(UInt32(content.count)) + body + bigEndian(UInt32(truncatingIfNeeded: sum))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func compressed(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
    var length = compressBound(UInt(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(length))
    let code = result.withUnsafeMutableBufferPointer { output in
      bytes.withUnsafeBufferPointer { input in
        compress2(output.baseAddress, &length, input.baseAddress, UInt(input.count), 9)
      }
    }
    guard code == Z_OK else { throw CompressionError(code: Int(code)) }
    return Array(result[..<Int(length)])
  }
}
