import Autodiff

extension Library {
  /// What is made of primitives and declared like one, by the topics of the primitives.
  static let composed: [(title: String, compositions: [Composition])] = [
    ("elementary functions", elementaryCompositions + combinedCompositions + numpyFunctions),
    ("reductions", reductionCompositions),
    ("shapes", shapeCompositions), ("indexing", indexingCompositions),
    ("linear algebra", linearAlgebraCompositions), ("neural networks", networkCompositions),
  ]
}
