extension ArrayProgram {
  /// Computes what the program leaves in some slots from what lies in others.
  ///
  /// - Throws: `outOfMemory`, `memoryLimit`, `interrupted`.
  public func run(_ slots: UnsafeMutableBufferPointer<Tensor>) throws(TensorError) {
    switch dtype {
    case .float64: try run(slots, Double.self)
    default: try run(slots, Float.self)
    }
  }

  private func run<T: FloatElement & NumericElement>(
    _ slots: UnsafeMutableBufferPointer<Tensor>, _ type: T.Type
  ) throws(TensorError) {
    // What is no row of neighbours is laid out as one.
    for load in loads {
      let tensor = slots[Int(load.slot)]
      try tensor.compute()
      if !tensor.isContiguous { slots[Int(load.slot)] = try tensor.contiguous() }
    }
    var written: [StridedArray] = []
    written.reserveCapacity(arrays.count)
    for array in arrays {
      written.append(
        try .uninitialized(shape: array.shape, dtype: array.isTruth ? .bool : dtype))
    }
    let memory = try memory.take(bytes: scratchBytes)
    run(slots, written, memory.pointer, type)
    self.memory.give(memory)
    try InterruptionCheck.check()
    for store in stores {
      if store.loaded >= 0 {
        slots[Int(store.slot)] = try slots[Int(store.loaded)].reshaped(to: store.shape)
      } else if store.array >= 0 {
        let tensor = Tensor(dtype: store.isTruth ? .bool : dtype, array: written[store.array])
        slots[Int(store.slot)] =
          arrays[store.array].shape == store.shape ? tensor : try tensor.reshaped(to: store.shape)
      }
    }
  }

  /// Runs the steps, and leaves the numbers; arrays have their elements then.
  private func run<T: FloatElement & NumericElement>(
    _ slots: UnsafeMutableBufferPointer<Tensor>, _ written: [StridedArray],
    _ scratch: UnsafeMutableRawPointer, _ type: T.Type
  ) {
    withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: max(counts.count, 1)
    ) { places in
      for register in offsets.indices {
        places.initializeElement(at: register, to: scratch + max(offsets[register], 0))
      }
      for load in loads {
        let tensor = slots[Int(load.slot)]
        if let array = tensor.array {
          let size = load.isTruth ? 1 : MemoryLayout<T>.stride
          places[Int(load.register)] = array.buffer.pointer + array.offset * size
        } else if load.isTruth {
          (scratch + load.offset).storeBytes(of: tensor.scalar(as: Bool.self), as: Bool.self)
        } else {
          (scratch + load.offset).storeBytes(of: tensor.scalar(as: T.self), as: T.self)
        }
      }
      for index in arrays.indices {
        places[Int(arrays[index].register)] = written[index].buffer.pointer
      }
      steps.withUnsafeBufferPointer { steps in
        counts.withUnsafeBufferPointer { counts in
          for step in steps { run(step, places, counts, type) }
        }
      }
      for store in stores where store.array < 0 && store.loaded < 0 {
        let place = places[Int(store.register)]
        slots[Int(store.slot)] =
          store.isTruth ? Tensor(place.load(as: Bool.self)) : Tensor(place.load(as: T.self))
      }
    }
  }

  @inline(__always)
  private func run<T: FloatElement & NumericElement>(
    _ step: Step, _ places: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>,
    _ counts: UnsafeBufferPointer<Int32>, _ type: T.Type
  ) {
    let output = places[Int(step.result)]
    let count = Int(step.count)
    func elements(_ register: Register) -> UnsafePointer<T> {
      UnsafePointer(places[Int(register)].assumingMemoryBound(to: T.self))
    }
    func stride(_ register: Register) -> Int { counts[Int(register)] == 1 ? 0 : 1 }
    let result = output.assumingMemoryBound(to: T.self)
    switch step.operation {
    case .unary(let operation):
      let x = elements(step.first)
      if count == 1 {
        result[0] = operation(x[0])
      } else {
        operation.run(Loop(count: count, step: [1, stride(step.first), 0, 0]), result, x)
      }
    case .binary(let operation):
      let (x, y) = (elements(step.first), elements(step.second))
      if step.isPowerByNumber, y[0] == 2 {
        UnaryOperation.square.run(
          Loop(count: count, step: [1, stride(step.first), 0, 0]), result, x)
      } else if step.isPowerByNumber, y[0] == 1 {
        for place in 0..<count { result[place] = x[place &* stride(step.first)] }
      } else if count == 1 {
        result[0] = operation(x[0], y[0])
      } else {
        operation.run(
          Loop(count: count, step: [1, stride(step.first), stride(step.second), 0]), result, x, y)
      }
    case .compare(let operation):
      operation.run(
        Loop(count: count, step: [1, stride(step.first), stride(step.second), 0]),
        output.assumingMemoryBound(to: Bool.self), elements(step.first), elements(step.second))
    case .select:
      let condition = UnsafePointer(places[Int(step.first)].assumingMemoryBound(to: Bool.self))
      Loop(
        count: count, step: [1, stride(step.first), stride(step.second), stride(step.third)]
      ).map(result, condition, elements(step.second), elements(step.third)) { $0 ? $1 : $2 }
    case .sum(let outer, let extent, let inner):
      sum(result, elements(step.first), Int(outer), Int(extent), Int(inner))
    case .mean(let outer, let extent, let inner):
      sum(result, elements(step.first), Int(outer), Int(extent), Int(inner))
      let divisor = T(Int(extent))
      for place in 0..<count { result[place] = result[place] / divisor }
    case .repetition(let times, let inner):
      let bytes = Int(inner) * (step.isTruth ? 1 : MemoryLayout<T>.stride)
      let groups = count / Int(times) / Int(inner)
      repeated(output, places[Int(step.first)], groups: groups, times: Int(times), bytes: bytes)
    }
  }

  /// Lays out each group of so many bytes a number of times.
  private func repeated(
    _ output: UnsafeMutableRawPointer, _ x: UnsafeMutableRawPointer, groups: Int, times: Int,
    bytes: Int
  ) {
    var output = output
    for group in 0..<groups {
      let source = x + group &* bytes
      for _ in 0..<times {
        output.copyMemory(from: source, byteCount: bytes)
        output += bytes
      }
    }
  }

  /// The sums over the middle one of three axes, in the order of every layout.
  private func sum<T: FloatElement & NumericElement>(
    _ output: UnsafeMutablePointer<T>, _ x: UnsafePointer<T>, _ outer: Int, _ extent: Int,
    _ inner: Int
  ) {
    if inner == 1 {
      for row in 0..<outer { output[row] = SumFold<T>.row(x + row &* extent, extent) }
      return
    }
    for row in 0..<outer {
      SumFold<T>.columns(
        output + row &* inner, x + row &* extent &* inner, rows: extent, stride: inner,
        columns: inner)
    }
  }
}
