extension NoneCase {
  /// Variables whose place was taken by a tensor: in a list, in a function, by a new Variable.
  static let ofReplacements = [
    NoneCase(
      "name-rebound",
      """
      w = [Variable(2.), Variable(5.)]
      with GradientTape(persistent=True) as t:
        loss = w[0] * w[1]
      for j in range(2):
        w[j] = w[j] - 0.1
      """,
      asking: "loss w[0] on t",
      """
      by the tape t
      None: w[0] was bound to a new value in line 5; loss was computed from an older one
        line 5: w[j] = w[j] - 0.1
        mend: write in line 5: w[j].assign_sub(0.1)
      """,
      mended: """
        w = [Variable(2.), Variable(5.)]
        with GradientTape(persistent=True) as t:
          loss = w[0] * w[1]
        for j in range(2):
          w[j].assign_sub(0.1)
        """, "5.0"),
    // The new value comes from the loss itself.
    NoneCase(
      "name-rebound",
      """
      w = [Variable(2.), Variable(5.)]
      with GradientTape(persistent=True) as t:
        loss = w[0] * w[1]
      g = t.gradient(loss, w)
      for j in range(2):
        w[j] = w[j] - 0.1 * g[j]
      """,
      asking: "loss w[0] on t",
      """
      by the tape t
      None: w[0] was bound to a new value in line 6; loss was computed from an older one
        line 6: w[j] = w[j] - 0.1 * g[j]
        mend: write in line 6: w[j].assign_sub(0.1 * g[j])
      """,
      mended: """
        w = [Variable(2.), Variable(5.)]
        with GradientTape(persistent=True) as t:
          loss = w[0] * w[1]
        g = t.gradient(loss, w)
        for j in range(2):
          w[j].assign_sub(0.1 * g[j])
        """, "5.0"),
    NoneCase(
      "name-rebound", "x = Variable(2.)\nz = x ** 3\nx = Variable(3.)",
      """
      None: x was bound to a new value in line 3; z was computed from an older one
        line 3: x = Variable(3.)
        mend: write in line 3: x.assign(3.)
      """,
      // The tape knows the value that x had when z was computed: 2.
      mended: "x = Variable(2.)\nz = x ** 3\nx.assign(3.)", "12.0"),
    NoneCase(
      "name-rebound",
      """
      def train(x):
        with GradientTape(persistent=True) as t:
          loss = x * x
        g = t.gradient(loss, x)
        x = x - 0.1*g
        return x, t, loss
      x = Variable(2.)
      x, t, loss = train(x)
      """,
      asking: "loss x on t",
      """
      by the tape t
      None: x was bound to a new value in line 5; loss was computed from an older one
        line 5: x = x - 0.1*g
        mend: write in line 5: x.assign_sub(0.1*g)
      """,
      mended: """
        def train(x):
          with GradientTape(persistent=True) as t:
            loss = x * x
          g = t.gradient(loss, x)
          x.assign_sub(0.1*g)
          return x, t, loss
        x = Variable(2.)
        x, t, loss = train(x)
        """, "4.0"),
  ]
}
