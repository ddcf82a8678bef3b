import Language
import Testing

/// Functions that are differentiated in loops: what a plan gives is what the calls give as written.
@Suite struct PlannedCallTests {
  private func run(
    _ text: String, hasSessionTape: Bool = true
  ) throws -> (planned: String, written: String, events: [PlanEvent]) {
    let comparison = try PlanComparison(text, hasSessionTape: hasSessionTape)
    return (comparison.planned, comparison.written, comparison.events)
  }

  private static let definitions = """
    w = constant([0.5, -1.5])
    params = [constant(2.), constant([1., 3.])]
    scale = 2.
    def cube(x):
        return sum(scale * x ** 3 * w)

    def net(p, x):
        return mean(tanh(p['a'] * x + p['b'][0]) ** 2)

    def closure(k):
        return lambda x: sum(sin(k * x))

    sines = closure(constant(1.5))

    """

  /// Loops whose calls are computed from a plan from the third round on.
  @Test(arguments: [
    "g = grad(cube)\nfor i in range(8): print(g(constant([1., 2.]) * i))",
    "g = value_and_grad(cube)\nfor i in range(8): print(g(constant([1., 2.]) * i))",
    "h = hessian(cube)\nfor i in range(8): print(h(constant([1., 2.]) * i))",
    "j = jacobian(lambda x: x * x * w)\nfor i in range(8): print(j(constant([1., 2.]) * i))",
    "d = D(D(sin))\nfor i in range(8): print(d(constant(0.1) * i))",
    "for i in range(8): print(grad(lambda x: sum(exp(x) * w))(constant([1., 2.]) * i))",
    "g = grad(sines)\nfor i in range(8): print(g(constant([1., 2.]) * i))",
    """
    g = grad(net)
    x = linspace(0., 1., 5)
    for i in range(8):
        p = {'a': constant(0.5) * i, 'b': (constant(1.) - i,)}
        print(g(p, x))

    """,
    "for x in [1., 2.]:\n    for i in range(8): print(grad(lambda y: y ** 3)(x))\n",
    "g = grad(cube)\nprint([g(constant([1., 2.]) * i) for i in range(8)])",
    """
    g = grad(lambda x, i: gather(x, i) ** 2)
    for i in range(8): print(g(constant([1., 2.]) * i, constant(1)))
    """,
    // The largest product of truth and choice: comparisons, `where`, casts.
    """
    g = grad(lambda x: sum(where(x > 1., x ** 2, -x)) + where(x[0] > 2., 1., 0.) * x[1])
    for i in range(8): print(g(constant([1., 2.]) * i))
    """,
    "g = grad(lambda x: sum(cumsum(softmax(x)) * sort(x)))\n"
      + "for i in range(8): print(g(constant([3., 1., 2.]) * i))",
  ])
  func loopsAreComputedFromPlans(_ loop: String) throws {
    let (planned, written, events) = try run(Self.definitions + loop)
    #expect(planned == written)
    #expect(events.contains { if case .made = $0 { true } else { false } }, "\(events)")
    #expect(events.filter { $0 == .replayed }.count >= 4, "\(events)")
  }

