extension CourseNumbersTests {
  static let traps = [
    // TensorFlow's runs of the same lines, in float32; bad(…) in float64, too.
    Case(
      session: "numerical-traps", tolerance: 1e-6,
      entries: [
        ("16777216. + constant(1.)", [16_777_216]), ("exp(constant(89.))", [.infinity]),
        ("grad(lambda x: log(sum(exp(x))))(x)", [.nan, .nan]), ("logsumexp(x)", [1001.31323]),
        ("grad(logsumexp)(x)", [0.26894143, 0.7310586]),
        ("log(softmax(logits))", [0, -.infinity]),
        ("grad(lambda z: -log(softmax(z))[1])(logits)", [.nan, .nan]),
        ("log_softmax(logits)", [0, -200]),
        ("grad(lambda z: -log_softmax(z)[1])(logits)", [1, -1]), ("bad(constant(0.0001))", [0]),
        ("grad(bad)(constant(0.0001))", [10000]), ("good(constant(0.0001))", [0.5]),
        ("sqrt(x + 1.) - sqrt(x)", [0.00024414062]),
        ("1. / (sqrt(x + 1.) + sqrt(x))", [0.00015811388]),
        ("log(1. + constant(1e-8)), log1p(constant(1e-8))", [0, 1e-8]),
        ("grad(lambda x: sum(sinc_1(x)))(x)", [.nan, -0.43539777]),
        ("grad(lambda x: sum(sinc_2(x)))(x)", [0, -0.43539777]),
        ("grad(sqrt)(constant(0.))", [.infinity]),
        ("grad(lambda d: sqrt(d ** 2))(constant(0.))", [.nan]),
        ("grad(lambda d: sqrt(d ** 2 + 1e-12))(constant(0.))", [0]),
        ("bad(constant(0.0001, 'float64'))", [0.4999999969612645]),
        ("bad(constant(1e-8, 'float64'))", [0]),
      ]),
    // CPython's numbers for the same lines, to the last digit; those of float32 by TensorFlow.
    Case(
      session: "finite-differences", tolerance: 0,
      entries: [
        ("forward(0.5), forward(0.25), forward(0.125)", [5.530000000000001, 4.5175, 4.058125]),
        (
          "for k in [1, 5, 10, 15, 20]:",
          [
            1, 1.9000000000000012, 5, 0.10410156250000124, 10, 0.0032236099242437533, 15,
            0.00010070893506064493, 20, 3.1470600516669833e-06,
          ]
        ),
        (
          "for k in [25, 30, 35, 40, 45, 50, 53]:",
          [
            25, 9.953975688148375e-08, 30, -1.239776610262311e-07, 35, -2.7465820311434186e-06,
            40, -0.00011718749999989342, 45, 0.0028125000000001066, 50, -0.1299999999999999, 53,
            -3.63,
          ]
        ),
        (
          "for k in [1, 5, 10, 15, 20, 30, 40]:",
          [
            1, 0.2500000000000009, 5, 0.0009765625000026645, 10, 9.536743119653579e-07, 15,
            9.287033364557828e-10, 20, 4.6567194544877566e-12, 30, -4.76837147544984e-09, 40,
            4.882812500106581e-06,
          ]
        ),
        ("(f(a + h) - f(a)) / h", [3.625]),
      ]),
  ]

