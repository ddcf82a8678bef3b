import Tensors
import Testing

@Suite struct NumPyPrintingTests {
  let fixture: NumPyFixture

  init() throws { fixture = try NumPyFixture.loaded() }

  @Test func theFixtureHoldsHundredsOfCasesOfOneNumPy() {
    #expect(fixture.numpy == "2.4.6")
    #expect(fixture.cases.count >= 400)
  }

  @Test func textIsWhatStrGives() throws {
    for example in fixture.cases {
      #expect(try example.tensor.text(example.printOptions) == example.str, "\(example)")
    }
  }

  @Test func representationIsWhatReprGives() throws {
    for example in fixture.cases {
      let text = try example.tensor.representation(example.printOptions)
      #expect(text == example.repr, "\(example)")
    }
  }

  @Test func listsHoldWhatStrGivesForScalars() throws {
    let examples = fixture.cases.filter { $0.list != nil }
    #expect(examples.count >= 400)
    for example in examples {
      #expect(try example.tensor.listText() == example.list, "\(example)")
    }
  }

  @Test func pythonFloatsAreWhatReprGives() throws {
    let examples = fixture.cases.filter { $0.python != nil }
    #expect(examples.count >= 50)
    for example in examples {
      let value = try example.tensor.scalar(as: Double.self)
      #expect(PythonFloat.text(value) == example.python, "\(example)")
    }
  }
}
