import Foundation
import Testing

/// Graphs that the program draws to files, with Graphviz's program and without it.
@Suite struct GraphFileTests {
  private static let recording = "x = ones(2)\nwatch x\nz = sum(x * x)\n"

  /// Calls `body` with a folder of its own.
  private func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  @Test func withoutGraphvizAGraphIsWrittenAsText() throws {
    try withFolder { folder in
      let picture = folder.appendingPathComponent("g.svg").path
      let run = try Program.run(
        [], input: Self.recording + "graph z x to \(picture)\n", environment: ["PATH": "/nowhere"])
      #expect(run.output.contains("there is no program 'dot'"))
      #expect(run.output.contains("apt-get install graphviz"))
      #expect(run.status == 0)
      let text = try String(
        contentsOf: folder.appendingPathComponent("g.dot"), encoding: .utf8)
      #expect(text.hasPrefix("digraph tape {\n") && text.contains("n1 -> n2"))
      #expect(!FileManager.default.fileExists(atPath: picture))
    }
  }

  @Test func aProgramCalledDotDrawsTheGraph() throws {
    try withFolder { folder in
      // It need not be Graphviz: what is given to it, and what is done with its answer, is ours.
      let program = folder.appendingPathComponent("dot")
      func install(_ script: String) throws {
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: program.path)
      }
      func run() throws -> Program.Outcome {
        try Program.run(
          [], input: Self.recording + "tape dot to \(folder.path)/t.svg\n",
          environment: ["PATH": "\(folder.path):/usr/bin:/bin"])
      }
      try install("echo \"<svg>$1\"; cat")
      #expect(try run().output == "wrote \(folder.path)/t.svg\n")
      let svg = try String(contentsOf: folder.appendingPathComponent("t.svg"), encoding: .utf8)
      #expect(svg.hasPrefix("<svg>-Tsvg\ndigraph tape {\n"))
      try install("echo 'no such font' >&2; exit 3")
      let failed = try run()
      #expect(failed.output.contains("'dot' did not draw \(folder.path)/t.svg"))
      #expect(failed.output.contains("no such font"))
      try install("kill -9 $$")
      #expect(try run().output.contains("it ended with status 137"))
    }
  }
}
