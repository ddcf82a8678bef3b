import Language
import Notebook
import Testing

@testable import Interchange

/// Notebooks that are carried over: the JSON is that of nbformat 4.5.
@Suite struct NotebookSessionTests {
  private func cell(_ type: String, _ text: String, tags: [String] = []) -> String {
    var writer = JSONWriter()
    writer.string(text)
    let list = tags.map { "\"\($0)\"" }.joined(separator: ",")
    let outputs = type == "code" ? #","outputs":[],"execution_count":null"# : ""
    return #"{"cell_type":"\#(type)","id":"a","metadata":{"tags":[\#(list)]},"#
      + #""source":\#(writer.text)\#(outputs)}"#
  }

  private func session(_ cells: String...) throws -> NotebookSession {
    let text =
      #"{"nbformat":4,"nbformat_minor":5,"metadata":{"kernelspec":{"name":"python3","#
      + #""language":"python"}},"cells":[\#(cells.joined(separator: ","))]}"#
    return try NotebookSession(NotebookFile(text, file: "n.ipynb"))
  }

  private func replayed(_ session: NotebookSession) -> ReplayedSession {
    ReplayedSession(session.file, kind: .cell)
  }

  @Test func cellsAndTheirMarkdownBecomeAProgram() throws {
    let session = try session(
      cell("markdown", "# A square\nWords.\n\n## Train"),
      cell("code", "%matplotlib inline\n# begin\nimport tensorflow as tf\nw = tf.Variable(5.)"),
      cell(
        "code",
        "with tf.GradientTape() as t:\n    y = w ** 2  # twice\n\nw + 1.\nt.gradient(y, w)"))
    #expect(session.file.header.title == "A square")
    let program = ProgramText(replayed(session), for: .pytorch)
    #expect(program.problems.map(\.message) == [])
    #expect(
      program.text == """
        # A square

        import torch

        torch.set_printoptions(precision=8)

        # Words.

        # %% Train
        # begin
        w = torch.tensor(5., requires_grad=True)

        # %%
        y = w ** 2  # twice
        w + 1.
        print(torch.autograd.grad(y, w)[0])

        """)
  }

  @Test func aNotebookIsOneOfAnotherFrameworkCellByCell() throws {
    let session = try session(
      cell("markdown", "## One"), cell("code", "x = [1, 2]"), cell("code", "y = len(x)\ny"))
    let text = SessionSamples.exported(replayed(session), "ipynb", language: "jax")
    let cells = try #require(try JSONReader.value(of: text)["cells"]?.array)
    let sources = cells.map { ($0["source"]?.array ?? []).compactMap(\.string).joined() }
    #expect(sources.suffix(3) == ["## One", "x = [1, 2]", "y = len(x)\nprint(y)"])
    #expect(cells.last?["outputs"]?.array?.first?["text"] == .array([.string("2\n")]))
  }

  @Test func aCellOfWhichNothingIsLeftIsNoStep() throws {
    let session = try session(
      cell("code", "import tensorflow as tf"), cell("code", "x = tf.constant(1.)"))
    #expect(
      ProgramText(replayed(session), for: .jax).text
        == "import jax\nimport jax.numpy as jnp\n\n# %%\nx = jnp.array(1.)\n")
  }

  @Test func aCellInAnotherLanguageIsLeftOut() throws {
    let session = try session(cell("code", "%%bash\nls -l"), cell("code", "x = 1"))
    #expect(replayed(session).failures.isEmpty)
    #expect(ProgramText(replayed(session), for: .tensorflow).text.hasSuffix("\n# %%\nx = 1\n"))
  }

  @Test func aStepWithoutATitleHasNoHeadingInMarkdown() throws {
    let session = try session(cell("code", "x = 1"), cell("code", "x"))
    let text = SessionSamples.exported(replayed(session), "markdown")
    #expect(!text.contains("##"))
    #expect(text.contains("```tape\nx = 1\n```"))
    #expect(text.contains("x\n#> 1\n"))
  }

  @Test func whatFailsIsToldWithItsCell() throws {
    let session = try session(cell("code", "x = 1"), cell("code", "\n# note\ny = 1 / 0"))
    let failure = try #require(replayed(session).failures.first)
    let place = session.located(failure).source
    #expect(place?.cell == 2 && place?.firstLine == 3)
  }

  @Test func aCellThatMustFailIsNoFailure() throws {
    let session = try session(cell("code", "1 / 0", tags: ["raises-exception"]))
    #expect(replayed(session).failures.isEmpty)
    #expect(
      ProgramText(replayed(session), for: .jax).text.contains("# 1 / 0\n# ZeroDivisionError: "))
  }

  @Test func aCommentThatLooksLikeAMarkerStaysOne() throws {
    let session = try session(cell("code", "#> none\n#! never\nx = 1\n#@ end"))
    let program = ProgramText(replayed(session), for: .tensorflow)
    #expect(program.text.hasSuffix("# > none\n# ! never\nx = 1\n# @ end\n"))
  }

  // MARK: Listings in the percent format

  @Test func markdownOfAListingIsProse() throws {
    let text = """
      # %% [markdown]
      # # A square
      # Words.
      #
      # ## Train
      # More words.

      # %%
      # a note
      x = 2.
      # %% [markdown]
      # # Not a title any more
      """
    let prose = PercentCells.prose(text)
    #expect(
      prose.split(separator: "\n", omittingEmptySubsequences: false) == [
        "", "#: title = A square", "#| Words.", "", "# %% Train", "#| More words.", "", "# %%",
        "# a note", "x = 2.", "", "#| # Not a title any more",
      ])
    let file = try SessionFile(headerless: prose, file: nil)
    #expect(file.header.title == "A square")
    #expect(file.entries.map(\.source.firstLine) == [10])
  }

  @Test func aListingWithoutCellsStaysAsItIs() {
    let text = "# [markdown]\nx = 1\n"
    #expect(PercentCells.prose(text) == text)
  }
}
