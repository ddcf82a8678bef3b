import Autodiff
import Tensors

/// Hashes and identities that are the same on every run, so that transcripts can show them.
enum StableHash {
  /// The hash of a key: numbers as in CPython, the rest by FNV-1a over their parts.
  static func hash(of key: ObjectKey) -> Int {
    switch key {
    case .int(let value): return number(value)
    default:
      var state: UInt64 = 0xcbf2_9ce4_8422_2325
      var pending = [key]
      while let key = pending.popLast() { mix(key, into: &state, &pending) }
      return Int(truncatingIfNeeded: state >> 2)
    }
  }

  /// CPython's hash of an integer: its remainder by the prime 2**61 - 1, with its sign.
  private static func number(_ value: Int) -> Int {
    let remainder = Int(value.magnitude % ((1 << 61) - 1))
    let hash = value < 0 ? -remainder : remainder
    return hash == -1 ? -2 : hash
  }

  private static func mix(
    _ key: ObjectKey, into state: inout UInt64, _ pending: inout [ObjectKey]
  ) {
    switch key {
    case .none: mix("None", into: &state)
    case .ellipsis: mix("...", into: &state)
    case .int(let value): mix("int\(value)", into: &state)
    case .float(let value): mix("float\(value.bitPattern)", into: &state)
    case .notANumber: mix("nan", into: &state)
    case .string(let text): mix("str" + text, into: &state)
    case .tuple(let keys):
      mix("tuple\(keys.count)", into: &state)
      pending.append(contentsOf: keys)
    case .dtype(let dtype): mix("dtype" + dtype.name, into: &state)
    case .type(let type): mix("type" + type.name, into: &state)
    case .range(let parts): mix("range\(parts)", into: &state)
    case .library(let name): mix("library" + name, into: &state)
    case .identity(let id): mix("id\(id)", into: &state)
    }
  }

  private static func mix(_ text: String, into state: inout UInt64) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// What tells an object from the others.
  static func identity(of object: Object, _ evaluator: Evaluator) throws -> Int {
    switch object {
    case .reference(let reference): return Int(truncatingIfNeeded: reference.id &* 16)
    // A tensor's identity is the tapes' own: its bits are what tells it from others.
    case .tensor(let value):
      return withUnsafeBytes(of: value.identity) { bytes in
        bytes.reduce(into: 0) { $0 = $0 &* 257 &+ Int($1) }
      }
    default: return hash(of: try evaluator.key(for: object))
    }
  }
}
