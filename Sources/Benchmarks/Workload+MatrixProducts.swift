import Autodiff
import CKernels
import RealModule
import Tensors

extension Workload {
  /// sum((A@B)²) and its derivatives by A and B, square matrices; the limit is the library's own
  /// time for three products on memory that is there already.
  static func product(_ size: Int, _ dtype: DType) -> Workload {
    let name = "product-\(size)-\(dtype.name)"
    return Workload(name: name) {
      guard LinearAlgebraLibrary.isAvailable else { throw MissingLibrary() }
      let count = size * size
      let left = try Tensor(
        shape: [size, size], values: (0..<count).map { Double.sin(Double($0)) })
      let right = try Tensor(
        shape: [size, size], values: (0..<count).map { Double.cos(Double($0)) })
      let (a, b) = (try left.cast(to: dtype), try right.cast(to: dtype))
      let (matmul, square, sum) = (
        Primitive.named("matmul"), Primitive.named("square"), Primitive.named("sum")
      )
      return Work(
        run: {
          var recorder = Recorder()
          let tape = recorder.openTape(kind: .explicit, isPersistent: false)
          let x = try recorder.watch(Value(a), on: tape)
          let y = try recorder.watch(Value(b), on: tape)
          let product = try recorder.apply(matmul, x, y)
          let z = try recorder.apply(sum, [recorder.apply(square, product)])
          let gradients = try recorder.gradient(
            of: [Target(z)], by: [Source(x), Source(y)], on: tape)
          guard gradients.count == 2, case .value = gradients[1] else {
            throw WrongResult(workload: name, found: .nan, expected: 0)
          }
        },
        limit: dtype == .float32
          ? try products(size, of: Float.self, tb_sgemm)
          : try products(size, of: Double.self, tb_dgemm))
    }
  }

  /// Three products by the library.
  private static func products<T: BinaryFloatingPoint>(
    _ size: Int, of type: T.Type,
    _ multiply:
      @escaping (
        CChar, CChar, Int32, Int32, Int32, UnsafePointer<T>?, Int32, UnsafePointer<T>?, Int32, T,
        UnsafeMutablePointer<T>?, Int32
      ) -> Void
  ) throws -> () throws -> Void {
    let x = (0..<size * size).map { T(Double.sin(Double($0))) }
    let y = (0..<size * size).map { T(Double.cos(Double($0))) }
    var z = [T](repeating: 0, count: size * size)
    let (n, plain) = (Int32(size), CChar(UInt8(ascii: "N")))
    return {
      for _ in 0..<3 { multiply(plain, plain, n, n, n, x, n, y, n, 0, &z, n) }
    }
  }
}

/// The library that a workload measures is not there.
private struct MissingLibrary: Error, CustomStringConvertible {
  let description = "OpenBLAS is not installed: sudo apt install libopenblas0"
}
