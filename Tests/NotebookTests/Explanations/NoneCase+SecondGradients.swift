extension NoneCase {
  /// Gradients of gradients that no tape recorded.
  static let ofSecondGradients = [
    // The derivative of 4·(2w - 3) is 8.
    NoneCase(
      "inner-gradient-outside",
      """
      w = Variable(1.)
      for i in range(2):
        with GradientTape() as t:
          loss = (w*2. - 3.)**2
        g = t.gradient(loss, w)
        w.assign_sub(0.1*g)
      """,
      asking: "g w",
      """
      None: the gradient in line 5 was taken where no tape recorded it, so g has no history
        line 5: g = t.gradient(loss, w)
        mend: put into 'with GradientTape() as t2:' the 'with' block of t and line 5, and ask: \
      t2.gradient(g, w)
      """,
      mended: """
        w = Variable(1.)
        for i in range(2):
          with GradientTape() as t2:
            with GradientTape() as t:
              loss = (w*2. - 3.)**2
            g = t.gradient(loss, w)
          w.assign_sub(0.1*g)
        """, nowAsking: "g w on t2", "8.0"),
    NoneCase(
      "inner-gradient-outside",
      """
      x = constant(2.)
      with GradientTape() as outer:
        outer.watch(x)
        with GradientTape() as inner:
          inner.watch(x)
          y = x ** 4
        dy = inner.gradient(y, x)
      d2 = outer.gradient(dy, x)
      """,
      asking: "d2 x",
      """
      None: the gradient in line 8 was taken where no tape recorded it, so d2 has no history
        line 8: d2 = outer.gradient(dy, x)
        mend: put into 'with GradientTape() as t2:' t2.watch(x), the 'with' block of outer and \
      line 8, and ask: t2.gradient(d2, x)
      """,
      mended: """
        x = constant(2.)
        with GradientTape() as t2:
          t2.watch(x)
          with GradientTape() as outer:
            outer.watch(x)
            with GradientTape() as inner:
              inner.watch(x)
              y = x ** 4
            dy = inner.gradient(y, x)
          d2 = outer.gradient(dy, x)
        """, nowAsking: "d2 x on t2", "48.0"),
    NoneCase(
      "inner-gradient-outside",
      "w = Variable(3.)\nwith GradientTape() as t:\n  loss = w ** 3\n  g = t.gradient(loss, w)",
      asking: "g w",
      """
      None: the gradient in line 4 was taken where no tape recorded it, so g has no history
        line 4: g = t.gradient(loss, w)
        mend: put into 'with GradientTape() as t2:' the 'with' block of t and line 4, and ask: \
      t2.gradient(g, w)
      """,
      mended: """
        w = Variable(3.)
        with GradientTape() as t2:
          with GradientTape() as t:
            loss = w ** 3
            g = t.gradient(loss, w)
        """, nowAsking: "g w on t2", "18.0"),
    NoneCase(
      "inner-gradient-outside",
      "w = Variable(3.)\nwith GradientTape(persistent=True) as t:\n  loss = w ** 3\n"
        + "g = t.gradient(loss, w)",
      asking: "g w on t",
      """
      by the tape t
      None: the gradient in line 4 was taken where no tape recorded it, so g has no history
        line 4: g = t.gradient(loss, w)
        mend: move line 4 into the 'with' block of t
      """,
      mended: "w = Variable(3.)\nwith GradientTape(persistent=True) as t:\n  loss = w ** 3\n"
        + "  g = t.gradient(loss, w)", "18.0"),
  ]
}
