import Tensors

/// Names that stand for values.
extension Library {
  static let constants: [LibraryConstant] =
    numbers(named: [
      ("pi", Double.pi, "The ratio of a circle's circumference to its diameter."),
      ("e", 2.718281828459045, "The base of the natural logarithm."),
      ("inf", Double.infinity, "Positive infinity."),
      ("nan", Double.nan, "Not a number."),
    ]) + types + [
      LibraryConstant(
        bare: ["__name__"], dotted: [], summary: "The name of the program's own module.",
        value: .string("__main__")),
      LibraryConstant(
        dotted: ["tensorflow.__version__"],
        summary: "The version of TensorFlow whose numbers are given.", value: .string("2.21.0")),
      LibraryConstant(
        dotted: ["numpy.__version__"],
        summary: "The version of NumPy whose numbers are given.", value: .string("2.4.6")),
      LibraryConstant(
        dotted: ["math.tau"], summary: "Twice pi.", value: .float(2 * Double.pi)),
      LibraryConstant(
        dotted: ["tensorflow.newaxis", "numpy.newaxis"],
        summary: "A new axis of extent 1 in a subscript.", value: .none),
      LibraryConstant(
        dotted: ["tensorflow.UnconnectedGradients.NONE"],
        summary: "An unconnected gradient is None.", value: .string("none")),
      LibraryConstant(
        dotted: ["tensorflow.UnconnectedGradients.ZERO"],
        summary: "An unconnected gradient is zero.", value: .string("zero")),
    ]

  private static func numbers(
    named table: [(name: String, value: Double, summary: String)]
  ) -> [LibraryConstant] {
    table.map { name, value, summary in
      LibraryConstant(
        bare: [name], dotted: ["math." + name, "numpy." + name], summary: summary,
        value: .float(value))
    }
  }

  /// The element types, under their names and those that NumPy and TensorFlow add.
  private static let types: [LibraryConstant] = DType.allCases.map { dtype in
    let others: [String] =
      switch dtype {
      case .float64: ["tensorflow.double", "numpy.double"]
      case .int64: ["numpy.int_"]
      case .bool: ["numpy.bool_"]
      case .float32: ["numpy.single"]
      case .int32: ["numpy.intc"]
      }
    return LibraryConstant(
      // The bare name `bool` is Python's type, which is accepted wherever an element type is.
      bare: dtype == .bool ? [] : [dtype.name],
      dotted: ["tensorflow." + dtype.name, "numpy." + dtype.name] + others,
      summary: "The element type \(dtype.name).", value: .dtype(dtype))
  }
}
