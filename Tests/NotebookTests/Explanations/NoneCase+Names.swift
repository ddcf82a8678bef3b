extension NoneCase {
  /// Names that were bound anew, and tensors that only look the same.
  static let ofNames = [
    NoneCase(
      "name-rebound", "x = constant(3.)\nwatch x\nz = x * x\nx = x + 1.",
      """
      None: x was bound to a new value in line 4; z was computed from an older one
        line 4: x = x + 1.
        mend: give the new value a name of its own in line 4: new_x = x + 1.
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x\nnew_x = x + 1.", "6.0"),
    NoneCase(
      "name-rebound", "x = constant(3.)\nwatch x\nx = constant(4.)\nz = x * x",
      """
      None: x was bound to a new value in line 3, which the tape does not watch; before, it was \
      watched
        line 3: x = constant(4.)
        mend: watch x after line 3, before computing z
      """,
      mended: "x = constant(3.)\nwatch x\nx = constant(4.)\nwatch x\nz = x * x", "8.0"),
    // TensorFlow's guide: the second round gives None.
    NoneCase(
      "name-rebound",
      """
      x = Variable(2.)
      for epoch in range(2):
        with GradientTape(persistent=True) as tape:
          y = x * x
        x = x + 1
      """,
      asking: "y x on tape",
      """
      by the tape tape
      None: x was bound to a new value in line 5; y was computed from an older one
        line 5: x = x + 1
        mend: write in line 5: x.assign_add(1)
      """,
      // The tape knows the value that x had when y was computed: 3.
      mended: """
        x = Variable(2.)
        for epoch in range(2):
          with GradientTape(persistent=True) as tape:
            y = x * x
          x.assign_add(1)
        """, "6.0"),
    NoneCase(
      "name-rebound",
      "w = Variable(2.)\nw = w - 0.5\nwith GradientTape() as t:\n  z = w * w", asking: "z w on t",
      """
      by the tape t
      None: w was bound to a new value in line 2, which the tape does not watch; before, it was a \
      Variable
        line 2: w = w - 0.5
        mend: write in line 2: w.assign_sub(0.5)
      """,
      mended: "w = Variable(2.)\nw.assign_sub(0.5)\nwith GradientTape() as t:\n  z = w * w", "3.0"),
    NoneCase(
      "name-rebound", "x = constant(3.)\nwatch x\nz = x * x\nz = constant(7.)",
      """
      None: z was bound to a new value in line 4, which was not computed from x
        line 4: z = constant(7.)
        mend: give the new value a name of its own in line 4: new_z = constant(7.)
      """,
      mended: "x = constant(3.)\nwatch x\nz = x * x\nnew_z = constant(7.)", "6.0"),
    NoneCase(
      "equal-tensor", "a = constant([1., 2.])\nx = constant([1., 2.])\nwatch a\nz = sum(a * a)",
      """
      None: z was computed from another tensor that has the same numbers as x
        mend: ask by the tensor that was used: grad z a
      """,
      mended: "a = constant([1., 2.])\nx = constant([1., 2.])\nwatch a\nz = sum(a * a)",
      nowAsking: "z a", "[2. 4.]"),
    NoneCase(
      "equal-tensor", "a = constant(3.)\nwatch a\nx = a.copy()\nz = a * a",
      """
      None: z was computed from another tensor that has the same numbers as x
        mend: ask by the tensor that was used: grad z a
      """,
      mended: "a = constant(3.)\nwatch a\nx = a.copy()\nz = a * a", nowAsking: "z a", "6.0"),
  ]
}
