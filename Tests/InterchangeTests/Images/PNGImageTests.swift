import Foundation
import Interchange
import Plotting
import Testing

/// PNG files are decoded by Python's zlib and CRC, which know nothing of our writer.
@Suite struct PNGImageTests {
  private static let decoder = """
    import struct, sys, zlib
    data = open(sys.argv[1], 'rb').read()
    assert data[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
    at, pixels, names = 8, b'', []
    while at < len(data):
      length, = struct.unpack('>I', data[at:at + 4])
      name, body = data[at + 4:at + 8], data[at + 8:at + 8 + length]
      crc, = struct.unpack('>I', data[at + 8 + length:at + 12 + length])
      assert crc == zlib.crc32(name + body)
      names.append(name.decode())
      if name == b'IHDR': header = struct.unpack('>IIBBBBB', body)
      if name == b'IDAT': pixels += body
      at += 12 + length
    width, height = header[:2]
    assert header[2:] == (8, 2, 0, 0, 0) and names == ['IHDR', 'IDAT', 'IEND']
    rows = zlib.decompress(pixels)
    assert len(rows) == height * (1 + 3 * width)
    out = b''
    for row in range(height):
      line = rows[row * (1 + 3 * width):(row + 1) * (1 + 3 * width)]
      assert line[0] == 0
      out += line[1:]
    open(sys.argv[2], 'wb').write(out)
    print(width, height)
    """

  @Test func anotherDecoderReadsTheSamePixels() throws {
    var plot = Plot(
      title: "Loss",
      marks: [
        .series(Series(name: "loss", values: [3, 1, 2])),
        .heatMap(
          HeatMap(rows: 1, columns: 2, values: [0, 1])),
      ])
    plot.showsGrid = true
    let image = plot.raster
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("a.png")
    let pixels = folder.appendingPathComponent("pixels")
    try Data(PNGImage.bytes(of: image)).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.decoder, file.path, pixels.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text == "\(image.width) \(image.height)\n")
    #expect(try Data(contentsOf: pixels) == Data(image.bytes))
    // The heat map's ends are viridis', and the ground is white.
    let colors = Set(
      stride(from: 0, to: image.bytes.count, by: 3).map { image.bytes[$0..<$0 + 3].map(Int.init) })
    #expect(colors.contains([68, 1, 84]) && colors.contains([253, 231, 37]))
    #expect(Array(image.bytes.prefix(3)) == [255, 255, 255])
  }
}
