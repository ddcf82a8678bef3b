import CZlib
import Tensors

/// The deflate format of RFC 1951, and the checksum of ZIP archives, by zlib.
enum Deflate {
  /// The most bytes that one compressed byte can stand for (zlib's technical notes, 1032 to 1).
  static let mostExpansion = 1032
  /// Raw deflate data without zlib's own header, with the largest window.
  private static let rawWindow: CInt = -15
  private static let chunkCount = 1 << 18

  /// The bytes that compressed ones stand for, which are `count` many.
  ///
  /// Memory grows with what comes out, so that a false count asks for none.
  ///
  /// - Throws: `malformed` where there are more or fewer, or the data is no deflate data.
  static func inflated(_ input: ArraySlice<UInt8>, count: Int) throws(DataError) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard
      inflateInit2_(
        stream, rawWindow, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .tensor(.outOfMemory(requested: MemoryLayout<z_stream>.size)) }
    defer { inflateEnd(stream) }
    var output: [UInt8] = []
    output.reserveCapacity(min(count, 1 << 26))
    var chunk = [UInt8](repeating: 0, count: min(max(count, 1 << 10), chunkCount))
    var rest = input
    while true {
      try DataMemory.checkInterruption()
      let piece = rest.prefix(chunkCount)
      let (code, taken, made) = step(stream, piece, &chunk)
      rest = rest.dropFirst(taken)
      guard output.count + made <= count else {
        throw .malformed("its compressed data gives more bytes than it says")
      }
      output.append(contentsOf: chunk[..<made])
      switch code {
      case Z_STREAM_END:
        guard output.count == count, rest.isEmpty else {
          throw .malformed("its compressed data gives \(output.count) bytes, not \(count)")
        }
        return output
      case Z_OK where taken > 0 || made > 0: continue
      case Z_OK, Z_BUF_ERROR: throw .truncated(part: "compressed data")
      default: throw .malformed("its compressed data is damaged")
      }
    }
  }

  /// One call of zlib's `inflate`: its answer, the bytes that it took, and those that it made.
  private static func step(
    _ stream: UnsafeMutablePointer<z_stream>, _ input: ArraySlice<UInt8>, _ output: inout [UInt8]
  ) -> (code: CInt, taken: Int, made: Int) {
    input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        // zlib reads through this pointer only.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(output.count)
        let code = inflate(stream, Z_NO_FLUSH)
        return (
          code, input.count - Int(stream.pointee.avail_in),
          output.count - Int(stream.pointee.avail_out)
        )
      }
    }
  }

  /// The compressed form of some bytes.
  ///
  /// - Throws: `interrupted`, `outOfMemory`.
  static func deflated(_ input: [UInt8]) throws(DataError) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard
      deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        CInt(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .tensor(.outOfMemory(requested: MemoryLayout<z_stream>.size)) }
    defer { deflateEnd(stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkCount)
    var start = 0
    while true {
      try DataMemory.checkInterruption()
      let piece = input[start..<min(start + chunkCount, input.count)]
      let isLast = piece.endIndex == input.count
      let (code, taken, made) = piece.withUnsafeBufferPointer { piece in
        chunk.withUnsafeMutableBufferPointer { chunk in
          // zlib reads through this pointer only.
          stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
          stream.pointee.avail_in = uInt(piece.count)
          stream.pointee.next_out = chunk.baseAddress
          stream.pointee.avail_out = uInt(chunk.count)
          let code = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          return (
            code, piece.count - Int(stream.pointee.avail_in),
            chunk.count - Int(stream.pointee.avail_out)
          )
        }
      }
      start += taken
      output.append(contentsOf: chunk[..<made])
      if code == Z_STREAM_END { return output }
      // Both ends have room, so that zlib goes on or has lost its state.
      guard code == Z_OK || code == Z_BUF_ERROR else {
        throw .notWritable("zlib could not compress the data (code \(code))", hint: nil)
      }
    }
  }

  /// The CRC-32 of some bytes.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum: uLong = 0
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(1 << 30)
      piece.withUnsafeBufferPointer { sum = crc32(sum, $0.baseAddress, uInt($0.count)) }
      rest = rest.dropFirst(piece.count)
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}
