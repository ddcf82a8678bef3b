import Testing

@testable import Language

/// Calls from the table, operators, subscripts and methods with operands that nobody should give
/// crash nothing and change nothing.
@Suite struct HostileCallTests {
  /// 100,000 calls, in batches that run side by side.
  static let batches = 0..<20
  static let callsPerBatch = 5_000

  /// Tensors, by the names that the calls use.
  ///
  /// What is large is far beyond the memory, so that it is refused and not made.
  static let tensors = [
    "constant(2.)", "constant(-0., dtype=float64)", "constant(nan)", "constant(3)",
    "constant(-7, dtype=int64)", "constant(True)", "zeros((0,))", "zeros((2, 0, 3), dtype=float64)",
    "zeros((0,), dtype=int32)", "constant([1., inf, nan])",
    "constant([-1., 0., 2.], dtype=float64)",
    "constant([2, -1, 9])", "constant([0, 1, 1], dtype=int64)",
    "constant([-9223372036854775808, 9223372036854775807, 0], dtype=int64)",
    "constant([2147483647, -2147483648], dtype=int32)", "constant([True, False, True])",
    "constant([[1., 2., 3.], [4., 5., 6.]])", "constant([[1., 2.], [2., 4.]], dtype=float64)",
    "constant([[nan, inf], [-inf, 0.]], dtype=float64)", "constant([[4., 1.], [1., 3.]])",
    "constant([[0, 1], [1, 0]])", "constant([[True], [False]])", "ones((2, 2, 2), dtype=float64)",
    "ones((1, 4, 4, 1))", "ones((2, 2, 1, 3))", "ones((3, 1, 2), dtype=float64)",
    "ones((1, 1, 1, 1, 1, 1, 1, 1))", "zeros((3, 3))", "constant([[1e308, -1e308]], dtype=float64)",
    "constant([5e-324, 1e-310], dtype=float64)", "reshape(arange(6), (2, 3))[:, ::-1]",
    "transpose(ones((3, 2), dtype=float64))",
  ]

  /// Everything else that may stand for an argument.
  static let others = [
    "0", "1", "-1", "2", "3", "-3", "5", "63", "64", "65", "-65", "2**40", "-2**40", "2**62",
    "2**63 - 1", "-2**63", "0.", "-0.", "0.5", "1e308", "-1e308", "5e-324", "inf", "-inf", "nan",
    "True", "False", "None", "'SAME'", "'valid'", "''", "'ij,jk->ik'", "'i...,->'", "'\u{0}é'",
    "[]", "()", "[[]]", "[1, 2]", "(0, 1)", "(1, 0)", "(-1,)", "[2**62, 4]", "[-1, -1]",
    "[0, 0, 0]",
    "[[1, 1], [0, 2]]", "[[1], [2, 3]]", "[1., nan]", "[1, 'a']", "[None]", "(2**33, 2**33)",
    "{}", "{'a': 1}", "print", "lambda x: x", "float32", "int64", "bool", "'float16'", "range(3)",
    "slice(None)", "...", "tf", "Variable(2.)", "1.5", "[t0, t2]", "[t16, t16]", "(t19, t17)",
  ]

  @Test(arguments: batches) func hostileArgumentsCrashNothing(_ batch: Int) throws {
    var generator = SeededGenerator(state: UInt64(7_919 * (batch + 1)))
    var script = Script(echo: .never)
    _ = try script.run("import tensorflow as tf\nimport numpy as np")
    for (index, tensor) in Self.tensors.enumerated() {
      _ = try script.run("t\(index) = \(tensor)")
    }
    let calls = TableCall.all
    let start = script.session
    var succeeded = 0
    for _ in 0..<Self.callsPerBatch {
      script.session = start
      guard let call = calls.randomElement(using: &generator) else { return }
      let isCall = Int.random(in: 0..<4, using: &generator) > 0
      let text = isCall ? Self.text(of: call, &generator) : Self.expression(&generator)
      // Every fourth is differentiated as well.
      let isDifferentiated = Int.random(in: 0..<4, using: &generator) == 0
      let entry = isDifferentiated ? Self.differentiated(text) : "y = \(text)"
      if let failure = script.failure(of: entry) {
        #expect(!failure.type.isEmpty && !failure.message.isEmpty, "\(entry)")
        #expect(failure.range != nil, "\(entry)")
        #expect(script.session.isBound("y") == false, "\(entry)")
      } else {
        succeeded += 1
      }
    }
    // Some of the calls must make sense, or the arguments are all refused at the door.
    #expect(succeeded > Self.callsPerBatch / 50)
  }

  /// Operators, subscripts and methods of tensors.
  private static let operators = [
    "+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "==", "!=", "<", "<=", ">", ">=", "in",
    "and", "is",
  ]
  private static let methods = Library.tensorAttributes.keys.sorted()

  /// An expression that is no call of the table: of tensors, of NumPy's arrays and of a Variable.
  private static func expression(_ generator: inout SeededGenerator) -> String {
    func tensor() -> String {
      let name = "t\(Int.random(in: 0..<tensors.count, using: &generator))"
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return "\(name).numpy()"
      case 1: return "Variable(\(name))"
      default: return name
      }
    }
    func other() -> String {
      Bool.random(using: &generator) ? tensor() : others.randomElement(using: &generator) ?? "0"
    }
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return "\(tensor()) \(pick(operators)) \(other())"
    case 1: return "\(other()) \(pick(operators)) \(tensor())"
    case 2: return "\(pick(["-", "+", "~", "not "]))\(tensor())"
    case 3: return "\(tensor())[\(other())]"
    case 4: return "\(tensor())[\(other()), \(pick([":", "...", "None", "::-1", other()]))]"
    default: return "\(tensor()).\(pick(methods))(\(pick(["", other()])))"
    }
  }

  /// The call with arguments drawn for its parameters, by place and by name.
  private static func text(of call: TableCall, _ generator: inout SeededGenerator) -> String {
    var arguments: [String] = []
    var isByName = false
    for parameter in call.parameters {
      if !parameter.isRequired, Bool.random(using: &generator) { isByName = true; continue }
      // Now and then one is left out.
      if Int.random(in: 0..<40, using: &generator) == 0 { isByName = true; continue }
      let isNumber = Int.random(in: 0..<3, using: &generator) == 0
      let takesTensor = parameter.isRequired != isNumber
      let argument =
        takesTensor
        ? "t\(Int.random(in: 0..<tensors.count, using: &generator))"
        : others.randomElement(using: &generator) ?? "0"
      isByName = isByName || parameter.isKeywordOnly
      arguments.append(isByName ? "\(parameter.name)=\(argument)" : argument)
    }
    if Int.random(in: 0..<40, using: &generator) == 0 { arguments.append("wrong=1") }
    return "\(call.name)(\(arguments.joined(separator: ", ")))"
  }

  /// An entry in which the call's gradient by its first tensor is taken twice.
  private static func differentiated(_ call: String) -> String {
    let source = call.firstMatch(of: /\bt\d+\b/).map { String($0.output) } ?? "t0"
    return """
      with tf.GradientTape() as outer:
        outer.watch(\(source))
        with tf.GradientTape() as inner:
          inner.watch(\(source))
          z = \(call)
        g = inner.gradient(z, \(source))
      y = outer.gradient(g, \(source)) if g is not None else 0
      """
  }
}
