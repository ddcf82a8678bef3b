import Language
import Testing

/// Loops whose bodies come from plans: what they give is what they give as written.
@Suite struct PlannedLoopTests {
  private static let definitions = """
    import tensorflow as tf
    import numpy as np
    X = tf.constant([[1., 2.], [3., 4.], [5., 6.]])
    y = tf.constant([1., 2., 3.])
    W = tf.Variable([1., 2.])
    b = tf.Variable(0.5)
    t = linspace(-1., 1., 5)

    def model(x): return tf.linalg.matvec(x, W) + b

    def loss(a, b): return mean((a + b * t - sin(t)) ** 2)

    def shown(*values):
        for value in values: print(value)

    """

  /// Loops whose rounds come from plans from the fifth on.
  @Test(arguments: [
    // Variables that are updated, a tape in the loop, and what the last round leaves.
    """
    for step in range(20):
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((model(X) - y) ** 2)
        dW, db = tape.gradient(cost, [W, b])
        W.assign_sub(0.01 * dW);
        b.assign_sub(0.01 * db);

    shown(W, b, cost, dW, db, tape.watched_variables())
    """,
    // Names that are bound anew.
    """
    p, q = constant(1.), constant(0.)
    for i in range(20):
        dp, dq = grad(loss, argnums=(0, 1))(p, q)
        p = p - 0.5 * dp
        q = q - 0.5 * dq

    shown(p, q, dp, dq)
    """,
    """
    p, q = constant(1.), constant(0.)
    for i in range(20):
        with GradientTape() as tape:
            tape.watch([p, q])
            cost = loss(p, q)
        dp, dq = tape.gradient(cost, [p, q])
        p -= 0.5 * dp
        q -= 0.5 * dq
        if i % 5 == 0: print(i, cost)

    shown(p, q, cost)
    """,
    // Parameters in a list, that a loop of its own goes through.
    """
    params = [W, b]
    history = []
    for epoch in range(20):
        with tf.GradientTape() as tape:
            cost = tf.reduce_sum((model(X) - y) ** 2)
        grads = tape.gradient(cost, params)
        for g, v in zip(grads, params):
            v.assign_sub(0.01 * g);
        history.append(cost.numpy())

    shown(params, history, grads)
    """,
    // A function's local variables.
    """
    def train(steps):
        p, q = constant(1.), constant(0.)
        costs = []
        for i in range(steps):
            with GradientTape() as tape:
                tape.watch([p, q])
                cost = loss(p, q)
            dp, dq = tape.gradient(cost, [p, q])
            p = p - 0.5 * dp
            q = q - 0.5 * dq
            costs.append(float(cost))
        return p, q, costs, tape.watched_variables()

    shown(train(20))
    shown(train(3))
    """,
    // Variables that functions share.
    """
    def counter():
        total = constant(0.)
        def add(x):
            nonlocal total
            total = total + x * x
        for i in range(20):
            add(constant(2.) * total + 1.)
            total = sin(total)
        return total

    shown(counter())
    """,
    // Batches, whose number nobody knows before.
    """
    batches = [(X * (0.1 * k), y) for k in range(3)]
    for epoch in range(20):
        for xs, ys in zip([X, X * 0.5, X * 0.25], [y, y, y]):
            with tf.GradientTape() as tape:
                cost = tf.reduce_mean((model(xs) - ys) ** 2)
            g = tape.gradient(cost, [W, b])
            W.assign_sub(0.01 * g[0]);
            b.assign_sub(0.01 * g[1]);

    shown(W, b, cost, g)
    """,
    """
    for x in [X * (0.1 * k) for k in range(20)]:
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((model(x) - y) ** 2)
        W.assign_sub(0.01 * tape.gradient(cost, W));

    shown(W, cost, x)
    """,
    // Momentum, Adam's moments, decaying steps as tensors.
    """
    m, v, x = constant([0., 0.]), constant([0., 0.]), constant([1., -2.])
    f = grad(lambda x: sum(x ** 4 - x))
    for k in range(30):
        g = f(x)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g ** 2
        x = x - 0.05 * m / (sqrt(v) + 1e-8)

    shown(m, v, x)
    """,
    // A loop that ends when it has converged.
    """
    x = constant(3.)
    while True:
        with GradientTape() as tape:
            tape.watch(x)
            f = x ** 2 - 2.
        step = f / tape.gradient(f, x)
        x = x - 0.1 * step
        if abs(step) < 1e-4: break

    shown(x, step, tape.gradient(f, x) if False else f)
    """,
    """
    x = constant(3.)
    step = constant(1.)
    while abs(step) > 1e-4:
        step = (x ** 2 - 2.) / (2. * x) * 0.2
        x = x - step

    shown(x, step)
    """,
    // Second derivatives by nested tapes.
    """
    x = constant(2.)
    for i in range(20):
        with GradientTape() as outer:
            outer.watch(x)
            with GradientTape() as inner:
                inner.watch(x)
                f = x ** 4 - 3. * x
            d = inner.gradient(f, x)
        h = outer.gradient(d, x)
        x = x - 0.3 * d / h

    shown(x, d, h)
    """,
    // One value under several names, and arrays of NumPy.
    """
    best = x = constant([1., 2.])
    a = np.array([1., 2.])
    for i in range(20):
        x = last = x * 0.9 + 0.1
        a = a * 0.5 + 1.

    shown(x, last, x is last, best, a)
    """,
    // Tensors that are made of Python's numbers or of shapes alone.
    """
    def cost(w):
        eye2 = tf.constant([[1., 0.], [0., 1.]])
        return sum(tf.linalg.matvec(eye2, w) ** 2 - tf.ones_like(w) * w) + tf.constant(2.) * sum(tf.zeros([2]))

    for i in range(20):
        with tf.GradientTape() as tape:
            c = cost(W) / tf.cast(tf.size(W), tf.float32)
        W.assign_sub(0.1 * tape.gradient(c, W));

    shown(W, c)
    """,
    // `_` is the last value.
    "z = constant(1.)\nfor i in range(20):\n    z = sin(z) * 0.5\n    cos(z) + 1.;\n\nshown(_, z)\n",
  ])
  func loopsComeFromPlans(_ loop: String) throws {
    for hasSessionTape in [true, false] {
      let comparison = try PlanComparison(
        Self.definitions + loop, hasSessionTape: hasSessionTape)
      #expect(comparison.planned == comparison.written)
      #expect(comparison.replays >= 10, "\(comparison.events)")
    }
  }

