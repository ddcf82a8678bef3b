import RealModule
import Tensors

extension Declaration {
  /// Powers and logarithms to other bases, inverse hyperbolic functions, the cubic root.
  ///
  /// Derivatives are written so that they neither overflow nor cancel where the function is fine.
  static let elementaryFunctions: [Declaration] = [
    real(
      "exp2", .exp2, Aliases(numpy: ["exp2"]), "2 to the power of each element.", "2**x",
      domain: -1.5...1.5
    ) { _, y in Double.log(2) * y },
    real(
      "log2", .log2, Aliases(numpy: ["log2"]), "The logarithm of each element to base 2.",
      "log(x)/log(2)", domain: 0.5...2, convention: "inf at 0, as everywhere"
    ) { x, _ in (Double.log(2) * x).reciprocal() },
    real(
      "log10", .log10, Aliases(numpy: ["log10"]), "The logarithm of each element to base 10.",
      "log(x)/log(10)", domain: 0.5...2, convention: "inf at 0, as everywhere"
    ) { x, _ in (Double.log(10) * x).reciprocal() },
    real(
      "cbrt", .cbrt, Aliases(numpy: ["cbrt"]),
      "The cubic root of each element, negative for a negative one.", "x**(1/3)", domain: 0.5...2,
      convention: "inf at 0, as everywhere"
    ) { _, y in (3 * y.square()).reciprocal() },
    real(
      "asinh", .asinh, inverse("asinh", "arcsinh"),
      "The number whose hyperbolic sine is each element.", "log(x + sqrt(x**2 + 1))",
      domain: -1.5...1.2
    ) { x, _ in x.constant(1).hypot(x).reciprocal() },
    real(
      "acosh", .acosh, inverse("acosh", "arccosh"),
      "The number from 0 on whose hyperbolic cosine is each element.", "log(x + sqrt(x**2 - 1))",
      domain: 1.5...3, convention: "inf at 1, as everywhere", example: [1.5, 2]
    ) { x, _ in (x - 1).rsqrt() * (x + 1).rsqrt() },
    real(
      "atanh", .atanh, inverse("atanh", "arctanh"),
      "The number whose hyperbolic tangent is each element.", "log((1 + x)/(1 - x))/2",
      domain: -0.7...0.6, convention: "inf at -1 and 1, as everywhere"
    ) { x, _ in ((1 - x).reciprocal() + (1 + x).reciprocal()) / 2 },
    stepped(
      "trunc", .trunc, Aliases(bare: ["fix"], numpy: ["trunc", "fix"]),
      "Each element without its fraction: the next whole number on the way to 0.",
      "sign(x)*floor(|x|)", derivative: .none, convention: stepConvention),
  ]

  /// 1 - x**2 without cancellation; at -1 and 1 in the form whose derivative has no part that is
  /// infinity times 0, so that second derivatives are infinite there, and not NaN.
  static func oneLessSquare(_ x: Formula) -> Formula {
    x.abs().isEqual(to: 1).select(1 - x.square(), (1 - x) * (1 + x))
  }

  /// TensorFlow's name and NumPy's of an inverse function.
  private static func inverse(_ name: String, _ numpy: String) -> Aliases {
    Aliases(bare: [numpy], tensorflow: [name, "math.\(name)"], numpy: [numpy])
  }
}
