import Foundation
import Testing

/// A replay gives the same bytes each time and on any number of processors.
@Suite struct ReplayDeterminismTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Random numbers, products large enough for threads, long sums, and a few steps of training.
  private static let session = """
    #: format = tape/1
    #: seed = 11
    import tensorflow as tf
    a = tf.random.normal((300, 200))
    b = tf.random.normal((200, 250))
    c = a @ b
    sum(c), sum(exp(c / 100.)), mean(tf.random.uniform((100000,)))
    w = Variable(tf.random.normal((200, 10)))
    for i in range(3):
      with GradientTape() as t:
        loss = mean((a @ w - 1.) ** 2)
      w.assign_sub(0.1 * t.gradient(loss, w))
      loss
    print all w
    """

  @Test func aSessionGivesTheSameBytes() throws {
    let file = FileManager.default.temporaryDirectory.path + "/tapebook-\(UUID().uuidString).tape"
    try Self.session.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let folder = Self.root.appendingPathComponent("sessions").path
    let sessions = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".tape") }.sorted().map { folder + "/" + $0 }
    #expect(!sessions.isEmpty)
    let arguments = ["run", "--json", "--keep-going", file] + sessions
    let first = try Program.run(arguments)
    #expect(first.output.utf8.count > 10_000)
    #expect(first.status == 0, "\(first.error)")
    #expect(try Program.run(arguments).output == first.output)
    for count in ["1", "2", "7"] {
      let variables = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS"]
      let environment = Dictionary(uniqueKeysWithValues: variables.map { ($0, count) })
      let run = try Program.run(arguments, environment: environment)
      #expect(run.output == first.output, "\(count) threads")
    }
    #expect(try Program.run(arguments, processors: "0").output == first.output, "one processor")
  }
}
