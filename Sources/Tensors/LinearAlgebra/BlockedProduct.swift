/// The product of two matrices by BLAS, in parts after which it can be stopped.
///
/// One library serves float32, float64 and the factorisations: OpenBLAS. On one core of an AMD Zen 3,
/// in turns of one run, in GFLOP/s at 64 and 256 rows: OpenBLAS 54 and 51, BLIS 57 and 53, oneDNN 64
/// and 66 in float32; in float64 at 64 rows OpenBLAS 25, BLIS 29. On one core of a Zen 4, at 32, 256 and
/// 1024 rows: OpenBLAS 106, 104 and 103, oneDNN 73, 112 and 111 in float32. oneDNN has no float64, and
/// compiles its kernels at the first product, which takes 70 ms; neither of them has LAPACK. With
/// AVX-512, OpenBLAS must be told the processor (`linear_algebra.c`).
struct BlockedProduct<T: LapackElement> {
  /// The matrices as they lie in memory.
  let product: MatrixProduct<T>
  private let x: (isTransposed: Bool, stride: Int32)
  private let y: (isTransposed: Bool, stride: Int32)

  /// The work from which on the library is asked, in multiplications.
  ///
  /// It is faster from 8 rows on, 3 times at 32 rows, where our own loops take 6 µs (float32) or 12 µs;
  /// below that the 5 ms and more in which it is opened are not worth their while.
  private static var leastWork: Double { 32 * 32 * 32 }
  /// The work between two questions whether to stop: at most a tenth of a second on one slow core.
  private static var blockWork: Int { 1 << 29 }

  /// Whether the library is faster for these extents, and there.
  ///
  /// A vector's product is bound by reading the matrix, which any loop does.
  static func pays(_ rows: Int, _ inner: Int, _ columns: Int) -> Bool {
    rows > 1 && columns > 1 && Double(rows) * Double(inner) * Double(columns) >= leastWork
      && Int32(exactly: rows) != nil && Int32(exactly: inner) != nil
      && Int32(exactly: columns) != nil && LinearAlgebraLibrary.isAvailable
  }

  /// Nil where neither axis of an operand has neighbours in memory.
  init?(_ product: MatrixProduct<T>) {
    let (rows, inner, columns) = (product.rows, product.inner, product.columns)
    guard
      let x = Self.form(product.xSteps.row, product.xSteps.inner, rows, inner),
      let y = Self.form(product.ySteps.inner, product.ySteps.column, inner, columns)
    else { return nil }
    self.product = product
    self.x = x
    self.y = y
  }

  /// How BLAS is told of a row-major matrix, which for it is the transpose of one stored column by
  /// column; nil where neither axis has neighbours in memory.
  private static func form(
    _ rowStep: Int, _ columnStep: Int, _ rows: Int, _ columns: Int
  ) -> (isTransposed: Bool, stride: Int32)? {
    if columnStep == 1 || columns == 1 {
      let stride = rows == 1 ? columns : rowStep
      if stride >= columns, let stride = Int32(exactly: max(stride, 1)) { return (false, stride) }
    }
    if rowStep == 1 || rows == 1 {
      let stride = columns == 1 ? rows : columnStep
      if stride >= rows, let stride = Int32(exactly: max(stride, 1)) { return (true, stride) }
    }
    return nil
  }

  /// Writes the product in row-major order, until the work is to stop.
  func run(
    _ output: UnsafeMutablePointer<T>, _ left: UnsafePointer<T>, _ right: UnsafePointer<T>
  ) {
    let (rows, inner, columns) = (product.rows, product.inner, product.columns)
    // The parts depend on the extents alone, and so do the sums.
    let height = min(rows, max(64, Self.blockWork / max(1, inner * columns)))
    let depth = min(inner, max(512, Self.blockWork / max(1, height * columns)))
    for row in stride(from: 0, to: rows, by: height) {
      for start in stride(from: 0, to: inner, by: depth) {
        if row > 0 || start > 0, InterruptionCheck.isRequested { return }
        // Column by column the result is the product of the transposes in the other order.
        T.product(
          (right + start * product.ySteps.inner, y.isTransposed, y.stride),
          (
            left + row * product.xSteps.row + start * product.xSteps.inner, x.isTransposed, x.stride
          ),
          rows: Int32(columns), columns: Int32(min(height, rows - row)),
          inner: Int32(min(depth, inner - start)), into: output + row * columns,
          stride: Int32(columns), isAdded: start > 0)
      }
    }
  }
}

extension Tensor {
  /// The products of matrices by BLAS; nil where our own loops are the better choice.
  ///
  /// - Parameters:
  ///   - x: the left matrices, in a tensor of rank 2 or more.
  ///   - y: the right matrices.
  ///   - batch: what the axes before the last two broadcast to.
  /// - Throws: the errors of allocation.
  static func libraryProduct<T: LapackElement>(
    _ x: Tensor, _ y: Tensor, _ batch: [Int], _ type: T.Type
  ) throws(TensorError) -> Tensor? {
    let (rows, inner) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    let shape = batch + [rows, y.shape[y.rank - 1]]
    guard try Shape.checkedCount(shape) > 0, inner > 0,
      BlockedProduct<T>.pays(rows, inner, shape[shape.count - 1])
    else { return nil }
    guard let blocked = BlockedProduct(MatrixProduct<T>(x, y)) else {
      // Copying what lies otherwise costs less than our own loops.
      let (left, right) = (try x.contiguous(), try y.contiguous())
      guard BlockedProduct(MatrixProduct<T>(left, right)) != nil else { return nil }
      return try libraryProduct(left, right, batch, type)
    }
    let strides = Shape.rowMajorStrides(shape)
    let loop = Loop(shape: batch) { axis in
      [
        strides[axis], x.stride(at: axis, ofRank: shape.count),
        y.stride(at: axis, ofRank: shape.count), 0,
      ]
    }
    var meter = InterruptionCheck.Meter(cost: blocked.product.cost)
    return try written(shape) { output in
      x.withBase(as: T.self) { x in
        y.withBase(as: T.self) { y in
          loop.forEachRow { at, count in
            for i in 0..<count {
              if meter.isRequested { return }
              let at = at &+ loop.step &* Loop.Steps(repeating: i)
              blocked.run(output + at[0], x + at[1], y + at[2])
            }
          }
        }
      }
    }
  }
}

extension MatrixProduct {
  /// The product of the matrices of two tensors of rank 2 or more.
  init(_ x: Tensor, _ y: Tensor) {
    self.init(
      rows: x.shape[x.rank - 2], inner: x.shape[x.rank - 1], columns: y.shape[y.rank - 1],
      xSteps: (x.matrixStride(2), x.matrixStride(1)),
      ySteps: (y.matrixStride(2), y.matrixStride(1)))
  }
}
