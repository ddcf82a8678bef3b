import Language
import Testing

@testable import Notebook

@Suite struct PromptStateTests {
  @Test(arguments: [
    ("", "[1]> "),
    ("x = 1", "[2]> "),
    ("1 / 0", "[2]> "),
    ("x = ones(2)\nwatch x", "[3] rec> "),
    ("x = ones(2)\nwatch x\ntape pause", "[4] paused> "),
    ("x = ones(2)\nwatch x\ntape pause\ntape resume", "[5] rec> "),
    ("x = ones(2)\nwatch x\ntape close", "[4]> "),
    ("tape new", "[2] rec once> "),
    ("tape new persistent", "[2] rec> "),
    ("tape new persistent\ntape new a", "[3] rec once 2> "),
    ("tape new persistent\ntape new a persistent", "[3] rec 2> "),
    ("tape new persistent\ntape new a\ntape pause", "[4] paused 2> "),
    ("tape new persistent\ntape new a\ntape close a", "[4] rec> "),
  ])
  func thePromptTellsOfTheTapes(_ entries: String, _ prompt: String) {
    var transcript = Transcript(.prompt)
    _ = transcript.run(entries)
    #expect(transcript.interpreter.promptState.text == prompt)
  }

  @Test func theSessionsTapeIsToldFromOthers() {
    var transcript = Transcript(.prompt)
    _ = transcript.run("tape new persistent")
    #expect(transcript.interpreter.promptState.isSessionTape)
    _ = transcript.run("tape new a")
    #expect(!transcript.interpreter.promptState.isSessionTape)
    #expect(transcript.interpreter.promptState.openTapes == 2)
  }

  @Test func furtherLinesStandUnderTheFirst() {
    #expect(PromptState(entryNumber: 3).continuationText == " ... ")
    #expect(
      PromptState(entryNumber: 12, recording: .persistent, openTapes: 1).continuationText
        == "      ... ")
  }

  @Test func onlyRecordingIsMarked() {
    let state = PromptState(entryNumber: 1, recording: .once, openTapes: 2)
    #expect(state.segments.filter(\.isRecording).map(\.text) == [" rec"])
    let paused = PromptState(entryNumber: 1, recording: .paused, openTapes: 1)
    #expect(paused.segments.filter(\.isRecording).isEmpty)
  }
}
