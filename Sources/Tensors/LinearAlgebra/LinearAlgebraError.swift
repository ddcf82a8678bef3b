/// What can go wrong with matrices beyond their shapes.
public enum LinearAlgebraError: Sendable, Hashable {
  /// The last two extents differ where they must agree.
  case notSquare(operation: String, shape: [Int])
  /// A matrix has fewer rows than columns.
  case tooWide(operation: String, shape: [Int])
  /// A matrix has no inverse; its place in the batch.
  case singular(operation: String, place: [Int])
  /// A leading principal minor, counted from 1, is not positive; the matrix's place in the batch.
  case notPositiveDefinite(minor: Int, place: [Int])
  /// The iteration for eigenvalues or singular values did not end.
  case noConvergence(operation: String)
  /// The rows of a right side are not those of the matrix.
  case rightSide(operation: String, matrix: [Int], side: [Int])
  /// BLAS and LAPACK are not installed.
  case libraryMissing(operation: String)
  /// A matrix is larger than the library can count.
  case tooLarge(operation: String, shape: [Int])
  /// An equation of `einsum` does not fit its operands.
  case equation(String, problem: String)

  /// What happened, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .notSquare(let operation, let shape):
      "\(operation) takes square matrices, not \(Shape.text(shape))"
    case .tooWide(let operation, let shape):
      "\(operation) takes matrices with no more columns than rows, not \(Shape.text(shape))"
    case .singular(_, let place):
      "the matrix\(Self.text(place)) is singular"
    case .notPositiveDefinite(let minor, let place):
      "the matrix\(Self.text(place)) is not positive definite: its leading minor of order "
        + "\(minor) is not positive"
    case .noConvergence(let operation):
      "the iteration of \(operation) did not converge"
    case .rightSide(let operation, let matrix, let side):
      "\(operation) of matrices \(Shape.text(matrix)) takes right sides with "
        + "\(matrix.last ?? 0) rows, not \(Shape.text(side))"
    case .libraryMissing(let operation):
      "\(operation) needs the library OpenBLAS, which is not installed"
    case .tooLarge(let operation, let shape):
      "\(operation) takes matrices of at most 20000 rows and columns, not \(Shape.text(shape))"
    case .equation(let equation, let problem):
      "the equation '\(equation)': \(problem)"
    }
  }

  /// What to do next, where that is known.
  public var hint: String? {
    switch self {
    case .tooWide: "qr(x) takes matrices of any shape"
    case .notSquare: "pinv(x) and lstsq(x, b) take matrices of any shape"
    case .singular(let operation, _):
      operation == "pinv" ? nil : "pinv(x) gives the pseudoinverse, which every matrix has"
    case .notPositiveDefinite:
      "eigvalsh(x) shows the eigenvalues; x + 1e-6*eye(n) moves small negative ones above 0"
    case .noConvergence: "look for very large or very small elements"
    case .rightSide: "a right side has the rows of the matrix, and columns: expand_dims(b, -1)"
    case .libraryMissing: "install it: sudo apt install libopenblas0"
    case .tooLarge: nil
    case .equation: "write the axes of each operand and of the result: einsum('ij,jk->ik', x, y)"
    }
  }

  /// Whether the shapes alone are at fault.
  public var isAboutShapes: Bool {
    switch self {
    case .notSquare, .tooWide, .rightSide: true
    case .singular, .notPositiveDefinite, .noConvergence, .libraryMissing, .tooLarge, .equation:
      false
    }
  }

  private static func text(_ place: [Int]) -> String {
    place.isEmpty ? "" : " at \(place)"
  }
}
