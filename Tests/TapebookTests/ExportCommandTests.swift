import Foundation
import Testing

@Suite struct ExportCommandTests {
  private let failing = """
    x = constant(1.)
    ones(0.5)
    y = x * 2.
    y
    """

  @Test func nothingIsWrittenWhereAnEntryFails() throws {
    let run = try Program.run(["export", "-", "--to", "pytorch"], input: failing)
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.error.contains("nothing was written"))
  }

  @Test func aCommentStandsInThePlaceOfAFailedEntry() throws {
    let run = try Program.run(["export", "-", "--to", "pytorch", "--keep-going"], input: failing)
    #expect(run.status == 1)
    #expect(run.output.contains("\n# ones(0.5)\n# TypeError: "))
    #expect(run.output.hasSuffix("y = x * 2.\nprint(y)\n"))
  }

  @Test func anExportHoldsTheLimitOfSteps() throws {
    let text = "for i in range(50):\n  x = i\n"
    let run = try Program.run(["export", "-", "--to", "jax", "--max-steps", "3"], input: text)
    #expect(run.status == 1)
    #expect(run.error.contains("step"))
    #expect(try Program.run(["export", "-", "--to", "jax"], input: text).status == 0)
  }

  @Test(arguments: ["--json", "--seed=3"])
  func whatTheFileDecidesIsNoOption(option: String) throws {
    let run = try Program.run(["export", "-", "--to", "jax", option], input: "1\n")
    #expect(run.status == 2)
    #expect(run.output == "")
  }
}

/// Notebooks and listings are carried over to another framework.
@Suite struct CarriedOverTests {
  private func withFile<R>(_ name: String, _ text: String, _ body: (String) throws -> R) throws -> R
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return try body(file.path)
  }

  private func notebook(_ cells: [String]) -> String {
    let cells = cells.map {
      #"{"cell_type":"code","id":"a","metadata":{},"outputs":[],"execution_count":null,"source":"\#($0)"}"#
    }
    return
      #"{"nbformat":4,"nbformat_minor":5,"metadata":{"kernelspec":{"name":"python3","language":"python"}},"#
      + #""cells":[\#(cells.joined(separator: ","))]}"#
  }

  @Test func aNotebookIsAProgramOfAnotherFramework() throws {
    let text = notebook([
      #"%matplotlib inline\nimport tensorflow as tf"#, #"w = tf.Variable(5.)\nw * 2."#,
    ])
    try withFile("fit.ipynb", text) { path in
      let run = try Program.run(["export", path, "--to", "pytorch"])
      #expect(run.status == 0)
      #expect(run.error.hasSuffix("fit.ipynb, cell 1, line 1: not run: '%matplotlib inline'\n"))
      #expect(
        run.output.hasSuffix(
          "\n\n# %%\nw = torch.tensor(5., requires_grad=True)\nprint(w * 2.)\n"))
    }
  }

  @Test func aFailureIsToldWithItsCell() throws {
    try withFile("fit.ipynb", notebook(["x = 1", #"\ny = 1 / 0"#])) { path in
      let run = try Program.run(["export", path, "--to", "jax"])
      #expect(run.status == 1 && run.output == "")
      #expect(run.error.contains("ZeroDivisionError"))
      #expect(run.error.contains("cell 2, line 2"))
    }
  }

  @Test func aListingIsAProgramOfAnotherFramework() throws {
    let text =
      "import tensorflow as tf\n\n# a note\nw = tf.Variable(5.)\nprint(w.numpy())\n"
      + "if __name__ == \"__main__\":\n    print(w)\n"
    try withFile("fit.py", text) { path in
      let run = try Program.run(["export", path, "--to", "jax"])
      #expect(run.error == "")
      #expect(
        run.output.hasSuffix(
          "# a note\nw = jnp.array(5.)\nprint(np.asarray(w))\n"
            + "if __name__ == \"__main__\":\n    print(w)\n"))
    }
  }
}
