/// Python's floats as text.
public enum PythonFloat {
  /// The text that Python's `repr` gives: the shortest digits that read back as the value.
  ///
  ///     PythonFloat.text(0.1)     // 0.1
  ///     PythonFloat.text(1e16)    // 1e+16
  ///     PythonFloat.text(-0.0)    // -0.0
  public static func text(_ value: Double) -> String {
    ScalarText.text(value) { decimal in !(-4..<16).contains(decimal.leadingExponent) }
  }
}