  static let training = [
    // 10(1 - η)ⁿ and (1 - 10η)ⁿ; with momentum, NumPy's float64.
    Case(
      session: "gradient-descent", tolerance: 2e-6,
      entries: [
        ("grad(f)(start)", [10, 10]), ("start - 0.1 * grad(f)(start)", [9, 0]),
        ("p", [1.2157665459056934, 0]), ("losses[20]", [0.7390441]),
        ("descend(0.05, 20)[0]", [3.584859224085419, 9.5367431640625e-07]),
        ("descend(0.19, 20)[0]", [0.14780882941434612, 0.12157665459056904]),
        ("descend(0.21, 20)[0]", [0.08964825197684367, 6.727499949325611]), ("e", [1, 10]),
        ("2. / e[1]", [0.2]), ("best", [2 / 11]),
        ("p", [0.18071595021380354, 0.018071595021380452]),
        ("f(roll(0.1, 0.5, 20))", [9.850254495633244e-06]), ("f(q)", [0.7390441]),
      ]),
    // The real root is sequence A007493 of the OEIS; Rosenbrock's function, its gradient and its
    // Hessian are scipy.optimize's, solved by numpy.linalg.solve.
    Case(
      session: "newton", tolerance: 1e-8,
      entries: [
        ("f(x), D(f)(x)", [-1, 10]), ("x - f(x) / D(f)(x)", [2.1]), ("x", [2.0945514815423265]),
        ("for k in range(4):", [1, 1, 2, 0, 3, 1, 4, 0]), ("x", [0.816496580927726]),
        ("p - solve(hessian(bowl)(p), grad(bowl)(p))", [0, 0]),
        (
          "for k in range(6):",
          [
            1, -1.1752809, 1.38067416, 2, 0.76311487, -3.17503385, 3, 0.76342968, 0.58282478,
            4, 0.99999531, 0.94402732, 5, 0.9999957, 0.99999139, 6, 1, 1,
          ]
        ),
        ("stack(values[:3])", [24.2, 4.731884325266608, 1411.845179309927]),
        ("p - solve(hessian(saddle)(p), grad(saddle)(p))", [0, 0]),
        ("eigvalsh(hessian(saddle)(p))", [-2, 2]),
      ]),
    // scipy.stats.linregress in float64: slope, intercept and correlation.
    Case(
      session: "linear-regression", tolerance: 1e-6,
      entries: [
        ("mean(flipper), mean(mass)", [200.96696696696696, 4207.057057057057]), ("loss(p)", [1]),
        ("grad(loss)(p)[0]", [-2 * 0.8729788985653613]), ("diag_part(hessian(loss)(p))", [2, 2]),
        ("p[0]", [0.8729788985653613]), ("losses[24]", [0.2379078428]),
        ("1. - p[0] ** 2", [0.2379078428]),
        ("q[0]", [0.8729788985653613]), ("mean(x * y)", [0.8729788985653613]),
        ("slope", [50.153265942241134]),
        ("mean(mass) - slope * mean(flipper)", [-5872.092682842826]),
      ]),
    // scipy.optimize.minimize, method BFGS, in float64; the losses of Newton's steps by NumPy.
    Case(
      session: "logistic-regression", tolerance: 1e-5,
      entries: [
        ("sum(male)", [168]), ("loss(w)", [0.6931471805599453]),
        ("grad(loss)(w)", [-0.0045045, -0.21248487, -0.18632908]),
        ("w", [0.18792921, 4.24205891, 3.98301126]), ("losses[6]", [0.2467534532615751]),
        (
          "stack(losses)",
          [
            0.6931471805599453, 0.3431978091119583, 0.27085168447665775, 0.24993468943164693,
            0.2468534106860191, 0.24675359067997504, 0.24675345326185538,
          ]
        ),
        ("mean(cast(guess == male, 'float32'))", [0.8918918918918919]),
        ("exp(w[1])", [69.55090380412112]),
      ]),
    // The same network in TensorFlow, in float64.
    Case(
      session: "small-network", tolerance: 1e-5,
      entries: [
        ("loss(x_shown, label_shown)", [1.0926397294724768]),
        (
          "stack(losses[::10])",
          [
            1.0926397294724768, 0.3462675166025437, 0.1671006246392872, 0.1046019517202015,
            0.07657377433326333, 0.06105430425373259,
          ]
        ),
        ("loss(x_shown, label_shown)", [0.05126609752210679]),
        ("accuracy(x_shown, label_shown)", [0.9887640449438202]),
        ("accuracy(x_aside, label_aside)", [0.9848484848484849]),
        (
          "grad(lambda x: log_softmax(scores(x))[0, 0])(x[0:1])",
          [-0.05417448, 0.00231299, 0.01080665, 0.02286281]
        ),
      ]),
  ]
}