  /// What changes between calls is seen.
  @Test(arguments: [
    "g = grad(cube)\nfor i in range(8):\n    if i == 5: scale = 3.\n    print(g(w))\n",
    "g = grad(cube)\nfor i in range(8):\n    w = w + 1.\n    print(g(constant([1., 2.])))\n",
    "g = grad(cube)\nfor i in range(9):\n    if i == 5: w = w * 2.\n    print(g(constant([1., 2.])))\n",
    """
    def f(x): return sum(x) * params[0] + sum(params[1] * x)

    g = grad(f)
    for i in range(9):
        if i == 5: params[0] = constant(7.)
        if i == 7: params.append(1.)
        print(g(constant([1., 2.])))

    """,
    """
    v = Variable(1.)
    g = grad(lambda x: x * x * v)
    for i in range(9):
        v.assign_add(0.5)
        print(g(constant(2.)))

    """,
    """
    def count():
        n = constant(1.)
        def f(x): return x * x * n
        g = grad(f)
        for i in range(9):
            n = n + 1.
            print(g(constant(2.)))

    count()
    """,
    "g = grad(cube)\nfor i in range(8):\n    if i == 5: cube = sum\n    print(g(constant([1., 2.])))\n",
    """
    def inner(x): return x ** 2

    def outer(x): return sum(inner(x))

    g = grad(outer)
    for i in range(8):
        if i == 4: inner = exp
        print(g(constant([1., 2.])))

    """,
    "g = grad(lambda x: sum(relu(x)))\nfor i in range(8): print(g(constant([1., 5.]) - i))",
    "g = grad(lambda x: sum(abs(x)))\nfor i in range(8): print(g(constant([1., 5.]) - i))",
    """
    g = grad(cube)
    for i in range(8):
        with GradientTape() as tape:
            if i > 4: tape.watch(w)
            y = sum(g(constant([1., 2.])))
        print(tape.gradient(y, w))

    """,
    // The same name for an argument and for what the function reads.
    "g = grad(lambda x: sum(x * w))\nfor i in range(8): print(g(w * i), g(w))",
    "g = grad(lambda p: sum(p[0]) * params[0])\nfor i in range(8):\n"
      + "    params = [params[0] + 1., params[1]]\n    print(g(params))\n",
    "try:\n    for i in range(8): print(grad(lambda m: sum(cholesky(m)))(eye(2) * (5. - i)))\n"
      + "except: print('failed')\n",
  ])
  func whatChangesIsSeen(_ loop: String) throws {
    for hasSessionTape in [true, false] {
      let (planned, written, _) = try run(
        Self.definitions + loop, hasSessionTape: hasSessionTape)
      #expect(planned == written)
      #expect(!planned.isEmpty)
    }
  }

  /// What decides a function's result besides numbers and names.
  @Test(arguments: [
    // What fails though nothing needs its result.
    """
    def f(x, m):
        inv(m)
        return x * x

    g = grad(f)
    for i in range(8):
        try: print(g(constant(2.), eye(2) * (5. - i)))
        except: print('failed')

    """,
    """
    g = grad(lambda x, i: x * 2. + gather(w, i))
    for i in range(8):
        try: print(g(constant(2.), constant(i - 5)))
        except IndexError: print('failed')

    """,
    """
    a = constant(7)
    g = grad(lambda x, b: x * 2. + cast(a // b, float32))
    for i in range(8):
        try: print(g(constant(2.), constant(5 - i)))
        except: print('failed')

    """,
    // A failure that decides.
    """
    def f(x, m):
        try: l = cholesky(m)
        except: return x * 3.
        return x * x + sum(l)

    g = grad(f)
    for i in range(10): print(g(constant(2.), eye(2) * (i - 5.)))
    """,
    // Which objects are one.
    """
    def f(x, a, b): return x * 2. if a is b else x * 3.

    g = grad(f)
    l = constant(1.)
    for i in range(8): print(g(constant(0.), l, l), g(constant(0.), l, constant(1.)))
    """,
    """
    def f(x, c):
        with GradientTape() as t:
            t.watch(c)
            y = x * a * c
        return t.gradient(y, c)

    a = constant(1.)
    g = grad(f)
    for i in range(8): print(g(a, a), g(a, constant(2.)))
    """,
    """
    M, L = [constant(1.)], [constant(1.)]
    g = grad(lambda x, u: x * (2. if u is L else 3.))
    for i in range(8): print(g(constant(1.), L if i > 5 else M))
    """,
    """
    g = grad(lambda x: x * 2. if a is b else x * 3.)
    for i in range(9):
        a = constant(1.) * i
        b = constant(2.) * i
        if i > 5: b = a
        print(g(constant(1.)))

    """,
    // Keys that are equal and not the same, and the names of a tuple's parts.
    """
    g = grad(lambda x, d: x * [k for k in d][0])
    for i in range(8): print(1. / g(constant(1.), {(0. if i < 5 else -0.): 1.}))
    """,
    """
    g = grad(lambda x, d: x if isinstance([k for k in d][0], bool) else 2. * x)
    for i in range(8): print(g(constant(1.), {(1 if i < 5 else True): 1.}))
    """,
    """
    g = grad(lambda x, r: x * sum(r.values))
    for i in range(8):
        r = top_k(constant([1., 3., 2.]), 2)
        try: print(g(constant(1.), r if i < 5 else (r[0], r[1])))
        except AttributeError: print('failed')

    """,
    """
    g = value_and_grad(lambda x: sum(1. / pad(x, [[1, 1]], constant_values=0.)
        + 2. / pad(x, [[1, 1]], constant_values=-0.)))
    for i in range(5): print(g(constant([1., 2.])))
    """,
    // The lines of kinks, and each kink of an operation.
    """
    g = grad(lambda x: sum(x ** 0.5) + norm(x - 3.))
    for i in range(5):
        g(constant([1., 2.]));
        g(constant([3., 3.]) * (1. if i > 3 else 0.5));

    """,
    // What a function of the library decides by its operands' elements.
    """
    g = grad(lambda x, n: sum(one_hot(n, 3) * x))
    for n in [1, 1, 1, 2]: print(g(constant([1., 2., 3.]), constant(n)))
    """,
    """
    import tensorflow as tf
    g = value_and_grad(lambda x, o: sum(tf.linalg.diag(x, k=1, padding_value=o)))
    for v in [1, 1, 1, 5]: print(g(constant([1., 2.]), constant(v)))
    """,
    """
    import math
    g = value_and_grad(lambda x: quantile(x, 0.5))
    for v in [2., 2., 2., math.nan]: print(g(constant([1., v, 3.])))
    """,
    """
    import numpy as np
    g = grad(lambda x, w: np.average(x, weights=w))
    for w in [1., 1., 1., -1.]:
        try: print(g(constant([1., 3.]), constant([1., w])))
        except ZeroDivisionError: print('failed')

    """,
    "g = grad(lambda x: hard_tanh(x))\nfor i in range(8): g(constant(i - 4.));\n",
  ])
  func whatDecidesWithoutANumberIsSeen(_ text: String) throws {
    let (planned, written, _) = try run(Self.definitions + text)
    #expect(planned == written)
    #expect(!planned.isEmpty)
  }

