import Language
import Notebook
import Testing

@testable import Interchange

/// Where derivatives are asked for, and what a program then has to record.
@Suite struct ProgramDerivativesTests {
  private func program(_ text: String, _ framework: Framework) throws -> ProgramText {
    let session = try SessionSamples.replayed(text)
    #expect(session.failures.isEmpty)
    return ProgramText(session, for: framework)
  }

  private func expect(
    _ text: String, as framework: Framework, is lines: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let program = try program(text, framework)
    #expect(program.problems.isEmpty, sourceLocation: sourceLocation)
    let written = program.parts.flatMap(\.lines).filter { !$0.isEmpty }.joined(separator: "\n")
    #expect(written == lines, sourceLocation: sourceLocation)
  }

  @Test func aLoopHasATapeOfItsOwnWhereEachTurnBeginsAnew() throws {
    try expect(
      """
      w = Variable([1., 1.])
      for i in range(3):
        loss = sum((w - 3.) ** 2)
        g = grad loss w
        w.assign_sub(0.1 * g);
      """, as: .tensorflow,
      is: """
        w = tf.Variable([1., 1.])
        for i in range(3):
            with tf.GradientTape() as tape:
                loss = tf.reduce_sum((w - 3.) ** 2)
            g = tape.gradient(loss, w)
            w.assign_sub(0.1 * g)
        """)
  }

  @Test func aGradientThatIsDifferentiatedInALoopIsRecordedThere() throws {
    try expect(
      """
      w = Variable(2.)
      for i in range(2):
        y = w ** 3
        g = grad y w
        h = grad g w
        print(h)
      """, as: .tensorflow,
      is: """
        w = tf.Variable(2.)
        for i in range(2):
            with tf.GradientTape(persistent=True) as tape:
                y = w ** 3
                g = tape.gradient(y, w)
            h = tape.gradient(g, w)
            print(h)
        """)
  }

  @Test func aLoopThatGoesOnWithAValueIsRecordedAsAWhole() throws {
    try expect(
      """
      w = Variable(2.)
      z = w * 1.
      for i in range(2):
        z = z * w
        grad z w
      """, as: .tensorflow,
      is: """
        w = tf.Variable(2.)
        with tf.GradientTape(persistent=True) as tape:
            z = w * 1.
            for i in range(2):
                z = z * w
                print(tape.gradient(z, w))
        """)
  }

  private let several = """
    w = Variable([1., 1.])
    y = sum(w ** 2)
    z = sum(w ** 3)
    for q in [y, z]:
      grad q w
    """

  @Test func aLoopOverTargetsAsksTheSessionsTape() throws {
    try expect(
      several, as: .tensorflow,
      is: """
        w = tf.Variable([1., 1.])
        with tf.GradientTape(persistent=True) as tape:
            y = tf.reduce_sum(w ** 2)
            z = tf.reduce_sum(w ** 3)
        for q in [y, z]:
            print(tape.gradient(q, w))
        """)
  }

  @Test func aLoopOverTargetsKeepsTheGraph() throws {
    let text = try program(several, .pytorch).text
    #expect(text.contains("    print(torch.autograd.grad(q, w, retain_graph=True)[0])\n"))
  }

