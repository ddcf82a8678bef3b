import Language
import Notebook
import Tensors
import Testing

@testable import Interchange

@Suite struct ProgramTextTests {
  private func program(_ text: String, _ framework: Framework) throws -> String {
    let session = ReplayedSession(try SessionFile(text, file: nil))
    #expect(session.failures.isEmpty)
    let program = ProgramText(session, for: framework)
    #expect(program.problems.isEmpty)
    return program.text
  }

  private let square = """
    #: format = tape/1
    #: title = A square
    # %% Watch
    #| The derivative of x² is 2x.
    x = constant(3.)   # a point
    watch x
    y = x ^ 2
    y
    grad y x
    """

  @Test func theSessionsTapeBecomesATapeOfTensorFlow() throws {
    #expect(
      try program(square, .tensorflow) == """
        # A square

        import tensorflow as tf

        # %% Watch
        # The derivative of x² is 2x.
        x = tf.constant(3.)  # a point
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x ** 2
        print(y)
        print(tape.gradient(y, x))

        """)
  }

  @Test func aWatchedTensorRequiresAGradientInPyTorch() throws {
    #expect(
      try program(square, .pytorch) == """
        # A square

        import torch

        torch.set_printoptions(precision=8)

        # %% Watch
        # The derivative of x² is 2x.
        x = torch.tensor(3.)  # a point
        x.requires_grad_()
        y = x ** 2
        print(y)
        print(torch.autograd.grad(y, x)[0])

        """)
  }

  @Test func whatLiesBetweenSourceAndTargetIsAFunctionInJAX() throws {
    #expect(
      try program(square, .jax) == """
        # A square

        import jax
        import jax.numpy as jnp

        # %% Watch
        # The derivative of x² is 2x.
        x = jnp.array(3.)  # a point
        y = x ** 2
        print(y)

        def y_of_x(x):
            return x ** 2

        print(jax.grad(y_of_x)(x))

        """)
  }

  private let training = """
    #: format = tape/1
    import tensorflow as tf
    w = tf.Variable(5.)
    for step in range(3):
      with tf.GradientTape() as t:
        loss = (w - 1.) ** 2
      w.assign_sub(0.25 * t.gradient(loss, w));
    w
    """

  @Test func aListingForTensorFlowStaysAsItIs() throws {
    #expect(
      try program(training, .tensorflow) == """
        import tensorflow as tf

        w = tf.Variable(5.)
        for step in range(3):
            with tf.GradientTape() as t:
                loss = (w - 1.) ** 2
            w.assign_sub(0.25 * t.gradient(loss, w))
        print(w)

        """)
  }

  @Test func aVariableIsALeafThatIsChangedWithoutRecordingInPyTorch() throws {
    #expect(
      try program(training, .pytorch) == """
        import torch

        torch.set_printoptions(precision=8)

        w = torch.tensor(5., requires_grad=True)
        for step in range(3):
            loss = (w - 1.) ** 2
            change = 0.25 * torch.autograd.grad(loss, w)[0]
            with torch.no_grad():
                w -= change
        print(w)

        """)
  }

  @Test func aVariableIsAnArrayThatIsBoundAnewInJAX() throws {
    #expect(
      try program(training, .jax) == """
        import jax
        import jax.numpy as jnp

        w = jnp.array(5.)
        for step in range(3):
            loss = (w - 1.) ** 2

            def loss_of_w(w):
                return (w - 1.) ** 2

            w = w - 0.25 * jax.grad(loss_of_w)(w)
        print(w)

        """)
  }

  @Test func whatIsNoProgramIsAComment() throws {
    let text = """
      #: format = tape/1
      # a note of the author's
      x = constant(2.)
      y = x * x
      why y x
      grad y x
      sum([1., 2.], axis=7)
      #! ...
      """
    let session = ReplayedSession(try SessionFile(text, file: nil))
    let program = ProgramText(session, for: .pytorch).text
    #expect(program.contains("# a note of the author's\n"))
    #expect(program.contains("# tapebook: why y x\n#   None: x is not watched by the tape"))
    #expect(program.contains("print(None)  # x is not watched by the tape"))
    #expect(program.contains("# sum([1., 2.], axis=7)\n# IndexError: "))
  }

  @Test(arguments: Framework.allCases)
  func drawnNumbersAreWrittenOut(framework: Framework) throws {
    let text = """
      #: format = tape/1
      #: seed = 7
      x = normal([2])
      x
      """
    let session = ReplayedSession(try SessionFile(text, file: nil))
    guard case .value(.tensor(let drawn), _)? = session.entries.last?.result.outputs.first else {
      Issue.record("nothing was drawn")
      return
    }
    let numbers = try drawn.values(as: Float.self).map { "\($0)" }.joined(separator: ", ")
    let program = ProgramText(session, for: framework).text
    #expect(program.contains("# normal([2])\n"))
    #expect(program.contains("([\(numbers)])\nx = drawn\n"))
  }

  @Test(arguments: Framework.allCases)
  func whatAFrameworkLacksIsNamedWithItsLine(framework: Framework) throws {
    let text = """
      #: format = tape/1
      x = ones(1, 4)
      linear_recurrence(x, x)
      """
    let session = ReplayedSession(try SessionFile(text, file: nil))
    let program = ProgramText(session, for: framework)
    #expect(program.problems.map(\.line) == [3])
    #expect(program.problems.first?.message.contains("linear_recurrence") == true)
    #expect(program.text.contains("# linear_recurrence(x, x)\n# not exported: "))
  }

  @Test(arguments: Framework.allCases)
  func whatChangesTheSessionsTapeIsNotPassedOver(framework: Framework) throws {
    let text = """
      #: format = tape/1
      x = constant(3.)
      watch x
      y = x * x
      tape pause
      k = y * 2.
      tape resume
      tape
      grad y x
      """
    let session = ReplayedSession(try SessionFile(text, file: nil))
    let program = ProgramText(session, for: framework)
    #expect(program.problems.map(\.line) == [5, 7])
    #expect(program.text.contains("# tapebook: tape\n"))
  }

  @Test func aPlotInALoopIsARemarkOfItsOwn() throws {
    let text = """
      #: format = tape/1
      for i in range(3):
          loss = 1. / (i + 1)
          plot loss
      """
    let program = try program(text, .pytorch)
    #expect(
      program.contains("    # tapebook: plot loss\n")
        || program.hasSuffix("    # tapebook: plot loss\n"))
    #expect(!program.contains("tapebook: for"))
  }

  @Test func aFunctionWithAPrimeIsADerivative() throws {
    let text = """
      #: format = tape/1
      def f(x): return x ** 3
      f′(2.)
      f″(2.)
      """
    #expect(
      try program(text, .jax).hasSuffix(
        "print(jax.grad(f)(2.))\nprint(jax.grad(jax.grad(f))(2.))\n"))
  }

  @Test func anUnderscoreThatALoopBindsIsNotTheLastValue() throws {
    let text = """
      x = 2.
      for _ in range(2):
        x = x * 2.
      def f(n):
        for _ in range(n):
          n = n + _
        return n
      f(3)
      [0 for _ in range(2)]
      """
    #expect(
      try SessionSamples.programLines(text, for: .jax).suffix(2) == [
        "print(f(3))", "print([0 for _ in range(2)])",
      ])
    #expect(
      try SessionSamples.programLines("2. * 3.\n_ + 1.", for: .jax).prefix(2) == [
        "_ = 2. * 3.", "print(_)",
      ])
  }
}
