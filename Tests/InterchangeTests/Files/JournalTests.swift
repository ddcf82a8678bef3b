import Foundation
import Language
import Testing

@testable import Interchange
@testable import Tensors

@Suite struct JournalTests {
  private let header = JournalHeader(started: 1_795_509_060, seed: 7, dtype: .float64)

  /// Leaves a journal over, as a crash does: its holder goes without removing it.
  private func leaveOver(
    _ entries: [String], in folder: String, started: Int = 1_795_509_060
  ) throws {
    var journal = Journal(
      in: folder, header: JournalHeader(started: started, seed: 7, dtype: .float64))
    for entry in entries { try journal.append(JournalEntry(typed: entry)) }
  }

  /// The only journal in a folder.
  private func onlyFile(in folder: String) throws -> String {
    let names = try Folder.names(in: folder)
    return folder + "/" + (try #require(names.count == 1 ? names.first : nil))
  }

  @Test func aJournalComesWithTheFirstEntryAndGoesWithACleanEnd() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/journals"
    var journal = Journal(in: path, header: header)
    #expect(permissions(path) == nil)
    try journal.append(JournalEntry(typed: "x = 3.0"))
    #expect(permissions(path) == 0o700)
    #expect(permissions(try onlyFile(in: path)) == 0o600)
    journal.remove()
    #expect(try Folder.names(in: path) == [])
  }

