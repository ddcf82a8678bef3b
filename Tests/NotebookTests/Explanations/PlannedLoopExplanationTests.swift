import Language
import Testing

@testable import Notebook

/// What is told after a loop whose rounds came from a plan is what is told without plans.
@Suite struct PlannedLoopExplanationTests {
  private static let loops = [
    """
    w = Variable([1., 2.])
    x = constant([0.5, -1.])
    for i in range(12):
        with GradientTape() as t:
            cost = sum((w * x - 1.) ** 2)
        g = t.gradient(cost, w)
        w.assign_sub(0.1 * g);
    """,
    """
    x = constant(2.)
    for i in range(12):
        with GradientTape(persistent=True) as t:
            t.watch(x)
            y = sin(x) * x
        d = t.gradient(y, x)
        x = x - 0.1 * d
    """,
    """
    x = constant(2.)
    while x > 0.5:
        with GradientTape() as t:
            t.watch(x)
            y = x ** 2
        d = t.gradient(y, x)
        x = x - 0.1 * d
        if x < 0.6: break
    """,
    """
    x = constant(3.)
    old = x
    for i in range(12):
        with GradientTape() as t:
            t.watch(x)
            y = x ** 2
        d = t.gradient(y, x)
        z = stop_gradient(y) + d
        x = x - 0.1 * d
    """,
    // What x comes from takes three rounds to come to it; in the others it changes places.
    """
    x = y = constant(1.)
    old, w, cost = x, constant(2.), constant(3.)
    for i in range(ROUNDS):
        x, y = sin(y) * 0.9, cos(x) * 0.9
        w, cost, x = cost * 0.5, sin(w) * x, x * 1.0
    """,
    """
    x, y, w = constant(1.), constant(2.), constant(3.)
    old = cost = y
    for i in range(ROUNDS):
        x, y, w = sin(y) * 0.9, cos(w) * 0.9, stop_gradient(x) * 0.5
        cost = cost * 0.5 + x
    """,
    """
    x = y = cost = constant(1.)
    old = constant(2.)
    w = old * 3.
    for i in range(12):
        x = y * 0.5 + 1.
        y = cost + 1.
        cost = cos(w) * w
        w = w * 0.5
    """,
  ]
  private static let questions = [
    "tape", "tape list", "why", "why g w", "why cost w", "why y x", "why d x", "why x old",
    "explain", "explain cost w", "explain y x", "grad y x", "t.gradient(d, x)", "vars",
    "t.watched_variables()", "why z x", "grad cost w", "why y old", "why w old",
  ]

  @Test(arguments: loops) func commandsTellTheSame(_ loop: String) {
    for rounds in loop.contains("ROUNDS") ? [10, 11, 12, 13] : [12] {
      let loop = loop.replacing("ROUNDS", with: "\(rounds)")
      for question in Self.questions {
        let shown = [true, false].map { usesPlans in
          var transcript = Transcript(.session, usesPlans: usesPlans)
          return transcript.run(loop + "\n\n" + question)
        }
        #expect(shown[0] == shown[1], "\(rounds) rounds, \(question)")
        #expect(!shown[0].isEmpty || question.hasPrefix("t"))
      }
    }
  }

  /// Commands within the loop see each round.
  @Test func commandsInALoopTellTheSame() {
    let text = """
      x = constant(2.)
      for i in range(10):
          with GradientTape() as t:
              t.watch(x)
              y = sin(x) * x
          d = t.gradient(y, x)
          x = x - 0.1 * d
          if i > 6: explain y
      """
    let shown = [true, false].map { usesPlans in
      var transcript = Transcript(.session, usesPlans: usesPlans)
      return transcript.run(text)
    }
    #expect(shown[0] == shown[1])
    #expect(!shown[0].isEmpty)
  }
}
