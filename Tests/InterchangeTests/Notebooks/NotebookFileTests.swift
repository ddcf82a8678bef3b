import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

/// The notebooks are written as nbformat's description has them (versions 4.5 and 3.0).
@Suite struct NotebookFileTests {
  /// A notebook of nbformat 4 with cells that are given as JSON.
  private func notebook(
    _ cells: String, metadata: String = #"{"kernelspec":{"name":"python3","language":"python"}}"#
  ) -> String {
    #"{"nbformat":4,"nbformat_minor":5,"metadata":\#(metadata),"cells":[\#(cells)]}"#
  }

  /// A code cell of a text.
  private func code(_ text: String, metadata: String = "{}") -> String {
    var writer = JSONWriter()
    writer.string(text)
    return #"{"cell_type":"code","id":"a","execution_count":null,"metadata":\#(metadata),"#
      + #""outputs":[{"output_type":"stream","name":"stdout","text":"old"}],"source":\#(writer.text)}"#
  }

  private func texts(_ cells: String...) throws -> [String] {
    try NotebookFile(notebook(cells.joined(separator: ",")), file: "n.ipynb").cells
      .map(\.source.text)
  }

  private func message(_ text: String) -> String? {
    do throws(Diagnostic) {
      _ = try NotebookFile(text, file: "n.ipynb")
      return nil
    } catch {
      return error.message
    }
  }

  // MARK: Cells

  @Test func codeCellsAreReadAndNumbered() throws {
    let markdown = ##"{"cell_type":"markdown","id":"m","metadata":{},"source":["# x = 1\n"]}"##
    let lines =
      #"{"cell_type":"code","id":"c","execution_count":1,"metadata":{},"outputs":[],"#
      + ##""source":["x = 1\n","x"]}"##
    let text = notebook([markdown, lines, code(" \n# only\n"), code("y")].joined(separator: ","))
    let file = try NotebookFile(text, file: "n.ipynb")
    #expect(file.cells.map(\.source.text) == ["x = 1\nx", "y"])
    // A cell that has nothing to run counts, as it does when a notebook is run from the top.
    #expect(file.cells.map(\.source.cell) == [1, 3])
    #expect(file.cells.map(\.source.file) == ["n.ipynb", "n.ipynb"])
    #expect(file.kind == .cell)
  }

  @Test func theOlderFormatIsRead() throws {
    let text =
      #"{"nbformat":3,"nbformat_minor":0,"metadata":{"name":"n"},"worksheets":[{"cells":["#
      + #"{"cell_type":"heading","level":1,"metadata":{},"source":"T"},"#
      + #"{"cell_type":"code","collapsed":false,"input":["x = 1\n","x"],"language":"python","#
      + #""metadata":{},"outputs":[]}],"metadata":{}}]}"#
    #expect(try NotebookFile(text, file: nil).cells.map(\.source.text) == ["x = 1\nx"])
  }

  @Test func magicsBecomeStatementsThatDoNothing() throws {
    #expect(try texts(code("%matplotlib inline\nx = 1")) == ["pass\nx = 1"])
    #expect(try texts(code("!pip install a \\\n  b\nx")) == ["pass\n\nx"])
    #expect(try texts(code("if x:\n  !ls\n  %cd ..\ny")) == ["if x:\n  pass\n  pass\ny"])
    #expect(try texts(code("files = !ls\na, b = %who\nx = y")) == ["pass\npass\nx = y"])
    #expect(try texts(code("%%time\nx = 1")) == ["pass\nx = 1"])
    #expect(try texts(code("%time x = f(1)\n%time -n 2 y")) == ["x = f(1)\npass"])
    #expect(try texts(code("%timeit f()")) == ["pass"])
  }

  @Test(arguments: [
    "s = '''\n%not a magic\n!nor this\n'''", "x = (5\n  % 3)", "x = [\n  '!', '%'\n]",
    "print('a'\n!= 'b')", "x = 'y' # = !ls", "x != y", "if a == 1: x = 5 % 2", "f(x = '%')",
    "x = 1 \\\n  % 3",
  ])
  func codeThatLooksLikeAMagicStays(_ text: String) throws {
    #expect(try texts(code(text)) == [text])
  }

