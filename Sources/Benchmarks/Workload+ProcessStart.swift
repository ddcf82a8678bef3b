extension Workload {
  /// From the start of the program to its end, with the seed's gradient in between.
  static let processStart = Workload(
    name: "process-start", summary: "the program's start, the seed's gradient, its end",
    limit: .system
  ) {
    let program = try ChildProcess.beside("tapebook")
    let arguments = ["-e", "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\ngrad z x"]
    let expected = "[[8. 8.]\n [8. 8.]]\n"
    func run() throws {
      let child = try ChildProcess(program, arguments)
      guard child.status == 0, child.text == expected else {
        throw Unexpected(description: "tapebook wrote '\(child.text)'")
      }
    }
    return Work(
      once: run, check: run,
      limit: {
        let child = try ChildProcess("/bin/true", [])
        guard child.status == 0 else { throw Unexpected(description: "/bin/true failed") }
      }, peak: .of { try ChildProcess.peak(program, arguments) })
  }

  /// A program that did not answer as it has to.
  private struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }
}
