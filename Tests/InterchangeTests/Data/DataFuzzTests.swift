import Language
import Tensors
import Testing

@testable import Interchange

/// No file makes the reader crash, hang or take memory without end.
@Suite struct DataFuzzTests {
  /// Numbers that are the same in every run (SplitMix64).
  private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let rounds = 20_000

  private static let pieces: [[UInt8]] = [
    [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    Array("PK\u{1}\u{2}".utf8), Array("PK\u{5}\u{6}".utf8), Array("PK\u{6}\u{6}".utf8),
    Array("(9223372036854775807, 2)".utf8), Array("<f8".utf8), Array("True".utf8),
    Array("[".utf8), Array("{".utf8), Array("\"".utf8), Array("'".utf8), Array(",".utf8),
    Array("\n".utf8), Array("\r".utf8), Array(";".utf8), Array("1e999".utf8), Array("-".utf8),
    Array("18446744073709551615".utf8), Array("nan".utf8), Array("\u{301}".utf8), [0x80],
  ]

  /// A file with up to six changes: bytes flipped, put in, taken out, repeated, or the end cut off.
  private static func mutated(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let length = Int.random(in: 1...16, using: &numbers)
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &numbers)
      case 2: bytes.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: place)
      case 3: bytes.removeSubrange(place..<min(place + length, bytes.count))
      case 4:
        let from = Int.random(in: 0...bytes.count, using: &numbers)
        bytes.insert(contentsOf: bytes[from..<min(from + length, bytes.count)], at: place)
      case 5 where Int.random(in: 0..<4, using: &numbers) == 0:
        bytes.removeSubrange(place...)
      default: break
      }
    }
    return bytes
  }

  @Test(arguments: DataFormat.allCases)
  func aMutatedFileIsReadOrRefused(_ format: DataFormat) throws {
    var numbers = SeededNumbers(state: 20_261_126)
    var ending = format.rawValue
    if format == .tsv { ending = "csv" }
    let seeds = try DataFixture.expected.keys.filter { $0.hasSuffix("." + ending) }.sorted()
      .map { try DataFixture.bytes(of: $0) }
    var counts = (read: 0, refused: 0)
    for _ in 0..<Self.rounds {
      let bytes = Self.mutated(seeds.randomElement(using: &numbers) ?? [], &numbers)
      do {
        let content = try format.content(bytes, DataOptions(floatDType: .float32))
        counts.read += 1
        // What was read can be written, where it is arrays, and is of a size that the file explains.
        for item in content.items {
          guard case .tensor(let tensor) = item.value else { continue }
          #expect(tensor.count <= (bytes.count + 1) * Deflate.mostExpansion)
        }
      } catch {
        counts.refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    // Both happen, or the mutations are too weak or too strong to show anything.
    #expect(counts.read > 100 && counts.refused > 100, "\(counts)")
  }

  @Test func everyBeginningOfAFileIsReadOrRefused() throws {
    for file in ["deflated.npz", "fortran.npy", "good.safetensors", "frame.csv"] {
      let bytes = try DataFixture.bytes(of: file)
      for count in 0..<bytes.count {
        do {
          _ = try DataFixture.content(of: file, Array(bytes[..<count]))
          // Only a table may end anywhere.
          #expect(file.hasSuffix(".csv"), "\(file) of \(count) bytes")
        } catch is DataError {}
      }
    }
  }

  @Test func mutatedTextsOfNumbersAreReadOrRefused() throws {
    var numbers = SeededNumbers(state: 7)
    let seed = Array("# x y\n1, 2.5, -3e4\n4 ,nan,6 # six\n\n7,8,9\n".utf8)
    var options = NumberTableOptions()
    for round in 0..<Self.rounds {
      options.delimiter = round % 3 == 0 ? nil : round % 3 == 1 ? "," : ", "
      options.filling = round % 2 == 0 ? nil : 0
      options.columns = round % 5 == 0 ? [0, -1] : nil
      do {
        let matrix = try DataFormat.numbers(Self.mutated(seed, &numbers), options)
        #expect(matrix.rank == 2)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
