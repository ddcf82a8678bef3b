import Autodiff
import HashTreeCollections
import Language
import Tensors
import Testing

@testable import Notebook

/// Derivatives at kinks, ties and singular points, column by column, in float64.
///
/// The numbers of the frameworks were measured with TensorFlow 2.21, PyTorch 2.15 and JAX 0.10.2;
/// where TensorFlow is wrong its column has the true value. Tapebook's own column is the subgradient
/// of the smallest norm.
@Suite struct ConventionTableTests {
  /// What is computed, and the gradients of `z` by `x` and by `y`, one list for each; nil is None.
  struct Row: Sendable, CustomTestStringConvertible {
    let listing: String
    let sources: [String]
    let tensorflow: [[Double]?]
    let torch: [[Double]?]
    let jax: [[Double]?]
    let tapebook: [[Double]?]

    var testDescription: String { listing }

    func column(_ convention: Convention) -> [[Double]?] {
      switch convention {
      case .tapebook: tapebook
      case .tensorflow: tensorflow
      case .torch: torch
      case .jax: jax
      }
    }

    /// A row of one point, where the gradient by each source is a list.
    static func at(
      _ x: String, _ z: String, y: String? = nil, tensorflow: [[Double]?], torch: [[Double]?],
      jax: [[Double]?], tapebook: [[Double]?]
    ) -> Row {
      let second = y.map { "y = constant(\($0))\nwatch y\n" } ?? ""
      return Row(
        listing: "x = constant(\(x))\nwatch x\n\(second)z = \(z)\n",
        sources: y == nil ? ["x"] : ["x", "y"], tensorflow: tensorflow, torch: torch, jax: jax,
        tapebook: tapebook)
    }

    /// A row in which all agree.
    static func same(_ x: String, _ z: String, y: String? = nil, _ all: [[Double]?]) -> Row {
      at(x, z, y: y, tensorflow: all, torch: all, jax: all, tapebook: all)
    }
  }

  @Test(arguments: ConventionTableTests.rows, Convention.allCases)
  func theColumnIsTaken(_ row: Row, _ convention: Convention) throws {
    var transcript = Transcript()
    let shown = transcript.run(
      "set dtype float64\nset kinks \(convention.rawValue)\n" + row.listing)
    #expect(!shown.contains("Error"), "\(shown)")
    for (source, expected) in zip(row.sources, row.column(convention)) {
      _ = transcript.run("g = grad z \(source)")
      switch transcript.interpreter.session.globals["g"] {
      case .tensor(let value):
        let found = try value.tensor.values(as: Double.self)
        #expect(agrees(found, expected), "\(convention) by \(source): \(found)")
      default: #expect(expected == nil, "\(convention) by \(source): None")
      }
    }
  }

  private func agrees(_ found: [Double], _ expected: [Double]?) -> Bool {
    guard let expected, found.count == expected.count else { return false }
    return zip(found, expected).allSatisfy { found, expected in
      if expected.isNaN { return found.isNaN }
      return found == expected || expected.isFinite && abs(found - expected) <= 1e-9 * abs(expected)
    }
  }

  @Test func theTableCanFail() {
    #expect(!agrees([0], [1]))
    #expect(!agrees([.nan], [1]))
    #expect(!agrees([1], [.nan]))
    #expect(!agrees([0], nil))
    #expect(!agrees([.infinity], [-.infinity]))
  }
}
