extension NoneCase {
  /// What explicit tapes missed, in listings of TensorFlow.
  static let ofListingTapes = [
    NoneCase(
      "not-watched",
      """
      import tensorflow as tf
      x = tf.constant(3.)
      with tf.GradientTape() as t:
        z = x * x
      """,
      asking: "z x on t",
      """
      by the tape t
      None: x is not watched by the tape; watch x before computing z
        line 4: z = x * x
        mend: write t.watch(x) before line 4, inside its 'with' block
      """,
      mended: """
        import tensorflow as tf
        x = tf.constant(3.)
        with tf.GradientTape() as t:
          t.watch(x)
          z = x * x
        """, "6.0"),
    NoneCase(
      "watched-too-late",
      "x = constant(3.)\nwith GradientTape() as t:\n  z = x * x\n  t.watch(x)", asking: "z x on t",
      """
      by the tape t
      None: x was used in line 3 before it was watched; watch x first
        line 3: z = x * x
        mend: write t.watch(x) before line 3, inside its 'with' block
      """,
      mended: "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\n  z = x * x", "6.0"),
    NoneCase(
      "target-not-recorded",
      """
      x = constant(3.)
      y = x * x
      with GradientTape() as t:
        t.watch(x)
        z = 2. * y
      """,
      asking: "z x on t",
      """
      by the tape t
      None: line 2 ran before the tape was opened
        line 2: y = x * x
        mend: move line 2 into the 'with' block of t
      """,
      mended: """
        x = constant(3.)
        with GradientTape() as t:
          t.watch(x)
          y = x * x
          z = 2. * y
        """, "12.0"),
    NoneCase(
      "tape-paused",
      """
      x = constant(3.)
      with GradientTape() as t:
        t.watch(x)
        with t.stop_recording():
          z = x * x
      """,
      asking: "z x on t",
      """
      by the tape t
      None: line 5 ran while the tape was paused
        line 5: z = x * x
        mend: move line 5 out of the block of t.stop_recording()
      """,
      mended: """
        x = constant(3.)
        with GradientTape() as t:
          t.watch(x)
          with t.stop_recording():
            pass
          z = x * x
        """, "6.0"),
    NoneCase(
      "tape-reset",
      """
      x = constant(3.)
      with GradientTape() as t:
        t.watch(x)
        t.reset()
        z = x * x
      """,
      asking: "z x on t",
      """
      by the tape t
      None: the tape was reset in line 4, which forgot what it had recorded and watched
        line 4: t.reset()
        mend: watch x again after line 4, and compute z from it then
      """,
      mended: """
        x = constant(3.)
        with GradientTape() as t:
          t.watch(x)
          t.reset()
          t.watch(x)
          z = x * x
        """, "6.0"),
    NoneCase(
      "tape-closed",
      "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\nz = x * x", asking: "z x on t",
      """
      by the tape t
      None: line 4 ran after the tape was closed
        line 4: z = x * x
        mend: move line 4 into the 'with' block of t
      """,
      mended: "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\n  z = x * x", "6.0"),
    NoneCase(
      "tape-used-up",
      """
      x = constant(3.)
      with GradientTape() as t:
        t.watch(x)
        y = x * x
        g = t.gradient(y, x)
        z = y * y
      """,
      asking: "z x",
      """
      None: line 6 ran after the tape was used up: it gave its one set of gradients in line 5
        line 6: z = y * y
        mend: with GradientTape(persistent=True) as t:
      """,
      mended: """
        x = constant(3.)
        with GradientTape(persistent=True) as t:
          t.watch(x)
          y = x * x
          g = t.gradient(y, x)
          z = y * y
        """, nowAsking: "z x on t", "108.0"),
    NoneCase(
      "inner-gradient-outside",
      """
      x = constant(3.)
      with GradientTape() as outer:
        outer.watch(x)
        with GradientTape() as inner:
          inner.watch(x)
          y = x ** 3
      g = inner.gradient(y, x)
      """,
      asking: "g x on outer",
      """
      by the tape outer
      None: the gradient in line 7 was taken where no tape recorded it, so g has no history
        line 7: g = inner.gradient(y, x)
        mend: move line 7 into the 'with' block of outer
      """,
      mended: """
        x = constant(3.)
        with GradientTape() as outer:
          outer.watch(x)
          with GradientTape() as inner:
            inner.watch(x)
            y = x ** 3
          g = inner.gradient(y, x)
        """, "18.0"),
  ]
}
