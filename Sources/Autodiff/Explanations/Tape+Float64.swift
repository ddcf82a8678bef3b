import Tensors

extension Tape {
  /// This tape in float64: what was given is converted, and everything else computed again from it.
  ///
  /// - Throws: the errors of computing; `interrupted`.
  /// - Complexity: that of the forward pass up to `last`.
  func inFloat64(
    upTo last: Int, isInterrupted: (@Sendable () -> Bool)? = nil,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Tape {
    var tape = self
    for position in 0...max(last, 0) where position < count {
      if position & 0x3FF == 0, isInterrupted?() == true { throw .interrupted }
      let entry = tape.entries[position]
      switch entry.kind {
      case .watched, .variable, .constant:
        guard entry.result.dtype == .float32 else { continue }
        tape.entries[position].result = try Tape.converted(entry.result)
      case .read:
        // The Variable may have another value by now.
        guard entry.result.dtype == .float32 else { continue }
        tape.entries[position].result = try Tape.converted(entry.result)
      case .operation:
        tape.useFloat64Attributes(of: entry)
        tape.entries[position].result = try tape.recomputed(entry, calling: caller) {
          tape.entries[$0].result
        }
      }
    }
    return tape
  }

  private static func converted(_ tensor: Tensor) throws(AutodiffError) -> Tensor {
    do throws(TensorError) {
      return try tensor.cast(to: .float64)
    } catch {
      throw .primitive("cast", operands: [TensorType(tensor)], error)
    }
  }

  /// A cast to float32 becomes one to float64.
  private mutating func useFloat64Attributes(of entry: Entry) {
    guard entry.detail >= 0 else { return }
    let detail = details[Int(entry.detail)]
    guard detail.attributes.contains(.dtype(.float32)) else { return }
    var changed = detail
    changed.attributes = detail.attributes.map { $0 == .dtype(.float32) ? .dtype(.float64) : $0 }
    details[Int(entry.detail)] = changed
  }

  /// This tape with another value at a position, and what depends on it computed again.
  ///
  /// - Parameter activity: what depends on the position.
  func replacing(
    _ tensor: Tensor, at position: Int, _ activity: Activity, upTo last: Int,
    calling caller: (any CustomCaller)? = nil
  ) throws(AutodiffError) -> Tape {
    var tape = self
    let before = entries[position].result
    tape.entries[position].result = tensor
    guard position < last else { return tape }
    for later in (position + 1)...last where activity[Int32(later)] {
      let entry = tape.entries[later]
      switch entry.kind {
      case .operation:
        tape.entries[later].result = try tape.recomputed(entry, calling: caller) {
          tape.entries[$0].result
        }
      case .read:
        // What was read after an assignment moves from the value that it had.
        let moved = tape.entries[Int(entry.first)].result
        if try entry.result.doubles() == before.doubles() {
          tape.entries[later].result = moved
          continue
        }
        tape.entries[later].result = try computed { () throws(TensorError) in
          let distance = try Tensor.binary(.subtract, moved, before)
          return try Tensor.binary(.add, entry.result, distance)
        }
      case .watched, .variable, .constant: continue
      }
    }
    return tape
  }
}
