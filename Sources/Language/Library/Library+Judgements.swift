import Autodiff
import Tensors

extension Library {
  /// What holds of elements, rows and whole tensors: results without derivatives.
  static let judgements: [BuiltinFunction] = [
    BuiltinFunction(
      "isclose", numpy: ["isclose"],
      summary: "Whether elements are nearly equal: |a - b| <= atol + rtol*|b|.",
      example: "np.isclose([1., 2.], [1.000001, 2.1])",
      parameters: [
        .normal("a"), .normal("b"), .normal("rtol", default: .value(.float(1e-5))),
        .normal("atol", default: .value(.float(1e-8))),
        .normal("equal_nan", default: .value(.bool(false))),
      ]
    ) { arguments, evaluator in
      let pair = try (0...1).map { try evaluator.model(arguments.required($0), isNumPy: true) }
      let closeness = Closeness(
        relative: try evaluator.real(arguments.required(2), for: "rtol"),
        absolute: try evaluator.real(arguments.required(3), for: "atol"),
        areNaNsEqual: try evaluator.isTrue(arguments.required(4)))
      return evaluator.unrecorded(try closeness.elements(pair[0], pair[1]))
    },
    BuiltinFunction(
      "zero_fraction", bare: ["zero_fraction"],
      tensorflow: ["nn.zero_fraction", "math.zero_fraction"],
      summary: "The share of the elements that are 0, or False; nan of nothing.",
      example: "tf.nn.zero_fraction([0., 1., 0.])",
      parameters: [.normal("value", "x"), .operationName]
    ) { arguments, evaluator in
      let x = try evaluator.model(arguments.required(0), isNumPy: false)
      let zeros = try x.doubles().count { $0 == 0 }
      evaluator.valueReads &+= 1
      return evaluator.unrecorded(Tensor(Float(Double(zeros) / Double(x.count))))
    },
    BuiltinFunction(
      "in_top_k", bare: ["in_top_k"], tensorflow: ["nn.in_top_k", "math.in_top_k"],
      summary: "Whether each target is among the k largest predictions of its row.",
      example: "tf.nn.in_top_k([1], [[0.1, 0.9]], 1)",
      parameters: [.normal("targets"), .normal("predictions"), .normal("k"), .operationName]
    ) { arguments, evaluator in
      let targets = try evaluator.model(arguments.required(0), isNumPy: false)
      let predictions = try evaluator.model(arguments.required(1), isNumPy: false)
      let k = try evaluator.index(arguments.required(2))
      guard targets.dtype.isInteger else {
        throw EvaluationError(
          .dtypeError, "targets are whole numbers, not \(targets.dtype.name)",
          hint: "cast(targets, 'int64')")
      }
      guard predictions.rank == 2, targets.shape == [predictions.shape[0]] else {
        throw EvaluationError(
          .shapeError,
          "in_top_k() takes a target for each row of predictions, not targets of shape "
            + "\(Shape.text(targets.shape)) for \(Shape.text(predictions.shape))")
      }
      let (classes, numbers) = (predictions.shape[1], try predictions.doubles())
      evaluator.valueReads &+= 1
      var answers: [Bool] = []
      for (row, target) in try targets.ints().enumerated() {
        try evaluator.pollInterruption()
        let scores = numbers[(row * classes)..<((row + 1) * classes)]
        // Where a score is no number, TensorFlow cannot say, and says False.
        guard target >= 0, target < classes, scores.allSatisfy(\.isFinite) else {
          answers.append(false)
          continue
        }
        let own = scores[row * classes + target]
        answers.append(scores.count { $0 > own } < k)
      }
      return evaluator.unrecorded(try Tensor(shape: targets.shape, values: answers))
    },
  ]
}
