import Tensors

extension BinaryTests {
  /// Values by NumPy 2.4; `xlogy xlog1py xdivy` are 0 where x is, as TensorFlow 2.21's; `polygamma`
  /// and `sincDerivative` by mpmath 1.3.
  static let functions: [(BinaryOperation, [Double])] = [
    (
      .hypot,
      [
        .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity,
        .infinity, .infinity, 7.762087348130012, 7.5, 7.5, 7.516648189186454, 7.762087348130012,
        8.077747210701755, .infinity, .nan, .infinity, 3.605551275463989, 3.0, 3.0,
        3.0413812651491097, 3.605551275463989, 4.242640687119285, .infinity, .nan, .infinity,
        2.23606797749979, 1.0, 1.0, 1.118033988749895, 2.23606797749979, 3.1622776601683795,
        .infinity, .nan, .infinity, 2.0, 0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, .infinity, 2.0,
        0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, .infinity, 2.23606797749979, 1.0, 1.0,
        1.118033988749895, 2.23606797749979, 3.1622776601683795, .infinity, .nan, .infinity,
        2.8284271247461903, 2.0, 2.0, 2.0615528128088303, 2.8284271247461903, 3.605551275463989,
        .infinity, .nan, .infinity, 5.852349955359813, 5.5, 5.5, 5.522680508593631,
        5.852349955359813, 6.264982043070834, .infinity, .nan, .infinity, .infinity, .infinity,
        .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .nan, .nan,
        .nan, .nan, .nan, .nan, .infinity, .nan,
      ]
    ),
    (
      .truncatedModulo,
      [
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, -7.5, -1.5, .nan, .nan, -0.0, -1.5,
        -1.5, -7.5, .nan, -3.0, -1.0, .nan, .nan, -0.0, -1.0, -0.0, -3.0, .nan, -1.0, -1.0, .nan,
        .nan, -0.0, -1.0, -1.0, -1.0, .nan, -0.0, -0.0, .nan, .nan, -0.0, -0.0, -0.0, -0.0, .nan,
        0.0, 0.0, .nan, .nan, 0.0, 0.0, 0.0, 0.0, .nan, 1.0, 1.0, .nan, .nan, 0.0, 1.0, 1.0, 1.0,
        .nan, 2.0, 0.0, .nan, .nan, 0.0, 0.0, 2.0, 2.0, .nan, 5.5, 1.5, .nan, .nan, 0.0, 1.5, 2.5,
        5.5, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .logAddExp,
      [
        -.infinity, -2.0, 0.0, 0.0, 0.5, 2.0, 3.0, .infinity, .nan, -7.5, -1.9959215567294293,
        0.0005529314753607964, 0.0005529314753607964, 0.5003354063728958, 2.0000748490286293,
        3.000027536070229, .infinity, .nan, -3.0, -1.6867383124817772, 0.04858735157374206,
        0.04858735157374206, 0.5297504182726206, 2.0067153484891183, 3.0024756851377306, .infinity,
        .nan, -1.0, -0.6867383124817772, 0.31326168751822286, 0.31326168751822286,
        0.7014132779827524, 2.048587351573742, 3.01814992791781, .infinity, .nan, 0.0,
        0.1269280110429725, 0.6931471805599453, 0.6931471805599453, 0.9740769841801067,
        2.1269280110429727, 3.048587351573742, .infinity, .nan, 0.0, 0.1269280110429725,
        0.6931471805599453, 0.6931471805599453, 0.9740769841801067, 2.1269280110429727,
        3.048587351573742, .infinity, .nan, 1.0, 1.048587351573742, 1.3132616875182228,
        1.3132616875182228, 1.4740769841801067, 2.313261687518223, 3.1269280110429727, .infinity,
        .nan, 2.0, 2.01814992791781, 2.1269280110429727, 2.1269280110429727, 2.2014132779827524,
        2.6931471805599454, 3.313261687518223, .infinity, .nan, 5.5, 5.500552931475361,
        5.504078443270571, 5.504078443270571, 5.506715348489118, 5.529750418272621,
        5.57888973429255, .infinity, .nan, .infinity, .infinity, .infinity, .infinity, .infinity,
        .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .xlogy,
      [
        .nan, .nan, .infinity, .infinity, .infinity, -.infinity, -.infinity, -.infinity, .nan, .nan,
        .nan, .infinity, .infinity, 5.19860385419959, -5.19860385419959, -8.239592165010823,
        -.infinity, .nan, .nan, .nan, .infinity, .infinity, 2.0794415416798357, -2.0794415416798357,
        -3.295836866004329, -.infinity, .nan, .nan, .nan, .infinity, .infinity, 0.6931471805599453,
        -0.6931471805599453, -1.0986122886681098, -.infinity, .nan, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, .nan, .nan, -.infinity,
        -.infinity, -0.6931471805599453, 0.6931471805599453, 1.0986122886681098, .infinity, .nan,
        .nan, .nan, -.infinity, -.infinity, -1.3862943611198906, 1.3862943611198906,
        2.1972245773362196, .infinity, .nan, .nan, .nan, -.infinity, -.infinity,
        -3.8123094930796992, 3.8123094930796992, 6.042367587674604, .infinity, .nan, .nan, .nan,
        -.infinity, -.infinity, -.infinity, .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .xlog1py,
      [
        .nan, .nan, .nan, .nan, -.infinity, -.infinity, -.infinity, -.infinity, .nan, .nan, .nan,
        0.0, -0.0, -3.0409883108112328, -8.239592165010821, -10.39720770839918, -.infinity, .nan,
        .nan, .nan, 0.0, -0.0, -1.2163953243244932, -3.2958368660043287, -4.1588830833596715,
        -.infinity, .nan, .nan, .nan, 0.0, -0.0, -0.4054651081081644, -1.0986122886681096,
        -1.3862943611198906, -.infinity, .nan, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, .nan, .nan, -0.0, 0.0, 0.4054651081081644,
        1.0986122886681096, 1.3862943611198906, .infinity, .nan, .nan, .nan, -0.0, 0.0,
        0.8109302162163288, 2.197224577336219, 2.772588722239781, .infinity, .nan, .nan, .nan, -0.0,
        0.0, 2.230058094594904, 6.042367587674603, 7.6246189861593985, .infinity, .nan, .nan, .nan,
        .nan, .nan, .infinity, .infinity, .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .xdivy,
      [
        .nan, .infinity, .infinity, -.infinity, -.infinity, -.infinity, -.infinity, .nan, .nan, 0.0,
        3.75, .infinity, -.infinity, -15.0, -3.75, -2.5, -0.0, .nan, 0.0, 1.5, .infinity,
        -.infinity, -6.0, -1.5, -1.0, -0.0, .nan, 0.0, 0.5, .infinity, -.infinity, -2.0, -0.5,
        -0.3333333333333333, -0.0, .nan, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.0, -0.5, -.infinity, .infinity, 2.0, 0.5,
        0.3333333333333333, 0.0, .nan, -0.0, -1.0, -.infinity, .infinity, 4.0, 1.0,
        0.6666666666666666, 0.0, .nan, -0.0, -2.75, -.infinity, .infinity, 11.0, 2.75,
        1.8333333333333333, 0.0, .nan, .nan, -.infinity, -.infinity, .infinity, .infinity,
        .infinity, .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .leakyReLU,
      [
        .infinity, .infinity, .nan, .nan, -.infinity, -.infinity, -.infinity, -.infinity, .nan,
        .infinity, 15.0, 0.0, -0.0, -3.75, -15.0, -22.5, -.infinity, .nan, .infinity, 6.0, 0.0,
        -0.0, -1.5, -6.0, -9.0, -.infinity, .nan, .infinity, 2.0, 0.0, -0.0, -0.5, -2.0, -3.0,
        -.infinity, .nan, .nan, 0.0, 0.0, -0.0, -0.0, -0.0, -0.0, .nan, .nan, .nan, -0.0, -0.0, 0.0,
        0.0, 0.0, 0.0, .nan, .nan, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0,
        2.0, 2.0, 2.0, 2.0, 2.0, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, .infinity, .infinity,
        .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .elu,
      [
        .infinity, 2.0, 0.0, -0.0, -0.5, -2.0, -3.0, -.infinity, .nan, .infinity,
        1.9988938312597044, 0.0, -0.0, -0.4997234578149261, -1.9988938312597044,
        -2.9983407468895567, -.infinity, .nan, .infinity, 1.900425863264272, 0.0, -0.0,
        -0.475106465816068, -1.900425863264272, -2.8506387948964083, -.infinity, .nan, .infinity,
        1.2642411176571153, 0.0, -0.0, -0.31606027941427883, -1.2642411176571153,
        -1.896361676485673, -.infinity, .nan, .nan, 0.0, 0.0, -0.0, -0.0, -0.0, -0.0, .nan, .nan,
        .nan, -0.0, -0.0, 0.0, 0.0, 0.0, 0.0, .nan, .nan, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
        1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5,
        5.5, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity, .infinity,
        .infinity, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
    (
      .polygamma,
      [
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .infinity, -.infinity, -1.9635100260214235,
        0.42278433509846713, 0.9227843350984671, .infinity, .nan, .nan, .nan, .infinity, -.infinity,
        -1.9635100260214235, 0.42278433509846713, 0.9227843350984671, .infinity, .nan, .nan,
        .infinity, .infinity, .infinity, 4.934802200544679, 0.6449340668482264, 0.39493406684822646,
        0.0, .nan, .nan, .nan, .infinity, -.infinity, -16.82879664423432, -0.4041138063191886,
        -0.15411380631918858, -0.0, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan,
      ]
    ),
    (
      .sincDerivative,
      [
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, 0.0, 0.0, 1.0, 1.0, 0.6366197723675814, 0.0, 0.0, 0.0,
        .nan, 0.0, 0.0, 1.0, 1.0, 0.6366197723675814, 0.0, 0.0, 0.0, .nan, 0.0, -0.5, 0.0, 0.0,
        -1.2732395447351628, 0.5, -0.3333333333333333, 0.0, .nan, 0.0, -0.5, -3.289868133696453,
        -3.289868133696453, -1.1902271282389358, -0.5, 0.2222222222222222, 0.0, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
        .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan,
      ]
    ),
  ]
}
