import Glibc
import Tensors

/// Numbers as explanations show them: a few digits, in one line.
enum NumberText {
  /// The most elements that are written out.
  static let elementLimit = 8
  private static let digits = 6

  /// A number with six digits: `8.0`, `0.333333`, `1.2e-07`.
  static func text(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return PythonFloat.text(number) }
    let exponent = Int(Glibc.log10(number.magnitude).rounded(.down))
    // What is so small or large is rounded by no power of ten.
    guard abs(exponent) < 300 else { return PythonFloat.text(number) }
    let shift = digits - 1 - exponent
    let scaled = shift >= 0 ? number * pow10(shift) : number / pow10(-shift)
    // As text, so that it is the nearest number that has these digits.
    return PythonFloat.text(Double("\(Int(scaled.rounded()))e\(-shift)") ?? number)
  }

  private static func pow10(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// A tensor: its numbers where there are few, else its shape and the range of its numbers.
  static func text(_ tensor: Tensor) -> String {
    guard let values = elements(of: tensor) else { return "shape \(Shape.text(tensor.shape))" }
    if let first = values.first, tensor.shape.isEmpty { return text(first) }
    if values.count <= elementLimit { return nested(values[...], tensor.shape[...]) }
    let least = values.min() ?? .nan
    let most = values.max() ?? .nan
    let shape = "shape \(Shape.text(tensor.shape))"
    if values.contains(where: \.isNaN) { return "\(shape), with NaN" }
    return least == most
      ? "\(text(least)), shape \(Shape.text(tensor.shape))"
      : "\(shape), from \(text(least)) to \(text(most))"
  }

  /// The number that all elements have; nil where they differ.
  static func commonNumber(of tensor: Tensor) -> Double? {
    guard let values = elements(of: tensor), let first = values.first else { return nil }
    return values.allSatisfy { $0 == first } ? first : nil
  }

  /// The numbers of a tensor; nil where no memory is left for them.
  static func elements(of tensor: Tensor) -> [Double]? {
    try? tensor.cast(to: .float64).withElements(as: Double.self) {
      elements throws(TensorError) in Array(elements)
    }
  }

  private static func nested(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> String {
    guard let extent = shape.first else { return values.first.map { text($0) } ?? "[]" }
    guard extent > 0 else { return "[]" }
    let size = values.count / extent
    let parts = (0..<extent).map { index in
      let start = values.startIndex + index * size
      return nested(values[start..<(start + size)], shape.dropFirst())
    }
    return "[\(parts.joined(separator: ", "))]"
  }
}
