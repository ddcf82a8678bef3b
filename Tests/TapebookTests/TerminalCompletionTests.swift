import TerminalTesting
import Testing

/// Completion by Tab.
@Suite struct TerminalCompletionTests {
  /// What the prompt's line becomes when Tab is pressed behind a text.
  private func completed(
    _ text: String, _ setting: TerminalSetting, after lines: [String] = [],
    in home: TerminalHome? = nil
  ) throws -> TerminalNotebook {
    let notebook = try TerminalNotebook(["-q"], setting, home: home)
    try notebook.enter(lines: lines)
    notebook.type(text)
    notebook.press(.tab)
    return notebook
  }

  @Test(arguments: TerminalSetting.all)
  func commandsAreCompleted(setting: TerminalSetting) throws {
    try completed("unwat", setting).terminal.wait(forText: "[1]> unwatch")
  }

  @Test(arguments: TerminalSetting.all)
  func functionsAreCompletedInTheirNamespaces(setting: TerminalSetting) throws {
    let tensorFlow = ["import tensorflow as tf"]
    try completed("x = tf.reduce_me", setting, after: tensorFlow)
      .terminal.wait(forText: "[2]> x = tf.reduce_mean(")
    try completed("x = tf.linalg.matm", setting, after: tensorFlow)
      .terminal.wait(forText: "[2]> x = tf.linalg.matmul(")
    try completed("x = clip_by_v", setting).terminal.wait(forText: "[1]> x = clip_by_value(")
  }

  @Test(arguments: TerminalSetting.all)
  func parametersAreCompletedInsideACall(setting: TerminalSetting) throws {
    let notebook = try completed("sum(x, keep", setting, after: ["x = tf.constant([1., 2.])"])
    try notebook.terminal.wait(forText: "[2]> sum(x, keepdims=")
  }

  @Test(arguments: TerminalSetting.all)
  func tensorsAreCompletedAfterGrad(setting: TerminalSetting) throws {
    let notebook = try completed(
      "grad loss_o", setting,
      after: ["x = 3.", "watch x", "loss_of_x = x * x", "loss_of_words = 'text'"])
    try notebook.terminal.wait(forText: "[5] rec> grad loss_of_x")
  }

  @Test(arguments: TerminalSetting.all, ["run", "load", "save"])
  func filesAreCompletedAfterCommandsOnFiles(setting: TerminalSetting, command: String) throws {
    let home = try TerminalHome()
    try home.write("1 + 1\n", to: "work/long-name-日本.tape")
    let folder = home.path(of: "work")
    let notebook = try completed("\(command) \(folder)/long", setting, in: home)
    try notebook.terminal.wait(for: "the file") {
      $0.lines.joined().contains("long-name-日本.tape")
    }
  }

  @Test(arguments: TerminalSetting.all)
  func valuesAreCompletedAfterSet(setting: TerminalSetting) throws {
    try completed("set dtype float6", setting).terminal.wait(forText: "[1]> set dtype float64")
    try completed("set hin", setting).terminal.wait(forText: "[1]> set hints")
  }

  @Test func furtherTabsTurnThePagesOfAList() throws {
    let home = try TerminalHome()
    for number in 1...200 { try home.write("", to: "work/a-long-name-of-a-file-\(number).tape") }
    let notebook = try completed("load \(home.path(of: "work"))/", TerminalSetting(), in: home)
    try notebook.terminal.wait(forText: "and 178 more: Tab")
    for rest in stride(from: 156, to: 0, by: -22) {
      notebook.press(.tab)
      try notebook.terminal.wait(forText: "and \(rest) more: Tab")
    }
    notebook.press(.tab)
    try notebook.terminal.wait(for: "the last page") { !$0.text.contains("more: Tab") }
    #expect(notebook.terminal.screen.text.contains("a-long-name-of-a-file-99.tape"))
    notebook.press(.tab)
    try notebook.terminal.wait(forText: "and 178 more: Tab")
  }

  @Test(arguments: TerminalSetting.all)
  func severalPossibilitiesAreListedBelowUntilTheNextKey(setting: TerminalSetting) throws {
    let notebook = try completed("x = tf.reduce_m", setting, after: ["import tensorflow as tf"])
    try notebook.terminal.wait(for: "the list") { screen in
      ["reduce_max", "reduce_mean", "reduce_min"].allSatisfy {
        screen.lines.dropFirst().joined(separator: "\n").contains($0)
      }
    }
    notebook.type("e")
    try notebook.terminal.wait(for: "the list to go") { !$0.text.contains("reduce_max") }
    notebook.press(.tab)
    try notebook.terminal.wait(forText: "[2]> x = tf.reduce_mean")
  }
}
