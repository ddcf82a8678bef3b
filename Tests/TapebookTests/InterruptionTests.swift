import Foundation
import Testing

@Suite struct InterruptionTests {
  @Test func anInterruptionEndsAScriptWithItsStatus() throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["-e", "print('begun')\nwhile True: pass"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // What was printed is written before the loop's end only to a terminal: wait for the time that
    // starting takes instead.
    Thread.sleep(forTimeInterval: 0.5)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(process.terminationReason == .exit)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "begun\n")
  }

  @Test func anInterruptionEndsTheReadingOfStandardInput() throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["run", "-"]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    Thread.sleep(forTimeInterval: 0.5)
    process.interrupt()
    Thread.sleep(forTimeInterval: 0.5)
    let hasEnded = !process.isRunning
    // Where it still reads, the end of the input lets it go.
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(hasEnded)
    #expect(process.terminationStatus == 130)
  }

  @Test func aReaderThatLeavesEndsTheProgramQuietly() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "'\(Program.executable.path)' -e 'for i in range(200000): i' | head -n 1",
    ]
    let output = Pipe()
    let error = Pipe()
    process.standardOutput = output
    process.standardError = error
    try process.run()
    process.waitUntilExit()
    #expect(output.fileHandleForReading.readDataToEndOfFile() == Data("0\n".utf8))
    #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }
}
