import Autodiff
import Tensors

/// One call of a function for rows of its arguments.
///
/// The function runs on the first row, and unseen on the last, each time on a tape of its own. Where
/// it read no number and both recordings are the same program, the program is computed once for all
/// rows; else the function runs on the other rows one by one. The result is the same in either case.
struct VectorizedCall {
  private let function: Object
  private let keywords: [CallArguments.Keyword]
  /// The axis of the rows in each argument by position; nil where it serves every row.
  private let axes: [Int?]
  private let out: Int
  private let evaluator: Evaluator
  /// The arguments with the rows in front.
  private let arguments: [Object]
  private let count: Int
  /// Whether everything that has rows is a floating-point tensor, which a tape watches.
  private let isWatchable: Bool

  /// - Throws: `ShapeError` where the numbers of rows differ, `ValueError` where there are none.
  init(
    _ function: Object, _ given: CallArguments, _ axes: [Int?], _ out: Int, _ evaluator: Evaluator
  ) throws {
    self.function = function
    keywords = given.keywords
    self.axes = axes
    self.out = out
    self.evaluator = evaluator
    var count: Int?
    var isWatchable = true
    arguments = try zip(given.positional, axes).map { argument, axis in
      guard let axis else { return argument }
      return try evaluator.mapTensors(of: argument) { value in
        let moved = try evaluator.moved(value, from: axis, to: 0)
        let rows = moved.tensor.shape[0]
        guard rows == count ?? rows else {
          throw EvaluationError(
            .shapeError, "vmap: the arguments have \(count ?? 0) and \(rows) rows",
            hint: "None in in_axes stands for an argument that serves every row")
        }
        count = rows
        if !moved.tensor.dtype.isFloatingPoint { isWatchable = false }
        return .tensor(moved)
      }
    }
    self.isWatchable = isWatchable
    guard let count, count > 0 else {
      throw EvaluationError.value(
        count == nil
          ? "vmap: no argument has an axis of rows"
          : "vmap: there are no rows, so nothing says what the result is")
    }
    self.count = count
  }

  /// The results for all rows, stacked.
  func result() throws -> Object {
    let before = evaluator.session.recorder
    let random = evaluator.session.random
    let (first, variables) = try evaluator.notingVariables { try RowTrace(self, row: 0) }
    defer { evaluator.session.recorder.dropTape(first.tape) }
    var whole: Object?
    if count > 1, isWatchable, evaluator.session.random == random {
      whole = try replayed(first, variables, before)
    }
    let result = try whole ?? stacked(first.result)
    guard out != 0 else { return result }
    return try evaluator.mapTensors(of: result) { value in
      .tensor(try evaluator.moved(value, from: 0, to: out))
    }
  }

  /// The arguments of one row, their parts as `part` gives them.
  private func arguments(
    row: Int, _ part: (Value) throws -> Value = { $0 }
  ) throws -> CallArguments {
    let parts = try zip(arguments, axes).map { argument, axis in
      guard axis != nil else { return argument }
      return try evaluator.mapTensors(of: argument) { value in
        .tensor(try part(evaluator.apply(Operators.slice, [value], [.slices([.index(row)])])))
      }
    }
    return CallArguments(parts, keywords: keywords)
  }

  // MARK: At once

  /// The function's run on one row, on a tape of its own.
  private struct RowTrace {
    let tape: TapeID
    let inputs: [Value]
    let result: Object
    /// What the run computed; nil where it depends on more than the tape shows.
    let program: RecordedProgram?

    init(_ call: VectorizedCall, row: Int) throws {
      let evaluator = call.evaluator
      let id = evaluator.session.recorder.openTape(
        kind: .transient, isPersistent: true, watchesVariables: false)
      tape = id
      do {
        var inputs: [Value] = []
        let arguments = try call.arguments(row: row) { part in
          guard part.tensor.dtype.isFloatingPoint else { return part }
          inputs.append(try evaluator.session.recorder.watch(part, on: id))
          return inputs[inputs.count - 1]
        }
        self.inputs = inputs
        let reads = evaluator.valueReads
        result = try evaluator.call(call.function, arguments)
        var outputs: [Value] = []
        var isPlain = evaluator.valueReads == reads
        try evaluator.forEachLeaf(of: result) { leaf in
          guard case .tensor(let value) = leaf else {
            isPlain = false
            return
          }
          outputs.append(value)
        }
        evaluator.session.recorder.closeTape(id)
        let tape = evaluator.session.recorder.tape(id)
        program = isPlain ? tape.map { RecordedProgram($0, outputs: outputs) } : nil
      } catch {
        evaluator.session.recorder.dropTape(id)
        throw error
      }
    }
  }

  /// The result for all rows from the recordings of two; nil where they do not say it.
  private func replayed(
    _ first: RowTrace, _ variables: [Reference], _ before: Recorder
  ) throws -> Object? {
    guard let program = first.program,
      let other = try evaluator.sandboxed({ try RowTrace(self, row: count - 1).program }),
      program.isSame(as: other)
    else { return nil }
    // What the first run left on the tapes around it is taken back, but for the Variables it read.
    evaluator.session.recorder.restoreTapes(of: before)
    _ = evaluator.readings(of: variables)
    var rows: [Value] = []
    for (argument, axis) in zip(arguments, axes) where axis != nil {
      try evaluator.forEachLeaf(of: argument) { leaf in
        if case .tensor(let value) = leaf { rows.append(value) }
      }
    }
    let values = try evaluator.session.recorder.replay(
      program, with: zip(first.inputs, rows).map { (value: $0, rows: $1) }, count: count)
    var next = 0
    return try evaluator.mapLeaves(of: first.result) { _ in
      defer { next += 1 }
      return .tensor(values[next])
    }
  }

  // MARK: Row by row

  /// The results of all rows, the first of which is there.
  private func stacked(_ first: Object) throws -> Object {
    var columns: [[Value]] = []
    _ = try evaluator.mapTensors(of: first) { value in
      columns.append([value])
      return .none
    }
    for row in 1..<max(count, 1) {
      try evaluator.poll()
      let result = try evaluator.call(function, arguments(row: row))
      var next = 0
      _ = try evaluator.mapTensors(of: result) { value in
        if next < columns.count { columns[next].append(value) }
        next += 1
        return .none
      }
      guard next == columns.count else {
        throw EvaluationError.value("vmap: the rows gave results of different structures")
      }
    }
    var next = 0
    return try evaluator.mapLeaves(of: first) { _ in
      defer { next += 1 }
      return .tensor(try evaluator.apply(Operators.stack, columns[next], [.integer(0)]))
    }
  }
}

extension Evaluator {
  /// A tensor with one axis in another place.
  fileprivate func moved(_ value: Value, from source: Int, to target: Int) throws -> Value {
    let rank = value.tensor.rank
    func normalized(_ axis: Int) throws -> Int {
      let positive = axis < 0 ? axis + rank : axis
      guard (0..<rank).contains(positive) else {
        throw EvaluationError(
          .indexError,
          "vmap: a tensor of shape \(Shape.text(value.tensor.shape)) has no axis \(axis)")
      }
      return positive
    }
    let (from, to) = (try normalized(source), try normalized(target))
    guard from != to else { return value }
    var order = (0..<rank).filter { $0 != from }
    order.insert(from, at: to)
    return try apply(.named("transpose"), [value], [.integers(order)])
  }
}
