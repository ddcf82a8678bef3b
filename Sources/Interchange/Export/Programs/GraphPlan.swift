/// What becomes of the graphs of PyTorch.
struct GraphPlan {
  /// The entries whose gradients are differentiated themselves.
  private(set) var differentiated: Set<Int> = []
  private var shared: Set<Int> = []

  private var repeated: Set<Int> = []
  private var differentiatedInBlock: Set<Int> = []

  init() {}

  init(_ survey: DerivativeSurvey) {
    differentiatedInBlock = survey.differentiatedInBlock
    repeated = Set(survey.questions.filter(\.isRepeated).map(\.entry))
    let asking = Set(survey.questions.map(\.entry))
    for (index, question) in survey.questions.enumerated() {
      differentiated.formUnion(question.through.intersection(asking))
      let later = survey.questions[(index + 1)...]
      if later.contains(where: { !$0.through.isDisjoint(with: question.through) }) {
        shared.insert(question.entry)
      }
    }
  }

  /// Whether another question is asked of the graph behind an entry's question.
  func isShared(_ entry: Int) -> Bool { shared.contains(entry) }

  /// Whether the graph behind an entry's questions is asked in every turn of a loop.
  func isRepeated(_ entry: Int) -> Bool { repeated.contains(entry) }

  /// Whether a loop of an entry differentiates what is a gradient itself.
  func isDifferentiatedInBlock(_ entry: Int) -> Bool { differentiatedInBlock.contains(entry) }
}
