import Autodiff
import Tensors

extension Library {
  /// Keras's losses as objects: made with their options, then called with targets and predictions.
  static let lossClasses: [BuiltinFunction] = [
    lossClass("MeanSquaredError", of: "mean_squared_error"),
    lossClass("MeanAbsoluteError", of: "mean_absolute_error"),
    lossClass("LogCosh", of: "log_cosh"), lossClass("KLDivergence", of: "kl_divergence"),
    lossClass("Huber", of: "huber", [.normal("delta", default: .value(.float(1)))]),
    lossClass(
      "BinaryCrossentropy", of: "binary_crossentropy", [fromLogits, smoothing, axis]),
    lossClass(
      "CategoricalCrossentropy", of: "categorical_crossentropy", [fromLogits, smoothing, axis],
      example: "tf.keras.losses.CategoricalCrossentropy()([[0., 1.]], [[0.2, 0.8]])"),
    lossClass(
      "SparseCategoricalCrossentropy", of: "sparse_categorical_crossentropy",
      [fromLogits, .normal("ignore_class", default: .value(.none))], last: [axis],
      example: "tf.keras.losses.SparseCategoricalCrossentropy()([1], [[0.2, 0.8]])"),
    lossClass("Hinge", of: "hinge"), lossClass("Poisson", of: "poisson"),
    lossClass("CosineSimilarity", of: "cosine_similarity", [axis]),
  ]

  private static let fromLogits = BuiltinParameter.normal(
    "from_logits", default: .value(.bool(false)))
  private static let smoothing = BuiltinParameter.normal(
    "label_smoothing", default: .value(.float(0)))
  private static let axis = BuiltinParameter.normal("axis", default: .value(.int(-1)))

  /// What a loss that is called takes.
  private static func call(_ name: String) -> BuiltinFunction {
    BuiltinFunction(
      name, summary: "A loss of targets and predictions.",
      parameters: [
        .normal("y_true"), .normal("y_pred"), .normal("sample_weight", default: .value(.none)),
      ]
    ) { _, _ in .none }
  }

  private static func lossClass(
    _ name: String, of function: String, _ options: [BuiltinParameter] = [],
    last: [BuiltinParameter] = [], example: String? = nil
  ) -> BuiltinFunction {
    let reduction = BuiltinParameter.normal(
      "reduction", default: .value(.string("sum_over_batch_size")))
    return BuiltinFunction(
      name, tensorflow: ["keras.losses.\(name)", "losses.\(name)"],
      summary: "A loss that is called with targets and predictions, by default their mean cost.",
      example: example ?? "tf.keras.losses.\(name)()([[0., 1.]], [[0.4, 0.6]])",
      parameters: options + [reduction] + last + [
        .normal("name", default: .value(.none)), .normal("dtype", default: .value(.none)),
      ]
    ) { arguments, evaluator in
      let names = (options + last).map(\.name)
      let given = names.map { arguments[$0] ?? .none }
      let reduction = try LossReduction(arguments["reduction"] ?? .none, evaluator)
      return evaluator.makeTransformed(
        TransformedFunction(name: "tf.keras.losses.\(name)", captured: given) {
          captured, arguments, evaluator in
          let bound = try call(name).bind(arguments, receiver: .none)
          guard let loss = LibraryTable.standard.dottedNames["tensorflow.keras.losses.\(function)"]
          else { throw EvaluationError.type("there is no loss \(function)") }
          let costs = try evaluator.call(
            loss,
            CallArguments(
              [bound.required(0), bound.required(1)],
              keywords: zip(names, captured).map { CallArguments.Keyword($0, $1) }))
          return try Composer(evaluator: evaluator, namespace: .tensorflow)
            .reduced(costs, weights: bound.given(2), reduction)
        })
    }
  }
}

/// How the costs of examples become one loss.
enum LossReduction: String {
  case sum, mean
  case none
  case sumOverBatchSize = "sum_over_batch_size"
  case meanWithSampleWeight = "mean_with_sample_weight"

  /// - Throws: `ValueError` for an unknown reduction.
  init(_ object: Object, _ evaluator: Evaluator) throws {
    if object.isNone {
      self = .none
      return
    }
    let name = try evaluator.text(object, "reduction")
    guard let reduction = LossReduction(rawValue: name) else {
      throw EvaluationError.value(
        "there is no reduction '\(name)'",
        hint: "it is 'sum_over_batch_size', 'mean', 'sum', 'mean_with_sample_weight' or None")
    }
    self = reduction
  }
}

extension Composer {
  /// Costs by their weights, as one number or as they are.
  fileprivate func reduced(
    _ costs: Object, weights: Object?, _ reduction: LossReduction
  ) throws -> Object {
    var costs = costs
    let dtype = try evaluator.value(of: costs).tensor.dtype
    var factors: Object?
    if let weights {
      var values = try evaluator.value(of: weights, castTo: dtype)
      // A last axis of one weight belongs to an example.
      if values.tensor.rank == shape(costs).count + 1, values.tensor.shape.last == 1 {
        values = try apply("squeeze", [values], [.integer(-1)])
      }
      factors = .tensor(values)
      costs = try call("multiply", costs, .tensor(values))
    }
    switch reduction {
    case .none: return costs
    case .sum: return try call("sum", costs)
    case .mean, .sumOverBatchSize: return try call("mean", costs)
    case .meanWithSampleWeight:
      guard let factors else { return try call("mean", costs) }
      let total = try call("sum", factors)
      return try call("divide", call("sum", costs), total)
    }
  }
}
