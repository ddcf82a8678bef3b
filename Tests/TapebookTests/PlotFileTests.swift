import Foundation
import Testing

/// Plots that the program draws to files, and in its recorded output.
@Suite struct PlotFileTests {
  /// Calls `body` with a folder of its own.
  private func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  @Test func plotsAreWrittenAsSVGAndPNG() throws {
    try withFolder { folder in
      let input = """
        plot sin -3 3 to \(folder.path)/a.svg
        heatmap eye(3) to \(folder.path)/b.png
        hist [1, 2, 2] to \(folder.path)/c.SVG
        """
      let run = try Program.run([], input: input + "\n")
      #expect(run.status == 0)
      #expect(
        run.output == ["a.svg", "b.png", "c.SVG"].map { "wrote \(folder.path)/\($0)\n" }.joined())
      let svg = try String(contentsOf: folder.appendingPathComponent("a.svg"), encoding: .utf8)
      #expect(
        svg.hasPrefix("<svg xmlns=") && svg.contains("<polyline") && svg.hasSuffix("</svg>\n"))
      let image = try Data(contentsOf: folder.appendingPathComponent("b.png"))
      #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    }
  }

  @Test func aListingSavesItsFigure() throws {
    try withFolder { folder in
      let listing = folder.appendingPathComponent("a.py")
      let text = """
        import matplotlib.pyplot as plt
        plt.plot([1, 2, 3], label='損失')
        plt.legend()
        plt.savefig('\(folder.path)/a.svg', dpi=100)
        plt.savefig('\(folder.path)/a.png')
        plt.savefig('\(folder.path)/a.pdf')
        """
      try Data(text.utf8).write(to: listing)
      // Standard input is the user's own words, whatever a file may do.
      let run = try Program.run([], input: text + "\n")
      #expect(run.status == 1)
      #expect(run.error.contains("a.pdf' is neither a .svg file nor a .png file"))
      #expect(run.output.contains("for the letters 損失, of which images have no picture"))
      let svg = try String(contentsOf: folder.appendingPathComponent("a.svg"), encoding: .utf8)
      #expect(svg.contains(">損失</text>"))
    }
  }

  @Test func recordedOutputHoldsNothingOfTheGrowingCurve() throws {
    let loop = "for i in range(300):\n  for j in range(500): pass\n  plot i\n\n"
    let first = try Program.run([], input: loop)
    let second = try Program.run([], input: loop)
    #expect(first.status == 0 && first.error.isEmpty && first.output == second.output)
    #expect(!first.output.contains("\u{1B}"))
    #expect(first.output.split(separator: "\n").count < 25)
  }

  @Test func linesOfJSONHoldAPicture() throws {
    let run = try Program.run(["--json", "-e", "plot [1, 2]; plot [2, 1]"])
    let line = try #require(run.output.split(separator: "\n").last)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let outputs = object?["outputs"] as? [[String: Any]] ?? []
    #expect(outputs.count == 2 && outputs.allSatisfy { $0["type"] as? String == "plot" })
    #expect(outputs.allSatisfy { ($0["svg"] as? String ?? "").hasPrefix("<svg ") })
  }
}
