/// What is decided about the kinks of activations, where the conventions differ.
extension Declaration {
  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// A kink of the first operand at 0.
  private static func kinkAtZero(_ example: [[Double]]) -> Kink {
    Kink(
      place: "0", operands: 0...0,
      test: .elements { x in x[0].isEqual(to: 0).select(one, zero) }, example: example)
  }

  /// A kink of the only operand at a number.
  private static func kink(at number: Double, _ place: String) -> Kink {
    Kink(
      place: place, operands: 0...0,
      test: .elements { x in x[0].isEqual(to: number).select(one, zero) }, example: [[number]])
  }

  /// Flat at both of its kinks.
  static let relu6Conventions = PointConventions("", kinks: [kink(at: 0, "0"), kink(at: 6, "6")])

  /// The slopes at 0 are alpha from the left and 1 from the right.
  static let leakyReLUConventions: PointConventions = {
    let smallest = Derivative.partials { x, _ in
      let isPositive = x[0].isGreater(than: 0)
      return [
        x[0].isEqual(to: 0).select(
          smallestSlope(between: x[1]), isPositive.select(x[0].sign(), x[1])),
        isPositive.select(zero, x[0]),
      ]
    }
    let right = Derivative.partials { x, _ in
      [x[0].isAtLeast(0).select(one, x[1]), x[0].isGreater(than: 0).select(zero, x[0])]
    }
    return PointConventions(
      "", kinks: [kinkAtZero([[0], [0.1]])], derivatives: [.tapebook: smallest, .jax: right])
  }()

  /// As those of `leaky_relu`; where alpha is 1 there is no kink.
  static let eluConventions: PointConventions = {
    let smallest = Derivative.partials { x, _ in
      let isPositive = x[0].isGreater(than: 0)
      let negative = isPositive.select(zero, x[0])
      return [
        x[0].isEqual(to: 0).select(
          smallestSlope(between: x[1]),
          isPositive.select(x[0].sign(), x[1] * negative.exp())),
        isPositive.select(zero, negative.expm1()),
      ]
    }
    let kink = Kink(
      place: "0 with an alpha that is not 1", operands: 0...0,
      test: .elements { x in
        x[0].isEqual(to: 0).select(x[1].isEqual(to: 1).select(zero, one), zero)
      }, example: [[0], [2]])
    return PointConventions("", kinks: [kink], derivatives: [.tapebook: smallest])
  }()

  /// The smallest number between a slope and 1.
  private static func smallestSlope(between alpha: Formula) -> Formula {
    alpha.isGreater(than: 0).select(one.isGreater(than: alpha).select(alpha, one), zero)
  }

  /// TensorFlow takes the slope from the right at 0, the others that from the left.
  static let seluConventions: PointConventions = {
    let left = Derivative.partials { x, _ in [selu(x[0], isLinear: x[0].isGreater(than: 0))] }
    return PointConventions(
      "", kinks: [kinkAtZero([[0]])], derivatives: [.torch: left, .jax: left])
  }()

  /// At its bounds `hardtanh` is taken to move, or not to.
  static let hardTanhConventions: PointConventions = {
    let inside = Derivative.partials { x, _ in
      [x[0].isGreater(than: -1).select(one.isGreater(than: x[0]).select(one, zero), zero)]
    }
    return PointConventions(
      "", kinks: [kink(at: -1, "-1"), kink(at: 1, "1")],
      derivatives: [.tapebook: inside, .torch: inside])
  }()
}
