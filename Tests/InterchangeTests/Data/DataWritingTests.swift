import Language
import Tensors
import Testing

@testable import Interchange

/// What is written is what NumPy and safetensors write, and is read back.
@Suite struct DataWritingTests {
  @Test(arguments: [
    "float32.npy", "float64.npy", "int32.npy", "int64.npy", "bool.npy", "scalar.npy", "empty.npy",
  ])
  func anArrayIsWrittenAsNumPyWritesIt(_ file: String) throws {
    let bytes = try DataFixture.bytes(of: file)
    let content = try DataFixture.content(of: file, bytes)
    guard case .tensor(let tensor) = content.items[0].value else { return #expect(Bool(false)) }
    #expect(try DataFormat.npy.bytes([NamedTensor("", tensor)]) == bytes)
  }

  @Test func aSafetensorsFileIsWrittenAsItsAuthorsWriteIt() throws {
    let bytes = try DataFixture.bytes(of: "one.safetensors")
    let content = try DataFixture.content(of: "one.safetensors", bytes)
    #expect(try DataFormat.safetensors.bytes(Self.arrays(content)) == bytes)
  }

  private static func arrays(_ content: DataContent) -> [NamedTensor] {
    content.items.compactMap { item in
      if case .tensor(let tensor) = item.value { return NamedTensor(item.name, tensor) }
      return nil
    }
  }

  private static let several: [NamedTensor] = {
    let numbers: [Double] = [0.1, -0.0, 1e-300, .infinity, .nan, .leastNonzeroMagnitude]
    let tensors = [
      try? Tensor(shape: [6], values: numbers),
      try? Tensor(shape: [6], values: numbers.map(Float.init)),
      try? Tensor(shape: [6], values: [Int64.min, .max, 0, 1, 2, 3]),
      try? Tensor(shape: [6], values: [Int32.min, .max, 0, 1, 2, 3]),
      try? Tensor(shape: [6], values: [true, false, true, true, false, false]),
    ]
    return zip(["d", "f", "l", "重み", "b,\"c\""], tensors).compactMap { name, tensor in
      tensor.map { NamedTensor(name, $0) }
    }
  }()

  @Test(arguments: [DataFormat.npz, .safetensors, .csv, .tsv], [false, true])
  func whatIsWrittenIsReadBack(_ format: DataFormat, _ isCompressed: Bool) throws {
    let bytes = try format.bytes(Self.several, isCompressed: isCompressed)
    let content = try format.content(bytes, DataOptions(floatDType: .float64))
    let arrays = Dictionary(
      uniqueKeysWithValues: Self.arrays(content).map { ($0.name, $0.tensor) })
    #expect(arrays.count == Self.several.count)
    for array in Self.several {
      let tensor = try #require(arrays[array.name])
      // A table does not say the dtype of its floats.
      let same = try tensor.cast(to: array.tensor.dtype)
      #expect(same.text() == array.tensor.text(), "\(array.name)")
    }
  }

  @Test func equalArraysGiveEqualFiles() throws {
    #expect(try DataFormat.npz.bytes(Self.several) == DataFormat.npz.bytes(Self.several))
  }

  @Test func whatAFormatCannotHoldIsRefused() throws {
    let cube = NamedTensor("x", try Tensor.zeros([2, 2, 2], .float32))
    let short = NamedTensor("y", try Tensor.zeros([3], .float32))
    #expect(throws: DataError.self) { try DataFormat.npy.bytes([cube, short]) }
    #expect(throws: DataError.self) { try DataFormat.csv.bytes([cube]) }
    #expect(throws: DataError.self) { try DataFormat.csv.bytes([short] + Self.several) }
    #expect(throws: DataError.self) {
      try DataFormat.safetensors.bytes([NamedTensor("__metadata__", short.tensor)])
    }
  }

  @Test func aMatrixIsATableWithoutAHeader() throws {
    let matrix = try Tensor(shape: [2, 2], values: [1, 2.5, -3, 1e20] as [Float])
    let text = String(decoding: try DataFormat.csv.bytes([NamedTensor("m", matrix)]), as: UTF8.self)
    #expect(text == "1.0,2.5\n-3.0,1e+20\n")
  }
}
