import Foundation
import Testing

@Suite struct CommandLineTests {
  /// Calls `body` with the path of a file that holds a text.
  private func withFile<R>(
    _ text: String, ending: String = "tape", _ body: (String) throws -> R
  ) throws -> R {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString).\(ending)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  // MARK: Help

  @Test func helpTellsWhatThePromptTells() throws {
    let run = try Program.run(["help", "sin"])
    #expect(run.output == (try Program.run(["-e", "help sin"])).output)
    #expect(run.output.hasPrefix("sin(x)\n"))
    #expect(run.status == 0)
    let unknown = try Program.run(["help", "nosuch"])
    #expect(unknown.error.contains("there is no command, function or name 'nosuch'"))
    #expect(unknown.status == 1)
    // A subcommand's own help comes first.
    #expect(try Program.run(["help", "test"]).output.contains("USAGE: tapebook test"))
  }

  @Test func theReferenceIsOnePage() throws {
    let run = try Program.run(["help", "--all"])
    #expect(run.output.contains("\nLINEAR ALGEBRA\n"))
    #expect(run.output.contains("\nmatmul("))
    #expect(run.status == 0)
    #expect(try Program.run(["help", "--all", "sin"]).status == 2)
  }

  // MARK: Where entries come from

  @Test func codeIsGivenInOneSession() throws {
    let run = try Program.run(["-e", "x = 2", "-e", "-x"])
    #expect(run.output == "-2\n")
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test func standardInputIsAScript() throws {
    let run = try Program.run([], input: "x = 20\nx + 1\n\nfor i in range(2):\n  i\n")
    #expect(run.output == "21\n0\n1\n")
    #expect(run.error == "")
    #expect(run.status == 0)
    #expect(try Program.run(["run", "-"], input: "1 + 1").output == "2\n")
    #expect(try Program.run(["-"], input: "1 + 1").output == "2\n")
  }

  @Test func standardInputCanBeASessionFile() throws {
    let run = try Program.run([], input: "#: format = tape/1\n1 / 0\n#! ZeroDivisionError\n2\n")
    #expect(run.output == "2\n")
    #expect(run.status == 0)
  }

  @Test func aListingShowsOnlyWhatItPrints() throws {
    try withFile("1 + 1\nprint('shown')\n", ending: "py") { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "shown\n")
      #expect(run.status == 0)
      #expect(try Program.run([path]).output == "shown\n")
    }
  }

  @Test func eachFileHasASessionOfItsOwn() throws {
    try withFile("#: format = tape/1\nx = 1\n") { first in
      try withFile("#: format = tape/1\nx\n") { second in
        let run = try Program.run(["run", first, second])
        #expect(run.error.contains("NameError: name 'x' is not defined"))
        #expect(run.status == 1)
      }
    }
  }

  @Test func aSubcommandWinsOverAFileOfItsName() throws {
    #expect(try Program.run(["run"]).status == 2)
    #expect(try Program.run(["run"]).error.contains("<file>"))
  }

  // MARK: Statuses

  @Test func theStatusTellsWhatWentWrong() throws {
    #expect(try Program.run(["-e", "1 / 0"]).status == 1)
    #expect(try Program.run(["-e", "1 +"]).status == 2)
    #expect(try Program.run(["--bogus"]).status == 2)
    #expect(try Program.run(["rnu"]).status == 2)
    #expect(try Program.run(["run", "notes.txt"]).status == 3)
    #expect(try Program.run(["run", "/no/such.tape"]).status == 3)
    #expect(try Program.run(["run", "/tmp"]).status == 3)
    #expect(try Program.run(["run", "book.ipynb"]).status == 3)
    #expect(try Program.run(["test", "/no/such.tape"]).status == 3)
    #expect(try Program.run(["--version"]).status == 0)
    #expect(try Program.run(["--help"]).status == 0)
  }

  @Test func aSessionFileWithoutAHeaderIsASyntaxError() throws {
    try withFile("x = 1\n") { path in
      let run = try Program.run(["run", path])
      #expect(run.status == 2)
      #expect(run.error.contains("the header line '#: format = tape/1' is missing"))
      #expect(run.error.contains("\(path):1:1"))
    }
  }

