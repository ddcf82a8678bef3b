extension GuideListing {
  /// Gradients, what is watched, and where there is none.
  static let gradients: [GuideListing] = [
    GuideListing(
      "aVariableIsWatchedByItself",
      """
      import numpy as np
      import tensorflow as tf
      v = tf.Variable(5.0)
      with tf.GradientTape() as tape:
        out = v**2
      """,
      prints: ""),
    GuideListing(
      "theGradientIsASeparateCell",
      """
      slope = tape.gradient(out, v)
      print(slope.numpy())
      """,
      prints: """
        10.0
        """),
    GuideListing(
      "aListTimesAVariable",
      """
      kernel = tf.Variable([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]], name='kernel')
      bias = tf.Variable(tf.zeros(2, dtype=tf.float32), name='bias')
      row = [[1., 2., 3.]]
      with tf.GradientTape(persistent=True) as tape:
        out = row @ kernel + bias
        loss = tf.reduce_mean(out**2)
      """,
      prints: ""),
    GuideListing(
      "gradientsAreUnpackedFromAList",
      """
      [by_kernel, by_bias] = tape.gradient(loss, [kernel, bias])
      print(kernel.shape)
      print(by_kernel.shape)
      print(by_kernel)
      print(by_bias)
      """,
      prints: """
        (3, 2)
        (3, 2)
        [[ 2.25  4.  ]
         [ 4.5   8.  ]
         [ 6.75 12.  ]]
        [2.25 4.  ]
        """),
    GuideListing(
      "sourcesAreADict",
      """
      sources = {'kernel': kernel, 'bias': bias}
      found = tape.gradient(loss, sources)
      print(found['bias'])
      """,
      prints: """
        [2.25 4.  ]
        """),
    GuideListing(
      "onlyTrainableVariablesAreWatched",
      """
      a = tf.Variable(4.0, name='a')
      b = tf.Variable(4.0, name='b', trainable=False)
      c = tf.Variable(1.5, name='c') + 2.5
      d = tf.constant(4.0, name='d')
      with tf.GradientTape() as tape:
        out = (a**2) + (b**2) + (c**2)
      for part in tape.gradient(out, [a, b, c, d]):
        print(part)
      """,
      prints: """
        8.0
        None
        None
        None
        """),
    GuideListing(
      "watchedVariablesHaveNames",
      """
      print([var.name for var in tape.watched_variables()])
      """,
      prints: """
        ['a:0']
        """),
    GuideListing(
      "aConstantIsWatchedByHand",
      """
      k = tf.constant(-1.5)
      with tf.GradientTape() as tape:
        tape.watch(k)
        out = k**3
      print(tape.gradient(out, k).numpy())
      """,
      prints: """
        6.75
        """),
    GuideListing(
      "nothingIsWatchedUnlessTold",
      """
      p = tf.Variable(0.0)
      q = tf.Variable(2.0)
      with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(q)
        total = tf.reduce_sum(tf.math.sin(p) + tf.nn.softplus(q))
      """,
      prints: ""),
    GuideListing(
      "whatIsNotWatchedIsNone",
      """
      found = tape.gradient(total, {'p': p, 'q': q})
      print('by p:', found['p'])
      print('by q:', found['q'].numpy())
      """,
      prints: """
        by p: None
        by q: 0.8807971
        """),
    GuideListing(
      "aSourceMayBeIntermediate",
      """
      k = tf.constant(2.0)
      with tf.GradientTape() as tape:
        tape.watch(k)
        inner = k * k
        outer = inner * inner
      print(tape.gradient(outer, inner).numpy())
      """,
      prints: """
        8.0
        """),
    GuideListing(
      "aPersistentTapeIsAskedTwice",
      """
      k = tf.constant([2, 0.5])
      with tf.GradientTape(persistent=True) as tape:
        tape.watch(k)
        inner = k * k
        outer = inner * inner
      print(tape.gradient(outer, k).numpy())
      print(tape.gradient(inner, k).numpy())
      """,
      prints: """
        [32.   0.5]
        [4. 1.]
        """),
    GuideListing(
      "aTapeIsDeleted",
      """
      del tape
      """,
      prints: ""),
    GuideListing(
      "severalTargetsOneByOne",
      """
      v = tf.Variable(4.0)
      with tf.GradientTape(persistent=True) as tape:
        square = v**2
        inverse = 1 / v
      print(tape.gradient(square, v).numpy())
      print(tape.gradient(inverse, v).numpy())
      """,
      prints: """
        8.0
        -0.0625
        """),
    GuideListing(
      "severalTargetsAreSummed",
      """
      v = tf.Variable(4.0)
      with tf.GradientTape() as tape:
        square = v**2
        inverse = 1 / v
      print(tape.gradient({'square': square, 'inverse': inverse}, v).numpy())
      """,
      prints: """
        7.9375
        """),
    GuideListing(
      "aTargetOfSeveralElementsIsSummed",
      """
      v = tf.Variable(2.)
      with tf.GradientTape() as tape:
        out = v * [5., -1.5]
      print(tape.gradient(out, v).numpy())
      """,
      prints: """
        3.5
        """),
    GuideListing(
      "anElementwiseDerivative",
      """
      points = tf.linspace(-8.0, 8.0, 160+1)
      with tf.GradientTape() as tape:
        tape.watch(points)
        out = tf.nn.sigmoid(points)
      slopes = tape.gradient(out, points)
      print(slopes[80].numpy(), slopes[90].numpy(), tf.reduce_sum(slopes).numpy())
      """,
      prints: """
        0.25 0.19661196 9.993624
        """),
    GuideListing(
      "theBranchThatRanIsDifferentiated",
      """
      switch = tf.constant(-1.0)
      taken = tf.Variable(3.0)
      other = tf.Variable(3.0)
      with tf.GradientTape(persistent=True) as tape:
        tape.watch(switch)
        if switch < 0.0:
          result = taken
        else:
          result = other**2
      by_taken, by_other = tape.gradient(result, [taken, other])
      print(by_taken)
      print(by_other)
      """,
      prints: """
        1.0
        None
        """),
    GuideListing(
      "theConditionHasNoDerivative",
      """
      print(tape.gradient(result, switch))
      """,
      prints: """
        None
        """),
    GuideListing(
      "noneWhereNothingConnects",
      """
      v = tf.Variable(2.)
      u = tf.Variable(3.)
      with tf.GradientTape() as tape:
        out = u * u
      print(tape.gradient(out, v))
      """,
      prints: """
        None
        """),
    GuideListing(
      "aNameThatIsReboundIsLost",
      """
      v = tf.Variable(2.0)
      for epoch in range(2):
        with tf.GradientTape() as tape:
          out = v+1
        print(tape.gradient(out, v))
        v = v + 1
      """,
      prints: """
        1.0
        None
        """),
    GuideListing(
      "numPyLeavesTheTape",
      """
      v = tf.Variable([[1.0, 2.0], [3.0, 4.0]], dtype=tf.float32)
      with tf.GradientTape() as tape:
        squares = v**2
        out = np.mean(squares, axis=0)
        out = tf.reduce_mean(out, axis=0)
      print(out.numpy())
      print(tape.gradient(out, v))
      """,
      prints: """
        7.5
        None
        """),
    GuideListing(
      "wholeNumbersHaveNoDerivative",
      """
      n = tf.constant(10)
      with tf.GradientTape() as tape:
        tape.watch(n)
        out = n * n
      print(tape.gradient(out, n))
      """,
      prints: """
        None
        """),
    GuideListing(
      "stateStopsDerivatives",
      """
      added = tf.Variable(3.0)
      state = tf.Variable(1.0)
      with tf.GradientTape() as tape:
        state.assign_add(added)
        out = state**2
      print(out.numpy())
      print(tape.gradient(out, added))
      """,
      prints: """
        16.0
        None
        """),
    GuideListing(
      "zerosInsteadOfNone",
      """
      v = tf.Variable([2., 2.])
      u = tf.Variable(3.)
      with tf.GradientTape() as tape:
        out = u**2
      print(tape.gradient(out, v, unconnected_gradients=tf.UnconnectedGradients.ZERO))
      """,
      prints: """
        [0. 0.]
        """),
  ]
}
