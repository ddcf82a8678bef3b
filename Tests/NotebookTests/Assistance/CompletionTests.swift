import Language
import Testing

@testable import Notebook

/// Completion from the declarations.
@Suite struct CompletionTests {
  static let session = """
    import tensorflow as tf
    x = ones(2, 3)
    u = ones(2)
    watch x
    y = x * 2
    z = sum(y)
    n = constant([1, 2])
    a = 2.
    alpha = [1]
    v = Variable(1.)
    d = {'key': 1, 'kind': 2}
    def far(p, zz=1):
      return p
    """

  @Test(arguments: [
    ("wat", ["watch "]), ("alp", ["alpha"]), ("fa", ["far("]), ("resh", ["reshape("]),
    ("whi", ["while "]), ("vars", ["vars "]), ("x.resh", ["reshape("]), ("x.sha", ["shape"]),
    ("tf.reduce_me", ["reduce_mean("]), ("tf.mat", ["math.", "matmul("]),
    ("tf.math.logic", ["logical_and(", "logical_not(", "logical_or(", "logical_xor("]),
    ("alpha.app", ["append("]), ("'a'.upp", ["upper("]),
    ("y = alp", ["alpha"]), ("sum(x, ke", ["keepdims="]), ("sum(x, axis=0, kee", ["keepdims="]),
    ("far(1, zz", ["zz="]), ("f'{alp", ["alpha"]), ("import tens", ["tensorflow"]),
    ("from math import sqr", ["sqrt("]), ("x i", ["if ", "in ", "is "]),
    ("return alp", ["alpha"]), ("time wat", ["watch "]), ("if wat", []),
    ("grad ", ["y", "z"]), ("grad z ", ["x", "y"]), ("grad z x ", ["y", "on "]),
    ("grad z x --", ["--zero"]), ("grad z x --ze", ["--zero"]), ("g = grad z ", ["x", "y"]),
    ("watch ", ["a", "u", "v"]), ("unwatch ", ["x"]), ("tape cl", ["close "]),
    ("tape new ", ["persistent", "manual"]), ("set dt", ["dtype "]),
    ("set dtype ", ["float32", "float64"]), ("del al", ["alpha"]), ("help wat", ["watch"]),
    ("?wat", ["watch"]), ("help tf.reduce_me", ["reduce_mean"]), ("d['k", ["key']", "kind']"]),
    ("d[\"ki", ["kind\"]"]), ("del x, al", ["alpha"]), ("watch x[alp", ["alpha"]),
    ("grad resh", ["reshape("]), ("help GradientTape.grad", ["gradient"]),
    ("def al", []), ("for al", []), ("# al", []), ("'al", []), ("12", []), ("x.zzz", []),
    ("print(alp", ["alpha"]),
  ])
  func aBeginningHasItsCompletions(_ text: String, _ expected: [String]) {
    let found = Draft(after: Self.session).completions(text)
    #expect(Array(found.prefix(expected.count)) == expected, "\(found.prefix(8))")
    if text != "x i", text != "tf.mat" { #expect(found.count == expected.count, "\(found)") }
  }

  @Test(arguments: [
    // Numbers and words of the user's own.
    ("undo ", []), ("redo ", []), ("history ", []), ("seed ", []), ("apropos ", []),
    ("seed alp", ["alpha"]), ("set dtype float64 ", []), ("set dtype ", ["float32", "float64"]),
    // A command's second word.
    ("print ", ["all "]), ("print a", ["all "]), ("time print ", ["all "]),
    ("print all ", ["n", "u", "v", "x", "y", "z"]), ("print all x ", ["n", "u", "v", "y", "z"]),
    // Calls.
    ("grad(", ["y", "z"]), ("grad(z, ", ["x", "y"]), ("grad(z, x, ", ["y"]),
    ("g = grad(z, ", ["x", "y"]), ("grad(z, [", ["x", "y"]), ("grad(z, (x, ", ["y"]),
    ("grad(z, alp", ["alpha"]), ("grad(fa", ["far("]), ("t.gradient(", ["y", "z"]),
    ("t.gradient(z, ", ["x", "y"]), ("t.gradient(z, [x, ", ["y"]),
    ("t.gradient(sources=", ["x", "y", "z"]), ("t.gradient(z, sources=[", ["x", "y"]),
    ("t.gradient(z, x, outp", ["output_gradients="]),
    // Element types.
    ("ones(2, dtype=", dtypes), ("ones(2, dtype=f", ["float32", "float64"]),
    ("ones(2, dtype=tf.", ["bool", "double"] + dtypes),
    ("ones(2, dtype=tf.fl", ["float32", "float64"]),
    ("cast(x, ", dtypes), ("cast(x, tf.", ["bool", "double"] + dtypes), ("x.astype(", dtypes),
    ("eye(2, dtype=", dtypes),
    ("tf.cast(x, dtype=tf.i", ["int32", "int64"]), ("arange(3, dtype=i", ["int32", "int64"]),
    ("Variable(1., dtype=f", ["float32", "float64"]),
    // What an expression has.
    ("sum(x).sha", ["shape"]), ("(x + y).sha", ["shape"]), ("x[0].sh", ["shape"]),
    ("x.shape.", ["as_list(", "count(", "index("]), ("'a'.up", ["upper("]), ("f'{x.sh", ["shape"]),
    ("f'{x[0].sh", ["shape"]), ("x.T.sha", ["shape"]), ("ones(2, 3).sha", ["shape"]),
    ("[1].app", ["append("]), ("{}.ke", ["keys("]), ("grad z x[0].sh", ["shape"]),
    ("print(x.T[0].sh", ["shape"]), ("alpha[0].", ["bit_length("]), ("nothing(x).", []),
    ("(x @ y).", []),
    ("f'{alp}'.uppe", ["upper("]), ("sum(x, foo=1).", []),
  ])
  func whatIsMeantIsOfferedAndNothingElse(_ text: String, _ expected: [String]) {
    let session = Self.session + "\nwith tf.GradientTape() as t:\n  pass"
    #expect(Draft(after: session).completions(text) == expected)
  }

  static let dtypes = ["float32", "float64", "int32", "int64"]

  @Test(arguments: ["", "time ", "s", "time s", "x = s", "sum(", "sum(x, ", "tf.", "help ", "?s"])
  func candidatesAreSortedByKindThenName(_ text: String) {
    let completion = Draft(after: Self.session).assistance.completion(
      of: text, cursor: text.utf8.count)
    let candidates = completion?.candidates ?? []
    #expect(!candidates.isEmpty)
    for (before, after) in zip(candidates, candidates.dropFirst()) {
      #expect((before.kind, before.text) < (after.kind, after.text))
    }
  }

  @Test func onlyTheTargetsTapeGivesSources() {
    let draft = Draft(after: Self.session + "\nwatch u\nlater = u + 1\nm = sum(later)")
    #expect(draft.completions("grad z ") == ["x", "y"])
    #expect(draft.completions("grad m ") == ["u", "later"])
    #expect(draft.completions("grad unknown ") == ["u", "x", "later", "m", "y", "z"])
  }

  @Test func tapesStandBehindOn() {
    let draft = Draft(after: "x = ones(2)\ntape new inner\nwatch x\ny = sum(x)")
    #expect(draft.completions("grad y x on ") == ["inner"])
    #expect(draft.completions("tape close ") == ["inner"])
  }

  @Test func wordsThatTakeAFileStandBehindWhatIsDrawn() {
    let draft = Draft(after: Self.session)
    #expect(draft.completions("graph z ") == ["x", "y", "on ", "to "])
    #expect(draft.completions("graph z t") == ["to "])
    #expect(draft.completions("graph z to ") == [])
    #expect(draft.completions("graph z to g.svg ").suffix(2) == ["on ", "to "])
    #expect(draft.completions("tape do") == ["dot "])
    #expect(draft.completions("tape dot t") == ["to "])
    #expect(draft.completions("derivative far b") == ["by "])
    #expect(draft.completions("trace x[0] ") == ["y", "z"])
  }

  @Test func aCompletionReplacesTheLettersBeforeTheCursor() {
    let draft = Draft(after: "größe = 1")
    let completion = draft.assistance.completion(of: "x + grö + 1", cursor: 8)
    #expect(completion?.range == SourceRange(4, 8))
    #expect(completion?.candidates.map(\.text) == ["größe"])
    #expect(draft.completed("größe * grö") == "größe * größe")
  }

  @Test func aCandidateSaysWhatItIs() {
    let draft = Draft(after: Self.session)
    let note = { (text: String) in
      draft.assistance.completion(of: text, cursor: text.utf8.count)?.candidates.first?.note
    }
    #expect(note("grad z ") == "float32 (2, 3)")
    #expect(note("fa") == "far(p, zz=1)")
    #expect(note("sum(x, ke") == "default False")
    #expect(note("wat") == "Record what is computed from values from now on")
  }

  static let files = ListedFiles(directories: [
    "": [
      FileName("a.tape", isDirectory: false), FileName("my file.tape", isDirectory: false),
      FileName("more", isDirectory: true), FileName(".hidden", isDirectory: false),
    ],
    "more/": [FileName("b.tape", isDirectory: false)],
    "~/": [FileName("home.tape", isDirectory: false)],
  ])

  @Test(arguments: [
    ("load ", ["a.tape", "more/", "\"my file.tape\""]), ("load m", ["more/", "\"my file.tape\""]),
    ("load more/", ["more/b.tape"]), ("load ~/", ["~/home.tape"]), ("load .", [".hidden"]),
    ("load \"my f", ["\"my file.tape\""]), ("load 'my f", ["'my file.tape'"]),
    ("run a.t", ["a.tape"]), ("load a.tape ", []), ("x = zz", []),
    ("graph z to m", ["more/", "\"my file.tape\""]), ("graph z x to more/", ["more/b.tape"]),
    ("tape dot to a", ["a.tape"]), ("tape dot t to a", ["a.tape"]),
  ])
  func pathsOfFilesAreCompleted(_ text: String, _ expected: [String]) {
    #expect(Draft(files: Self.files).completions(text) == expected)
  }

  @Test(arguments: [
    ("load ", "\"it's \\\"q\\\".tape\""), ("load \"it", "\"it's \\\"q\\\".tape\""),
    ("load 'it", "'it\\'s \"q\".tape'"), ("load \"it's \\\"", "\"it's \\\"q\\\".tape\""),
    ("load b", "\"b\\\\c.tape\""), ("load (", "\"(d.tape\""),
  ])
  func aPathThatNeedsQuotesIsReadAsThatPath(_ text: String, _ expected: String) throws {
    let names = ["it's \"q\".tape", "b\\c.tape", "(d.tape"]
    let files = ListedFiles(directories: [
      "": names.map { FileName($0, isDirectory: false) }
    ])
    let found = Draft(files: files).completions(text)
    #expect(found.contains(expected), "\(found)")
    let parser = Parser(commands: [CommandDeclaration.load.syntax], isBound: { _ in false })
    for argument in found {
      let entry = try parser.parse(
        EntrySource(file: nil, text: "load \(argument)", firstLine: 1))
      guard case .command(let command, _)? = entry.statements.first?.kind,
        case .word(let path)? = command.arguments.first?.kind
      else {
        Issue.record("\(argument)")
        continue
      }
      #expect(names.contains(path))
    }
  }

  @Test func aListOfPathsShowsTheirLastNames() throws {
    let assistance = Draft(files: Self.files).assistance
    func labels(_ text: String) throws -> [String] {
      let completion = assistance.completion(of: text, cursor: text.utf8.count)
      return try #require(completion).candidates.map(\.label)
    }
    #expect(try labels("load ") == ["a.tape", "more/", "my file.tape"])
    #expect(try labels("load more/") == ["b.tape"])
    #expect(try labels("load \"my") == ["my file.tape"])
  }

  @Test(arguments: ["", "x = ", "a", "s", "tf.", "x.", "w", "f", "i", "sum(x, "])
  func whatIsPutInIsANameOrAKeyword(_ text: String) {
    let draft = Draft(after: Self.session)
    let completion = draft.assistance.completion(of: text, cursor: text.utf8.count)
    for candidate in completion?.candidates ?? [] {
      let tokens = TokenScan(candidate.text).tokens
      #expect(tokens.count == 1, "\(candidate.text)")
      switch tokens.first?.kind {
      case .name, .keyword: break
      default: Issue.record("\(candidate.text)")
      }
    }
  }
}