  @Test func textThatIsNotUTF8IsAFileError() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString).py")
    try Data([0x78, 0x0A, 0xFF]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try Program.run(["run", file.path])
    #expect(run.status == 3)
    #expect(run.error.hasSuffix("is not UTF-8: byte 2, in line 2, is not valid\n"))
  }

  @Test func aFailureStopsTheScriptUnlessItKeepsGoing() throws {
    let stopped = try Program.run([], input: "1\n1 / 0\n2\n")
    #expect(stopped.output == "1\n")
    #expect(stopped.status == 1)
    let went = try Program.run(["--keep-going"], input: "1\n1 / 0\n2\n")
    #expect(went.output == "1\n2\n")
    #expect(went.status == 1)
  }

  @Test func anExpectedFailureIsNone() throws {
    try withFile("#: format = tape/1\n1 / 0\n#! ZeroDivisionError\n'on'\n") { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "'on'\n")
      #expect(run.error.hasPrefix("ZeroDivisionError: division by zero\n"))
      #expect(run.status == 0)
    }
  }

  @Test func anExpectedFailureThatDoesNotComeIsOne() throws {
    try withFile("#: format = tape/1\n1\n#! ZeroDivisionError\n2\n") { path in
      let run = try Program.run(["run", path])
      #expect(run.output == "1\n")
      #expect(run.error.hasPrefix("CheckError: this entry must fail, and did not\n"))
      #expect(run.status == 1)
    }
  }

  @Test func aFilesMemoryLimitEndsWithIt() throws {
    try withFile("#: format = tape/1\nset memory 1MiB\n#@ ignore\nset memory\n") { first in
      try withFile("#: format = tape/1\nones(1000, 1000).shape\n#> (1000, 1000)\n") { second in
        #expect(try Program.run(["run", first, second]).status == 0)
        let test = try Program.run(["test", first, second])
        #expect(test.status == 0, "\(test.output)")
      }
    }
  }

  @Test func aDemonstrationWithoutATerminalBeginsWithTheStepThatIsNamed() throws {
    let talk =
      "#: format = tape/1\n# %% One\nx = 1\n'one'\nx / 0\n#! ZeroDivisionError\n"
      + "# %% Two\n#@ hide\nx = x + 1\nx\n# %% Three\nx / 0\n#! ZeroDivisionError\n'three'\n"
    try withFile(talk) { path in
      let run = try Program.run(["demo", path, "--from", "2"])
      #expect(run.output == "2\n'three'\n")
      #expect(run.error.components(separatedBy: "ZeroDivisionError").count == 2)
      #expect(run.status == 0)
      #expect(try Program.run(["demo", path, "--from", "1"]).output == "'one'\n2\n'three'\n")
      let json = try Program.run(["demo", path, "--from", "3", "--json"]).output
      #expect(json.split(separator: "\n").count == 3)
      #expect(json.contains(#""entry":6,"line":12,"#))
      let beyond = try Program.run(["demo", path, "--from", "4"])
      #expect(beyond.status == 2 && beyond.error.contains("--from is at most 3"))
    }
    // What fails before the step is not passed over.
    try withFile("#: format = tape/1\n# %% A\n1 / 0\n# %% B\n2\n") { path in
      let run = try Program.run(["demo", path, "--from", "2"])
      #expect(run.output == "" && run.status == 1)
      #expect(run.error.hasPrefix("ZeroDivisionError: division by zero\n"))
    }
  }

  // MARK: Options

  @Test func codeAndFilesExcludeEachOther() throws {
    try withFile("#: format = tape/1\n1\n#> 1\n") { path in
      for command in ["run", "test"] {
        let run = try Program.run(["-e", "2", command, path])
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.error.hasPrefix("Error: -e and files exclude each other"))
      }
    }
  }

  @Test func aMissedFailureIsAnErrorInJSON() throws {
    try withFile("#: format = tape/1\n1\n#! ZeroDivisionError\n") { path in
      let run = try Program.run(["--json", "run", path])
      let line = try #require(run.output.split(separator: "\n").last)
      #expect(line.contains(#""status":"error","outputs":[{"type":"int","value":1}],"#))
      #expect(line.contains(#""error":{"type":"CheckError","message":"this entry must fail"#))
      #expect(!line.contains("expected"))
      #expect(run.error.hasPrefix("CheckError: "))
      #expect(run.status == 1)
    }
  }

  @Test func theSchemaComesFirstAlsoBeforeAFileThatCannotBeOpened() throws {
    let run = try Program.run(["--json", "run", "/no/such.tape"])
    #expect(run.output == "{\"schema\":\"tapebook/1\"}\n")
    #expect(run.status == 3)
  }

  @Test func diagnosticsGoToStandardError() throws {
    let run = try Program.run(["-e", "'a'; 1 / 0"])
    #expect(run.output == "'a'\n")
    #expect(
      run.error == """
        ZeroDivisionError: division by zero
          --> -e:1:6
          'a'; 1 / 0
               ^^^^^

        """)
  }

  @Test func quietShowsDiagnosticsOnly() throws {
    let run = try Program.run(["--quiet", "-e", "1; 1 / 0"])
    #expect(run.output == "")
    #expect(run.error.hasPrefix("ZeroDivisionError"))
  }

  @Test func jsonIsOneObjectForEachEntry() throws {
    let run = try Program.run(["--json", "-e", "x = 2\nx * 2", "-e", "1 / 0"])
    #expect(
      run.output == """
        {"schema":"tapebook/1"}
        {"file":"-e","entry":1,"line":1,"source":"x = 2","status":"ok","outputs":[]}
        {"file":"-e","entry":2,"line":2,"source":"x * 2","status":"ok","outputs":\
        [{"type":"int","value":4}]}
        {"file":"-e","entry":3,"line":1,"source":"1 / 0","status":"error","outputs":[],\
        "error":{"type":"ZeroDivisionError","message":"division by zero","line":1,"column":1,\
        "length":5}}

        """)
    #expect(run.status == 1)
  }

  @Test func timingsAreAddedWhereTheyAreAskedFor() throws {
    let run = try Program.run(["--json", "--timings", "-e", "1"])
    let line = try #require(run.output.split(separator: "\n").last)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect((object?["seconds"] as? Double ?? -1) >= 0)
  }

  @Test func optionsStandBeforeOrAfterTheSubcommand() throws {
    try withFile("#: format = tape/1\n1\n") { (path) throws in
      for arguments in [
        ["--json", "run", path], ["run", "--json", path], ["run", path, "--json"],
      ] {
        let run = try Program.run(arguments)
        #expect(run.output.hasPrefix("{\"schema\":\"tapebook/1\"}\n"))
      }
    }
  }

  @Test func optionsThatContradictAreRefused() throws {
    #expect(try Program.run(["--json", "--quiet", "-e", "1"]).status == 2)
    #expect(try Program.run(["--timings", "-e", "1"]).status == 2)
    #expect(try Program.run(["--max-steps", "0", "-e", "1"]).status == 2)
    #expect(try Program.run(["--dtype", "int32", "-e", "1"]).status == 2)
  }

  @Test func theDTypeOfFloatsCanBeChosen() throws {
    #expect(
      try Program.run(["--dtype", "float64", "-e", "exp(1.)"]).output == "2.718281828459045\n")
    #expect(try Program.run(["-e", "exp(1.)"]).output == "2.7182817\n")
  }

  @Test func aSeedMakesRunsRepeat() throws {
    let code = "import tensorflow as tf\ntf.random.normal((3,))"
    let first = try Program.run(["--seed", "7", "-e", code]).output
    #expect(!first.isEmpty)
    #expect(try Program.run(["--seed", "7", "-e", code]).output == first)
    #expect(try Program.run(["--seed", "8", "-e", code]).output != first)
  }

  @Test func stepsCanBeLimited() throws {
    let run = try Program.run(["--max-steps", "1000", "-e", "while True: pass"])
    #expect(run.status == 1)
    #expect(run.error.hasPrefix("StepLimitError"))
  }

  @Test func colourFollowsTheOptionThenTheEnvironmentThenTheTerminal() throws {
    let escape = "\u{1B}["
    func error(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
      try Program.run(arguments + ["-e", "1 / 0"], environment: environment).error
    }
    #expect(!(try error([]).contains(escape)))
    #expect(try error(["--color", "always"]).contains(escape))
    #expect(try error(["--color", "always"], ["NO_COLOR": "1"]).contains(escape))
    #expect(try error([], ["FORCE_COLOR": "1"]).contains(escape))
    #expect(!(try error([], ["FORCE_COLOR": "1", "NO_COLOR": "1"]).contains(escape)))
    #expect(try error([], ["FORCE_COLOR": "1", "NO_COLOR": ""]).contains(escape))
    #expect(!(try error(["--color", "never"], ["FORCE_COLOR": "1"]).contains(escape)))
  }

  // MARK: Tests of session files

  @Test func aDifferenceIsShownAndThenRecorded() throws {
    try withFile("#: format = tape/1\n1 + 1\n#> 3\n") { path in
      let run = try Program.run(["test", path])
      #expect(run.status == 1)
      #expect(run.output.contains("\n-#> 3\n+#> 2\n"))
      #expect(try Program.run(["test", "--update", path]).status == 0)
      #expect(
        try String(contentsOfFile: path, encoding: .utf8) == "#: format = tape/1\n1 + 1\n#> 2\n")
      #expect(try Program.run(["test", path]).status == 0)
    }
  }

  @Test func recordingAnewLeavesWhatQuitDidNotReach() throws {
    try withFile("#: format = tape/1\n1\nquit\n2\n") { path in
      let run = try Program.run(["test", "--update", path])
      #expect(run.status == 1)
      #expect(
        run.output.hasSuffix("1 of 3 entries recorded anew\n\(path): 1 of 3 entries differ\n"))
      #expect(run.error.hasPrefix("CheckError: not reached: quit in line 3\n"))
    }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The files in a folder of the project and below it whose names end so, sorted.
  private static func files(in folder: String, endingIn ending: String) throws -> [String] {
    let path = root.appendingPathComponent(folder).path
    return try FileManager.default.subpathsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(ending) }.sorted().map { "\(path)/\($0)" }
  }

  @Test func everySessionPasses() throws {
    let files = try Self.files(in: "sessions", endingIn: ".tape")
    #expect(!files.isEmpty)
    for file in files {
      let run = try Program.run(["test", file])
      #expect(run.status == 0, "\(run.output)\(run.error)")
    }
  }

  @Test func everyExampleOfTheDocumentationPasses() throws {
    let files = try Self.files(in: "Sources", endingIn: ".md")
    #expect(!files.isEmpty)
    let readme = Self.root.appendingPathComponent("README.md").path
    let run = try Program.run(["test", readme] + files)
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }
}
