import Autodiff

extension Library {
  /// Functions of each element.
  static let elementaryCompositions: [Composition] =
    [clip, squaredDifference, degrees, radians, inverseNormal] + guardedQuotients
    + activationCompositions

  private static let clip = Composition(
    "clip", tensorflow: [], numpy: ["clip"],
    summary: "Each element, moved into a range; None is no bound.",
    formula: "min(max(x, low), high)", convention: "at a bound as clip_by_value",
    example: "clip([1., 5.], 0., 2.)",
    parameters: [
      .normal("x", "t", "a"),
      .normal("low", "clip_value_min", "a_min", "min", default: .value(.none)),
      .normal("high", "clip_value_max", "a_max", "max", default: .value(.none)),
    ],
    samples: [
      CallSample("clip(x, 0., 1.)", ["x": .numbers([4], [-1, 0.3, 0.7, 2])]),
      CallSample("clip(x, None, 0.5)", ["x": .numbers([2], [0.3, 0.7])]),
      CallSample(
        "clip(x, low, high)",
        ["x": .numbers([3], [-1, 0.3, 2]), "low": .numbers([], [0]), "high": .numbers([], [1])]),
    ],
    errors: [
      "clip()", "clip(constant([1., 2.]), constant([1., 2., 3.]), 4.)", "clip([True], 0, 1)",
    ]
  ) { arguments, at in
    let x = arguments.required(0)
    let low = arguments.given(1)
    let high = arguments.given(2)
    if low == nil, high == nil { return x }
    return try at.call(
      "clip_by_value", x, low ?? at.bound(-1, of: x), high ?? at.bound(1, of: x))
  }

  private static let squaredDifference = Composition(
    "squared_difference", tensorflow: ["math.squared_difference"],
    summary: "The square of the difference of two tensors.", formula: "(x - y)**2",
    example: "squared_difference([3.], [1.])", parameters: [.normal("x"), .normal("y")],
    samples: [
      CallSample(
        "squared_difference(x, y)",
        ["x": .uniform([2, 3], 0.5...2), "y": .uniform([3], 2.5...4)])
    ], errors: ["squared_difference([1., 2.], [1., 2., 3.])", "squared_difference([1.])"]
  ) { arguments, at in
    try at.call("square", at.call("subtract", arguments.required(0), arguments.required(1)))
  }

  /// A multiple of each element.
  private static func multiple(
    _ name: String, _ alias: String, _ factor: Double, _ summary: String, _ formula: String
  ) -> Composition {
    Composition(
      name, bare: [alias], tensorflow: [], numpy: [name, alias], summary: summary,
      formula: formula, convention: "linear", example: "\(name)([1., 2.])",
      parameters: [.normal("x")],
      samples: [CallSample("\(name)(x)", ["x": .uniform([3], -2...1)])],
      errors: ["\(name)()", "\(name)(constant([True]))"]
    ) { arguments, at in try at.call("multiply", at.operand(arguments.required(0)), .float(factor))
    }
  }

  private static let degrees = multiple(
    "rad2deg", "degrees", 180 / Double.pi, "An angle in radians, in degrees.", "x*180/pi")

  private static let radians = multiple(
    "deg2rad", "radians", Double.pi / 180, "An angle in degrees, in radians.", "x*pi/180")

  private static let inverseNormal = Composition(
    "ndtri", tensorflow: ["math.ndtri"],
    summary: "The number that a standard normal variable is below with a probability.",
    formula: "-sqrt(2)*erfcinv(2*p)", convention: "inf at 0 and 1, as everywhere",
    example: "ndtri([0.5, 0.975])", parameters: [.normal("x", "p")],
    samples: [CallSample("ndtri(x)", ["x": .uniform([2, 3], 0.1...0.4)])],
    errors: ["ndtri()", "ndtri(constant([1]))"]
  ) { arguments, at in
    let twice = try at.call("multiply", at.operand(arguments.required(0)), .float(2))
    return try at.call("multiply", at.call("erfcinv", twice), .float(-(2.0).squareRoot()))
  }
}
