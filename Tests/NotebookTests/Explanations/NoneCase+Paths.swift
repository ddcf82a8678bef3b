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
        mend: take a smooth step in line 3, such as sigmoid(x - y)
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
