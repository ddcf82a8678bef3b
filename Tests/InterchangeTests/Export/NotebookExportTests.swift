import Foundation
import Language
import Notebook
import Testing

@testable import Interchange

/// The structure is that of nbformat 4.5.
@Suite struct NotebookExportTests {
  private func notebook(_ text: String, language: String = "tape") throws -> JSONValue {
    let session = try SessionSamples.replayed(text)
    return try JSONReader.value(
      of: SessionSamples.exported(session, "ipynb", language: language))
  }

  private func source(_ cell: JSONValue) -> String {
    (cell["source"]?.array ?? []).compactMap(\.string).joined()
  }

  @Test(arguments: SessionSamples.files)
  func aSessionIsReadBackFromItsNotebook(_ file: URL) throws {
    let session = try SessionSamples.replayed(file)
    let text = SessionSamples.exported(session, "ipynb", language: "tape")
    let notebook = try NotebookFile(text, file: nil)
    #expect(notebook.kind == .session)
    #expect(notebook.header.seed == session.file.header.seed ?? 0)
    #expect(notebook.header.dtype == session.floatDType)
    let entries = session.entries.map(\.entry).filter { !$0.options.isSkipped }
    #expect(notebook.entries().map(\.source.text) == entries.map(\.source.text))
    #expect(notebook.entries().map(\.mustFail) == entries.map(\.mustFail))
  }

  @Test func theCellsHaveWhatTheFormatAsksFor() throws {
    let value = try notebook(
      """
      #: title = T
      # %% One
      #| Words.
      x = 2.
      # why
      x
      #> 2.0
      #@ skip
      slow()
      1 / 0
      #! ZeroDivisionError: division by zero

      """)
    #expect(value["nbformat"] == .integer(4) && value["nbformat_minor"] == .integer(5))
    #expect(value["metadata"]?["kernelspec"]?["name"] == .string("tapebook"))
    let cells = try #require(value["cells"]?.array)
    #expect(
      cells.map { $0["cell_type"]?.string } == ["markdown", "code", "code", "code"])
    #expect(
      cells.map(source) == ["# T\n\n## One\n\nWords.", "x = 2.\n# why\nx", "slow()", "1 / 0"])
    #expect(Set(cells.compactMap { $0["id"]?.string }).count == 4)
    #expect(cells[1]["outputs"]?.array?.first?["text"] == .array([.string("2.0\n")]))
    #expect(cells[1]["execution_count"] == .integer(1))
    #expect(cells[2]["metadata"]?["tags"] == .array([.string("skip-execution")]))
    #expect(cells[3]["metadata"]?["tags"] == .array([.string("raises-exception")]))
    let failure = try #require(cells[3]["outputs"]?.array?.first)
    #expect(failure["output_type"] == .string("error"))
    #expect(failure["ename"] == .string("ZeroDivisionError"))
    #expect(failure["evalue"] == .string("division by zero"))
    #expect(failure["traceback"]?.array?.first?.string?.hasPrefix("ZeroDivisionError") == true)
  }

  @Test func thePythonNotebookRunsInPython() throws {
    let value = try notebook("#| Words.\nx = 2.\n", language: "tensorflow")
    #expect(value["metadata"]?["kernelspec"]?["name"] == .string("python3"))
    #expect(value["metadata"]?["language_info"]?["name"] == .string("python"))
    #expect(value["metadata"]?["tapebook"] == nil)
  }

  @Test func theTextIsIndentedAsJupyterDoes() throws {
    let session = try SessionSamples.replayed("'a, \"b\": [{'\n")
    let text = SessionSamples.exported(session, "ipynb", language: "tape")
    #expect(text.hasPrefix("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n"))
    #expect(text.contains("   \"metadata\": {},\n"))
    #expect(text.contains("    \"'a, \\\"b\\\": [{'\"\n"))
    #expect(text.hasSuffix("}\n"))
  }
}
