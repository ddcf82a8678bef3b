import Tensors

/// Elementary functions of a million elements; the limit is one read and one write of memory.
extension Workload {
  static let elementwise: [Workload] = [UnaryOperation.exp, .log, .sin, .tanh].flatMap { function in
    [elementwise(function, Float.self), elementwise(function, Double.self)]
  }

  private static func elementwise<T: FloatElement>(
    _ function: UnaryOperation, _ type: T.Type
  ) -> Workload {
    let name = "\(function)-\(T.dtype.name)"
    return Workload(name: name) {
      let count = 1_000_000
      let numbers = (0..<count).map { T(0.1) + T($0) / T(count) }
      let x = try Tensor(shape: [count], values: numbers)
      var copy = numbers
      return Work(
        run: {
          let y = try x.unary(function)
          let last = try y.sliced([.index(count - 1)]).scalar(as: T.self)
          guard last == function(numbers[count - 1]) else {
            throw WrongResult(
              workload: name, found: Double(last), expected: Double(function(numbers[count - 1])))
          }
        },
        limit: {
          copy.withUnsafeMutableBufferPointer { copy in
            numbers.withUnsafeBufferPointer { _ = copy.update(fromContentsOf: $0) }
          }
          guard copy[count - 1] == numbers[count - 1] else {
            throw WrongResult(workload: name, found: Double(copy[0]), expected: Double(numbers[0]))
          }
        })
    }
  }
}
