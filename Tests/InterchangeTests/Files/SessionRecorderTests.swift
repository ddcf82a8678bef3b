import Foundation
import Language
import Notebook
import Synchronization
import Tensors
import Testing

@testable import Interchange

/// A session that is recorded is the same file as one that is saved.
@Suite struct SessionRecorderTests {
  /// Records to a file as the notebook does.
  private final class Recorder: SessionRecording {
    let file: SessionRecorder
    let failures = Mutex<[String]>([])

    init(_ path: String, withFailures: Bool) throws {
      file = try SessionRecorder(
        SavedSession(seed: 0, floatDType: .float32, entries: []), at: path,
        withFailures: withFailures)
    }

    var recording: Recording? { Recording(path: file.path, entryCount: file.entryCount) }

    func beginRecording(
      _ session: SavedSession, at path: String, withFailures: Bool, isReplacing: Bool
    ) {}

    func record(_ session: SavedSession, unchanged count: Int) {
      guard let error = file.update(session, unchanged: count) else { return }
      failures.withLock { $0.append(error.message) }
    }

    func endRecording() -> Recording? { recording }
  }

  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: [false, true]) func aRandomSessionIsRecordedAsItIsSaved(
    _ withFailures: Bool
  ) throws {
    try withFolder { folder in
      for seed in 1000..<1060 {
        let path = "\(folder)/\(seed).tape"
        let recorder = try Recorder(path, withFailures: withFailures)
        let session = RandomSession(seed: UInt64(seed))
        let saved = session.interpreter(recorder: recorder).saved
        let expected = withFailures ? saved : saved.withoutFailures
        #expect(try text(path) == SessionFile.text(of: expected))
        #expect(recorder.file.entryCount == expected.entries.count)
        #expect(recorder.failures.withLock { $0 } == [])
      }
    }
  }

  @Test func eachEntryIsInTheFileAtOnce() throws {
    try withFolder { folder in
      let path = folder + "/s.tape"
      let recorder = try Recorder(path, withFailures: false)
      var interpreter = Interpreter(.prompt, surroundings: Surroundings(recorder: recorder))
      let header = "#: format = tape/1\n#: seed = 0\n#: dtype = float32\n"
      #expect(try text(path) == header)
      var expected = header
      for (input, addition) in [("x = 1", "\nx = 1\n"), ("x", "\nx\n#> 1\n"), ("1 / 0", "")] {
        _ = interpreter.run(EntrySource(entry: interpreter.entryCount + 1, text: input))
        expected += addition
        #expect(try text(path) == expected)
      }
      for input in ["x = 2", "undo"] {
        _ = interpreter.run(EntrySource(entry: interpreter.entryCount + 1, text: input))
      }
      #expect(try text(path) == expected)
      _ = interpreter.run(EntrySource(entry: interpreter.entryCount + 1, text: "redo"))
      #expect(try text(path) == expected + "\nx = 2\n")
    }
  }

  @Test func commentsBehindTheLastEntryAreInTheFile() throws {
    try withFolder { folder in
      let path = folder + "/s.tape"
      let recorder = try Recorder(path, withFailures: false)
      var interpreter = Interpreter(.prompt, surroundings: Surroundings(recorder: recorder))
      let header = "#: format = tape/1\n#: seed = 0\n#: dtype = float32\n"
      let steps = [
        ("# a", "\n# a\n"), ("#> b", "\n# a\n# > b\n"), ("x = 1", "\n# a\n# > b\nx = 1\n"),
        ("# c", "\n# a\n# > b\nx = 1\n\n# c\n"), ("x / 0", "\n# a\n# > b\nx = 1\n\n# c\n"),
        ("undo", ""), ("redo", "\n# a\n# > b\nx = 1\n\n# c\n"),
        ("# d", "\n# a\n# > b\nx = 1\n\n# c\n# d\n"),
        ("x", "\n# a\n# > b\nx = 1\n\n# c\n# d\nx\n#> 1\n"),
      ]
      for (input, expected) in steps {
        if input.hasPrefix("#") {
          interpreter.note(comment: input)
        } else {
          _ = interpreter.run(EntrySource(entry: interpreter.entryCount + 1, text: input))
        }
        #expect(try text(path) == header + expected, "behind \(input)")
        #expect(try text(path) == SessionFile.text(of: interpreter.saved.withoutFailures))
      }
      #expect(recorder.failures.withLock { $0 } == [])
    }
  }

  @Test func aFileIsRecordedByOneNotebook() throws {
    try withFolder { folder in
      let path = folder + "/s.tape"
      let first = try Recorder(path, withFailures: false)
      let error = #expect(throws: TextFileError.self) {
        try Recorder(path, withFailures: false)
      }
      #expect(error?.message == "another notebook records to '\(path)'")
      #expect(first.file.isFile(at: folder + "/./s.tape"))
      #expect(!first.file.isFile(at: folder + "/other.tape"))
    }
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    try withFolder { folder in
      let error = #expect(throws: TextFileError.self) {
        try Recorder(folder + "/none/s.tape", withFailures: false)
      }
      #expect(error?.message.hasPrefix("cannot write ") == true)
    }
  }
}
