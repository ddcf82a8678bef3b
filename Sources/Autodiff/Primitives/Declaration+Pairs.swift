import Tensors

extension Declaration {
  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// Functions of two numbers that are defined where their parts are not.
  static let pairs: [Declaration] = [
    binary(
      "hypot", .hypot, Aliases(numpy: ["hypot"]),
      "The length of the vector (x, y), without overflow.", "sqrt(x**2 + y**2)",
      result: ResultTypes.binaryFloat("hypot"), convention: lengthConventions,
      .partials { x, y in [x[0] / y, x[1] / y] }),
    binary(
      "fmod", .truncatedModulo, Aliases(tensorflow: ["truncatemod"], numpy: ["fmod"]),
      "The remainder of a division that is rounded to 0, with the sign of x.",
      "x - y*trunc(x/y)",
      convention: "the derivative from the right at the jumps: 1 by x, -trunc(x/y) by y",
      .partials { x, _ in [one, -(x[0] / x[1]).trunc()] }),
    binary(
      "logaddexp", .logAddExp, Aliases(numpy: ["logaddexp"]),
      "log(e**x + e**y), without overflow.", "log(e**x + e**y)",
      result: ResultTypes.binaryFloat("logaddexp"), domain: (-1.5...0.5, -0.3...1),
      convention: "NaN where both are the same infinity, as everywhere",
      .partials { x, _ in [(x[0] - x[1]).sigmoid(), (x[1] - x[0]).sigmoid()] }),
    binary(
      "xlogy", .xlogy, mathematical("xlogy"), "x*log(y), and 0 where x is 0.", "x*log(y)",
      result: ResultTypes.binaryFloat("xlogy"),
      convention: logarithmConventions("(0, 0)", singularAt: 0) { $0.log() },
      zeroAtOrigin(singularAt: 0) { ($0.log(), $0) }),
    binary(
      "xlog1py", .xlog1py, mathematical("xlog1py"), "x*log(1 + y), and 0 where x is 0.",
      "x*log(1 + y)", result: ResultTypes.binaryFloat("xlog1py"),
      convention: logarithmConventions("(0, -1)", singularAt: -1) { $0.log1p() },
      zeroAtOrigin(singularAt: -1) { ($0.log1p(), 1 + $0) }),
    binary(
      "xdivy", .xdivy, mathematical("xdivy"), "x/y, and 0 where x is 0.", "x/y",
      result: ResultTypes.binaryFloat("xdivy"),
      convention: PointConventions("", kinks: [kink(at: "(0, 0)", singularAt: 0)]),
      .partials { x, _ in
        let isOrigin = isOrigin(x, singularAt: 0)
        let y = isOrigin.select(one, x[1])
        return [isOrigin.select(zero, one / y), isOrigin.select(zero, -x[0] / y / y)]
      }),
  ]

  private static func isOrigin(_ x: [Formula], singularAt y: Double) -> Formula {
    x[1].isEqual(to: y).select(x[0].isEqual(to: 0).select(one, zero), zero).isEqual(to: 1)
  }

  private static func kink(at place: String, singularAt y: Double) -> Kink {
    Kink(
      place: place, operands: 0...1,
      test: .elements { x in isOrigin(x, singularAt: y).select(one, zero) }, example: [[0], [y]])
  }

  /// Both derivatives of x times a logarithm, from the logarithm and what x is divided by; 0 where
  /// x is 0 and the logarithm is singular.
  ///
  /// TensorFlow's derivative by x is 0 wherever x is 0, which is wrong where the logarithm is
  /// finite; here it is the logarithm.
  private static func zeroAtOrigin(
    singularAt y: Double,
    _ parts: @escaping @Sendable (_ y: Formula) -> (logarithm: Formula, divisor: Formula)
  ) -> Derivative {
    .partials { x, _ in
      let isOrigin = isOrigin(x, singularAt: y)
      // Kept away from the singular point, so that higher derivatives stay finite there.
      let parts = parts(isOrigin.select(.constant(y + 1), x[1]))
      return [
        isOrigin.select(zero, parts.logarithm), isOrigin.select(zero, x[0] / parts.divisor),
      ]
    }
  }

  /// PyTorch takes 0 by x and 0/0 by y at the singular point, JAX what the formula gives.
  private static func logarithmConventions(
    _ place: String, singularAt y: Double,
    _ logarithm: @escaping @Sendable (_ y: Formula) -> Formula
  ) -> PointConventions {
    let distance: @Sendable (Formula) -> Formula = { y == 0 ? $0 : $0 - y }
    return PointConventions(
      "", kinks: [kink(at: place, singularAt: y)],
      derivatives: [
        .torch: .partials { x, _ in
          [
            isOrigin(x, singularAt: y).select(zero, logarithm(x[1])), x[0] / distance(x[1]),
          ]
        },
        .jax: .partials { x, _ in [logarithm(x[1]), x[0] / distance(x[1])] },
      ])
  }

  /// The length of no vector has no derivative in any direction.
  private static let lengthConventions: PointConventions = {
    func atOrigin(_ value: Formula) -> Derivative {
      .partials { x, y in
        let isOrigin = y.isEqual(to: 0)
        let divisor = isOrigin.select(one, y)
        return [
          isOrigin.select(value, x[0] / divisor), isOrigin.select(value, x[1] / divisor),
        ]
      }
    }
    return PointConventions(
      "", kinks: [kink(at: "(0, 0)", singularAt: 0)],
      derivatives: [.tapebook: atOrigin(zero), .jax: atOrigin(.constant(0.5))])
  }()
}
