import Language
import Tensors
import Testing

@testable import Interchange

/// Files of other programs hold what these programs say that they hold.
@Suite struct DataFormatTests {
  @Test(arguments: DataFixture.good)
  func aFileHoldsWhatItsWriterSays(_ file: String) throws {
    let expected = try #require(DataFixture.expected[file])
    let content = try DataFixture.content(of: file, DataFixture.bytes(of: file))
    #expect(content.kind == (expected["kind"]?.string == "single" ? .single : .named))
    #expect(content.notes == expected["notes"]?.array?.compactMap(\.string))
    let items = try #require(expected["items"]?.array)
    #expect(content.items.map(\.name) == items.map { $0["name"]?.string })
    for (item, expectation) in zip(content.items, items) {
      #expect(item.note == expectation["note"]?.string, "\(item.name)")
      switch item.value {
      case .texts(let texts):
        #expect(texts == expectation["texts"]?.array?.compactMap(\.string), "\(item.name)")
      case .tensor(let tensor):
        #expect(tensor.dtype.name == expectation["dtype"]?.string, "\(item.name)")
        #expect(tensor.shape == expectation["shape"]?.array?.compactMap(\.integer))
        let values = try DataFixture.values(of: tensor)
        let wanted = try #require(expectation["values"]?.array)
        #expect(values.count == wanted.count)
        for (value, want) in zip(values, wanted) {
          #expect(value.isSame(as: want), "\(item.name): \(value), not \(want)")
        }
      }
    }
  }

  @Test(arguments: DataFixture.bad)
  func aBadFileIsRefusedWithItsReason(_ file: String) throws {
    let reason = try #require(DataFixture.expected[file]?["error"]?.string)
    let bytes = try DataFixture.bytes(of: file)
    let error = #expect(throws: DataError.self) { try DataFixture.content(of: file, bytes) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func floatsOfTablesHaveTheSessionsDType() throws {
    let content = try DataFixture.content(
      of: "matrix.csv", DataFixture.bytes(of: "matrix.csv"), floatDType: .float64)
    guard case .tensor(let tensor) = content.items[0].value else { return #expect(Bool(false)) }
    #expect(tensor.dtype == .float64)
  }

  @Test func theOptionDecidesWhetherThereIsAHeader() throws {
    func names(_ text: String, _ hasHeader: Bool) throws -> [String] {
      try DataFormat.csv.content(
        Array(text.utf8), DataOptions(floatDType: .float32, hasHeader: hasHeader)
      ).items.map(\.name)
    }
    #expect(try names("2019,2020\n1,2\n", true) == ["2019", "2020"])
    #expect(try names("a,b\n1,2\n", false) == ["column_1", "column_2"])
  }

  @Test func numPysFunctionTellsTheFormatByTheContent() throws {
    let options = DataOptions(floatDType: .float64, isNumPy: true)
    let array = try DataFixture.bytes(of: "float32.npy")
    #expect(try DataFormat.numpyContent(array, options).kind == .single)
    let archive = try DataFixture.bytes(of: "stored.npz")
    #expect(try DataFormat.numpyContent(archive, options).items.count == 4)
    #expect(throws: DataError.self) { try DataFormat.numpyContent([0x80, 4, 0x95], options) }
  }

  @Test func aFileBeyondTheMemoryLimitIsRefused() throws {
    let bytes = try DataFixture.bytes(of: "deflated.npz")
    let limit = BufferPool.shared.limit
    // Other tests run at the same time and need memory: the archive's claim is what is too large.
    var archive = bytes
    let start = try #require(
      archive.indices.first { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    for (place, byte) in ([0xF0, 0xFF, 0xFF, 0xFF] as [UInt8]).enumerated() {
      archive[start + 24 + place] = byte
    }
    #expect(throws: DataError.self) { try DataFixture.content(of: "a.npz", archive) }
    #expect(BufferPool.shared.limit == limit)
  }

  @Test(arguments: [("a.npy", DataFormat.npy), ("b/c.NPZ", .npz), ("x.y.csv", .csv)])
  func theEndingSaysTheFormat(_ path: String, _ format: DataFormat) {
    #expect(DataFormat(path: path) == format)
  }

  @Test(arguments: ["npy", "a.npy/b", "", "a.", "a.npyx"])
  func otherPathsAreOfNoFormat(_ path: String) { #expect(DataFormat(path: path) == nil) }
}
