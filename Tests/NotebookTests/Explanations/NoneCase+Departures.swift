extension NoneCase {
  /// Numbers that leave the tape.
  static let ofDepartures = [
    leaving(
      "numpy()", "y = x * x\nz = y.numpy() * 2.", 4, "z = y.numpy() * 2.", "z = y * 2.",
      mended: "y = x * x\nz = y * 2.", "12.0"),
    leaving(
      "float()", "y = float(x * x)\nz = constant(5.) * y", 3, "y = float(x * x)",
      "y = x * x", mended: "y = x * x\nz = constant(5.) * y", "30.0"),
    leaving(
      "float()", "def f(a):\n  return constant(a)\nz = f(float(x)) ** 2", 5,
      "z = f(float(x)) ** 2", "z = f(x) ** 2",
      mended: "def f(a):\n  return constant(a)\nz = f(x) ** 2", "6.0"),
    leaving(
      "int()", "z = constant(1.) * int(x)", 3, "z = constant(1.) * int(x)",
      "z = constant(1.) * x", mended: "z = constant(1.) * x", "1.0"),
    leaving(
      "item()", "z = constant(x.item()) ** 2", 3, "z = constant(x.item()) ** 2",
      "z = constant(x) ** 2", mended: "z = constant(x) ** 2", "6.0"),
    leaving(
      "tolist()", "l = x.tolist()\nz = constant(l) ** 2", 3, "l = x.tolist()", "l = x",
      mended: "l = x\nz = constant(l) ** 2", "6.0"),
    leaving(
      "constant()", "z = sum(constant([x, x]))", 3, "z = sum(constant([x, x]))",
      "z = sum(convert_to_tensor([x, x]))", mended: "z = sum(convert_to_tensor([x, x]))", "2.0"),
    leaving(
      "float()", "z = sum(constant([float(x) ** 2, 1.]))", 3,
      "z = sum(constant([float(x) ** 2, 1.]))",
      "z = sum(convert_to_tensor([x ** 2, 1.]))",
      mended: "z = sum(convert_to_tensor([x ** 2, 1.]))", "6.0"),
    leaving(
      "numpy()", "l = x.numpy().tolist()\nz = constant(l) ** 2", 3, "l = x.numpy().tolist()",
      "l = x", mended: "l = x\nz = constant(l) ** 2", "6.0"),
    leaving(
      "np.square()", "import numpy as np\nz = np.square(x) * 2.", 4, "z = np.square(x) * 2.",
      "z = square(x) * 2.", mended: "z = square(x) * 2.", "12.0"),
    leaving(
      "math.exp()", "import math\nz = constant(2.) * math.exp(x - 3.)", 4,
      "z = constant(2.) * math.exp(x - 3.)", "z = constant(2.) * exp(x - 3.)",
      mended: "z = constant(2.) * exp(x - 3.)", "2.0"),
    NoneCase(
      "left-tape",
      "x = constant([1., 2.])\nwatch x\nl = []\nfor i in range(2):\n  l.append(float(x[i]))\n\n"
        + "z = sum(stack(l) ** 2)",
      """
      None: numbers computed from x left the tape through float() in line 5, and z was computed \
      from Python numbers after that
        line 5: l.append(float(x[i]))
        mend: compute with tensors in line 5: l.append(x[i])
      """,
      mended: "x = constant([1., 2.])\nwatch x\nl = []\nfor i in range(2):\n  l.append(x[i])\n\n"
        + "z = sum(stack(l) ** 2)", "[2. 4.]"),
    NoneCase(
      "through-assignment",
      "x = constant(3.)\nwatch x\nv = Variable(1.)\nv.assign(x * x);\nz = 2. * v",
      """
      None: z depends on x only through assign() in line 4: a Variable keeps the numbers that it \
      is given, not how they were computed
        line 4: v.assign(x * x);
        mend: compute z from what is assigned in line 4, under a name of its own: new_v = x * x
      """,
      mended: "x = constant(3.)\nwatch x\nv = Variable(1.)\nnew_v = x * x\nz = 2. * new_v", "12.0"),
    NoneCase(
      "through-assignment",
      "x = constant(3.)\nwatch x\nv = Variable(1.)\nv.assign_sub(x);\nz = v * v",
      """
      None: z depends on x only through assign_sub() in line 4: a Variable keeps the numbers that \
      it is given, not how they were computed
        line 4: v.assign_sub(x);
        mend: compute z from what is assigned in line 4, under a name of its own: new_v = v - x
      """,
      mended: "x = constant(3.)\nwatch x\nv = Variable(1.)\nnew_v = v - x\nz = new_v * new_v",
      "4.0"),
    NoneCase(
      "through-assignment", "x = constant(3.)\nwatch x\nv = Variable(x * x)\nz = 2. * v",
      """
      None: z depends on x only through Variable() in line 3: a Variable keeps the numbers that it \
      is given, not how they were computed
        line 3: v = Variable(x * x)
        mend: use the tensor itself in line 3: v = x * x
      """,
      mended: "x = constant(3.)\nwatch x\nv = x * x\nz = 2. * v", "12.0"),
  ]

  private static func leaving(
    _ words: String, _ listing: String, _ line: Int, _ text: String, _ edit: String,
    mended: String, _ gradient: String
  ) -> NoneCase {
    let start = "x = constant(3.)\nwatch x\n"
    return NoneCase(
      "left-tape", start + listing,
      """
      None: z depends on x only through \(words) in line \(line), which takes the numbers off the \
      tape
        line \(line): \(text)
        mend: compute with tensors in line \(line): \(edit)
      """,
      mended: start + mended, gradient)
  }
}