  @Test func whatIsNotRunIsNoted() throws {
    let file = try NotebookFile(
      notebook(
        [
          code("x = 1\n%matplotlib inline"), code("\n%%bash\nls"),
          code("select 1", metadata: #"{"vscode":{"languageId":"sql"}}"#), code("%%html\n<b>"),
          code("y", metadata: #"{"vscode":{"languageId":"python"}}"#),
        ].joined(separator: ",")), file: nil)
    #expect(file.cells.map(\.source.cell) == [1, 2, 3, 4, 5])
    #expect(file.cells.filter { !$0.isSkipped }.map(\.source.cell) == [1, 5])
    #expect(
      file.notes == [
        NotebookFile.Note(cell: 1, line: 2, text: "'%matplotlib inline'"),
        NotebookFile.Note(cell: 2, line: 2, text: "cell of the magic '%%bash'"),
        NotebookFile.Note(cell: 3, line: 1, text: "cell in sql"),
        NotebookFile.Note(cell: 4, line: 1, text: "cell of the magic '%%html'"),
      ])
  }

  // MARK: Entries

  @Test func anEntrySaysWhatOfItsCellIsNotRun() throws {
    let cells = [
      "%matplotlib inline\nx = 1", "%%bash\nls", "# alone", "!pip install \\\n  a\n%cd ..",
      "%time y = 2\nif x:\n  %cd ..\ny",
    ]
    let file = try NotebookFile(
      notebook(
        cells.map { code($0) }.joined(separator: ",")), file: nil)
    let entries = file.entries()
    #expect(entries.map(\.isSkipped) == [false, true, true, false])
    #expect(entries.map(\.written.text) == [cells[0], cells[1], cells[3], cells[4]])
    #expect(entries.map(\.skippedLines) == [[1], [], [1, 3], [3]])
    let split = file.entries(splitsCells: true)
    #expect(
      split.map(\.written.text) == [
        "%matplotlib inline", "x = 1", cells[1], cells[3], "%time y = 2", "if x:\n  %cd ..", "y",
      ])
    #expect(split.map(\.isSkipped) == [true, false, true, true, false, false, false])
    #expect(split.map(\.skippedLines) == [[1], [], [], [1, 3], [], [3], []])
    #expect(
      file.sessionEntries.map(\.source.text) == ["x = 1", "y = 2", "if x:\n  pass", "y"])
  }

  @Test func aCellIsOneEntryAndItsStatementsAreWhereItIsSplit() throws {
    let file = try NotebookFile(
      notebook(
        code("x = 1\nx\nclass A:\n  pass\n\nx + 1")
          + "," + code("f(", metadata: #"{"tags":["raises-exception"]}"#)), file: nil)
    #expect(file.entries().map(\.echo) == [.last, .last])
    #expect(file.entries().map(\.mustFail) == [false, true])
    let split = file.entries(splitsCells: true)
    #expect(
      split.map(\.source.text) == ["x = 1", "x", "class A:\n  pass", "x + 1", "f("])
    #expect(split.map(\.echo) == [.never, .never, .never, .last, .last])
    #expect(split.map(\.source.firstLine) == [1, 2, 3, 6, 1])
    #expect(split.map(\.source.cell) == [1, 1, 1, 1, 2])
  }

  @Test func aSessionShowsOfACellWhatTheCellShows() throws {
    let file = try NotebookFile(
      notebook(code("x = 1\nx # one\n(x +\n  1)\nx;\nprint(x); x\nif x:\n  x\nx\nx")), file: nil)
    #expect(
      file.sessionEntries.map(\.source.text) == [
        "x = 1", "x; # one", "(x +\n  1);", "x;", "print(x); x;", "if x:\n  x", "x;", "x",
      ])
  }

  @Test func anUnclosedBracketTakesNoFurtherStatementsWithIt() throws {
    let file = try NotebookFile(notebook(code("x = [1,\n  2\ny = 3\nz = '''a\nw")), file: nil)
    #expect(
      file.entries(splitsCells: true).map(\.source.text)
        == ["x = [1,\n  2\ny = 3\nz = '''a\nw", "y = 3", "z = '''a\nw", "w"])
  }

  @Test func anErrorNamesTheCellAndItsLine() throws {
    let file = try NotebookFile(
      notebook(code("x = 1") + "," + code("y = 2\n\nx + z")), file: "n.ipynb")
    var interpreter = Interpreter(.cell)
    let results = file.entries().map { interpreter.run($0.source) }
    #expect(results[0].status == .ok)
    let diagnostic = try #require(results[1].diagnostic)
    #expect(
      DiagnosticRenderer().plainText(diagnostic)
        == """
        NameError: name 'z' is not defined
          --> n.ipynb, cell 2, line 3, column 5
          x + z
              ^

        """)
  }

  @Test func aSessionThatWasExportedIsOne() throws {
    let text = notebook(
      code("x = 2.\nx"),
      metadata: #"{"language_info":{"name":"tape"},"tapebook":{"seed":"7","dtype":"float64"}}"#)
    let file = try NotebookFile(text, file: nil)
    #expect(file.kind == .session)
    #expect(file.header.seed == 7)
    #expect(file.header.dtype == .float64)
    #expect(file.entries().map(\.source.text) == ["x = 2.", "x"])
    #expect(file.entries().map(\.echo) == [.every, .every])
  }

  // MARK: What is no notebook

  @Test(arguments: [
    ("", "'n.ipynb': the file is empty"), (" \n", "'n.ipynb': the file is empty"),
    ("{", "'n.ipynb': this is no JSON: the text ends too early (line 1, column 2)"),
    (
      "[1]", "'n.ipynb': this JSON is no notebook: it is an array without the member 'nbformat'"
    ),
    (
      #"{"a":1}"#,
      "'n.ipynb': this JSON is no notebook: it is an object without the member 'nbformat'"
    ),
    (
      #"{"nbformat":2,"worksheets":[]}"#,
      "'n.ipynb': notebooks of nbformat 2 cannot be read, only 4 and 3"
    ),
    (#"{"nbformat":4}"#, "'n.ipynb': the notebook has no list of cells"),
    (#"{"nbformat":4,"cells":{}}"#, "'n.ipynb': the notebook has no list of cells"),
    (
      #"{"nbformat":4,"cells":[1]}"#, "'n.ipynb': cell 1 of the notebook has no 'cell_type'"
    ),
    (
      #"{"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}"#,
      "'n.ipynb': cell 1 of the notebook has no text"
    ),
    (
      #"{"nbformat":4,"metadata":{"language_info":{"name":"R"}},"cells":[]}"#,
      "'n.ipynb': the notebook is written in R; only notebooks in Python can be run"
    ),
  ])
  func whatIsNoNotebookIsRefused(_ text: String, _ expected: String) {
    #expect(message(text) == expected)
  }

  @Test func deepAndCutOffNotebooksAreRefused() {
    let deep = String(repeating: "[", count: 500_000)
    #expect(message(#"{"nbformat":4,"metadata":\#(deep)"#)?.contains("more than 256 deep") == true)
    let whole = notebook(code("x = 1\nx"))
    for length in stride(from: 1, to: whole.utf8.count, by: 3) {
      #expect(message(String(decoding: whole.utf8.prefix(length), as: UTF8.self)) != nil)
    }
  }
}
