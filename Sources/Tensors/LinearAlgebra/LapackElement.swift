import CKernels

/// A floating-point element with its routines of BLAS and LAPACK.
///
/// Every matrix lies column by column. Each function stands for one of C's, which says more.
protocol LapackElement: FloatElement, NumericElement {
  typealias Pointer = UnsafeMutablePointer<Self>

  /// How an operand of a product lies: its address, whether it is transposed, and the distance of
  /// its columns.
  typealias Factor = (base: UnsafePointer<Self>, isTransposed: Bool, stride: Int32)

  /// c = x·y, or c + x·y, of m×k and k×n.
  static func product(
    _ x: Factor, _ y: Factor, rows: Int32, columns: Int32, inner: Int32, into c: Pointer,
    stride: Int32, isAdded: Bool)
  static func solveTriangle(
    _ n: Int32, _ a: UnsafePointer<Self>, isLower: Bool, isTransposed: Bool, _ columns: Int32,
    _ b: Pointer)
  static func factorLU(_ n: Int32, _ a: Pointer, _ pivots: UnsafeMutablePointer<Int32>) -> Int32
  static func solveLU(
    _ n: Int32, _ a: UnsafePointer<Self>, _ pivots: UnsafePointer<Int32>, isTransposed: Bool,
    _ columns: Int32, _ b: Pointer
  ) -> Int32
  static func factorCholesky(_ n: Int32, _ a: Pointer) -> Int32
  static func factorQR(_ m: Int32, _ n: Int32, _ a: Pointer, _ scalars: Pointer) -> Int32
  static func orthogonalColumns(
    _ m: Int32, _ columns: Int32, of count: Int32, _ a: Pointer, _ scalars: UnsafePointer<Self>
  ) -> Int32
  /// `vectors`: no vectors, those of the thin factors, or all of them.
  static func singularValues(
    _ vectors: SingularVectors, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer,
    _ u: Pointer?, _ vt: Pointer?
  ) -> Int32
  static func eigenvalues(_ n: Int32, _ a: Pointer, _ w: Pointer, withVectors: Bool) -> Int32
}

/// Which singular vectors are computed.
enum SingularVectors: Sendable {
  case none, thin, all

  /// LAPACK's job.
  var job: CChar {
    switch self {
    case .none: CChar(UInt8(ascii: "N"))
    case .thin: CChar(UInt8(ascii: "S"))
    case .all: CChar(UInt8(ascii: "A"))
    }
  }
}

/// LAPACK's letters for the form and the triangle of a matrix.
private func form(_ isTransposed: Bool) -> CChar {
  CChar(UInt8(ascii: isTransposed ? "T" : "N"))
}

private func triangle(_ isLower: Bool) -> CChar { CChar(UInt8(ascii: isLower ? "L" : "U")) }

private func job(_ withVectors: Bool) -> CChar { CChar(UInt8(ascii: withVectors ? "V" : "N")) }

extension Float: LapackElement {
  static func product(
    _ x: Factor, _ y: Factor, rows: Int32, columns: Int32, inner: Int32, into c: Pointer,
    stride: Int32, isAdded: Bool
  ) {
    tb_sgemm(
      form(x.isTransposed), form(y.isTransposed), rows, columns, inner, x.base, x.stride, y.base,
      y.stride, isAdded ? 1 : 0, c, stride)
  }

  static func solveTriangle(
    _ n: Int32, _ a: UnsafePointer<Float>, isLower: Bool, isTransposed: Bool, _ columns: Int32,
    _ b: Pointer
  ) {
    tb_strsm(triangle(isLower), form(isTransposed), n, columns, a, b)
  }

  static func factorLU(_ n: Int32, _ a: Pointer, _ pivots: UnsafeMutablePointer<Int32>) -> Int32 {
    tb_sgetrf(n, a, pivots)
  }

  static func solveLU(
    _ n: Int32, _ a: UnsafePointer<Float>, _ pivots: UnsafePointer<Int32>, isTransposed: Bool,
    _ columns: Int32, _ b: Pointer
  ) -> Int32 {
    tb_sgetrs(form(isTransposed), n, columns, a, pivots, b)
  }

  static func factorCholesky(_ n: Int32, _ a: Pointer) -> Int32 { tb_spotrf(n, a) }

  static func factorQR(_ m: Int32, _ n: Int32, _ a: Pointer, _ scalars: Pointer) -> Int32 {
    tb_sgeqrf(m, n, a, scalars)
  }

  static func orthogonalColumns(
    _ m: Int32, _ columns: Int32, of count: Int32, _ a: Pointer, _ scalars: UnsafePointer<Float>
  ) -> Int32 {
    tb_sorgqr(m, columns, count, a, scalars)
  }

  static func singularValues(
    _ vectors: SingularVectors, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer,
    _ u: Pointer?, _ vt: Pointer?
  ) -> Int32 {
    let right = vectors == .thin ? min(m, n) : n
    return tb_sgesdd(vectors.job, m, n, a, s, u, m, vt, max(1, right))
  }

  static func eigenvalues(_ n: Int32, _ a: Pointer, _ w: Pointer, withVectors: Bool) -> Int32 {
    tb_ssyevd(job(withVectors), n, a, w)
  }
}

extension Double: LapackElement {
  static func product(
    _ x: Factor, _ y: Factor, rows: Int32, columns: Int32, inner: Int32, into c: Pointer,
    stride: Int32, isAdded: Bool
  ) {
    tb_dgemm(
      form(x.isTransposed), form(y.isTransposed), rows, columns, inner, x.base, x.stride, y.base,
      y.stride, isAdded ? 1 : 0, c, stride)
  }

  static func solveTriangle(
    _ n: Int32, _ a: UnsafePointer<Double>, isLower: Bool, isTransposed: Bool, _ columns: Int32,
    _ b: Pointer
  ) {
    tb_dtrsm(triangle(isLower), form(isTransposed), n, columns, a, b)
  }

  static func factorLU(_ n: Int32, _ a: Pointer, _ pivots: UnsafeMutablePointer<Int32>) -> Int32 {
    tb_dgetrf(n, a, pivots)
  }

  static func solveLU(
    _ n: Int32, _ a: UnsafePointer<Double>, _ pivots: UnsafePointer<Int32>, isTransposed: Bool,
    _ columns: Int32, _ b: Pointer
  ) -> Int32 {
    tb_dgetrs(form(isTransposed), n, columns, a, pivots, b)
  }

  static func factorCholesky(_ n: Int32, _ a: Pointer) -> Int32 { tb_dpotrf(n, a) }

  static func factorQR(_ m: Int32, _ n: Int32, _ a: Pointer, _ scalars: Pointer) -> Int32 {
    tb_dgeqrf(m, n, a, scalars)
  }

  static func orthogonalColumns(
    _ m: Int32, _ columns: Int32, of count: Int32, _ a: Pointer, _ scalars: UnsafePointer<Double>
  ) -> Int32 {
    tb_dorgqr(m, columns, count, a, scalars)
  }

  static func singularValues(
    _ vectors: SingularVectors, _ m: Int32, _ n: Int32, _ a: Pointer, _ s: Pointer,
    _ u: Pointer?, _ vt: Pointer?
  ) -> Int32 {
    let right = vectors == .thin ? min(m, n) : n
    return tb_dgesdd(vectors.job, m, n, a, s, u, m, vt, max(1, right))
  }

  static func eigenvalues(_ n: Int32, _ a: Pointer, _ w: Pointer, withVectors: Bool) -> Int32 {
    tb_dsyevd(job(withVectors), n, a, w)
  }
}
