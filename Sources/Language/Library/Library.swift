/// The declarations that every session's library has, by topic; each topic is an extension.
enum Library {}

extension LibraryTable {
  /// The library of a session: Python's builtins, creation of tensors, random numbers, `math`, and
  /// the attributes of strings, lists, dicts and tensors.
  public static let standard = LibraryTable(
    groups: Library.groups, constants: Library.constants, constructors: Library.constructors,
    attributes: Library.attributes)
}

extension Library {
  /// The builtins by topic; a topic of the primitives' stands under the same title.
  static let groups: [FunctionGroup] =
    composed.map { title, compositions in
      FunctionGroup(title, compositions.flatMap(\.functions))
    } + [
      FunctionGroup("objects", inspection), FunctionGroup("text", text),
      FunctionGroup("arithmetic", numbers), FunctionGroup("reductions", aggregation),
      FunctionGroup("positions", positions + judgements + numpyOrder + numpyPlaces),
      FunctionGroup("statistics", numpyNaNs + numpyStatistics + numpyNumerics + numpyElements),
      FunctionGroup("sequences", sequences + iteration),
      FunctionGroup("creation", stated(creation + conversion)),
      FunctionGroup("random numbers", stated(random + numpyRandom + generators)),
      FunctionGroup("numbers of math", mathematics + integerMathematics),
      FunctionGroup("facts about tensors", tensorFacts), FunctionGroup("assertions", assertions),
      FunctionGroup("without effect here", listings),
      FunctionGroup("figures", figures),
      FunctionGroup("losses of Keras", lossClasses), FunctionGroup("loops", loops),
      FunctionGroup("pieces of TensorFlow", tensorFlowPieces + tensorFlowCounts),
      FunctionGroup("data files", dataFiles),
      FunctionGroup("derivatives", derivatives + products + customGradients + vectorized),
    ]

  static let constructors: [TypeName: BuiltinFunction] =
    numberTypes.merging(containerTypes) { first, _ in first }

  static let attributes: AttributeTable = [
    .int: intAttributes, .bool: intAttributes, .float: floatAttributes,
    .string: stringAttributes, .list: listAttributes, .tuple: tupleAttributes,
    .dict: dictAttributes, .range: rangeAttributes, .tensor: tensorAttributes,
    .dtype: dtypeAttributes, .generator: methods(generatorMethods),
    .tensorflowGenerator: methods(tensorflowGeneratorMethods),
  ]

  /// Methods under their own names.
  static func methods(_ functions: [BuiltinFunction]) -> [String: AttributeEntry] {
    Dictionary(uniqueKeysWithValues: functions.map { ($0.name, .method($0)) })
  }
}