  @Test func aLoopOverTargetsIsOneOverFunctionsInJAX() throws {
    let text = try program(several, .jax).text
    #expect(
      text.hasSuffix(
        """

        def y_of_w(w):
            return jnp.sum(w ** 2)

        def z_of_w(w):
            return jnp.sum(w ** 3)

        for q_of_w in [y_of_w, z_of_w]:
            print(jax.grad(q_of_w)(w))

        """), "\(text)")
    // The loop goes through the tensors as well where its body reads them.
    let both = try program(several + "\n  print(q)\n  grad q w", .jax).text
    #expect(
      both.contains(
        "for q, q_of_w in zip([y, z], [y_of_w, z_of_w]):\n    print(jax.grad(q_of_w)(w))\n"
          + "    print(q)\n    print(jax.grad(q_of_w)(w))\n"), "\(both)")
  }

  @Test func aLoopThatChangesWhatItsTargetsAreMadeOfIsRefusedInJAX() throws {
    // A tape answers for what was recorded, and a function for what is there when it is called.
    let program = try program(several + "\n  w.assign_add([1., 1.])", .jax)
    #expect(program.problems.map(\.line) == [6])
  }

  @Test func aFunctionThatWouldNotReadItsSourceIsRefused() throws {
    let program = try program(
      """
      w = Variable([1., 1.])
      y = sum(w ** 2)
      targets = [y]
      for q in targets: grad q w
      """, .jax)
    #expect(program.problems.map(\.line) == [5])
    #expect(program.problems.first?.message.contains("'w'") == true)
    #expect(program.text.contains("# not exported: "))
  }

  @Test func aFunctionWithoutATapeOfItsOwnIsRefused() throws {
    let program = try program(
      """
      w = Variable(2.)
      def slope(y): return grad(y, w)
      slope(w * w)
      """, .tensorflow)
    #expect(program.problems.map(\.line) == [3])
  }

  @Test func aCallOnARecordedValueIsTheCommandOfItsName() throws {
    try expect(
      """
      v = Variable([0.5, 0.25])
      y = sum(v * v)
      grad y v
      y2 = y * y
      g = grad(y2, v)
      """, as: .tensorflow,
      is: """
        v = tf.Variable([0.5, 0.25])
        with tf.GradientTape(persistent=True) as tape:
            y = tf.reduce_sum(v * v)
        print(tape.gradient(y, v))
        with tape:
            y2 = y * y
        g = tape.gradient(y2, v)
        """)
  }

  @Test func aSourceThatIsBoundFromItselfIsRecorded() throws {
    try expect(
      """
      m = constant([1., 2.])
      watch m
      q = sum(m * m)
      grad q m
      m = m * 2.
      q = sum(m)
      grad q m
      """, as: .tensorflow,
      is: """
        m = tf.constant([1., 2.])
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(m)
            q = tf.reduce_sum(m * m)
        print(tape.gradient(q, m))
        with tape:
            m = m * 2.
            q = tf.reduce_sum(m)
        print(tape.gradient(q, m))
        """)
  }

  @Test func aGraphThatIsAskedAgainBehindAnotherSourceIsKept() throws {
    let text = try program(
      """
      m = constant([1., 2.])
      watch m
      r = m * m
      s = sum(r)
      grad s m r
      jacobian r m
      """, .pytorch
    ).text
    #expect(text.contains("torch.autograd.grad(s, [m, r], retain_graph=True)\n"))
  }

  @Test(arguments: [Framework.tensorflow, .pytorch])
  func aJacobianOfWhatNothingWatchesIsNone(framework: Framework) throws {
    try expect(
      """
      x = constant([0.5, 1.5])
      jacobian(x * x, x)
      """, as: framework,
      is: """
        x = \(framework == .pytorch ? "torch.tensor" : "tf.constant")([0.5, 1.5])
        None
        """)
  }

  @Test func aDictOfSourcesUnderANameIsTakenApartInPyTorch() throws {
    let program = try program(
      """
      w = Variable([1., 1.])
      y = sum(w ** 2)
      names = {'w': w}
      grad y names
      """, .pytorch)
    #expect(program.problems.isEmpty)
    #expect(
      program.parts.last?.lines == [
        "print(dict(zip(names, torch.autograd.grad(y, list(names.values())))))"
      ])
  }

  @Test(arguments: Framework.allCases)
  func aNameOfTheFrameworksModuleIsAnotherOne(framework: Framework) throws {
    let text = try program(
      """
      torch = 2.
      jnp = 3.
      tf = 4.
      x = constant([torch, jnp, tf])
      f"{tf}"
      """, framework
    ).text
    let (module, call) =
      switch framework {
      case .tensorflow: ("tf", "tf.constant([torch, jnp, tf_])")
      case .pytorch: ("torch", "torch.tensor([torch_, jnp, tf])")
      case .jax: ("jnp", "jnp.array([torch, jnp_, tf])")
      }
    #expect(text.contains("\n\(module)_ = "))
    #expect(!text.contains("\n\(module) = "))
    #expect(text.contains("x = \(call)\n"))
    if framework == .tensorflow { #expect(text.contains("{tf_}")) }
  }

  @Test func aFunctionOfTheUsersDoesNotHideAHelper() throws {
    let text = try program(
      """
      def hvp(a): return a
      x = constant([1., 2.])
      watch x
      z = hvp(sum(x ** 3))
      hvp z x [1., 0.]
      """, .pytorch
    ).text
    #expect(text.contains("\ndef hvp_(a):\n"))
    #expect(text.contains("z = hvp_(torch.sum(x ** 3))\n"))
    #expect(text.contains("print(hvp(z, x, torch.tensor([1., 0.])))\n"))
  }

  @Test(arguments: [Framework.tensorflow, .jax])
  func whatAComprehensionBindsIsNotReadBeforeIt(framework: Framework) throws {
    let texts = [
      "x = Variable(2.)\n[grad(x ** k, x) for k in [2., 3.]]",
      "x = Variable(2.)\nf = lambda k: grad(x ** k, x)\nf(3.)",
    ]
    for text in texts {
      let problems = ProgramText(try SessionSamples.replayed(text), for: framework).problems
      #expect(
        problems.map(\.message) == [
          "\(framework.title) takes this derivative of what a statement before computes, where 'k' "
            + "is not bound yet"
        ])
    }
  }
}
