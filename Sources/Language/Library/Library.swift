/// The declarations that every session's library has, by topic; each topic is an extension.
enum Library {}

extension LibraryTable {
  /// The library of a session: Python's builtins, creation of tensors, random numbers, `math`, and
  /// the attributes of strings, lists, dicts and tensors.
  public static let standard = LibraryTable(
    builtins: Library.builtins, constants: Library.constants, constructors: Library.constructors,
    attributes: Library.attributes)
}

extension Library {
  static let builtins: [BuiltinFunction] =
    inspection + text + numbers + aggregation + sequences + iteration + creation + conversion
    + random + numpyRandom + mathematics + integerMathematics + compositions + tensorFacts
    + assertions + listings + derivatives

  static let constructors: [TypeName: BuiltinFunction] =
    numberTypes.merging(containerTypes) { first, _ in first }

  static let attributes: AttributeTable = [
    .int: intAttributes, .bool: intAttributes, .float: floatAttributes,
    .string: stringAttributes, .list: listAttributes, .tuple: tupleAttributes,
    .dict: dictAttributes, .range: rangeAttributes, .tensor: tensorAttributes,
    .dtype: dtypeAttributes,
  ]

  /// Methods under their own names.
  static func methods(_ functions: [BuiltinFunction]) -> [String: AttributeEntry] {
    Dictionary(uniqueKeysWithValues: functions.map { ($0.name, .method($0)) })
  }
}
