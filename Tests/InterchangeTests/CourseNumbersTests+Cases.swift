extension CourseNumbersTests {
  static let cases = understanding + derivatives + traps + training

  // Closed forms; the local derivatives stand in the sessions.
  private static let understanding = [
    Case(
      session: "chain-rule-by-hand", tolerance: 1e-9,
      entries: [
        ("z", [64]), ("d_y", [32]), ("d_x", [64]), ("grad z x y", [64, 32]),
        ("t_a, t_b, t_z", [3, 4, 64]), ("jvp z x 1.", [64]), ("2. * b * t_b", [32]),
        ("(f(2.001, 3.) - f(2., 3.)) / 0.001", [64.016]),
      ])
  ]

  private static let derivatives = [
    // f = (x₀x₁, x₁x₂²) at (2, 3, 5); J·v = (-1, -35).
    Case(
      session: "forward-and-reverse", tolerance: 1e-7,
      entries: [
        ("f(x)", [6, 75]), ("jvp(f, x, constant([1., 0., 0.]))", [6, 75, 3, 0]),
        ("jvp(f, x, constant([0., 1., 0.]))", [6, 75, 2, 25]),
        ("jvp(f, x, constant([0., 0., 1.]))", [6, 75, 0, 30]),
        ("pullback(constant([1., 0.]))", [3, 2, 0]),
        ("pullback(constant([0., 1.]))", [0, 25, 30]),
        ("jacobian(f)(x)", [3, 2, 0, 0, 25, 30]), ("sum(u * tangent)", [31]),
        ("sum(pullback(u)[0] * v)", [31]), ("slope[999]", [2]), ("tangent", [2]),
        ("jvp(position, constant(0.), constant(1.))", [3, 0, 0, 3]),
      ]),
    // Closed forms; of Rosenbrock's function scipy.optimize.rosen_hess and numpy.linalg.eigvalsh.
    Case(
      session: "second-order", tolerance: 1e-9,
      entries: [
        ("hessian(f)(p)", [2, 0, 0, 2]), ("hessian(f)(q)", [-2, 0, 0, 2]),
        ("eigvalsh(hessian(f)(p))", [2, 2]), ("eigvalsh(hessian(f)(q))", [-2, 2]),
        ("hvp(f, q, v)", [-1.2, 1.6]), ("sum(v * hvp(f, q, v))", [0.56]), ("g", [32]),
        ("h", [48]), ("grad h x", [48]), ("hessian(rosenbrock)(m)", [802, -400, -400, 200]),
        ("e", [0.399360767, 1001.60064]), ("e[1] / e[0]", [2508.009601277298]),
        ("H", [1330, 480, 480, 200]),
      ]),
    // Closed forms; the sine by mpmath.
    Case(
      session: "taylor", tolerance: 1e-12,
      entries: [
        ("for n in range(6):", [0, 0, 1, 1, 2, 0, 3, -1, 4, 0, 5, 1]), ("p3(1.)", [5 / 6]),
        ("p5(1.)", [101 / 120]), ("sin(1.)", [0.8414709848078965]),
        ("p5(3.) - sin(3.)", [0.38387999194013280]),
        (
          "[D(tan, n)(0.) / math.factorial(n) for n in [1, 3, 5, 7]]",
          [1, 1 / 3, 2 / 15, 17 / 315]
        ),
        ("[D(geometric, n)(0.) for n in range(1, 6)]", [1, 2, 6, 24, 120]),
        ("q(0.5), geometric(0.5)", [127 / 64, 2]),
      ]),
    // 2x(wx - y); Σxy/Σx²; 60(w - 2) = -8.
    Case(
      session: "per-example-gradients", tolerance: 1e-6,
      entries: [
        ("grad(total)(w)", [35]), ("each", [-1, -4, -9, -16, 65]), ("sum(each)", [35]),
        ("argmax(abs(each))", [4]), ("abs(each[4]) / sum(abs(each))", [65 / 95]),
        ("clipped", [-1, -4, -8, -8, 8]), ("sum(clipped)", [-13]), ("descend(1000.)", [65 / 55]),
        ("descend(8.)", [2 - 8 / 60]), ("vmap(lambda x: x * w - 1.)(xs)", [0.5, 2, 3.5, 5, 6.5]),
      ]),
    // 1/(3y² + 1) and -6y/(3y² + 1)³ at y = 2; the fixed points by scipy.optimize.brentq.
    Case(
      session: "implicit-differentiation", tolerance: 1e-10,
      entries: [
        ("solve_for_y(constant(10.))", [2]), ("solve_for_y(constant(2.))", [1]),
        ("D(solve_for_y)(10.)", [1 / 13]), ("unrolled.gradient(y, x)", [1 / 13]),
        ("implicit.gradient(y, x)", [1 / 13]),
        ("-grad(F, argnums=0)(x, y) / grad(F, argnums=1)(x, y)", [1 / 13]),
        ("D(solution, 2)(10.)", [-12 / 2197]), ("θ", [0.7390851332151607]),
        ("slope", [-0.29747434150983226]), ("(θ_2 - θ) / 0.001", [-0.29739765462832857]),
      ]),
    // The product of the cosines of nine sines, in float64 by NumPy.
    Case(
      session: "checkpointing", tolerance: 1e-6,
      entries: [
        ("[g[0], g[999]]", [0.95649167, 0.08945715]),
        ("[h[0], h[999]]", [0.95649167, 0.08945715]),
      ]),
  ]
}
