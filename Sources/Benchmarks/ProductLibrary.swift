import CMeasuring
import Glibc

/// A library of matrix products; the fastest that is there sets the limit of products.
///
/// Each is opened in a process of its own, so that their threads do not wait beside each other.
struct ProductLibrary: Sendable {
  let name: String
  /// The names under which distributions have it.
  let files: [String]
  let form: product_form
  /// Variables that it reads when it is opened or first used.
  let environment: [String: String]

  /// The libraries that are tried, each told what it does not find out by itself.
  ///
  /// OpenBLAS and BLIS choose their kernels by the processor's model, and releases take newer ones of
  /// AMD with AVX-512 for older ones; BLIS takes one thread unless it is told.
  static let all: [ProductLibrary] = {
    let threads = "\(Machine.coreCount)"
    let isUnderestimated = Machine.isAMDWithAVX512
    return [
      ProductLibrary(
        name: "OpenBLAS", files: ["libopenblas.so.0"], form: product_form_fortran,
        environment: isUnderestimated ? ["OPENBLAS_CORETYPE": "SkylakeX"] : [:]),
      ProductLibrary(
        name: "BLIS", files: ["libblis.so.4", "libblis.so.3"], form: product_form_fortran,
        environment: ["BLIS_NUM_THREADS": threads]
          .merging(isUnderestimated ? ["BLIS_ARCH_TYPE": "skx"] : [:]) { $1 }),
      ProductLibrary(
        name: "oneDNN", files: ["libdnnl.so.3", "libdnnl.so.2"], form: product_form_onednn,
        environment: ["OMP_NUM_THREADS": threads]),
    ]
  }()

  /// The time of some products, one after another, in this process.
  ///
  /// - Throws: `Unmeasurable` where the library or the precision is not there.
  func seconds(of products: [Product], isDouble: Bool, pace: Pace) throws -> Double {
    for (variable, value) in environment where getenv(variable) == nil {
      setenv(variable, value, 1)
    }
    guard files.contains(where: { tb_open_products($0, form) }), tb_has_products(isDouble) else {
      throw Unmeasurable(description: "\(name) is not there, or not for this precision")
    }
    let size = isDouble ? MemoryLayout<Double>.size : MemoryLayout<Float>.size
    let memory = products.map { product in
      [
        product.rows * product.inner, product.inner * product.columns,
        product.rows * product.columns,
      ].map { ProductLibrary.block(of: $0, size) }
    }
    defer { memory.forEach { $0.forEach { $0.deallocate() } } }
    let run = { (repeats: Int) in
      for _ in 0..<repeats {
        for (product, blocks) in zip(products, memory) {
          for _ in 0..<product.count {
            tb_product(
              isDouble, CInt(product.rows), CInt(product.columns), CInt(product.inner), blocks[0],
              blocks[1], blocks[2])
          }
        }
      }
    }
    run(1)
    let repeats = try pace.repeats(run)
    // A library whose threads wait for each other sets no limit, and is not waited for.
    let start = ContinuousClock.now
    var times: [Double] = []
    repeat {
      times.append(try Pace.time(repeats, run))
    } while times.count < pace.rounds && ContinuousClock.now - start < .seconds(5)
    return Pace.median(times)
  }

  /// Memory full of numbers that products do not pass over.
  private static func block(of count: Int, _ size: Int) -> UnsafeMutableRawPointer {
    let block = UnsafeMutableRawPointer.allocate(byteCount: count * size, alignment: 64)
    for index in 0..<count {
      let number = Double(index % 251) / 251 + 0.01
      if size == MemoryLayout<Double>.size {
        block.storeBytes(of: number, toByteOffset: index * size, as: Double.self)
      } else {
        block.storeBytes(of: Float(number), toByteOffset: index * size, as: Float.self)
      }
    }
    return block
  }
}
