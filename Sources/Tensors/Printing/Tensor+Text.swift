extension Tensor {
  /// The text that NumPy's `str` gives for an array: rows aligned, large arrays cut.
  ///
  ///     [[8. 8.]
  ///      [8. 8.]]
  ///
  /// A tensor of rank 0 is written like NumPy's scalars, with the shortest digits that round-trip.
  ///
  /// - Complexity: O(elements printed), however many the tensor has.
  public func text(_ options: PrintOptions = PrintOptions()) -> String {
    isScalar ? scalarText : arrayText(options.clamped, hasCommas: false, prefixWidth: 0)
  }

  /// The text that NumPy's `repr` gives for an array, with what its digits leave open.
  ///
  ///     array([[8., 8.],
  ///            [8., 8.]], dtype=float32)
  ///
  /// - Complexity: O(elements printed), however many the tensor has.
  public func representation(_ options: PrintOptions = PrintOptions()) -> String {
    let prefix = "array("
    var inner = options.clamped
    let lineWidth = inner.lineWidth
    inner.lineWidth -= 1
    let body = prefix + arrayText(inner, hasCommas: true, prefixWidth: prefix.utf8.count)
    var extras: [String] = []
    if (count == 0 && shape != [0]) || count > options.threshold {
      extras.append("shape=\(Shape.text(shape))")
    }
    if count == 0 || !isDTypeImplied { extras.append("dtype=\(dtype.name)") }
    guard !extras.isEmpty else { return body + ")" }
    let extra = extras.joined(separator: ", ") + ")"
    let lastLine = body.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    let space =
      lastLine + extra.utf8.count + 1 > lineWidth
      ? "\n" + String(repeating: " ", count: prefix.utf8.count) : " "
    return body + "," + space + extra
  }

  /// Whether NumPy gives an array of such digits this element type when none is named.
  private var isDTypeImplied: Bool {
    switch dtype {
    case .float64, .int64, .bool: true
    case .float32, .int32: false
    }
  }

  /// A rank-0 tensor's element as NumPy prints a scalar.
  private var scalarText: String {
    switch dtype {
    case .float32: ScalarText.text(scalar(as: Float.self))
    case .float64: ScalarText.text(scalar(as: Double.self))
    case .int32: ScalarText.text(scalar(as: Int32.self))
    case .int64: ScalarText.text(scalar(as: Int64.self))
    case .bool: ScalarText.text(scalar(as: Bool.self))
    }
  }

  private func arrayText(_ options: PrintOptions, hasCommas: Bool, prefixWidth: Int) -> String {
    guard count > 0 else { return "[]" }
    func written<Format: ElementFormat>(
      _ elements: ElementView<Format.Value>, _ format: Format
    ) -> String {
      var writer = ArrayWriter(
        elements, format: format, hasCommas: hasCommas, prefixWidth: prefixWidth,
        lineWidth: options.lineWidth)
      return writer.written()
    }
    return switch dtype {
    case .float32:
      withElementView(of: Float.self, options) {
        written($0, FloatingFormat($0, options: options))
      }
    case .float64:
      withElementView(of: Double.self, options) {
        written($0, FloatingFormat($0, options: options))
      }
    case .int32:
      withElementView(of: Int32.self, options) { written($0, IntegerFormat($0)) }
    case .int64:
      withElementView(of: Int64.self, options) { written($0, IntegerFormat($0)) }
    case .bool:
      withElementView(of: Bool.self, options) { written($0, BoolFormat(isAlone: isScalar)) }
    }
  }
}
