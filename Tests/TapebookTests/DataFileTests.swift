import Foundation
import Testing

/// Data files and the rule of files, in the program as it was built.
@Suite struct DataFileTests {
  /// Calls `body` with a folder of its own, which has a table in it and a folder for scripts.
  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    let scripts = folder.appendingPathComponent("scripts")
    try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("x,y\n1,2.5\n3,4.5\n".utf8).write(to: folder.appendingPathComponent("data.csv"))
    try Data("x,y\n7,8.5\n".utf8).write(to: scripts.appendingPathComponent("data.csv"))
    return try body(folder.path)
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func whatIsSavedIsLoaded() throws {
    try withFolder { folder in
      let run = try Program.run([
        "-e", "load \(folder)/data.csv", "-e", "w = Variable([1., 2.])",
        "-e", "s = 'text'", "-e", "vars --save \(folder)/a.npz",
        "-e", "load \(folder)/a.npz as d", "-e", "d['y'] + d['w']",
        "-e", "vars --save \(folder)/y.npy y", "-e", "load \(folder)/y.npy as z", "-e", "z",
      ])
      #expect(run.error == "")
      #expect(
        run.output == """
          name  shape  dtype
          x     (2,)   int32
          y     (2,)   float32
          wrote \(folder)/a.npz: w (2,) float32, x (2,) int32, y (2,) float32
          left out, no tensors: s
          name    shape  dtype
          d['w']  (2,)   float32
          d['x']  (2,)   int32
          d['y']  (2,)   float32
          [3.5 6.5]
          wrote \(folder)/y.npy: y (2,) float32
          name  shape  dtype
          z     (2,)   float32
          [2.5 4.5]

          """)
    }
  }

  @Test func namesThatCannotBeBoundBecomeOthers() throws {
    try withFolder { folder in
      try write("sepal length (cm),class,2019,sum,sum\n1,2,3,4,5\n", to: folder + "/t.csv")
      let run = try Program.run(["-e", "load \(folder)/t.csv --header", "-e", "sepal_length_cm"])
      #expect(
        run.output == """
          name             shape  dtype
          sepal_length_cm  (1,)   int32  'sepal length (cm)' in the file
          class_           (1,)   int32  'class' in the file
          _2019            (1,)   int32  '2019' in the file
          sum              (1,)   int32  hides the library's sum: del sum brings it back
          sum_2            (1,)   int32  'sum' in the file
          [1]

          """)
    }
  }

  @Test func aFileThatIsThereIsReplacedOnlyByForce() throws {
    try withFolder { folder in
      let path = folder + "/data.csv"
      let refused = try Program.run(["-e", "v = constant([1.])", "-e", "vars --save \(path)"])
      #expect(refused.status == 1 && refused.error.contains("FileExistsError: '\(path)' is there"))
      #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("x,y"))
      let forced = try Program.run([
        "-e", "v = constant([1.])", "-e", "vars --save \(path) --force",
      ])
      #expect(forced.status == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "v\n1.0\n")
    }
  }

  @Test func aScriptReadsBesideItself() throws {
    try withFolder { folder in
      let script = folder + "/scripts/s.tape"
      try write("#: format = tape/1\nload data.csv;\ny\n#> [8.5]\n", to: script)
      #expect(try Program.run(["run", script]).output.hasSuffix("[8.5]\n"))
      let listing = folder + "/scripts/l.py"
      try write(
        "import numpy as np\nprint(np.loadtxt('data.csv', delimiter=',', skiprows=1))\n",
        to: listing)
      #expect(try Program.run([listing]).output == "[7.  8.5]\n")
      // What the script is run from makes no difference.
      let nested = try Program.run(["-e", "run \(script)"])
      #expect(nested.output.hasSuffix("[8.5]\n"))
    }
  }

  @Test(arguments: [
    "load ../data.csv", "import numpy as np; np.load('../data.csv')", "load /etc/passwd.csv",
    "x = ones(2); vars --save new.npz", "import numpy as np; np.save('new.npy', [1.])",
    "save new.tape", "x = ones(2); watch x; y = x * x; graph y to new.svg",
    "x = ones(2); watch x; y = x * x; graph y to new.dot", "run ../other.py",
    "run inner.tape --allow-files", "load -",
  ])
  func aScriptDoesNothingElseWithFiles(_ text: String) throws {
    try withFolder { folder in
      let script = folder + "/scripts/s.tape"
      try write("#: format = tape/1\n\(text)\n", to: script)
      try write("print(1)\n", to: folder + "/other.py")
      try write("#: format = tape/1\nvars --save new.npz\n", to: folder + "/scripts/inner.tape")
      let before = try FileManager.default.contentsOfDirectory(atPath: folder + "/scripts").sorted()
      for arguments in [["run", script], ["test", script], ["-e", "run \(script)"]] {
        let run = try Program.run(arguments)
        #expect(run.status == 1)
        #expect((run.error + run.output).contains("PermissionError: a replayed script"))
        #expect((run.error + run.output).contains("--allow-files"))
      }
      let after = try FileManager.default.contentsOfDirectory(atPath: folder + "/scripts").sorted()
      #expect(before == after)
    }
  }

  @Test func theUserCanAllowAScriptFiles() throws {
    try withFolder { folder in
      let script = folder + "/scripts/s.tape"
      try write(
        "#: format = tape/1\nload ../data.csv;\nvars --save new.npz --force\n", to: script)
      for arguments in [
        ["run", "--allow-files", script], ["test", "--allow-files", "--update", script],
        ["-e", "run \(script) --allow-files"],
      ] {
        let run = try Program.run(arguments)
        #expect(run.status == 0, "\(arguments): \(run.error)")
        #expect(FileManager.default.fileExists(atPath: folder + "/scripts/new.npz"))
        try FileManager.default.removeItem(atPath: folder + "/scripts/new.npz")
      }
    }
  }

  @Test func whatWritesAFileIsNoPartOfASavedSession() throws {
    try withFolder { folder in
      let run = try Program.run(
        [],
        input: """
          x = constant([1., 2.])
          watch x
          y = x * x
          graph y to \(folder)/g.dot
          vars --save \(folder)/a.npz
          save \(folder)/s.tape

          """)
      #expect(run.status == 0)
      #expect(run.output.contains("saved 3 entries"), "\(run.output)")
    }
  }

  @Test func savingElsewhereTellsOfTheData() throws {
    try withFolder { folder in
      try write("#: format = tape/1\nload d.csv;\n", to: folder + "/scripts/s.tape")
      try write("x\n1\n", to: folder + "/scripts/d.csv")
      let run = try Program.run(
        [],
        input: """
          load \(folder)/scripts/s.tape
          save \(folder)/scripts/t.tape
          save \(folder)/t.tape
          import numpy as np; a = np.loadtxt('\(folder)/scripts/d.csv', skiprows=1)
          save \(folder)/scripts/t.tape --force
          save \(folder)/u.tape
          del a
          undo 2
          save \(folder)/v.tape
          """)
      #expect(run.status == 0, "\(run.error)")
      let notes = run.output.split(separator: "\n").filter { $0.hasPrefix("note: ") }
      #expect(
        notes == [
          "note: a replay reads d.csv from the folder of \(folder)/t.tape; copy it there",
          "note: a replay reads d.csv from the folder of \(folder)/u.tape; copy it there",
          "note: a replay reads d.csv from the folder of \(folder)/v.tape; copy it there",
        ])
      // What the note says is so, and what it tells to do helps.
      #expect(try Program.run(["run", folder + "/t.tape"]).status == 1)
      try FileManager.default.copyItem(
        atPath: folder + "/scripts/d.csv", toPath: folder + "/d.csv")
      #expect(try Program.run(["run", folder + "/t.tape"]).status == 0)
      let inside = try Program.run(
        ["-i", "-e", "import numpy as np; a = np.loadtxt('\(folder)/d.csv', skiprows=1)"],
        input: """
          save \(folder)/scripts/w.tape
          record \(folder)/scripts/r.tape
          record off
          save \(folder)/w.tape
          """)
      let note =
        "note: a replay reads no files outside of its folder, as \(folder)/d.csv, unless it is run "
        + "with --allow-files"
      let told = inside.output.split(separator: "\n").filter { $0.hasPrefix("note: ") }
      #expect(told.map(String.init) == [note, note])
      #expect(try Program.run(["run", folder + "/scripts/w.tape"]).status == 1)
      #expect(try Program.run(["run", "--allow-files", folder + "/scripts/w.tape"]).status == 0)
    }
  }

  @Test func whatALoadedFileWritesIsNoPartOfASavedSession() throws {
    try withFolder { folder in
      let script = folder + "/scripts/s.tape"
      try write(
        "#: format = tape/1\nx = constant([1., 2.])\nvars --save new.npz --force\nplot x to p.svg\n",
        to: script)
      let run = try Program.run(
        [], input: "load \(script) --allow-files\nsave \(folder)/saved.tape\n")
      #expect(run.status == 0, "\(run.error)")
      let saved = try String(contentsOfFile: folder + "/saved.tape", encoding: .utf8)
      #expect(saved.hasSuffix("dtype = float32\n\nx = constant([1., 2.])\n"))
    }
  }

  @Test(arguments: ["run", "load"]) func aScriptThatIsMissingIsNotFound(_ word: String) throws {
    let code = "try:\n  \(word) none.tape\nexcept FileNotFoundError as e:\n  print(e)"
    let run = try Program.run(["-e", code])
    #expect(run.output == "cannot open 'none.tape': No such file or directory\n")
    let other = try Program.run(["-e", code.replacing("FileNotFoundError", with: "OSError")])
    #expect(other.output == run.output)
  }

  @Test func exportsSeeTheDataBesideTheSession() throws {
    try withFolder { folder in
      let script = folder + "/scripts/s.tape"
      try write("#: format = tape/1\nload data.csv;\ny\n", to: script)
      let run = try Program.run(["export", "--to", "tensorflow", "--keep-going", script])
      #expect(!run.error.contains("files cannot be used here"))
    }
  }
}
