import CKernels

/// The library that large products of matrices and all factorisations are computed by: BLAS and
/// LAPACK, of OpenBLAS.
///
/// It is opened when it is first needed. Products do without it where it is missing; factorisations
/// are refused, and the error says what to install.
public enum LinearAlgebraLibrary {
  /// Whether it is there; the first question opens it, which takes a few milliseconds.
  public static var isAvailable: Bool { tb_linear_algebra_is_available() }

  /// Computes on one thread from now on, in this process.
  ///
  /// How a product is divided among threads decides how its terms are added; what is replayed must
  /// give the same bits on every number of processors.
  public static func useOneThread() { tb_linear_algebra_use_one_thread() }

  /// - Throws: `linearAlgebra(.libraryMissing)` where there is none, and
  ///   `linearAlgebra(.tooLarge)` for matrices that it cannot count: their sizes are 32-bit integers,
  ///   and so are those of its working memory, which is a few matrices.
  static func require(_ operation: String, rows: Int, columns: Int) throws(TensorError) {
    // 4·n² must be countable in 31 bits.
    guard max(rows, columns) <= 20_000 else {
      throw .linearAlgebra(.tooLarge(operation: operation, shape: [rows, columns]))
    }
    guard isAvailable else { throw .linearAlgebra(.libraryMissing(operation: operation)) }
  }
}