  /// What a plan could not stand for runs as it is written.
  @Test(arguments: [
    ("g = grad(lambda x: x if x > 3. else x * x)", PlanRefusal.readsNumbers),
    ("g = grad(lambda x: float(x) * x)", .readsNumbers),
    ("import numpy as np\ng = grad(lambda x: np.sin(x) * x)", .readsNumbers),
    ("import tensorflow as tf\ng = grad(lambda x: tf.random.normal([]) * x)", .effects),
    ("def f(x):\n    print('called')\n    return x * x\n\ng = grad(f)", .effects),
    ("seen = []\ndef f(x):\n    seen.append(x)\n    return x * x\n\ng = grad(f)", .environment),
    (
      "n = 0.\ndef f(x):\n    global n\n    n = n + 1.\n    return x * n\n\ng = grad(f)",
      .effects
    ),
    ("g = grad(recompute_grad(lambda x: sin(x)))", .program),
  ])
  func whatDependsOnMoreIsRefused(_ definition: String, _ refusal: PlanRefusal) throws {
    let loop = "\nfor i in range(7): print(g(constant(1.) * i))\n"
    let (planned, written, events) = try run(definition + loop)
    #expect(planned == written)
    #expect(events == [.refused(refusal)], "\(events)")
  }

  /// A call that would nest too deep fails where it is written.
  @Test func plansCountDepth() throws {
    let text = """
      def deep(x, n): return x * x if n == 0 else deep(x, n - 1)

      g = grad(lambda x: deep(x, 50))
      def rec(n):
          g(constant(1.))
          print(n)
          return rec(n + 1)

      try: rec(0)
      except RecursionError: print('too deep')
      """
    let shown = try [true, false].map { usesPlans in
      var script = Script()
      script.options.maximumDepth = 100
      script.options.usesPlans = usesPlans
      return try script.run(text)
    }
    #expect(shown[0] == shown[1])
    #expect(shown[0].hasSuffix("too deep"))
  }

  /// A plan takes the steps that the calls would take.
  @Test func plansCountSteps() throws {
    let text = """
      def f(x):
          for i in range(100): x = x * 0.5
          return x

      g = grad(f)
      for i in range(1000): g(constant(1.))

      """
    for usesPlans in [true, false] {
      var script = Script()
      script.options.maximumSteps = 5000
      script.options.usesPlans = usesPlans
      let failure = script.failure(of: text)
      #expect(failure?.message == "the entry took more than 5000 steps")
      #expect(failure?.line == 2)
    }
  }

