import Language

extension CommandDeclaration {
  /// The command `time STATEMENT`.
  static let time = CommandDeclaration(
    syntax: CommandSyntax(name: "time", arguments: [.statement], required: 1),
    expecting: ArgumentExpectation([.statement]),
    group: "session", summary: "Run a statement and tell how long it took.",
    usage: "time STATEMENT",
    details: """
      The statement may be a command, or have a block: `time for i in range(10): f(i)`. What it \
      shows comes first. The time is that of the clock on the wall.
      """,
    examples: [Example("time x = ones(100, 100)", output: "time: [..]")]
  ) { invocation in
    guard case .statement(let statements)? = invocation.command.arguments.first?.kind else {
      throw EvaluationError.type("time needs a statement", hint: "time x = f(y)")
    }
    let start = ContinuousClock.now
    try invocation.evaluator.run(statements)
    try invocation.evaluator.computeNames()
    let elapsed = ContinuousClock.now - start
    invocation.evaluator.emit(
      .measured("time: " + ElapsedTime.text(elapsed), pattern: "time: [..]"))
    return nil
  }
}

/// Times as people read them.
enum ElapsedTime {
  private static let units: [(name: String, seconds: Double)] = [
    ("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9),
  ]

  /// A time in the largest unit that keeps it at one or more, with three digits: `1.23 ms`; above
  /// two minutes in minutes and seconds.
  static func text(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    if seconds >= 120 {
      let whole = Int(seconds.rounded())
      return "\(whole / 60) min \(whole % 60) s"
    }
    let unit = units.first { seconds >= $0.seconds * 0.9995 } ?? ("ns", 1e-9)
    return "\(digits(seconds / unit.seconds)) \(unit.name)"
  }

  /// Three digits, more where they stand before the point.
  private static func digits(_ value: Double) -> String {
    let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
    let scale = [1, 10, 100][decimals]
    let scaled = Int((value * Double(scale)).rounded())
    guard decimals > 0 else { return "\(scaled)" }
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return "\(scaled / scale).\(padding)\(fraction)"
  }
}
