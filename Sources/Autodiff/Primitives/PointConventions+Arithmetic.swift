import Tensors

/// What is decided about kinks of arithmetic, where the conventions differ.
extension Declaration {
  private static let one = Formula.constant(1)
  private static let zero = Formula.constant(0)

  /// The derivatives of a power where its base is not positive.
  static let powerConventions: PointConventions = {
    /// By y; the logarithm is kept away from 0, so that higher derivatives stay finite there.
    @Sendable func byExponent(_ x: [Formula], _ y: Formula) -> Formula {
      y * x[0].isEqual(to: zero).select(one, x[0]).log()
    }
    /// A power of 0 does not depend on a positive exponent, and x**0 not on x.
    let torch = Derivative.partials { x, y in
      let isZero = x[0].isEqual(to: zero)
      let isConstant = x[1].isEqual(to: zero)
      return [
        isConstant.select(zero, x[1] * x[0].power(x[1] - 1)),
        isZero.select(x[1].isAtLeast(zero).select(zero, -y), byExponent(x, y)),
      ]
    }
    return PointConventions(
      "",
      kinks: [
        Kink(
          place: "0**0", operands: 0...0,
          test: .elements { x in
            x[0].isEqual(to: zero).select(x[1].isEqual(to: zero).select(one, zero), zero)
          }, example: [[0], [0]]),
        Kink(
          place: "a negative base", operands: 1...1,
          test: .elements { x in zero.isGreater(than: x[0]).select(one, zero) },
          example: [[-2], [3]]),
      ],
      derivatives: [
        .tapebook: torch, .torch: torch,
        .jax: .partials { x, y in [x[1] * x[0].power(x[1] - 1), byExponent(x, y)] },
      ])
  }()

  /// The angle of the point (0, 0) has no derivative in any direction.
  static let angleConventions: PointConventions = {
    let zeroAtOrigin = Derivative.partials { x, _ in
      let square = x[0].square() + x[1].square()
      let isOrigin = square.isEqual(to: zero)
      let divisor = isOrigin.select(one, square)
      return [
        isOrigin.select(zero, x[1] / divisor), isOrigin.select(zero, -x[0] / divisor),
      ]
    }
    return PointConventions(
      "",
      kinks: [
        Kink(
          place: "(0, 0)", operands: 0...1,
          test: .elements { x in
            x[0].isEqual(to: zero).select(x[1].isEqual(to: zero).select(one, zero), zero)
          }, example: [[0], [0]])
      ], derivatives: [.tapebook: zeroAtOrigin, .torch: zeroAtOrigin])
  }()

  /// A choice between two operands, which sends the whole cotangent to the one that is chosen.
  ///
  /// - Parameters:
  ///   - isChosen: whether its first argument is chosen over the second.
  ///   - isChosenAtTie: the same, but for ties.
  static func extremum(
    _ name: String, _ operation: BinaryOperation, _ summary: String, _ formula: String,
    isChosen: @escaping @Sendable (Formula, Formula) -> Formula,
    isChosenAtTie: @escaping @Sendable (Formula, Formula) -> Formula
  ) -> Declaration {
    let half = Formula.constant(0.5)
    /// A number for an operand that is chosen, for a tie, and otherwise.
    @Sendable func share(
      _ x: Formula, _ y: Formula, otherwise: (Formula, Formula) -> Formula
    ) -> Formula {
      isChosen(x, y).select(one, x.isEqual(to: y).select(half, otherwise(x, y)))
    }
    let conventions = PointConventions(
      "", kinks: [Kink(place: "a tie", operands: 0...1, test: .isTie, example: [[3], [3]])],
      derivatives: [
        // Of NaN nothing is known, as in reductions.
        .tapebook: .partials { x, _ in
          func orNaN(_ x: Formula, _ y: Formula) -> Formula {
            isChosen(y, x).select(zero, zero * (x + y))
          }
          return [share(x[0], x[1], otherwise: orNaN), share(x[1], x[0], otherwise: orNaN)]
        },
        // PyTorch takes away what is not chosen, JAX gives to what is: they differ at NaN.
        .torch: .partials { x, _ in
          func orOne(_ x: Formula, _ y: Formula) -> Formula {
            isChosen(y, x).select(zero, one)
          }
          return [share(x[0], x[1], otherwise: orOne), share(x[1], x[0], otherwise: orOne)]
        },
        .jax: .partials { x, _ in
          [share(x[0], x[1]) { _, _ in zero }, share(x[1], x[0]) { _, _ in zero }]
        },
      ])
    return binary(
      name, operation, everywhere(name), summary, formula, convention: conventions,
      .partials { x, _ in
        let first = isChosenAtTie(x[0], x[1])
        return [first.select(one, zero), first.select(zero, one)]
      })
  }
}

extension Kink.Test {
  /// Whether the only operand is 0.
  static let isZero = Kink.Test.elements { x in
    x[0].isEqual(to: .constant(0)).select(.constant(1), .constant(0))
  }

  /// Whether two operands are equal.
  static let isTie = Kink.Test.elements { x in
    x[0].isEqual(to: x[1]).select(.constant(1), .constant(0))
  }
}
