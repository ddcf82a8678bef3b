import Synchronization

/// The derivatives of all primitives by one convention, ready to run.
///
/// Each is compiled when a pass first meets its primitive: a program that takes one gradient and
/// ends needs a few of hundreds.
final class DerivativeTable: Sendable {
  /// Whose choices the rules make.
  let convention: Convention
  /// The rules of primitives that have others than their own.
  private let replacements: [UInt16: Derivative]
  private let compiled: Mutex<Compiled>

  /// What passes have needed so far; nil for the others.
  private struct Compiled {
    var rules: [CompiledDerivative?]
    var scalarRules: ScalarRules
  }

  private init(
    by convention: Convention, replacements: [UInt16: Derivative] = [:]
  ) {
    self.convention = convention
    self.replacements = replacements
    let count = Primitive.all.count + 1
    compiled = Mutex(
      Compiled(
        rules: Array(repeating: nil, count: count), scalarRules: ScalarRules(count: count)))
  }

  /// The rule of the primitive at a place.
  func rule(of primitive: UInt16) -> CompiledDerivative {
    if let known = compiled.withLock({ $0.rules[Int(primitive)] }) { return known }
    // Outside of the lock, so that no rule can wait for itself; of two results either serves.
    let declaration = Primitive.at(primitive)
    let rule = CompiledDerivative(
      replacements[primitive] ?? declaration.derivative(by: convention),
      operandCount: declaration.parameters.count, by: convention)
    compiled.withLock { $0.rules[Int(primitive)] = rule }
    return rule
  }

  /// What scalar tapes have needed so far.
  var scalarRules: ScalarRules { compiled.withLock { $0.scalarRules } }

  /// The scalar rules with that of one more primitive.
  func scalarRules(with primitive: UInt16) -> ScalarRules {
    let rule = rule(of: primitive)
    return compiled.withLock { compiled in
      compiled.scalarRules.add(rule, of: Primitive.at(primitive))
      return compiled.scalarRules
    }
  }

  /// This table with another rule for one primitive.
  func replacing(_ primitive: Primitive, by derivative: Derivative) -> DerivativeTable {
    DerivativeTable(
      by: convention, replacements: replacements.merging([primitive.index: derivative]) { $1 })
  }

  /// The table of the standard convention.
  static let standard = table(of: .standard)

  /// The table that is declared for a convention.
  static func table(of convention: Convention) -> DerivativeTable {
    switch convention {
    case .tapebook: tapebook
    case .tensorflow: tensorflow
    case .torch: torch
    case .jax: jax
    }
  }

  private static let tapebook = DerivativeTable(by: .tapebook)
  private static let tensorflow = DerivativeTable(by: .tensorflow)
  private static let torch = DerivativeTable(by: .torch)
  private static let jax = DerivativeTable(by: .jax)

  /// The tests for the kinks of each primitive, in their order.
  static let kinkTests: [[KinkTest]] = (Primitive.all + [.custom]).map { primitive in
    primitive.conventions.kinks.map {
      KinkTest($0, operandCount: primitive.operandCount.lowerBound)
    }
  }

  /// Whether what stopped a derivative has zero for one by this convention: a result that is no
  /// real number has no cotangent that its rule could be given.
  func givesZero(for cause: NoneCause) -> Bool {
    guard case .notDifferentiable(let name, _) = cause, let primitive = Primitive.find(name),
      case .rule(.zero) = rule(of: primitive.index)
    else { return false }
    return true
  }
}
