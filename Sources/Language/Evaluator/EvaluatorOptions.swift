public import Plotting

/// What the owner of commands gives them besides the session, for one entry.
public protocol CommandContext: AnyObject, Sendable {
  /// The data files, as the code of a source may use them; nil where there is no access to files.
  func dataFiles(for source: EntrySource) -> (any DataFiles)?
}

/// What an evaluation is given besides the session: the library, commands, limits and habits.
public struct EvaluatorOptions: Sendable {
  /// Which expressions' values are shown.
  public enum Echo: Sendable, Hashable {
    /// Every expression statement's, at the prompt and in session files.
    case every
    /// Only the last statement's, in a notebook's cell.
    case last
    /// None, in a listing.
    case never
  }

  /// What names of the library stand for.
  public var library: LibraryTable
  /// The commands.
  public var commands: [String: CommandDeclaration]
  /// Which expressions' values are shown.
  public var echo: Echo
  /// Whether `watch` and Variables open the session's tape.
  public var hasSessionTape: Bool
  /// How many loop iterations and calls one entry may take; nil without a limit.
  public var maximumSteps: Int?
  /// How many calls may be nested.
  public var maximumDepth: Int
  /// Told now and then how far the outermost loop is.
  public var progress: (@Sendable (ProgressReport) -> Void)?
  /// Shown now and then the curves that a loop has drawn so far.
  public var preview: (@Sendable (Plot) -> Void)?
  /// What the owner of the commands gives them besides the session.
  public var context: (any CommandContext)?
  /// Whether functions that are differentiated again and again are computed from plans.
  public var usesPlans = true
  /// Told what becomes of plans.
  public var planObserver: (@Sendable (PlanEvent) -> Void)?
  /// Told what expressions stand for; nothing is computed from plans meanwhile.
  public var observer: ValueObserver?
  /// Asked often: whether the evaluation is to stop.
  public var isInterrupted: @Sendable () -> Bool

  /// Options of an evaluation.
  public init(
    library: LibraryTable, commands: [CommandDeclaration] = [], echo: Echo = .every,
    hasSessionTape: Bool = true, maximumSteps: Int? = nil, maximumDepth: Int = 1000,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.library = library
    self.commands = Dictionary(commands.map { ($0.name, $0) }) { _, later in later }
    self.echo = echo
    self.hasSessionTape = hasSessionTape
    self.maximumSteps = maximumSteps
    self.maximumDepth = maximumDepth
    self.isInterrupted = isInterrupted
  }
}
