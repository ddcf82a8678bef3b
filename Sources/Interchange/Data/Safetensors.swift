import Language
import Tensors

/// Arrays with names in the format of safetensors.
///
/// Source: the README of huggingface/safetensors, "Format": the length of the header in eight bytes,
/// the header as JSON, and the elements, little-endian and in C's order. A name comes once, the
/// parts of the arrays lie within the file, do not overlap and leave no holes.
enum Safetensors {
  /// The longest header, as the format's own implementation has it.
  static let headerLimit = 100_000_000
  static let metadata = "__metadata__"

  static let elements: [String: StoredElement] = [
    "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64,
    "I8": .int8, "I16": .int16, "I32": .int32, "I64": .int64,
    "U8": .uint8, "U16": .uint16, "U32": .uint32, "U64": .uint64, "BOOL": .bool,
  ]

  /// The bytes of an element of the types that tensors lack, and that are left out.
  static let otherSizes = ["F8_E4M3": 1, "F8_E5M2": 1, "F8_E8M0": 1, "C64": 8]

  /// The arrays of a file.
  ///
  /// What tensors cannot hold is left out, and said.
  ///
  /// - Throws: what is wrong with the file, or that no array can be read.
  static func content(_ bytes: [UInt8]) throws(DataError) -> DataContent {
    var reader = DataBytes(bytes)
    guard let length = try reader.size("the header's length"), length <= headerLimit else {
      throw .notOfFormat(
        "safetensors file", reason: "its first 8 bytes are not the length of a header")
    }
    let header = try reader.take(length, "the header")
    guard bytes[header].first == UInt8(ascii: "{") else {
      throw .notOfFormat("safetensors file", reason: "the header does not begin with {")
    }
    let members = try members(Array(bytes[header]))
    let buffer = reader.offset..<bytes.count
    var parts: [Part] = []
    for member in members where member.name != metadata {
      do throws(DataError) {
        parts.append(try Part(member.name, member.value, in: buffer))
      } catch {
        throw .member(member.name, error)
      }
    }
    try checkPlaces(parts, buffer)
    var items: [DataContent.Item] = []
    var notes: [String] = []
    for part in parts {
      guard let element = elements[part.type] else {
        notes.append("left out: '\(part.name)' is made of \(part.type)")
        continue
      }
      do throws(DataError) {
        let tensor = try element.tensor(bytes[part.range], shape: part.shape)
        items.append(DataContent.Item(part.name, .tensor(tensor), note: element.note))
      } catch {
        throw .member(part.name, error)
      }
    }
    if items.isEmpty, let part = parts.first {
      throw .member(part.name, refusal(part.type))
    }
    return DataContent(.named, items, notes: notes)
  }

  private static func members(_ header: [UInt8]) throws(DataError) -> [JSONObject.Member] {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.value(of: header) { InterruptionCheck.isRequested }
    } catch {
      if error.isInterruption { throw .tensor(.interrupted) }
      throw .malformed("the header is no JSON: \(error.message)")
    }
    guard let object = value.object else { throw .malformed("the header is no JSON object") }
    if let name = object.repeatedName {
      throw .malformed("the header has two arrays of the name '\(name)'")
    }
    if let facts = object[metadata] {
      guard let facts = facts.object, facts.members.allSatisfy({ $0.value.string != nil }) else {
        throw .malformed("\(metadata) of the header is no map from texts to texts")
      }
    }
    return object.members
  }

  /// Checks that the parts fill the bytes behind the header, one after the other.
  private static func checkPlaces(
    _ parts: [Part], _ buffer: Range<Int>
  ) throws(DataError) {
    var end = buffer.lowerBound
    let sorted = parts.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for part in sorted {
      guard part.range.lowerBound == end else {
        let what = part.range.lowerBound < end ? "shares bytes with another array" : "leaves a hole"
        throw .member(part.name, .malformed("it \(what), which the format forbids"))
      }
      end = part.range.upperBound
    }
    guard end == buffer.upperBound else {
      throw .malformed("\(buffer.upperBound - end) bytes at the end belong to no array")
    }
  }

  static func refusal(_ type: String) -> DataError {
    .elementType("the element type \(type)", hint: "save it as F32: tensor.to(torch.float32)")
  }
}
