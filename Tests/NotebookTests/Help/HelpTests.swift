import Autodiff
import Testing

@testable import Language
@testable import Notebook

@Suite struct HelpTests {
  static let commands = CommandDeclaration.all(quitting: QuitRequest())
  static let index = HelpIndex(HelpMaterial(library: .standard, commands: commands))

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0.isWhitespace || $0 == "," }.map(String.init))
  }

  // MARK: What is listed

  @Test func theOverviewFitsAWindowAndNamesEveryCommand() {
    let text = Transcript.of("help")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 24)
    #expect(Set(Self.commands.map(\.name)).isSubset(of: Self.words(text)))
    #expect(Set(HelpTopic.all.map(\.name)).isSubset(of: Self.words(text)))
  }

  @Test func theTopicsListEverythingOfTheirKind() {
    let functions = Self.words(Transcript.of("help functions"))
    #expect(Set(Primitive.all.map(\.name)).isSubset(of: functions))
    let names = LibraryTable.standard.builtins.compactMap { HelpIndex.names(of: $0).first }
    #expect(Set(names).isSubset(of: functions))
    let types = Self.words(Transcript.of("help types"))
    for type in ["Variable", "GradientTape", "Tensor", "list", "dict", "ZeroDivisionError"] {
      #expect(types.contains(type))
    }
    let modules = Self.words(Transcript.of("help modules"))
    for module in ["tf", "np", "math", "tf.random"] { #expect(modules.contains(module)) }
    #expect(Self.words(Transcript.of("help constants")).contains("pi"))
    #expect(Self.words(Transcript.of("help options")).contains("dtype"))
    #expect(Self.words(Transcript.of("help commands")).contains("watch"))
  }

  @Test func theKeysAreThoseOfThePrompt() {
    let keys = [
      KeyDescription(keys: ["Ctrl-A", "Home"], summary: "go to the line's start"),
      KeyDescription(keys: ["Tab"], summary: "complete a name"),
    ]
    var interpreter = Interpreter(.prompt, surroundings: Surroundings(keys: keys))
    let result = interpreter.run(EntrySource(file: nil, text: "help keys", firstLine: 1))
    #expect(
      result.outputs.map { OutputText.text(of: $0) } == [
        """
        keys
          Ctrl-A, Home  go to the line's start.
          Tab           complete a name.
        """
      ])
    #expect(Transcript.of("help keys") == "There are keys at a terminal's prompt only.")
  }

  @Test func everyReservedWordIsExplained() {
    let words = KeywordHelp.all.map(\.word)
    #expect(Set(words) == Set(Keyword.allCases.map(\.rawValue)))
    #expect(Set(words).count == words.count)
  }

  @Test func everyCommandsHelpStartsWithHowItIsTyped() {
    for command in Self.commands {
      #expect(command.summary.hasSuffix("."), "\(command.name)")
      let usage = command.usage.prefix(40)
      #expect(Transcript.of("help \(command.name)").hasPrefix(usage), "\(command.name)")
    }
  }

  @Test(arguments: index.entries.map(\.name))
  func aTextFitsTheWindowAndSaysSomething(_ name: String) throws {
    for entry in Self.index.entries(named: name) {
      #expect(entry.summary.hasSuffix(".") || entry.summary.hasSuffix("?"), "\(name)")
      for text in [entry.help(), try entry.more()] {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          #expect(DisplayWidth.of(line) <= 80, "\(name): \(line)")
          #expect(line.last != " ", "\(name): \(line)")
        }
      }
      #expect(!entry.text().isEmpty)
    }
  }

  @Test func everyNameThatCanBeAskedForIsAnswered() {
    for name in Self.index.names {
      #expect(!Self.index.entries(named: name).isEmpty, "\(name)")
    }
  }

  // MARK: What is found

  @Test(arguments: [
    ("help exp", "exp(x)"), ("help tf.reduce_sum", "sum(x, axis=None, keepdims=False)"),
    ("help tensorflow.reduce_sum", "sum(x, axis=None, keepdims=False)"),
    ("help tf.random.normal", "normal(shape, mean=0.0, stddev=1.0"),
    ("help tf", "The module tensorflow, usually tf"), ("help np", "The module numpy, usually np"),
    ("help tensorflow", "The module tensorflow"), ("help np.random", "The module numpy.random"),
    ("help Variable", "Variable(initial_value"), ("help list", "list(iterable=…)"),
    ("help tf.Tensor", "tf.Tensor("), ("help gradienttape", "GradientTape(persistent=False"),
    ("help GradientTape.gradient", "GradientTape.gradient(target, sources"),
    ("help tf.GradientTape.gradient", "GradientTape.gradient(target, sources"),
    ("help Variable.reshape", "Tensor.reshape(*shape"), ("help append", "list.append(item)"),
    ("help for", "for: a word of the language"), ("help with", "with: a word"),
    ("help pi", "pi\nThe ratio"), ("help math.pi", "pi\nThe ratio"),
    ("help dtype", "set dtype VALUE"), ("help @", "matmul(x, y, transpose_a=False, "),
    ("help **", "power(x, y)"),
    ("help reductions", "reductions\n"), ("help tape new", "tape [t]"),
    ("help sum(x)", "sum(x,"), ("help ZeroDivisionError", "ZeroDivisionError\nAn exception"),
  ])
  func aNameIsExplainedWithoutAnImport(_ input: String, _ start: String) {
    #expect(Transcript.of(input).hasPrefix(start), "\(Transcript.of(input))")
  }

  @Test func aNameOfSeveralThingsTellsOfEach() {
    let grad = Transcript.of("help grad")
    #expect(grad.contains("grad z x y …") && grad.contains("grad(z, *sources"))
    let del = Transcript.of("help del")
    #expect(del.contains("del x y …") && del.contains("del: a word of the language"))
    let sum = Transcript.of("help sum")
    #expect(sum.contains("of an iterable") && sum.contains("of a tensor: sum(x, axis=None"))
  }

  @Test func aMemberOfAnImportedModuleIsFoundUnderItsNameThere() {
    let text = Transcript.of("help exp")
    #expect(Transcript.of("import tensorflow.compat.v2 as t\n?t.exp") == text)
    #expect(Transcript.of("f = exp\n?f") == text)
  }

  @Test func anElementwisePrimitiveTellsItsDerivative() {
    let text = Transcript.of("help exp")
    #expect(text.contains("derivative  by x: y, where y is the result"))
    #expect(text.contains("tf.exp"))
    #expect(text.contains("exp(constant([0.25, 0.5]))\n  → [1.2840254 1.6487212]"))
    // Of two operands the result is not called as the second one is.
    #expect(
      Transcript.of("help power").contains("by x: y*x**(y - 1)\n              by y: z*where("))
  }

  @Test func theQuestionMarkIsHelp() {
    #expect(Transcript.of("?exp") == Transcript.of("help exp"))
    #expect(Transcript.of("exp?") == Transcript.of("help exp"))
    #expect(Transcript.of("?") == Transcript.of("help"))
    #expect(Transcript.of("exp??") == Transcript.of("??exp"))
    #expect(Transcript.of("??exp") != Transcript.of("?exp"))
  }

  @Test(arguments: [
    ("help gard", "there is no command, function or name 'gard'", "did you mean 'grad'?"),
    (
      "help tf.reduce_sun", "there is no command, function or name 'tf.reduce_sun'",
      "did you mean 'tf.reduce_sum'"
    ),
    ("help qqqqqq", "there is no command, function or name 'qqqqqq'", "apropos qqqqqq"),
    ("x = [1]\n?x.apend", "'list' object has no attribute 'apend'", "did you mean 'append'?"),
  ])
  func helpOffersWhatMayHaveBeenMeant(_ input: String, _ message: String, _ hint: String) {
    var transcript = Transcript()
    _ = transcript.run(input)
    #expect(transcript.results.last?.diagnostic?.message == message)
    #expect(transcript.results.last?.diagnostic?.hint?.hasPrefix(hint) == true)
  }

  @Test func twoQuestionMarksTellHowACommandIsRead() {
    let text = Transcript.of("??grad")
    #expect(text.contains("how it is read\n  grad EXPRESSION EXPRESSION …"))
    #expect(text.contains("v = grad … keeps it"))
    #expect(Transcript.of("??tape").contains("new, close, pause, resume, reset, drop"))
  }

  @Test func twoQuestionMarksTellOfTheParameters() {
    let text = Transcript.of("??tf.random.normal")
    #expect(text.contains("\n  mean    by default 0.0; also named loc\n"))
    #expect(text.contains("\n  name    by keyword only; by default None"))
  }
}
