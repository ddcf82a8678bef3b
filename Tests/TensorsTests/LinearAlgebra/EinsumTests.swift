import Tensors
import Testing

struct EinsumTests {
  /// np.einsum of np.arange(…).reshape(…), NumPy 2.4.6.
  private static let cases: [(equation: String, shapes: [[Int]], shape: [Int], values: [Double])] =
    [
      ("ijk,kl->il", [[2, 3, 4], [4, 3]], [2, 3], [342, 408, 474, 990, 1200, 1410]),
      ("ijk, kj", [[2, 3, 4], [4, 3]], [2], [440, 1232]),
      (
        "ijk->kji", [[2, 3, 4]], [4, 3, 2],
        [0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23]
      ),
      ("ij,ij->", [[4, 3], [4, 3]], [], [506]),
      ("ii->i", [[3, 3]], [3], [0, 4, 8]),
      ("ii", [[3, 3]], [], [12]),
      (
        "...ij,...jk", [[2, 3, 4], [4, 3]], [2, 3, 3],
        [42, 48, 54, 114, 136, 158, 186, 224, 262, 258, 312, 366, 330, 400, 470, 402, 488, 574]
      ),
      ("i...->...", [[2, 3, 4]], [3, 4], [12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34]),
      (
        "ab,bc,cd->ad", [[3, 3], [3, 3], [3, 3]], [3, 3],
        [180, 234, 288, 558, 720, 882, 936, 1206, 1476]
      ),
      ("ij->", [[3, 3]], [], [36]),
      ("ba", [[3, 3]], [3, 3], [0, 3, 6, 1, 4, 7, 2, 5, 8]),
      ("ijk,ijk->k", [[2, 3, 4], [2, 3, 4]], [4], [880, 1006, 1144, 1294]),
      ("i,j->ji", [[2], [3]], [3, 2], [0, 0, 0, 1, 0, 2]),
      // Without elements a sum is 0.
      ("ij,jk->ik", [[2, 0], [0, 1]], [2, 1], [0, 0]),
    ]

  @Test(arguments: EinsumTests.cases.indices) func sumsFollowNumPy(_ index: Int) throws {
    let (equation, shapes, shape, values) = Self.cases[index]
    for dtype in [DType.float64, .float32, .int64] {
      let operands = try shapes.map { try counting($0, dtype) }
      let result = try Tensor.einsum(equation, operands)
      #expect(result.shape == shape)
      #expect(try result.cast(to: .float64).doubles() == values, "\(equation)")
    }
  }

  @Test func aLabelTwiceInTheResultIsADiagonal() throws {
    let result = try Tensor.einsum("...i->...ii", [counting([2, 2])])
    #expect(try result.doubles() == [0, 0, 0, 1, 2, 0, 0, 3])
  }

  @Test func ellipsesAndDigitsBroadcast() throws {
    // [[0], [1], [2]] + axes of [0, 1]: the outer product.
    let (column, row) = (try counting([3, 1]), try counting([1, 2]))
    let expected: [Double] = [0, 0, 0, 1, 0, 2]
    #expect(try Tensor.einsum("...,...->...", [column, row]).doubles() == expected)
    #expect(try Tensor.einsum("01,01->01", [column, row]).doubles() == expected)
    #expect(try Tensor.einsum("...,...", [column, Tensor(2.0)]).doubles() == [0, 2, 4])
    #expect(try Tensor.einsum("01,01->", [column, row]).doubles() == [3])
  }

  @Test(arguments: [
    ("ij,jk->ik", [[2, 3]]), ("i->i", [[2, 3]]), ("ii->i", [[2, 3]]), ("i,i->i", [[1], [3]]),
    ("i->j", [[2]]), ("i->->i", [[2]]), ("?", [[2]]), ("...->", [[2]]), ("......", [[2]]),
    ("ij", [[2]]), ("i.j", [[2, 2]]), ("é", [[2]]), ("", [[2]]),
  ]) func whatIsNoEquationOfTheOperandsIsRefused(_ equation: String, _ shapes: [[Int]]) throws {
    let operands = try shapes.map { try Tensor.ones($0, .float32) }
    do throws(TensorError) {
      _ = try Tensor.einsum(equation, operands)
      Issue.record("\(equation) was accepted")
    } catch {
      guard case .linearAlgebra(.equation(equation, let problem)) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!problem.isEmpty)
    }
  }

  @Test func operandsOfOneElementTypeAreTaken() throws {
    #expect(throws: TensorError.noOperands(operation: "einsum")) { try Tensor.einsum("i->i", []) }
    #expect(throws: TensorError.dtypeMismatch(.float32, .float64)) {
      try Tensor.einsum("i,i->", [Tensor.ones([2], .float32), Tensor.ones([2], .float64)])
    }
    #expect(throws: TensorError.self) { try Tensor.einsum("i->", [Tensor.ones([2], .bool)]) }
  }

  @Test func whatIsTooLargeIsRefused() throws {
    let long = try Tensor(1.0).broadcast(to: [1 << 30])
    #expect(throws: TensorError.self) { try Tensor.einsum("i,j->ij", [long, long]) }
  }
}
