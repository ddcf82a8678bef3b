import Autodiff
import Language
import Tensors
import Testing

@testable import Notebook

/// Each cause of None: the reason, the line and the mend, and that the mend mends.
@Suite struct NoneCauseTests {
  @Test(arguments: NoneCase.all) func whyShowsTheReasonTheLineAndTheMend(_ none: NoneCase) {
    var transcript = Transcript()
    _ = transcript.run(none.listing)
    #expect(transcript.run("why \(none.question)") == none.shown)
  }

  @Test(arguments: NoneCase.all) func gradGivesTheSameReasonAndItsCode(_ none: NoneCase) throws {
    var transcript = Transcript()
    _ = transcript.run(none.listing)
    let shown = transcript.run("grad \(none.question)")
    let reason = none.shown.split(separator: "\n").filter { !$0.hasPrefix("  ") }
    #expect(shown == reason.joined(separator: "\n"))
    let output = try #require(transcript.results.last?.outputs.last)
    guard case .value(.none(let cause?, _, let mend?), _) = output else {
      Issue.record("a None with its cause and mend is expected, not \(output)")
      return
    }
    #expect(cause.code == none.code)
    #expect(none.shown.hasSuffix("  mend: \(mend)"))
  }

  @Test(arguments: NoneCase.all) func theMendGivesAGradient(_ none: NoneCase) throws {
    var transcript = Transcript()
    _ = transcript.run(none.mended)
    let shown = transcript.run("grad \(none.mendedQuestion)").split(separator: "\n")
    #expect(shown.last.map(String.init) == none.gradient)
    #expect(transcript.results.allSatisfy { $0.status == .ok })
  }

  @Test func everyCodeIsShownByACase() {
    let codes = NoneCause.Kind.allCases.map(\.rawValue)
    #expect(Set(codes) == Set(NoneCase.all.map { $0.code }))
  }

  @Test(arguments: ["why", "explain", "check"])
  func aValueByItselfHasADerivativeOfOne(_ command: String) {
    #expect(
      Transcript.of("x = constant(3.)\n\(command) x x")
        == "∂x/∂x = 1.0: the derivative of a value by itself is 1")
    guard command != "explain" else { return }
    #expect(
      Transcript.of("x = ones(2)\nwatch x\n\(command) x x")
        == "∂x/∂x = 1.0 for each element: the derivative of a value by itself is 1")
  }

  @Test func aTensorThatIsMadeForTheQuestionIsTold() {
    let text =
      "x = constant([2., 5.])\nwith GradientTape() as t:\n  t.watch(x)\n  y = x[0] * x[1]\n"
    #expect(
      Transcript.of(text + "t.gradient(y, x[0])").hasPrefix(
        "None: the source is a new tensor each time it is computed; y was not computed"))
  }

  @Test func askingChangesNothing() throws {
    for none in NoneCase.all {
      var transcript = Transcript()
      _ = transcript.run(none.listing)
      let before = transcript.interpreter.session
      _ = transcript.run("why \(none.question)")
      #expect(transcript.interpreter.session.recorder.isSame(as: before.recorder))
      #expect(transcript.run("why \(none.question)") == none.shown)
    }
  }
}
