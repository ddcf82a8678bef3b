import CKernels
import Glibc
import Interchange
import Tensors

/// The machine that is measured on.
struct Machine {
  /// The processor's name with what tells its kind apart, since "AMD EPYC" names several.
  let model: String
  let cores: Int

  /// The name under which ratios are stored: they hang on the number of cores too.
  var key: String { "\(model), \(cores) \(cores == 1 ? "core" : "cores")" }

  /// How many threads run at once.
  static let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Whether libraries that tell processors by their model may take this one for an older one.
  static let isAMDWithAVX512 = tb_is_amd_with_avx512()

  /// This machine, as `/proc/cpuinfo` tells it.
  static let current: Machine = {
    let text = TextFile.text(of: "/proc/cpuinfo") ?? ""
    let facts = ["model name", "cpu family", "model", "CPU implementer", "CPU part"].compactMap {
      name -> String? in
      let line = text.split(separator: "\n").first {
        $0.split(separator: ":").first.map { TextFile.trimmed($0) } == name
      }
      guard let value = line?.split(separator: ":", maxSplits: 1).last else { return nil }
      return name == "model name" ? TextFile.trimmed(value) : "\(name) \(TextFile.trimmed(value))"
    }
    return Machine(
      model: facts.isEmpty ? "unknown processor" : facts.joined(separator: ", "), cores: coreCount)
  }()

  var json: JSONValue {
    let library = getenv("TAPEBOOK_BLAS").map { String(cString: $0) } ?? "OpenBLAS"
    return .object([
      ("model", .string(model)), ("cores", .integer(cores)),
      (
        "kernels",
        .object([
          ("vectors", .string(String(cString: tb_vector_extension()))),
          (
            "products",
            .string(LinearAlgebraLibrary.isAvailable ? library : "Tapebook's own")
          ),
        ])
      ),
    ])
  }
}
