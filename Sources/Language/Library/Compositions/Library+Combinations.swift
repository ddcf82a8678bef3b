import Autodiff
import Tensors

extension Library {
  /// Sums of tensors.
  static let combinedCompositions: [Composition] = [
    Composition(
      "add_n", tensorflow: ["add_n", "math.add_n"], summary: "The sum of a list of tensors.",
      formula: "x[0] + x[1] + ..", convention: "linear", example: "add_n([ones(2), ones(2)])",
      parameters: [.normal("inputs")],
      samples: [
        CallSample(
          "add_n([x, y, x])", ["x": .uniform([2], 0.5...2), "y": .uniform([2], 0.5...2)])
      ],
      errors: ["add_n([])", "add_n([ones(2), ones(3)])"]
    ) { arguments, at in
      var sum: Object?
      for item in try at.evaluator.items(of: arguments.required(0)) {
        let value = Object.tensor(try at.evaluator.value(of: item))
        sum = try sum.map { try at.evaluator.binary(.add, $0, value) } ?? value
      }
      guard let sum else {
        throw EvaluationError.value("add_n() takes a list of at least one tensor")
      }
      return sum
    }
  ]
}