  /// A large argument is no reason against a plan where it is read block by block, and is one where
  /// the recording would lay down as much again.
  @Test(arguments: [
    ("sum(tanh(1.5 * x) ** 2 * exp(-x ** 2))", true), ("mean(x * x)", true),
    ("sum(cumsum(x) * x)", false),
  ])
  func aLargeArgumentIsPlannedWhereNothingIsLaidDown(
    _ formula: String, _ isPlanned: Bool
  ) throws {
    let comparison = try PlanComparison(
      """
      def f(x): return \(formula)
      g = grad(f)
      x = linspace(-2., 2., 5000000)
      for i in range(5): print(g(x)[i * 1000])

      """)
    #expect(comparison.planned == comparison.written)
    #expect((comparison.replays > 0) == isPlanned, "\(comparison.events)")
  }

  /// Labels are an operand of what is planned; one that is no class is told as before, and a call
  /// that fails leaves nothing on an open tape.
  @Test func labelsMayBeOthersInEachCall() throws {
    let comparison = try PlanComparison(
      """
      def f(w, k): return mean(sparse_softmax_cross_entropy(k, w))
      g = grad(f)
      w = constant([[1., 2., 3.], [0.5, 1., -1.]])
      for k in [constant([0, 1]), constant([2, 0]), constant([1, 1]), constant([0, 2])] * 2:
          w = w - g(w, k)

      print(w)
      with GradientTape() as tape:
          tape.watch(w)
          try: f(w, [0, 9])
          except ValueError as e: print(e)
          z = sum(w * w)
      print(tape.gradient(z, w), len(str(tape)) > 0)
      """)
    #expect(comparison.planned == comparison.written)
    #expect(comparison.planned.contains("the label 9 is none of 3 classes"))
    #expect(comparison.replays >= 4, "\(comparison.events)")
    var script = Script()
    let listed = try script.run(
      """
      w = constant([[1., 2., 3.], [0.5, 1., -1.]])
      with GradientTape() as tape:
          tape.watch(w)
          try: sparse_softmax_cross_entropy([0, 9], w);
          except ValueError: pass

      tape
      """)
    #expect(listed.contains("1 entry"), "\(listed)")
  }

  /// The sign of what is not a number is that of the first operand, in a plan as in two steps.
  @Test(arguments: ["z + x * a", "z * (x * a)", "x * a + z"])
  func signsOfWhatIsNoNumberAreThoseOfTheCall(_ result: String) throws {
    let shown = try run(
      """
      import math
      g = value_and_grad(lambda z, x, a: \(result))
      p, n = constant(math.nan), -constant(math.nan)
      for i in range(6):
          for z, x in [(p, n), (n, p)]:
              v, d = g(z, x, constant(1.5))
              print(math.copysign(1., float(v)), math.copysign(1., float(d)))

      """)
    #expect(shown.planned == shown.written)
    #expect(shown.events.contains(.replayed))
  }

  /// Which arguments are one value is part of what a plan was made for, of few and of many.
  @Test(arguments: [3, 8, 9, 12]) func argumentsThatAreOneValueAreToldFromEqualOnes(
    _ count: Int
  ) throws {
    let names = (0..<count).map { "a\($0)" }
    let sum = names.enumerated().map { "\($0.offset + 1) * \($0.element) ** 2" }
      .joined(separator: " + ")
    let fresh = names.indices.map { "constant(\($0).) + i" }
    var (front, back) = (fresh, fresh)
    front[1] = "v"
    front[0] = "v"
    back[count - 1] = "v"
    back[0] = "v"
    let shown = try run(
      """
      g = grad(lambda \(names.joined(separator: ", ")): \(sum), argnums=(0, \(count - 1)))
      for i in range(24):
          v = constant(0.5) * i
          print(g(\((fresh).joined(separator: ", "))))
          print(g(\(front.joined(separator: ", "))))
          print(g(\(back.joined(separator: ", "))))

      """)
    #expect(shown.planned == shown.written)
    #expect(shown.events.contains(.replayed))
  }
}
