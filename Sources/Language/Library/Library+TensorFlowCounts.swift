import Autodiff
import Tensors

extension Library {
  /// TensorFlow's functions of classes and places, and of nested lists.
  static let tensorFlowCounts: [BuiltinFunction] = [
    BuiltinFunction(
      "confusion_matrix", tensorflow: ["math.confusion_matrix"],
      summary: "How often each class, the row, was taken for each other, the column.",
      example: "tf.math.confusion_matrix([1, 2, 4], [2, 2, 4])",
      parameters: [
        .normal("labels"), .normal("predictions"), .normal("num_classes", default: .value(.none)),
        .normal("weights", default: .value(.none)),
        .normal("dtype", default: .value(.dtype(.int32)), role: .dtype), .operationName,
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      evaluator.valueReads &+= 1
      let rows = try at.wholeNumbers(arguments.required(0), "labels").ints()
      let columns = try at.wholeNumbers(arguments.required(1), "predictions").ints()
      let weights = try arguments.given(3).map {
        try evaluator.model($0, isNumPy: false).cast(to: .float64).doubles()
      }
      guard rows.count == columns.count, weights?.count ?? rows.count == rows.count else {
        throw EvaluationError(
          .shapeError, "there are \(rows.count) labels for \(columns.count) predictions")
      }
      let count =
        try arguments.given(2).map(evaluator.index)
        ?? ((rows + columns).max() ?? -1).addingReportingOverflow(1).partialValue
      guard (rows + columns).allSatisfy({ $0 >= 0 && $0 < count }) else {
        throw EvaluationError.value("the classes are from 0 up to \(count), itself excluded")
      }
      try evaluator.checkLength(Shape.checkedCount([count, count]))
      var sums = Array(repeating: 0.0, count: count * count)
      for (place, (row, column)) in zip(rows, columns).enumerated() {
        sums[row * count + column] += weights?[place] ?? 1
      }
      let dtype = try evaluator.elementType(arguments.required(4))
      return evaluator.unrecorded(try Tensor(shape: [count, count], values: sums).cast(to: dtype))
    },
    BuiltinFunction(
      "invert_permutation", tensorflow: ["math.invert_permutation"],
      summary: "Where each of the whole numbers up to a count stands.",
      example: "tf.math.invert_permutation([3, 4, 0, 2, 1])",
      parameters: [.normal("x"), .operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      evaluator.valueReads &+= 1
      let x = try at.wholeNumbers(arguments.required(0), "places")
      guard x.rank == 1 else {
        throw TensorError.wrongRank(operation: "invert_permutation", rank: x.rank, expected: "1")
      }
      let places = try x.ints()
      var inverse = Array(repeating: Int64(-1), count: places.count)
      for (position, place) in places.enumerated() {
        guard inverse.indices.contains(place) else {
          throw EvaluationError.value("\(place) is not between 0 and \(places.count)")
        }
        guard inverse[place] < 0 else {
          throw EvaluationError.value("\(place) is duplicated in the input.")
        }
        inverse[place] = Int64(position)
      }
      return evaluator.unrecorded(
        try Tensor(shape: [places.count], values: inverse).cast(to: x.dtype))
    },
    BuiltinFunction(
      "to_categorical", tensorflow: ["keras.utils.to_categorical"],
      summary: "Ones at the places of classes and zeros elsewhere, an array of float64.",
      example: "tf.keras.utils.to_categorical([0, 2, 1])",
      parameters: [.normal("x", "y"), .normal("num_classes", default: .value(.none))]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      evaluator.valueReads &+= 1
      let labels = try evaluator.model(arguments.required(0), isNumPy: true).cast(to: .int64)
      let classes = try labels.ints()
      let count =
        try arguments.given(1).map(evaluator.index)
        ?? (classes.max() ?? -1).addingReportingOverflow(1).partialValue
      guard count >= 0, classes.allSatisfy({ $0 >= 0 && $0 < count }) else {
        throw EvaluationError.value("the classes are from 0 up to \(count), itself excluded")
      }
      var shape = labels.shape
      if shape.count > 1, shape.last == 1 { shape.removeLast() }
      shape.append(count)
      try evaluator.checkLength(Shape.checkedCount(shape))
      var numbers = Array(repeating: 0.0, count: classes.count * count)
      for (row, place) in classes.enumerated() { numbers[row * count + place] = 1 }
      return evaluator.marked(try at.array(numbers, shape: shape), isArray: true)
    },
    BuiltinFunction(
      "epsilon", tensorflow: ["keras.backend.epsilon", "keras.config.epsilon"],
      summary: "The small number by which Keras keeps from dividing by 0.",
      example: "tf.keras.backend.epsilon()", parameters: []
    ) { _, _ in .float(1e-7) },
    BuiltinFunction(
      "unravel_index", tensorflow: ["unravel_index"],
      summary: "The index along each axis, a row for each, of places among all elements.",
      example: "tf.unravel_index([2, 5, 7], [3, 3])",
      parameters: [.normal("indices"), .normal("dims"), .operationName]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      evaluator.valueReads &+= 1
      let places = try at.wholeNumbers(arguments.required(0), "indices")
      let shape = try evaluator.shape(arguments.required(1))
      let count = try Shape.checkedCount(shape)
      let numbers = try places.ints()
      for place in numbers where place < 0 || place >= count {
        throw EvaluationError(.indexError, "index is out of bound as with dims: \(place)")
      }
      var rows: [Int64] = []
      var stride = count
      for extent in shape {
        stride /= max(extent, 1)
        rows += numbers.map { Int64($0 / stride % extent) }
      }
      return evaluator.unrecorded(
        try Tensor(shape: [shape.count] + places.shape, values: rows).cast(to: places.dtype))
    },
    BuiltinFunction(
      "dynamic_partition", tensorflow: ["dynamic_partition"],
      summary: "The rows of a tensor in as many tensors, each row in that which its number names.",
      example: "tf.dynamic_partition([10., 20., 30.], [1, 0, 1], 2)",
      parameters: [
        .normal("data"), .normal("partitions"), .normal("num_partitions"), .operationName,
      ]
    ) { arguments, evaluator in
      let at = Composer(evaluator: evaluator, namespace: .tensorflow)
      evaluator.valueReads &+= 1
      let x = try evaluator.value(of: arguments.required(0))
      let parts = try at.wholeNumbers(arguments.required(1), "partitions")
      let count = try evaluator.index(arguments.required(2))
      guard count >= 1 else { throw EvaluationError.value("num_partitions must be at least 1") }
      guard count <= 1_000_000 else {
        throw EvaluationError(
          .memoryError, "\(count) partitions are too many; there may be 1000000")
      }
      guard x.tensor.shape.starts(with: parts.shape) else {
        throw TensorError.shapesDiffer(x.tensor.shape, parts.shape)
      }
      let numbers = try parts.ints()
      var places = Array(repeating: [Int](), count: count)
      for (place, number) in numbers.enumerated() {
        guard number >= 0, number < count else {
          throw EvaluationError.value("partitions[\(place)] = \(number) is not in [0, \(count))")
        }
        places[number].append(place)
      }
      let rest = Array(x.tensor.shape.dropFirst(parts.rank))
      let rows = try at.reshaped(x, to: [numbers.count] + rest)
      return evaluator.makeList(
        try places.map { .tensor(try at.gathered(rows, at.indices($0), axis: 0)) })
    },
    BuiltinFunction(
      "flatten", tensorflow: ["nest.flatten"],
      summary: "The objects in nested lists and tuples, one after the other.",
      example: "tf.nest.flatten([1, (2, [3])])", parameters: [.normal("structure")]
    ) { arguments, evaluator in
      func leaves(_ object: Object) throws -> [Object] {
        try evaluator.poll()
        guard let items = evaluator.listItems(object) else { return [object] }
        return try evaluator.nested { try items.flatMap(leaves) }
      }
      return evaluator.makeList(try leaves(arguments.required(0)))
    },
    BuiltinFunction(
      "map_structure", tensorflow: ["nest.map_structure"],
      summary: "A function of the objects at each place of nested lists and tuples, nested alike.",
      example: "tf.nest.map_structure(lambda x: x + 1, [1, (2, [3])])",
      parameters: [.normal("func", role: .function), .rest("structure")]
    ) { arguments, evaluator in
      guard !arguments.rest.isEmpty else {
        throw EvaluationError.value("Must provide at least one structure")
      }
      func mapped(_ objects: [Object]) throws -> Object {
        try evaluator.poll()
        let lists = objects.map(evaluator.listItems)
        guard let first = lists[0] else {
          guard lists.allSatisfy({ $0 == nil }) else {
            throw EvaluationError.value("the structures are not nested alike")
          }
          return try evaluator.call(arguments.required(0), CallArguments(objects))
        }
        let columns = try lists.map { items -> [Object] in
          guard let items, items.count == first.count else {
            throw EvaluationError.value("the structures are not nested alike")
          }
          return items
        }
        let results = try evaluator.nested {
          try first.indices.map { place in try mapped(columns.map { $0[place] }) }
        }
        guard case .reference(let reference) = objects[0], reference.kind == .tuple else {
          return evaluator.makeList(results)
        }
        return evaluator.makeTuple(results)
      }
      return try mapped(arguments.rest)
    },
  ]
}
