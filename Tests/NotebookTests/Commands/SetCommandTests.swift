import Language
import Testing

@testable import Notebook

@Suite struct SetCommandTests {
  @Test(arguments: [
    ("dtype", "float32", "float64"), ("integers", "int32", "int64"), ("steps", "off", "1000"),
    ("precision", "8", "3"), ("width", "auto", "40"), ("rows", "auto", "all"),
    ("rows", "auto", "12"), ("pager", "auto", "off"), ("progress", "on", "off"),
    ("hints", "on", "off"), ("highlight", "on", "off"), ("kinks", "tensorflow", "jax"),
    ("kinks", "tensorflow", "tapebook"), ("kinks", "tensorflow", "torch"),
  ])
  func anOptionIsShownAndChanged(_ name: String, _ standard: String, _ other: String) {
    #expect(Transcript.of("set \(name)") == "\(name)  \(standard)")
    #expect(Transcript.of("set \(name) \(other)\nset \(name)") == "\(name)  \(other)")
    #expect(Transcript.of("set \(name) \(other)\nundo\nset \(name)").hasSuffix(standard))
  }

  @Test(arguments: [
    (
      "set kinks numpy",
      "ValueError: kinks is tapebook or tensorflow or torch or jax, not 'numpy'"
    ),
    ("set dtype int32", "ValueError: dtype is float32 or float64, not 'int32'"),
    ("set precision -1", "ValueError: precision is a number from 0 to 99, not '-1'"),
    ("set width 9", "ValueError: width is auto or a number from 10 to 10000, not '9'"),
    ("set rows 0", "ValueError: rows is auto, all or a number from 1, not '0'"),
    ("set steps 0", "ValueError: steps is off or a number from 1, not '0'"),
    (
      "set steps 99999999999999999999",
      "ValueError: steps is off or a number from 1, not '99999999999999999999'"
    ),
    ("set hints maybe", "ValueError: hints is on or off, not 'maybe'"),
    ("set dtpye", "ValueError: there is no option 'dtpye'"),
  ])
  func whatIsNoValueIsRefused(_ entry: String, _ shown: String) {
    #expect(Transcript.of(entry) == shown)
  }

  @Test(arguments: [
    ("set dtpye", "did you mean 'dtype'?"), ("set hints offf", "did you mean 'off'?"),
    ("set dtype float46", "did you mean 'float64'?"),
  ])
  func whatMayHaveBeenMeantIsOffered(_ entry: String, _ hint: String) {
    var transcript = Transcript()
    _ = transcript.run(entry)
    #expect(transcript.results.last?.diagnostic?.hint == hint)
  }

  @Test func everyOptionIsListedWithItsMeaning() {
    let lines = Transcript.of("set").split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 78 })
    // A meaning that is wider goes on in the next line, behind blanks.
    let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    for option in OptionDeclaration.all {
      let value = option.value(Session())
      #expect(words.contains("\(option.name) \(value) \(option.summary)"))
    }
  }

  @Test func everyChoiceIsAccepted() {
    for option in OptionDeclaration.all {
      for choice in option.choices {
        var session = Session()
        #expect(option.change(choice, &session), "\(option.name) \(choice)")
        #expect(option.value(session) == choice)
      }
    }
  }

  // NumPy 2: with np.printoptions(precision=3): print(np.float32([1.23456789, 3.]))
  @Test func precisionIsThatOfEverythingShownAndPrinted() {
    let x = "set precision 3\nx = constant([1.23456789, 3.])\n"
    #expect(Transcript.of(x + "x") == "[1.235 3.   ]")
    #expect(Transcript.of(x + "print(x)") == "[1.235 3.   ]")
    #expect(Transcript.of(x + "[x]") == "[[1.235 3.   ]]")
    #expect(Transcript.of(x + "print([x])") == "[[1.235 3.   ]]")
  }

  @Test func widthBreaksTheRowsOfEverythingShownAndPrinted() {
    let x = "set width 20\nx = arange(12)\n"
    let rows = "[ 0  1  2  3  4  5\n  6  7  8  9 10 11]"
    #expect(Transcript.of(x + "x") == rows)
    #expect(Transcript.of(x + "print(x)") == rows)
  }

  @Test func stepsEndALongLoop() {
    var transcript = Transcript()
    let text = transcript.run("set steps 100\nfor i in range(1000): pass")
    #expect(text.hasPrefix("StepLimitError: "))
    #expect(transcript.run("set steps off\nfor i in range(1000): pass") == "")
  }
}
