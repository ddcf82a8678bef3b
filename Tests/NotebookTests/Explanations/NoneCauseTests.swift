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
    let causes: [NoneCause] = [
      .notWatched(), .watchedTooLate(line: 1), .notConnected, .targetNotRecorded,
      .tapePaused(line: 1), .tapeReset(line: 1), .tapeClosed(line: 1),
      .tapeUsedUp(line: 1, usedLine: 1), .notDifferentiable(primitive: "", line: 1),
      .stopGradient(line: 1), .notFloating(.int32), .leftTape(through: "", line: 1),
      .throughAssignment(through: "", line: 1), .targetRebound(line: 1),
      .gradientOutside(line: 1), .equalTensor(.next()),
    ]
    #expect(Set(causes.map { $0.code }) == Set(NoneCase.all.map { $0.code }))
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
