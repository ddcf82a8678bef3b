public import Language

/// Where entries come from, and what follows from it.
public enum SourceKind: Sendable, Hashable, CaseIterable {
  /// Lines typed at the prompt.
  case prompt
  /// A session file.
  case session
  /// Code given as an argument.
  case argument
  /// Standard input that is no terminal.
  case standardInput
  /// A Python listing.
  case listing
  /// A cell of a notebook.
  case cell

  /// Which expressions' values are shown.
  public var echo: EvaluatorOptions.Echo {
    switch self {
    case .prompt, .session, .argument, .standardInput: .every
    case .cell: .last
    case .listing: .never
    }
  }

  /// Whether `watch` and Variables open the session's own tape: never where the text must mean
  /// what it means in Python.
  public var hasSessionTape: Bool {
    switch self {
    case .prompt, .session, .argument, .standardInput: true
    case .listing, .cell: false
    }
  }
}
