public import Tensors

/// What a session calls its values, for texts about its tapes.
public struct SessionNames: Sendable {
  /// The names that are bound now, by the identity of the value that they give.
  public let bound: [Identity: String]
  /// What Variables are called, by their own identity.
  public let variables: [Identity: String]
  /// The identity of the value that each name gives, where it gives one.
  private let identities: [String: Identity]
  /// Names that the user has, which no program may assign.
  public let taken: Set<String>
  /// The element type of a literal.
  public let literalDType: DType

  /// The names of a session.
  ///
  /// - Parameters:
  ///   - values: the names with the values that they give; of Variables, the present ones.
  ///   - variables: the names of the Variables, with their own identities.
  public init(
    values: [(name: String, identity: Identity)],
    variables: [(name: String, identity: Identity)], taken: Set<String>, literalDType: DType
  ) {
    bound = Dictionary(values.map { ($0.identity, $0.name) }, uniquingKeysWith: { min($0, $1) })
    self.variables = Dictionary(
      variables.map { ($0.identity, $0.name) }, uniquingKeysWith: { min($0, $1) })
    identities = Dictionary(values.map { ($0.name, $0.identity) }, uniquingKeysWith: { $1 })
    self.taken = taken
    self.literalDType = literalDType
  }

  /// What the user calls what stands at a position of a tape; nil where it never had a name.
  ///
  /// That is the name that it was recorded under, unless it has another one now.
  public func name(of entry: Tape.Operation) -> String? {
    current(of: entry) ?? entry.label
  }

  /// The name that gives what stands at a position now; nil where none does.
  public func current(of entry: Tape.Operation) -> String? {
    if let label = entry.label, identities[label] == entry.identity { return label }
    return bound[entry.identity] ?? variables[entry.identity]
  }
}