  /// What changes in some rounds is seen.
  @Test(arguments: [
    """
    rate = 0.1
    x = constant(3.)
    for i in range(40):
        x = x - rate * 2. * x + 0. * sin(x)
        if i % 15 == 14: rate = rate / 2.

    shown(x)
    """,
    """
    x = constant(3.)
    for i in range(20): x = x - (0.1 / (1 + i)) * sin(x)

    shown(x)
    """,
    """
    params = [W, b]
    for i in range(20):
        with tf.GradientTape() as tape:
            cost = sum(model(X)) * 0.001
        for v, g in zip(params, tape.gradient(cost, params)): v.assign_sub(g);
        if i == 12: params = [W]

    shown(W, b)
    """,
    """
    x, f = constant(3.), sin
    for i in range(20):
        x = f(x) + 0.5 * x
        if i == 10: f = cos

    shown(x)
    """,
    // A tape that is asked again later, in another statement, or through a function.
    """
    for i in range(12):
        with tf.GradientTape(persistent=True) as tape:
            cost = sum(model(X) ** 2)
        g = tape.gradient(cost, W)
        W.assign_sub(0.001 * g);
        print(i, tape.gradient(cost, b))

    shown(W)
    """,
    """
    def look(): return tape.gradient(cost, b)

    for i in range(12):
        with tf.GradientTape(persistent=True) as tape:
            cost = sum(model(X) ** 2)
        g = tape.gradient(cost, W)
        W.assign_sub(0.001 * g);
        if i > 8: print(i, look())

    shown(W, look())
    """,
    // What a loop leaves is known to the last round's tape, wherever it is kept.
    """
    kept = []
    for i in range(12):
        with tf.GradientTape(persistent=True) as tape:
            cost = sum(model(X) ** 2)
        g = tape.gradient(cost, W)
        W.assign_sub(0.001 * g);
        kept.append((i, cost))

    shown(tape.gradient(cost, b), tape.gradient(kept[-1][1], b), g)
    """,
    // Changing what a list holds, item by item, is as written.
    """
    rows = [constant(1.), constant(2.)]
    for i in range(12):
        rows[0] = rows[0] * 1.5
        rows[1] = sin(rows[0]) + rows[1]

    shown(rows)
    """,
    // What one round fails with, a handler sees.
    """
    m = eye(2) * 8.
    try:
        for i in range(12):
            with GradientTape(persistent=True) as tape:
                tape.watch(m)
                l = sum(cholesky(m))
            g = tape.gradient(l, m)
            m = m - eye(2) * (1. + 0. * l)
    except Exception as e:
        shown(l, g, m)

    """,
    """
    x = constant(2.)
    try:
        for i in range(12):
            with GradientTape(persistent=True) as tape:
                tape.watch(x)
                f = x ** 3
            g = tape.gradient(f, x)
            x = x * 0.9
            if i == 9: raise ValueError('enough')
    except ValueError:
        shown(x, f, g, tape.gradient(f, x))

    """,
    // A tape around the loop records what it does.
    """
    x = constant(2.)
    with GradientTape() as outer:
        outer.watch(x)
        z = x
        for i in range(12):
            with GradientTape() as tape:
                tape.watch(z)
                f = sin(z) * z
            z = z + 0.1 * tape.gradient(f, z)
    shown(z, outer.gradient(z, x))
    """,
    // Kinks are told once, with their lines.
    """
    x = constant([3., 2.])
    for i in range(12):
        g = grad(lambda x: sum(relu(x - 1.)))(x)
        x = x - 0.25 * g

    shown(x)
    """,
    // Looks for kinks that cannot be there are counted as those of the loop as written are.
    """
    x, s, e = ones([20000]), constant(3.) * ones([9000]), constant(2.5)
    for i in range(97):
        with GradientTape() as t:
            t.watch([x, s])
            f = sum(x ** e) * 0.00001 + sum(relu(s))
        a, g = t.gradient(f, [x, s])
        s = s - 0.03125

    shown(s[0], g[0])
    """,
    // The same loop in a function that calls itself, and one that returns from it.
    """
    def deep(n, x):
        for i in range(12):
            x = sin(x) + 0.5 * x
            if i == 8 and n > 0: x = deep(n - 1, x)
            if i == 10 and n == 1: return x
        return x * 1.

    shown(deep(2, constant(1.)))
    """,
    // Random numbers, prints and counters stay.
    """
    x, n = constant(1.), 0
    for i in range(12):
        noise = tf.random.normal([])
        x = 0.9 * x + 0.1 * noise
        x = sin(x) * 2.
        n += 1

    shown(x, n, noise)
    """,
    """
    x = constant(1.)
    for i in range(12):
        if i == 9: continue
        x = sin(x) * 2.
        x = cos(x) + x

    shown(x)
    """,
    """
    s = constant(1.)
    for k in range(6):
        for j in range(30):
            s = sin(s) + 0.5 * s
        s = s * 0.5 + 0.1

    shown(s, k, j)
    """,
    "d = {'a': constant(1.)}\nx = constant(1.)\nfor i in range(12):\n"
      + "    x = sin(x) * d['a'] + 1.\n    if i == 8: d['a'] = constant(3.)\n\nshown(x)\n",
    "d = {'a': 2.}\nx = constant(1.)\nfor i in range(12):\n"
      + "    x = sin(x) * d['a'] + 1.\n    if i == 8: d['a'] = 3.\n\nshown(x)\n",
    // An assignment inside a tape, which records none.
    """
    for i in range(12):
        with tf.GradientTape() as tape:
            b.assign(b * 0.5 + 1.);
            cost = b * b
        g = tape.gradient(cost, b)
        b.assign_sub(0.1 * g);

    shown(b, g)
    """,
    // One name for the tapes of two segments, of which the later runs as written.
    """
    lst = [constant(1.)]
    for i in range(14):
        with tf.GradientTape(persistent=True) as t2:
            c = sin(W) * 2. + cos(W)
        print(i)
        with tf.GradientTape(persistent=True) as t2:
            c = sum(W * W) * lst[0] * tf.sin(b)
        lst = [constant(0.5) * c]

    shown(t2.gradient(c, W), t2.gradient(c, b), t2.watched_variables())
    """,
    // A library's name that is bound in the last round.
    """
    x = constant(1.)
    for i in range(14):
        x = sin(x) + 0.3
        x = sin(x) * x + sin(x + 1.)
        if i == 10:
            sin = cos
            break

    shown(x)
    """,
    // A value that another tape watches as well.
    """
    x, z = constant(0.3), constant(0.5)
    for i in range(12):
        x = sin(x) * 0.7 + tanh(x)
        print(i)
        with GradientTape(persistent=True) as t2:
            t2.watch([x])
            c = x * z

    shown(t2.gradient(c, x))
    """,
    // A tape that is looked at once something has changed.
    """
    flag = False
    for i in range(14):
        if flag: print(tape.gradient(cost, b), cost)
        with GradientTape(persistent=True) as tape:
            cost = sum(W ** 2) * b
        g = tape.gradient(cost, W)
        W.assign_sub(0.01 * g);
        b.assign_add(0.1);
        if i == 9: flag = True
        if i == 10: flag = False

    """,
    """
    def look():
        tape = 3
        def inner():
            global tape
            return tape.gradient(cost, b)
        return inner()

    for i in range(12):
        with GradientTape(persistent=True) as tape:
            cost = sum(W ** 2) * b
        g = tape.gradient(cost, W)
        W.assign_sub(0.01 * g);
        if i > 8: print(look())

    """,
    """
    def look(): return 0

    for k in range(2):
        for i in range(12):
            with GradientTape(persistent=True) as tape:
                cost = sum(W ** 2) * b
            g = tape.gradient(cost, W)
            W.assign_sub(0.01 * g);
            print(look())
        def look(): return tape.gradient(cost, b)

    """,
    """
    kept = []
    def keep():
        kept.append(cost)
        return len(kept) < 14

    cost = constant(0.)
    while keep():
        with GradientTape(persistent=True) as tape:
            cost = sum(W ** 2) * b
        g = tape.gradient(cost, W)
        W.assign_sub(0.01 * g);

    shown(tape.gradient(kept[-1], b), kept[-1] is cost)
    """,
    // A Variable and its value under a name.
    """
    old = b.read_value()
    for i in range(12):
        old = b.read_value()
        b.assign(old * 0.9);
        d = old - b

    shown(old, b, d)
    """,
  ])
  func whatChangesIsSeen(_ loop: String) throws {
    for hasSessionTape in [true, false] {
      let comparison = try PlanComparison(
        Self.definitions + loop, hasSessionTape: hasSessionTape)
      #expect(comparison.planned == comparison.written)
      #expect(!comparison.planned.isEmpty)
    }
  }

  /// A loop takes the steps that its rounds take as written.
  @Test func plansCountSteps() throws {
    let text = """
      x = constant(1.)
      for i in range(1000):
          x = x * 0.5 + 1.
          for j in range(3): x = sin(x)

      """
    for usesPlans in [true, false] {
      var script = Script()
      script.options.maximumSteps = 3000
      script.options.usesPlans = usesPlans
      let failure = script.failure(of: text)
      #expect(failure?.message == "the entry took more than 3000 steps")
    }
  }
}
