import Foundation
import Testing

@testable import Language

/// The operations take what TensorFlow's and NumPy's functions of their names take.
///
/// The fixture was written by `signatures.py` from TensorFlow 2.21.0 and NumPy 2.4.6.
@Suite struct SignatureTests {
  /// What the frameworks call their parameters, by the functions' names; a mark behind those that
  /// may be left out, a star in front of those that go by keyword only.
  private struct Signatures: Decodable {
    let tensorflow: [String: [String]?]
    let numpy: [String: [String]?]

    /// The parameters of `tf.exp` or `np.exp`; nil where there is no such function.
    func parameters(of name: String) -> [String]? {
      let path = String(name.dropFirst(3))
      return (name.hasPrefix("tf.") ? tensorflow[path] : numpy[path]) ?? nil
    }
  }

  /// Read once: there are hundreds of names.
  private static let fixture = Result {
    let url = try #require(
      Bundle.module.url(
        forResource: "signatures", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(Signatures.self, from: Data(contentsOf: url))
  }

  private static func signatures() throws -> Signatures { try fixture.get() }

  /// What is not taken, with the reason.
  private static let withoutMeaning: [String: String] = [
    "/": "has a place and no name", "name": "accepted everywhere by itself",
    "grad_a": "how TensorFlow differentiates", "grad_b": "how TensorFlow differentiates",
    "layout": "distributed tensors", "device": "there is one",
    "out": "tensors are values",
    "casting": "NumPy's conversions", "order": "memory layout is not seen",
    "subok": "there are no subclasses", "like": "there are no subclasses",
    "signature": "NumPy's kernels", "copy": "tensors are values",
    "alg": "there is one generator",
    "ndmin": "axes are added by name", "ndmax": "depth is not cut",
    "var": "assignments to a slice are not differentiated",
  ]

  /// What one function does not take, with the reason.
  private static let untaken: [String: [String: String]] = [
    "np.concatenate": ["dtype": "cast first"],
    "np.stack": ["dtype": "cast first"],
    "np.zeros_like": ["shape": "np.zeros"], "np.ones_like": ["shape": "np.ones"],
    "np.full_like": ["shape": "np.full"],
    "np.geomspace": ["axis": "transpose afterwards"],
    "np.logspace": ["axis": "transpose afterwards"],
    "np.linalg.cholesky": ["upper": "transpose afterwards"],
    "np.linalg.eigvalsh": ["UPLO": "the symmetric part is taken"],
    "tf.matmul": ["output_type": "cast afterwards"],
    "tf.linalg.matmul": ["output_type": "cast afterwards"],
    "tf.math.bincount": ["axis": "counts over all", "binary_output": "counts only"],
  ]

  static let aliases = TableCall.all.filter { $0.name.hasPrefix("tf.") || $0.name.hasPrefix("np.") }

  /// Keras's losses had both kinds of names in both modules up to TensorFlow 2.15, whose listings
  /// are still read.
  private static func isOlder(_ name: String) -> Bool {
    ["tf.keras.losses.", "tf.losses.", "tf.keras.metrics."].contains(where: name.hasPrefix)
  }

  @Test func everyAliasIsAFunctionOfItsModule() throws {
    let signatures = try Self.signatures()
    for call in Self.aliases where signatures.parameters(of: call.name) == nil {
      #expect(Self.isOlder(call.name), "\(call.name) is no function there")
    }
  }

  @Test(arguments: aliases) func keywordsAreThoseOfTheModule(_ call: TableCall) throws {
    guard let theirs = try Self.signatures().parameters(of: call.name) else { return }
    let names = Set(call.parameters.flatMap { [$0.name] + $0.aliases })
    for parameter in theirs {
      let name = parameter.trimmingCharacters(in: CharacterSet(charactersIn: "*="))
      guard Self.withoutMeaning[name] == nil, Self.untaken[call.name]?[name] == nil else {
        continue
      }
      #expect(names.contains(name), "\(call.name) does not take \(name)")
    }
  }

  /// What must be given has the same place.
  @Test(arguments: aliases) func requiredArgumentsStandInTheSameOrder(_ call: TableCall) throws {
    guard let theirs = try Self.signatures().parameters(of: call.name) else { return }
    let required = theirs.filter { !$0.hasSuffix("=") && !$0.hasPrefix("*") }
    for (place, name) in required.enumerated() where Self.withoutMeaning[name] == nil {
      guard call.parameters.indices.contains(place) else {
        Issue.record("\(call.name) has no place for \(name)")
        continue
      }
      let ours = call.parameters[place]
      #expect(([ours.name] + ours.aliases).contains(name), "\(call.name): \(name) at \(place)")
    }
  }
}
