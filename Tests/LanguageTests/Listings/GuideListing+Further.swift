extension GuideListing {
  /// Controlled recording, gradients of one's own, Jacobians and forward mode.
  static let further: [GuideListing] = [
    GuideListing(
      "recordingIsStoppedForAWhile",
      """
      v = tf.Variable(2.5)
      u = tf.Variable(3.0)
      with tf.GradientTape() as tape:
        first = v * v
        with tape.stop_recording():
          second = u * u
        out = first + second
      found = tape.gradient(out, {'v': v, 'u': u})
      print('by v:', found['v'])
      print('by u:', found['u'])
      """,
      prints: """
        by v: 5.0
        by u: None
        """),
    GuideListing(
      "aResetTapeForgets",
      """
      with tf.GradientTape() as tape:
        second = u * u
        tape.reset()
        out = v * v + second
      found = tape.gradient(out, {'v': v, 'u': u})
      print(found['v'], found['u'])
      """,
      prints: """
        5.0 None
        """),
    GuideListing(
      "aStoppedGradientIsNone",
      """
      with tf.GradientTape() as tape:
        second = u**2
        out = v**2 + tf.stop_gradient(second)
      found = tape.gradient(out, {'v': v, 'u': u})
      print(found['v'], found['u'])
      """,
      prints: """
        5.0 None
        """),
    GuideListing(
      "aCustomGradientClips",
      """
      @tf.custom_gradient
      def limited(y):
        def backward(dy):
          return tf.clip_by_norm(dy, 0.25)
        return y, backward
      v = tf.Variable(2.0)
      with tf.GradientTape() as tape:
        out = limited(v * v)
      print(tape.gradient(out, v))
      """,
      prints: """
        1.0
        """),
    GuideListing(
      "aCustomGradientIsStable",
      """
      @tf.custom_gradient
      def soft(x):
        e = tf.exp(x)
        def backward(upstream):
          return upstream * (1 - 1 / (1 + e))
        return tf.math.log(1 + e), backward
      k = tf.constant(120.)
      with tf.GradientTape() as tape:
        tape.watch(k)
        out = soft(k)
      print(tape.gradient(out, k))
      """,
      prints: """
        1.0
        """),
    GuideListing(
      "aCustomGradientHasASecondDerivative",
      """
      k = tf.constant(1.5)
      with tf.GradientTape() as outer:
        outer.watch(k)
        with tf.GradientTape() as inner:
          inner.watch(k)
          out = soft(k)
        first = inner.gradient(out, k)
      print(first.numpy(), outer.gradient(first, k).numpy())
      """,
      prints: """
        0.8175745 0.14914645
        """),
    GuideListing(
      "aCustomGradientOfVariables",
      """
      scale = tf.Variable([1., 2.])
      @tf.custom_gradient
      def scaled(x):
        def backward(dy, variables=None):
          return dy * scale, [dy * x * 10.]
        return x * scale, backward
      k = tf.constant([3., 4.])
      with tf.GradientTape() as tape:
        tape.watch(k)
        out = scaled(k) ** 2
      found = tape.gradient(out, [k, scale])
      print(found[0].numpy(), found[1].numpy())
      """,
      prints: """
        [ 6. 32.] [180. 640.]
        """),
    GuideListing(
      "aCustomGradientOfTwoResults",
      """
      @tf.custom_gradient
      def both(x, y):
        def backward(da, db):
          return da * y + db, da * x + db
        return (x * y, x + y), backward
      m = tf.constant(2.)
      n = tf.constant(5.)
      with tf.GradientTape() as tape:
        tape.watch([m, n])
        product, total = both(m, n)
        out = product * total
      found = tape.gradient(out, [m, n])
      print(found[0].numpy(), found[1].numpy())
      """,
      prints: """
        45.0 24.0
        """),
    GuideListing(
      "recomputedValuesGiveTheSame",
      """
      factor = tf.Variable(0.5)
      def block(x):
        return tf.sin(x * factor) * x
      again = tf.recompute_grad(block)
      k = tf.constant(2.)
      with tf.GradientTape(persistent=True) as tape:
        tape.watch(k)
        out = again(k) ** 2
      print(tape.gradient(out, k).numpy(), tape.gradient(out, factor).numpy())
      """,
      prints: """
        4.6508884 7.274379
        """),
    GuideListing(
      "twoTapesAtOnce",
      """
      k0 = tf.constant(0.5)
      k1 = tf.constant(0.0)
      with tf.GradientTape() as tape0, tf.GradientTape() as tape1:
        tape0.watch(k0)
        tape1.watch(k1)
        total = tf.reduce_sum(tf.math.sin(k0) + tf.nn.sigmoid(k1))
      print(tape0.gradient(total, k0).numpy())
      print(tape1.gradient(total, k1).numpy())
      """,
      prints: """
        0.87758255
        0.25
        """),
    GuideListing(
      "higherDerivatives",
      """
      v = tf.Variable(2.0)
      with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
          out = v * v * v
        first = inner.gradient(out, v)
      second = outer.gradient(first, v)
      print(first.numpy(), second.numpy())
      """,
      prints: """
        12.0 12.0
        """),
    GuideListing(
      "aJacobianByAScalar",
      """
      points = tf.linspace(-8.0, 8.0, 160+1)
      shift = tf.Variable(0.0)
      with tf.GradientTape() as tape:
        out = tf.nn.sigmoid(points+shift)
      slopes = tape.jacobian(out, shift)
      print(out.shape, slopes.shape)
      print(slopes[80].numpy(), slopes[100].numpy())
      """,
      prints: """
        (161,) (161,)
        0.25 0.104993574
        """),
    GuideListing(
      "aJacobianOfAMatrixByAMatrix",
      """
      v = tf.Variable([[0.5, -0.25, 1.0], [1.5, 0.75, -0.5]])
      with tf.GradientTape() as tape:
        out = tf.nn.relu(v @ tf.transpose(v))
      jacobian = tape.jacobian(out, v)
      print(jacobian.shape)
      print(jacobian)
      """,
      prints: """
        (2, 2, 2, 3)
        [[[[ 1.   -0.5   2.  ]
           [ 0.    0.    0.  ]]

          [[ 1.5   0.75 -0.5 ]
           [ 0.5  -0.25  1.  ]]]


         [[[ 1.5   0.75 -0.5 ]
           [ 0.5  -0.25  1.  ]]

          [[ 0.    0.    0.  ]
           [ 3.    1.5  -1.  ]]]]
        """),
    GuideListing(
      "aBatchOfJacobians",
      """
      k = tf.constant([[1., 2.], [3., 4.]])
      with tf.GradientTape() as tape:
        tape.watch(k)
        out = k * tf.reduce_sum(k, axis=1, keepdims=True)
      print(tape.batch_jacobian(out, k))
      """,
      prints: """
        [[[ 4.  1.]
          [ 2.  5.]]

         [[10.  3.]
          [ 4. 11.]]]
        """),
    GuideListing(
      "aHessianByAJacobian",
      """
      v = tf.Variable([0.5, -1.0, 2.0])
      with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
          loss = tf.reduce_sum(tf.exp(v)) * v[0] + v[1] * v[2]
        slope = inner.gradient(loss, v)
      print(outer.jacobian(slope, v))
      """,
      prints: """
        [[4.1218033  0.36787945 7.389056  ]
         [0.36787945 0.18393973 1.        ]
         [7.389056   1.         3.694528  ]]
        """),
    GuideListing(
      "tangentsAreCarriedForward",
      """
      k = tf.constant([[2.0, 3.0], [1.0, 4.0]])
      weight = tf.Variable([[1.], [2.]])
      with tf.autodiff.ForwardAccumulator(primals=weight, tangents=tf.constant([[1.], [0.]])) as acc:
        loss = tf.reduce_sum((k @ weight - tf.constant([[1.], [-1.]])) ** 2.)
      print(acc.jvp(loss).numpy())
      """,
      prints: """
        48.0
        """),
    GuideListing(
      "forwardOverForward",
      """
      k = tf.constant(1.1)
      with tf.autodiff.ForwardAccumulator(k, tf.constant(1.)) as outer:
        with tf.autodiff.ForwardAccumulator(k, tf.constant(1.)) as inner:
          out = k ** tf.constant(3.5)
      first = inner.jvp(out)
      print(first.numpy(), outer.jvp(first).numpy())
      """,
      prints: """
        4.4417057 10.094786
        """),
    GuideListing(
      "forwardOverReverse",
      """
      v = tf.Variable([1., 2.])
      with tf.autodiff.ForwardAccumulator(v, tf.constant([1., 0.5])) as acc:
        with tf.GradientTape() as tape:
          out = tf.reduce_sum(v ** 3.)
        slope = tape.gradient(out, v)
      print(slope.numpy(), acc.jvp(slope).numpy())
      """,
      prints: """
        [ 3. 12.] [6. 6.]
        """),
    GuideListing(
      "reverseOverForward",
      """
      k = tf.constant(3.)
      with tf.GradientTape() as tape:
        tape.watch(k)
        with tf.autodiff.ForwardAccumulator(k, tf.constant(2.)) as acc:
          out = k * k * k
      print(tape.gradient(acc.jvp(out), k).numpy())
      """,
      prints: """
        36.0
        """),
    GuideListing(
      "aTargetIsItsOwnSource",
      """
      k = tf.constant([2., 3.])
      v = tf.Variable(2.)
      with tf.GradientTape(persistent=True) as tape:
        out = v * 3.
      print(tape.gradient(k, k).numpy(), tape.gradient([v, out], v).numpy())
      """,
      prints: """
        [1. 1.] 4.0
        """),
  ]
}
