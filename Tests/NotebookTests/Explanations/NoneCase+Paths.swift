extension NoneCase {
  /// What stops derivatives on the way from the source to the target.
  static let ofPaths = [
    NoneCase(
      "not-connected", "a = constant(1.)\nb = constant(2.)\nwatch a b\nz = a * 5.", asking: "z b",
      """
      None: z was not computed from b
        mend: compute z from b, or ask by what it was computed from: grad z a
      """,
      mended: "a = constant(1.)\nb = constant(2.)\nwatch a b\nz = a * 5.", nowAsking: "z a", "5.0"),
    NoneCase(
      "not-connected", "x = constant(3.)\nwatch x\nz = x * x", asking: "x z",
      """
      None: z was computed from x, not x from z
        mend: ask the other way round: grad z x
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x", nowAsking: "z x", "6.0"),
    NoneCase(
      "not-floating", "x = constant(3)\nz = x * x",
      """
      None: derivatives need floating-point values, and this is int32
        mend: compute with real numbers: 3. instead of 3, or cast(x, float32)
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x", "6.0"),
    NoneCase(
      "not-floating", "import tensorflow as tf\nv = tf.Variable([2, 30])\nz = tf.reduce_sum(v * v)",
      asking: "z v",
      """
      None: derivatives need floating-point values, and this is int32
        line 2: v = tf.Variable([2, 30])
        mend: write real numbers in line 2: v = tf.Variable([2., 30.])
      """,
      mended: "import tensorflow as tf\nv = tf.Variable([2., 30.])\nz = tf.reduce_sum(v * v)",
      "[ 4. 60.]"),
    NoneCase(
      "not-connected", "x = constant([2., 5.])\nwatch x\nz = x[0] * x[1]", asking: "z x[0]",
      """
      None: x[0] is a new tensor each time it is computed; z was not computed from this one
        mend: name it first: a = x[0], and compute z from a
      """,
      mended: "x = constant([2., 5.])\nwatch x\na = x[0]\nz = a * x[1]", nowAsking: "z a", "5.0"),
    NoneCase(
      "not-floating", "x = constant(3.5)\nwatch x\nk = cast(x, int32)\nz = 2. * cast(k, float32)",
      """
      None: z depends on x only through int32 values, made in line 3; derivatives need \
      floating-point values
        line 3: k = cast(x, int32)
        mend: leave the values floating-point in line 3
      """,
      mended: "x = constant(3.5)\nwatch x\nk = x\nz = 2. * cast(k, float32)", "2.0"),
    NoneCase(
      "not-differentiable", "x = constant(3.5)\nwatch x\ny = floor(x)\nz = 2. * y",
      """
      None: z depends on x only through floor (line 3), which has no derivative
        line 3: y = floor(x)
        mend: let the derivative pass straight through in line 3: y = x + stop_gradient(floor(x) - x)
      """,
      mended: "x = constant(3.5)\nwatch x\ny = x + stop_gradient(floor(x) - x)\nz = 2. * y",
      "2.0"),
    // The derivative of the sigmoid at 0 is 1/4.
    NoneCase(
      "not-differentiable", "x = constant(2.)\nwatch x\nz = 4. * cast(x > 2., float32)",
      """
      None: z depends on x only through greater (line 3), which has no derivative
        line 3: z = 4. * cast(x > 2., float32)
        mend: take a smooth step in line 3, such as sigmoid(x - 2.)
      """,
      mended: "x = constant(2.)\nwatch x\nz = 4. * cast(sigmoid(x - 2.), float32)", "1.0"),
    NoneCase(
      "not-differentiable", "x = constant([0., 0.])\nwatch x\nz = 4. * cast(argmax(x), float32)",
      """
      None: z depends on x only through argmax (line 3), which has no derivative
        line 3: z = 4. * cast(argmax(x), float32)
        mend: weigh instead of choosing in line 3, such as softmax(x)
      """,
      mended: "x = constant([0., 0.])\nwatch x\nz = 4. * softmax(x)[1]", "[-1.  1.]"),
    NoneCase(
      "stop-gradient", "x = constant(3.)\nwatch x\nz = 2. * stop_gradient(x * x)",
      """
      None: z depends on x only through stop_gradient in line 3
        line 3: z = 2. * stop_gradient(x * x)
        mend: leave stop_gradient out of line 3: z = 2. * (x * x)
      """,
      mended: "x = constant(3.)\nwatch x\nz = 2. * (x * x)", "12.0"),
  ]
}
