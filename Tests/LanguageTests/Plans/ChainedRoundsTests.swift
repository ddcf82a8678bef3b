import Language
import Testing

/// Rounds that follow one another without leaving anything in between: what a loop leaves is what it
/// leaves as written, after any number of rounds.
@Suite struct ChainedRoundsTests {
  private static let loops = [
    // A tape, Variables, and a value that nobody reads in the next round.
    """
    w, v = Variable([1., 2.]), Variable(0.5)
    for i in range(ROUNDS):
        with GradientTape(persistent=True) as tape:
            cost = sum((w * v - 1.) ** 2)
        dw, dv = tape.gradient(cost, [w, v])
        w.assign_sub(0.1 * dw);
        v.assign_sub(0.1 * dv);

    print(w, v, cost, dw, tape.gradient(cost, v), tape.watched_variables())
    """,
    // Values that change places, so that each comes back in every second round.
    """
    a, b, c = constant(1.), constant(2.), constant([3., 4.])
    for i in range(ROUNDS):
        a, b = sin(b), a * 2. + sum(c)
        d = a * b

    print(a, b, c, d)
    """,
    // Three that follow each other, of which the last was there before the loop at first.
    """
    a, b, c = constant(1.), constant(2.), constant(3.)
    for i in range(ROUNDS):
        c = b * 0.5
        b = a + 1.
        a = cos(a) * a

    print(a, b, c)
    """,
    // What is handed on as it is, and two names for one value.
    """
    x = constant(1.)
    last = x
    for i in range(ROUNDS):
        older = last
        last = x
        x = sin(last) + 0.1 * older * last

    print(x, last, older, last is older, x is last)
    """,
    // A constant, a list and numbers that are the same in each round.
    """
    x, best = constant(1.), [constant(2.), constant(3.)]
    rate = 0.1
    for i in range(ROUNDS):
        k = constant(2.)
        n = 3
        pair = (x, k)
        x = x - rate * k * best[0] * sin(x) * best[1]

    print(x, k, n, pair, pair[0] is x)
    """,
    // The number of the round, read or not.
    """
    x = y = constant(1.)
    for i in range(ROUNDS): x = sin(x) * 2. + cos(x)
    for i in range(ROUNDS): y = sin(y) * 2. + cos(y) + i

    print(x, y, i)
    """,
    """
    x = constant(1.)
    for s in [constant(0.5 * k) for k in range(ROUNDS)]: x = sin(x) * s + cos(x) * x

    print(x, s)
    """,
    """
    x = constant(1.)
    for s in [constant(0.5 * k) for k in range(ROUNDS)]: x = sin(x) * 2. + cos(x) * x

    print(x, s)
    """,
    // A tensor goes over its own rows while the loop gives its name to others.
    """
    x = constant([1., 2., 3., 4., 5., 6., 7., 8., 9.])[:ROUNDS]
    total = constant(0.)
    for row in x:
        x = sin(x) * 2. + cos(x)
        total = total + row * row

    print(x, total, row)
    """,
    // Local variables, one of them shared with a function that is made before.
    """
    def train(rounds):
        x, scale = constant(1.), constant(2.)
        def scaled(v): return v * scale
        for i in range(rounds):
            y = scaled(x) * 0.4
            x = sin(y) + y * y
        return x, y, i
    print(train(ROUNDS), train(ROUNDS + 1))
    """,
    """
    def train(rounds):
        x, i = constant(1.), 0
        def number(): return i
        for i in range(rounds):
            y = cos(x) * 0.4
            x = sin(y) + y * y
        return x, y, number()
    print(train(ROUNDS))
    """,
    // A loop in a loop, which ends its rounds each time.
    """
    x = constant(1.)
    for k in range(5):
        for i in range(ROUNDS):
            y = sin(x) * 2.
            x = cos(y) + x * 0.5
        print(k, x, y)

    """,
    // The last value, and kinks.
    """
    x = constant([0.5, -1.])
    for i in range(ROUNDS):
        x = x - 0.25 * grad(lambda x: sum(relu(x)))(x)
        x * 2.;

    print(_, x)
    """,
    // More than is kept of two rounds.
    """
    x = ones([300, 1000])
    for i in range(ROUNDS): x = x * 0.5 + 1. - 0.1 * x

    print(sum(x))
    """,
  ]

  /// The seventh round is the first that may follow: one runs as written, two are watched, one more
  /// tells what the body reads, and two are compared.
  @Test(arguments: loops) func anyNumberOfRoundsLeavesTheSame(_ loop: String) throws {
    for rounds in 1...9 {
      let text = loop.replacing("ROUNDS", with: "\(rounds)")
      for hasSessionTape in [true, false] {
        let comparison = try PlanComparison(text, hasSessionTape: hasSessionTape)
        #expect(comparison.planned == comparison.written)
        #expect(!comparison.planned.isEmpty)
      }
    }
  }

  /// Which of the loops above are of that kind: not those that hand on what they did not compute,
  /// read the name of the round, share it with a function, or give more than is kept.
  @Test(
    arguments: zip(
      loops,
      [
        true, true, true, false, true, true, false, true, false, true, false, true, true, false,
      ]))
  func roundsFollowWhereNothingElseHappensBetweenThem(
    _ loop: String, _ follows: Bool
  ) throws {
    let comparison = try PlanComparison(loop.replacing("ROUNDS", with: "9"))
    #expect((comparison.followed > 0) == follows, "\(comparison.events)")
  }

  /// Where memory or a function's domain ends a round, the loop fails in the round that fails as
  /// written.
  @Test func aRoundThatFailsIsTheOneThatFailsAsWritten() throws {
    let comparison = try PlanComparison(
      """
      m = eye(2) * 8.
      try:
          for i in range(12):
              l = sum(cholesky(m) * 2.)
              m = m - eye(2) * (1. + 0. * l)
      except Exception as e: print(i, l, m)

      """)
    #expect(comparison.planned == comparison.written)
    #expect(comparison.planned.hasPrefix("8 "))
  }
}