  @Test func anEntryIsInTheFileAtOnce() throws {
    let folder = try TemporaryFolder()
    var journal = Journal(in: folder.path, header: header)
    try journal.append(JournalEntry(typed: "x = 3.0"))
    try journal.append(JournalEntry(typed: "def f(x):\n  return '\\n'"))
    try journal.synchronize()
    #expect(
      try TextFile.read(try onlyFile(in: folder.path)) == """
        tapebook journal/1 started=1795509060 seed=7 dtype=float64
        x = 3.0
        def f(x):\\n  return '\\\\n'

        """)
    journal.remove()
  }

  /// What a script left behind is the script's after a crash too.
  @Test func anEntryOfAScriptKeepsItsPlace() throws {
    let folder = try TemporaryFolder()
    let script = folder.path + "/s\n1 \\ θ.tape"
    try writeFile(script, [])
    let sources = [
      EntrySource(file: script, text: "def f(x):\n  return '\\n'", firstLine: 7),
      EntrySource(file: script, text: "", firstLine: 1, cell: 3),
      EntrySource(file: "-", text: "x = 1", firstLine: 2),
      EntrySource(file: "-e", text: "y = 1", firstLine: 2), EntrySource(entry: 3, text: "z = 1"),
    ]
    var journal = Journal(in: folder.path + "/j", header: header)
    for source in sources { try journal.append(JournalEntry(source)) }
    let lines = try TextFile.read(try onlyFile(in: folder.path + "/j")).lines.dropFirst()
    let entries = lines.compactMap { JournalEntry(Array($0.utf8)[...]) }
    let read = entries.enumerated().map { $0.element.source(number: $0.offset + 1) }
    #expect(read.map(\.text) == sources.map(\.text))
    #expect(read.map(\.file) == [script, script, nil, nil, nil])
    #expect(read.map(\.firstLine) == [7, 1, 3, 4, 5])
    #expect(read.map(\.cell) == [nil, 3, nil, nil, nil])
    #expect(read.map(\.numbersLines) == [true, true, false, false, false])
    journal.remove()
  }

  @Test(arguments: ["\\e", "\\e1 0", "\\e1 0 9\\nabc", "\\e1 0 -1\\na\\nb", "\\ea b c\\na\\nb"])
  func aTornPlaceIsNoEntry(_ line: String) {
    #expect(JournalEntry(Array(line.utf8)[...]) == nil)
  }

  @Test func aRunningNotebooksJournalIsNotLeftOver() throws {
    let folder = try TemporaryFolder()
    var journal = Journal(in: folder.path, header: header)
    try journal.append(JournalEntry(typed: "x = 3.0"))
    #expect(try Journal.leftOver(in: folder.path) == [])
    journal.remove()
  }

  @Test func aLeftOverJournalIsTakenOverAndGoneOnWith() throws {
    let folder = try TemporaryFolder()
    try leaveOver(["x = 3.0", "undo"], in: folder.path)
    let found = try Journal.leftOver(in: folder.path)
    #expect(found.map(\.entryCount) == [2])
    #expect(found.map(\.header) == [header])
    try recover(try #require(found.first), in: folder.path)
    let again = try #require(try Journal.leftOver(in: folder.path).first)
    #expect(again.entryCount == 3)
    let journal = try Journal.take(again)
    switch consume journal {
    case .none: Issue.record("nobody else takes it")
    case .some(let journal):
      #expect(journal.entries.map(\.text) == ["x = 3.0", "undo", "y = 1"])
      journal.remove()
    }
    #expect(try Folder.names(in: folder.path) == [])
  }

  /// Takes a journal over, adds an entry, and crashes.
  private func recover(_ found: LeftOverJournal, in folder: String) throws {
    guard var journal = try Journal.take(found) else {
      Issue.record("nobody else takes it")
      return
    }
    #expect(journal.entries.map(\.text) == ["x = 3.0", "undo"])
    // Whoever recovers it runs, so it is nobody else's.
    #expect(try Journal.leftOver(in: folder) == [])
    #expect(try isTaken(found))
    try journal.append(JournalEntry(typed: "y = 1"))
  }

  /// Whether taking a journal fails because another has it.
  private func isTaken(_ found: LeftOverJournal) throws -> Bool {
    switch try Journal.take(found) {
    case .none: true
    case .some: false
    }
  }

  @Test func aCrashDuringTheRecoveryLosesNothing() throws {
    let folder = try TemporaryFolder()
    try leaveOver(["x = 3.0", "watch x"], in: folder.path)
    let found = try #require(try Journal.leftOver(in: folder.path).first)
    // Taken, and dropped before anything was replayed.
    #expect(try !isTaken(found))
    #expect(try Journal.leftOver(in: folder.path) == [found])
  }

  @Test func ofNotebooksThatRecoverTogetherOneSucceeds() async throws {
    let folder = try TemporaryFolder()
    try leaveOver(["x = 3.0"], in: folder.path)
    let found = try #require(try Journal.leftOver(in: folder.path).first)
    let successes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          guard let journal = try? Journal.take(found) else { return false }
          // Held until the others have tried.
          usleep(500_000)
          journal.remove()
          return true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(successes == 1)
  }

  @Test func aTornEntryIsDroppedAndLeavesNoTrace() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.journal"
    try writeFile(path, Array("\(header.line)\nx = 3.0\ny = x *".utf8))
    let found = try #require(try Journal.leftOver(in: folder.path).first)
    #expect(found.entryCount == 1)
    guard var journal = try Journal.take(found) else {
      Issue.record("nobody else takes it")
      return
    }
    #expect(journal.entries.map(\.text) == ["x = 3.0"])
    try journal.append(JournalEntry(typed: "z = 2"))
    #expect(try TextFile.read(path) == "\(header.line)\nx = 3.0\nz = 2\n")
  }

  @Test func linesThatAreNoEntriesAreSkipped() throws {
    let folder = try TemporaryFolder()
    let (before, after) = (Array("\(header.line)\nx = 1\n".utf8), Array("y\n".utf8))
    try writeFile(folder.path + "/a.journal", before + [0, 0, 0x0A, 0xFF, 0x0A] + after)
    #expect(try Journal.leftOver(in: folder.path).map(\.entryCount) == [2])
  }

  @Test(
    arguments: [
      "", "tapebook jour", "tapebook journal/1 started=1795509060 seed=0 dtype=float32\n",
      "tapebook journal/1 started=1795509060 seed=0 dtype=float32\ntorn",
    ])
  func aJournalWithoutAnEntryIsRemoved(_ text: String) throws {
    let folder = try TemporaryFolder()
    try writeFile(folder.path + "/a.journal", Array(text.utf8))
    #expect(try Journal.leftOver(in: folder.path) == [])
    #expect(try Folder.names(in: folder.path) == [])
  }

  @Test(
    arguments: [
      ("a.journal", "tapebook journal/2 started=1 seed=0 dtype=float32\nx\n"),
      ("a.journal", "something else\nx\n"), ("notes.txt", ""),
    ])
  func whatIsNotOursIsLeftAlone(_ name: String, _ text: String) throws {
    let folder = try TemporaryFolder()
    try writeFile(folder.path + "/" + name, Array(text.utf8))
    #expect(try Journal.leftOver(in: folder.path) == [])
    #expect(try Folder.names(in: folder.path) == [name])
  }

  @Test func theNewestComesFirst() throws {
    let folder = try TemporaryFolder()
    for started in [1_795_500_000, 1_795_700_000, 1_795_600_000] {
      try leaveOver(["x"], in: folder.path, started: started)
    }
    #expect(
      try Journal.leftOver(in: folder.path).map(\.header.started)
        == [1_795_700_000, 1_795_600_000, 1_795_500_000])
  }

  @Test func sessionsThatStartTogetherHaveFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    try leaveOver(["a"], in: folder.path)
    try leaveOver(["b"], in: folder.path)
    var entries: [[String]] = []
    for found in try Journal.leftOver(in: folder.path) {
      if let journal = try Journal.take(found) { entries.append(journal.entries.map(\.text)) }
    }
    #expect(Set(entries) == [["a"], ["b"]])
  }

  @Test func startingAndLookingForLeftOversAtOnceLosesNothing() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await onThreads(8) { writer in
      for number in 0..<30 {
        _ = try Journal.leftOver(in: path)
        var journal = Journal(
          in: path, header: JournalHeader(started: 1_795_500_000, seed: 0, dtype: .float32))
        try journal.append(JournalEntry(typed: "\(writer):\(number)"))
      }
    }
    #expect(try Journal.leftOver(in: path).count == 240)
  }

  @Test func theJournalOfAKilledProcessIsLeftOver() throws {
    let folder = try TemporaryFolder()
    try leaveOver(["x = 3.0"], in: folder.path)
    let path = try onlyFile(in: folder.path)
    // A process that holds the lock as a notebook does.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["--no-fork", path, "sleep", "100"]
    try process.run()
    var attempts = 0
    while try !Journal.leftOver(in: folder.path).isEmpty, attempts < 5000 {
      usleep(1000)
      attempts += 1
    }
    #expect(try Journal.leftOver(in: folder.path) == [])
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try Journal.leftOver(in: folder.path).count == 1)
  }

  @Test func whatCouldNotBeWrittenIsWrittenWithTheNextEntry() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/journals"
    try writeFile(path, [])
    var journal = Journal(in: path, header: header)
    #expect(throws: TextFileError.self) { try journal.append(JournalEntry(typed: "a")) }
    // The same failure again is not reported again.
    try journal.append(JournalEntry(typed: "b"))
    try #require(unlink(path) == 0)
    try journal.append(JournalEntry(typed: "c"))
    #expect(try TextFile.read(try onlyFile(in: path)) == "\(header.line)\na\nb\nc\n")
  }

  @Test func theHeaderComesBackFromItsLine() {
    #expect(JournalHeader(header.line) == header)
    #expect(
      JournalHeader("tapebook journal/1 started=1 seed=18446744073709551615 dtype=float32 new=x")
        == JournalHeader(started: 1, seed: .max, dtype: .float32))
    #expect(JournalHeader("tapebook journal/1 started=1 seed=0") == nil)
    #expect(JournalHeader("tapebook journal/1 started=1 seed=0 dtype=float8") == nil)
  }
}
