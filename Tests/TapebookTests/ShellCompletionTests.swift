import Foundation
import Testing

/// What the program tells shells about its arguments.
@Suite struct ShellCompletionTests {
  @Test(arguments: ["bash", "zsh", "fish"])
  func scriptsKnowSubcommandsOptionsAndTheirValues(shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell]).output
    for word in ["run", "test", "seed", "recover", "float64", "always", "tape", "py"] {
      #expect(script.contains(word), "\(word)")
    }
  }

  /// What bash offers behind a line.
  private func offered(_ words: [String]) throws -> Set<String> {
    let home = try TerminalHome()
    let script = try Program.run(["--generate-completion-script", "bash"]).output
    try home.write(script, to: "work/tapebook.bash")
    try home.write("", to: "work/a.tape")
    try home.write("", to: "work/b.txt")
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let text = words.joined(separator: " ")
    try home.write(
      """
      cd '\(home.path(of: "work"))' && . ./tapebook.bash
      COMP_WORDS=(\(line)) COMP_CWORD=\(words.count - 1)
      COMP_LINE='\(text)' COMP_POINT=\(text.utf8.count) COMP_TYPE=9 COMP_KEY=9
      _tapebook tapebook '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
      printf '%s\\n' "${COMPREPLY[@]}"

      """, to: "work/ask.bash")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--norc", home.path(of: "work/ask.bash")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Set(output.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  @Test func bashOffersWhatFits() throws {
    #expect(try offered(["tapebook", "t"]) == ["test"])
    #expect(try offered(["tapebook", "--color", "a"]) == ["auto", "always"])
    #expect(try offered(["tapebook", "run", "--dtype", "float"]) == ["float32", "float64"])
    #expect(try offered(["tapebook", "run", ""]).contains("a.tape"))
    #expect(try !offered(["tapebook", "run", ""]).contains("b.txt"))
  }
}
