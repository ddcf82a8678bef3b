import Foundation
import Testing

/// How the program lives with its library of linear algebra.
@Suite struct LinearAlgebraLibraryTests {
  @Test func withoutTheLibraryProductsAreThereAndFactorisationsSayWhatToInstall() throws {
    let missing = ["TAPEBOOK_BLAS": "/nonexistent/libblas.so"]
    let product = try Program.run(
      ["-e", "sum(ones(64, 64) @ ones(64, 64))"], environment: missing)
    #expect(product.status == 0)
    #expect(product.output == "262144.0\n")
    let inverse = try Program.run(["-e", "inv(eye(2))"], environment: missing)
    #expect(inverse.status == 1)
    #expect(inverse.error.contains("needs the library OpenBLAS, which is not installed"))
    #expect(inverse.error.contains("sudo apt install libopenblas0"))
    // A library without BLAS is none.
    let other = try Program.run(["-e", "inv(eye(2))"], environment: ["TAPEBOOK_BLAS": "libc.so.6"])
    #expect(other.status == 1)
  }

  /// What is replayed is computed on one thread, however many there are.
  @Test func aReplayGivesTheSameBitsOnAnyNumberOfThreads() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tapebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("product.tape")
    let text = """
      #: format = tape/1
      #: seed = 3
      import tensorflow as tf
      a = tf.random.normal((257, 300))
      b = tf.random.normal((300, 123))
      c = a @ b
      [sum(c * c).numpy(), sum(c ** 3).numpy(), inv(a[:100, :100])[7, 5].numpy()]
      """
    try Data(text.utf8).write(to: file)
    let outputs = try ["1", "2", "5"].map { threads in
      let outcome = try Program.run(
        ["run", file.path], environment: ["OPENBLAS_NUM_THREADS": threads])
      #expect(outcome.status == 0, "\(outcome.error)")
      return outcome.output
    }
    #expect(outputs[0].count > 20)
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
  }

  /// A product of minutes ends within the time that a user waits.
  @Test func aLargeProductCanBeInterrupted() throws {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["-e", "a = ones(3000, 3000)\nfor i in range(1000): b = a @ a"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: 1.5)
    let start = ContinuousClock.now
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(process.terminationReason == .exit)
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
