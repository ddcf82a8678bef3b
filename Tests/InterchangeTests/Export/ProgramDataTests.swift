import Foundation
import Language
import Testing

@testable import Interchange

/// Data files in programs.
///
/// Each of these programs was run by Python's csv and NumPy with its
/// framework, and printed what the session shows.
@Suite struct ProgramDataTests {
  private func lines(
    _ text: String, _ framework: Framework, _ name: String, _ content: String
  ) throws -> [String] {
    let program = try LocalData.program(text, framework, files: [name: Data(content.utf8)])
    #expect(program.problems.map(\.message) == [])
    return program.parts.flatMap(\.lines)
  }

  @Test func aColumnIsReadByItsOwnNameInTheFile() throws {
    #expect(
      try lines("load …/t.csv\nb_c", .pytorch, "t.csv", "b c,x\n1,2.5\n2,3.5\n") == [
        "with open(\"t.csv\", newline=\"\") as file:", "    rows = list(csv.DictReader(file))",
        "b_c = torch.tensor([int(row[\"b c\"]) for row in rows], dtype=torch.int32)",
        "x = torch.tensor([float(row[\"x\"]) for row in rows], dtype=torch.float32)",
        "print(b_c)",
      ])
  }

  @Test func aNameThatStandsTwiceInTheHeaderIsNoKey() throws {
    #expect(
      try lines("load …/t.csv", .jax, "t.csv", "x,x\n1,2\n") == [
        "with open(\"t.csv\", newline=\"\") as file:",
        "    rows = [row for row in csv.reader(file) if row]", "rows = rows[1:]",
        "x = jnp.array([int(row[0]) for row in rows], dtype=jnp.int32)",
        "x_2 = jnp.array([int(row[1]) for row in rows], dtype=jnp.int32)",
      ])
  }

  @Test func aTableUnderOneNameIsADictOfItsColumns() throws {
    #expect(
      try lines("load …/t.csv as d\nd[\"b c\"]", .tensorflow, "t.csv", "b c,s\n1,a\n") == [
        "with open(\"t.csv\", newline=\"\") as file:", "    rows = list(csv.DictReader(file))",
        "d = {", "    \"b c\": tf.constant([int(row[\"b c\"]) for row in rows], dtype=tf.int32),",
        "    \"s\": [row[\"s\"] for row in rows],", "}", "print(d[\"b c\"])",
      ])
  }

  @Test(arguments: Framework.allCases)
  func anEmptyFieldIsNaNAndAWordForItToo(framework: Framework) throws {
    let empty = try lines("load …/t.csv", framework, "t.csv", "x\n1\n\"\"\n2.5\n")
    #expect(empty.last?.contains("[float(row[\"x\"] or \"nan\") for row in rows]") == true)
    let program = try LocalData.program(
      "load …/t.csv", framework, files: ["t.csv": Data("x\n1\nNA\n2.5\n".utf8)])
    #expect(
      program.parts.last?.lines.last?.contains("[number_or_nan(row[\"x\"]) for row in rows]")
        == true)
    #expect(program.prelude.contains("def number_or_nan(field):"))
    #expect(program.prelude.contains { $0.contains("\"NA\",") })
  }

  @Test(arguments: Framework.allCases)
  func aColumnOfTruthValuesIsOne(framework: Framework) throws {
    let last = try lines("load …/t.csv", framework, "t.csv", "f\nTrue\nFALSE\ntrue\n").last
    let type =
      switch framework {
      case .tensorflow: "tf.bool"
      case .pytorch: "torch.bool"
      case .jax: "jnp.bool_"
      }
    #expect(
      last?.hasSuffix("([row[\"f\"].strip().lower() == \"true\" for row in rows], dtype=\(type))")
        == true)
  }

  @Test func commentsDecimalCommasAndBlanksAreRead() throws {
    #expect(
      try lines("load …/t.csv", .pytorch, "t.csv", "# source\na; b\n1,5; 2\n2,5; 3\n") == [
        "with open(\"t.csv\", newline=\"\") as file:",
        "    lines = (line for line in file if not line.startswith(\"#\"))",
        "    rows = list(csv.DictReader(lines, delimiter=\";\", skipinitialspace=True))",
        "a = torch.tensor([float(row[\"a\"].replace(\",\", \".\")) for row in rows], "
          + "dtype=torch.float32)",
        "b = torch.tensor([int(row[\"b\"]) for row in rows], dtype=torch.int32)",
      ])
  }

  @Test func aTableWithoutNamesIsAMatrix() throws {
    #expect(
      try lines("load …/t.csv as m", .jax, "t.csv", "1,2\n3,4.5\n") == [
        "with open(\"t.csv\", newline=\"\") as file:",
        "    rows = [row for row in csv.reader(file) if row]",
        "m = jnp.array([[float(field) for field in row] for row in rows], dtype=jnp.float32)",
      ])
  }

  /// Arrays that NumPy has written.
  private func fixture(_ name: String) throws -> [String: Data] {
    [name: Data(try DataFixture.bytes(of: name))]
  }

  @Test func anArrayUnderANameIsReadUnderIt() throws {
    let program = try LocalData.program(
      "load …/float64.npy as v\nv", .pytorch, files: fixture("float64.npy"))
    #expect(
      program.parts.flatMap(\.lines) == [
        "v = torch.from_numpy(np.load(\"float64.npy\"))", "print(v)",
      ])
  }

  @Test func whatTheSessionWidensIsWidenedInTheProgram() throws {
    let half = try LocalData.program(
      "load …/float16.npy as v\nv", .pytorch, files: fixture("float16.npy"))
    #expect(
      half.parts.flatMap(\.lines).first
        == "v = torch.from_numpy(np.load(\"float16.npy\").astype(np.float32))")
    let big = try LocalData.program("load …/big.npy as v\nv", .jax, files: fixture("big.npy"))
    #expect(big.parts.flatMap(\.lines).first?.contains("np.load(\"big.npy\").astype(np.") == true)
  }

  @Test(arguments: Framework.allCases)
  func whatNumPyReadsIsWidenedAsInTheSession(framework: Framework) throws {
    let text = """
      import numpy as np
      d = np.load('…/stored.npz')
      d['n'].dtype
      d['x'].dtype
      [d[k].ndim for k in d.files]
      [a.ndim for a in d.values()]
      """
    let program = try LocalData.program(text, framework, files: fixture("stored.npz"))
    #expect(program.problems.map(\.message) == [])
    #expect(
      program.parts.flatMap(\.lines).filter { !$0.hasPrefix("import") } == [
        "d = np.load('stored.npz')", "print(d['n'].astype(np.int32).dtype)",
        "print(d['x'].dtype)", "print([widened(d[k]).ndim for k in d.files])",
        "print([a.ndim for a in [widened(array) for array in d.values()]])",
      ])
    #expect(program.prelude.contains("def widened(array):"))
    let half = try LocalData.program(
      "import numpy as np\nnp.load('…/float16.npy')", framework, files: fixture("float16.npy"))
    #expect(
      half.parts.flatMap(\.lines).last == "print(np.load('float16.npy').astype(np.float32))")
  }

  @Test func anArchiveUnderOneNameIsADict() throws {
    let program = try LocalData.program(
      "load …/stored.npz as d", .tensorflow, files: fixture("stored.npz"))
    #expect(
      program.parts.flatMap(\.lines) == [
        "arrays = np.load(\"stored.npz\")", "d = {", "    \"x\": tf.constant(arrays[\"x\"]),",
        "    \"n\": tf.constant(arrays[\"n\"].astype(np.int32)),",
        "    \"日本\": tf.constant(arrays[\"日本\"]),", "    \"a/b\": tf.constant(arrays[\"a/b\"]),",
        "}",
      ])
  }

  @Test func whatIsLoadedAsFloat64StaysSoInJAX() throws {
    let program = try LocalData.program(
      "load …/float64.npy as v\nu = constant([1., 2.])", .jax, files: fixture("float64.npy"))
    #expect(program.prelude.contains("jax.config.update(\"jax_enable_x64\", True)"))
    #expect(
      program.parts.flatMap(\.lines) == [
        "v = jnp.array(np.load(\"float64.npy\"))", "u = jnp.array([1., 2.], dtype=jnp.float32)",
      ])
  }

  @Test func numbersStayFloat32BesideFloat64InJAX() throws {
    let program = try LocalData.program(
      "load …/float64.npy as v\ndef f(t): return sin(t)\nexp(1.)\nf(2.)\nv * 2.\none_hot([0, 1], 2)",
      .jax,
      files: fixture("float64.npy"))
    #expect(
      program.parts.flatMap(\.lines).filter { $0.hasPrefix("print") } == [
        "print(jnp.exp(jnp.array(1., dtype=jnp.float32)))",
        "print(f(jnp.array(2., dtype=jnp.float32)))", "print(v * 2.)",
        "print(jax.nn.one_hot([0, 1], 2, dtype=jnp.float32))",
      ])
  }

  @Test func aFileThatIsNoLongerThereIsAProblemAtItsLine() throws {
    let session = ReplayedSession(
      try SessionFile("#: format = tape/1\nload /nowhere/t.csv\n", file: nil))
    let program = ProgramText(session, for: .jax)
    #expect(program.text.contains("# load /nowhere/t.csv"))
    #expect(session.failures.map(\.line) == [2])
  }
}
