import HashTreeCollections
import Language
import Tensors
import Testing

@testable import Autodiff
@testable import Notebook

/// The program that `backward` shows is the one that reverse mode ran.
@Suite struct BackwardCommandTests {
  @Test func theFirstGradientIsAProgramOfThreeLines() {
    let shown = Transcript.of("x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\nbackward z x")
    #expect(
      shown == """
        d_z = ones_like(z)
        d_y = d_z*y + d_z*y
        d_x = broadcast_to(d_y, (2, 2))
        d_x
        """)
  }

  @Test func valuesWithoutANameAreComputedAgainFirst() {
    let shown = Transcript.of("x = constant(2.)\nwatch x\nz = sin(exp(x))\nbackward z x")
    #expect(
      shown == """
        v1 = exp(x)
        d_z = ones_like(z)
        d_v1 = d_z*cos(v1)
        d_x = d_v1*v1
        d_x
        """)
  }

  @Test func aVariableHasTheValueThatWasRead() {
    let shown = Transcript.of(
      "w = Variable(3.)\nz = w * w\nw.assign(5.)\nbackward z w\ngrad z w")
    #expect(
      shown.hasSuffix(
        """
        w_2 = constant(3.0)
        d_z = ones_like(z)
        d_w = d_z*w_2 + d_z*w_2
        d_w
        6.0
        """))
  }

  @Test func whatIsMadeOfNumbersAloneIsANumber() {
    // As code, log(2) would be a Python number's, and 2 > 0 no tensor.
    var transcript = Transcript()
    let program = transcript.run("x = constant([2., 0.])\nwatch x\ny = 2. ** x\nbackward y x")
    #expect(program.contains("\nd_x = d_y*(y*0.693147"))
    #expect(transcript.run(program + "\ng = grad y x\nall(d_x == g)").hasSuffix("\nTrue"))
  }

  @Test func namesOfTheUserAreNotAssigned() {
    let text = "d_x = 7\nv1 = 8\nx = constant(2.)\nwatch x\nz = sin(exp(x))\nbackward z x"
    let lines = Transcript.of(text).split(separator: "\n").map(String.init)
    #expect(lines.first == "v1_2 = exp(x)")
    #expect(lines.last == "d_x_2")
  }

  @Test func cotangentsAreCalledAsTheirValuesAre() {
    let lines = Transcript.of(
      "h = constant(1.)\nwatch h\ns = h\nfor i in range(4): h = h + sin(h) * 0.1\nbackward h s"
    ).split(separator: "\n").map(String.init)
    // The derivative of sin(h_3) stands in the line of the derivative by h_3.
    for name in ["h_2", "h_3", "h_4"] {
      #expect(lines.contains { $0.hasPrefix("d_\(name) = ") && $0.contains("cos(\(name))") })
    }
    let local = Transcript.of(
      """
      def f(x):
        x = x + 1.
        return x * x
      x = constant(3.)
      watch x
      z = f(x)
      backward z x
      """)
    // 2·(3 + 1) by the local x, and the same by the source.
    #expect(local.hasSuffix("\nd_x = d_x_2\nd_x"), "\(local)")
  }

  @Test func aFunctionWhoseNameIsTakenIsCalledThroughAModule() {
    let text = "x = constant(1.)\nwatch x\nz = sin(x) * x\ncos = 3.\n"
    let lost = Transcript.of(text + "backward z x")
    #expect(
      lost.hasPrefix("# cos is bound to something else: del cos first\nv1 = sin(x)\n"), "\(lost)")
    var transcript = Transcript()
    let program = transcript.run(text + "import tensorflow as tf\nbackward z x")
    #expect(!program.contains("#"))
    // sin 1 + cos 1.
    #expect(transcript.run(program) == "1.3817732")
    // The same function under its own name is not taken.
    #expect(
      !Transcript.of(
        "from tensorflow import cos\nx = constant(1.)\nwatch x\nz = sin(x)\nbackward z x"
      )
      .contains("#"))
  }

  @Test func whatHasNoGradientSaysWhy() {
    #expect(
      Transcript.of("x = constant(2.)\nwatch x\nc = constant(1.)\nz = x * x\nbackward z c")
        == "None  # z was not computed from c")
  }

  @Test func askingChangesNothing() {
    var transcript = Transcript()
    _ = transcript.run("x = constant(2.)\nwatch x\nz = sin(exp(x))\ntape")
    let before = transcript.run("tape")
    _ = transcript.run("backward z x")
    #expect(transcript.run("tape") == before)
    let single = """
      a = constant(2.)
      with GradientTape() as t:
        t.watch(a)
        b = sin(a) * a
      backward b a on t
      t.gradient(b, a)
      """
    #expect(transcript.run(single).hasSuffix("\n0.07700372"))
  }

  @Test func aTapeThatIsUsedUpIsReadAsItWas() throws {
    // A result of 4 KiB or more is let go of with the gradient.
    let text = """
      x = linspace(0., 1., 2000)
      with GradientTape() as t:
        t.watch(x)
        y = sum(sin(x) * x)
      g = t.gradient(y, x)
      """
    var transcript = Transcript()
    #expect(transcript.run(text) == "")
    let program = transcript.run("backward y x on t").split(separator: "\n").dropFirst().dropLast()
    #expect(!program.isEmpty)
    #expect(transcript.run(program.joined(separator: "\n") + "\nall(d_x == g)") == "True")
  }

  @Test func theMiddleOfALongProgramIsLeftOut() {
    let text = "x = constant(1.)\nwatch x\nz = x\nfor i in range(100): z = sin(z)\nbackward z x"
    let lines = Transcript.of(text).split(separator: "\n")
    #expect(lines.count < 70)
    #expect(lines.contains { $0.hasPrefix("# … ") && $0.hasSuffix(" more lines: --all") })
    #expect(Transcript.of(text + " --all").split(separator: "\n").count > 190)
  }

  static let primitives = Primitive.all.filter {
    $0.hasDerivative && $0.derivativeKind != .zero
  }

  @Test(arguments: primitives.map(\.name), [DType.float32, .float64])
  func pastedBackItGivesTheSameGradientToTheLastBit(_ name: String, _ dtype: DType) throws {
    let primitive = Primitive.named(name)
    var generator = PhiloxGenerator(seed: 11)
    for sample in primitive.samples {
      let tensors = try sample.tensors(dtype: dtype, using: &generator)
      var transcript = Transcript()
      let sources = try Self.record(primitive, tensors, sample, in: &transcript)
      let program = transcript.run("backward z \(sources.joined(separator: " ")) --all")
      let lines = program.split(separator: "\n").map(String.init)
      let gradients = lines.suffix(sources.count)
      let shown = transcript.run(lines.dropLast(sources.count).joined(separator: "\n"))
      #expect(shown == "", "\(program)")
      for (source, gradient) in zip(sources, gradients) {
        guard let found = tensor(gradient, transcript) else {
          Issue.record("\(gradient) is no tensor:\n\(program)")
          continue
        }
        _ = transcript.run("g = grad z \(source)")
        let expected = try #require(tensor("g", transcript))
        #expect(found.isIdentical(to: expected), "\(name) by \(source):\n\(program)")
      }
    }
  }

  /// Records a primitive in a session, inside of a function that gives its result a cotangent of
  /// its own in each element, and gives the names of what it can be differentiated by.
  private static func record(
    _ primitive: Primitive, _ tensors: [Tensor], _ sample: Sample,
    in transcript: inout Transcript
  ) throws -> [String] {
    var sources: [String] = []
    var names: [String] = []
    for (index, tensor) in tensors.enumerated() {
      let name = "x\(index)"
      names.append(name)
      let literal = "constant(\(try tensor.listText()), '\(tensor.dtype.name)')"
      #expect(transcript.run("\(name) = \(literal)") == "")
      guard sample.variables.contains(index) else { continue }
      #expect(transcript.run("watch \(name)") == "")
      sources.append(name)
    }
    var operands = names[...]
    var given = sample.attributes[...]
    var arguments: [String] = []
    for parameter in primitive.parameters {
      switch parameter.kind {
      case .tensor: arguments.append(operands.removeFirst())
      case .tensors, .operands:
        let all = operands.joined(separator: ", ")
        arguments.append(parameter.kind == .tensors ? "[\(all)]" : all)
        operands = []
      default:
        guard let attribute = given.popFirst() else { continue }
        arguments.append(
          (parameter.defaultValue == nil ? "" : parameter.name + "=") + attribute.argumentText)
      }
    }
    // A subscript has no name: its operator is typed.
    let call =
      primitive.operators.contains("[]")
      ? "x0[\(sample.attributes[0].text)]"
      : "\(primitive.name)(\(arguments.joined(separator: ", ")))"
    #expect(transcript.run("y = \(call)\nz = sum(sin(y) * y)") == "", "\(call)")
    return sources
  }

  private func tensor(_ name: String, _ transcript: Transcript) -> Tensor? {
    guard case .tensor(let value)? = transcript.interpreter.session.globals[name] else {
      return nil
    }
    return value.tensor
  }
}

extension Tensor {
  /// Whether two tensors have the same type, shape and bits; NaN is NaN.
  fileprivate func isIdentical(to other: Tensor) -> Bool {
    guard dtype == other.dtype, shape == other.shape else { return false }
    guard let x = try? cast(to: .float64).values(as: Double.self),
      let y = try? other.cast(to: .float64).values(as: Double.self)
    else { return false }
    return zip(x, y).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }
}
