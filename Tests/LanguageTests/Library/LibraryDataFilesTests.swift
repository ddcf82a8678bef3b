import Language
import Synchronization
import Tensors
import Testing

/// NumPy's functions of files, by the shapes and messages that NumPy 2.4 gives.
@Suite struct LibraryDataFilesTests {
  private let context = FilesInMemory.Context()

  private func shown(_ text: String) throws -> String {
    var script = Script()
    script.options.context = context
    return try script.run("import numpy as np\n" + text)
  }

  @Test func anArchiveIsADictWithFiles() throws {
    #expect(
      try shown("d = np.load('a.npz')\nd.files\nd['x']\n'x' in d") == "['x']\n[1. 2. 3.]\nTrue")
    #expect(try shown("with np.load('a.npz') as d:\n  x = d['x']\nx") == "[1. 2. 3.]")
    #expect(try shown("np.load('a.npy').dtype") == "float64")
    #expect(try shown("hasattr({}, 'files')") == "False")
  }

  @Test func whatIsSavedHasNumPysNames() throws {
    _ = try shown(
      "np.save('a', [1, 2])\nnp.savez('b.npz', [1.], np.ones(2), y=3)\nnp.savez_compressed('c', x=1)"
    )
    let written = context.files.written.withLock { $0 }
    #expect(Set(written.keys) == ["a.npy", "b.npz", "c.npz"])
    #expect(written["b.npz"]?.map(\.name) == ["arr_0", "arr_1", "y"])
    #expect(written["a.npy"]?.first?.tensor.dtype == .int64)
    #expect(written["b.npz"]?.last?.tensor.shape == [])
  }

  @Test(arguments: [
    ("np.loadtxt('a.csv').shape", "(2, 3)"), ("np.loadtxt('row.csv').shape", "(3,)"),
    ("np.loadtxt('column.csv').shape", "(3,)"), ("np.loadtxt('one.csv').shape", "()"),
    ("np.loadtxt('one.csv', ndmin=1).shape", "(1,)"),
    ("np.loadtxt('column.csv', ndmin=2).shape", "(3, 1)"),
    ("np.loadtxt('a.csv', unpack=True).shape", "(3, 2)"),
    ("np.loadtxt('empty.csv').shape", "(0,)"),
    ("np.loadtxt('a.csv', dtype=int).dtype", "int64"),
    ("a, b, c = np.loadtxt('a.csv', unpack=True)\nb", "[2. 5.]"),
    ("np.genfromtxt('a.csv', skip_header=1)", "[[1. 2. 3.]\n [4. 5. 6.]]"),
  ])
  func numbersHaveNumPysShapes(_ text: String, _ output: String) throws {
    #expect(try shown(text) == output)
  }

  @Test func theArgumentsOfLoadtxtAreHandedOn() throws {
    _ = try shown("np.loadtxt('a', delimiter=';', skiprows=2, usecols=(0, -1), max_rows=5)")
    _ = try shown("np.genfromtxt('a', delimiter=',', filling_values=7, usecols=1, comments=None)")
    let asked = context.files.asked.withLock { $0 }
    #expect(asked[0].delimiter == ";" && asked[0].skippedLines == 2 && asked[0].filling == nil)
    #expect(asked[0].columns == [0, -1] && asked[0].rowLimit == 5 && asked[0].comment == "#")
    #expect(asked[1].columns == [1] && asked[1].filling == 7 && asked[1].comment == nil)
  }

  @Test func failuresAreExceptionsThatCanBeCaught() throws {
    #expect(
      try shown("try:\n  np.load('none.npy')\nexcept FileNotFoundError as e:\n  print('caught')")
        == "caught")
    #expect(try shown("try:\n  np.load('none.npy')\nexcept OSError as e:\n  print('o')") == "o")
    var script = Script()
    let failure = script.failure(of: "import numpy as np\nnp.load('a.npy')")
    #expect(failure?.message == "files cannot be used here")
  }
}
