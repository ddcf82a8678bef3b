import Autodiff
import Language
import Notebook
import Tensors

/// Writes a session's entries as Python for a framework.
///
/// The syntax trees are rewritten; types of names come from the replay. A writer is used once.
final class ProgramWriter {
  let framework: Framework
  let session: ReplayedSession
  let library = LibraryTable.standard

  /// The names that stand for tapes anywhere in the session.
  let tapeNames: Set<String>
  /// Whether an entry reads `_`, so that what is shown has to be kept.
  let readsLastValue: Bool
  /// Whether a value of 64 bits occurs, which JAX has to be told first.
  let uses64Bits: Bool
  /// Whether there may be arrays of NumPy's, which are none of the framework's.
  let usesNumPy: Bool
  /// What the session's expressions stood for, found out by another run where it has to be known.
  private(set) lazy var observer = ObservedRun.of(session)
  /// Whether a tape of the session watches a tensor that is no Variable.
  private(set) lazy var watchesTensors = session.entries.contains { entry in
    var isFound = false
    SyntaxWalk.visit(entry.tree?.statements ?? []) { expression in
      guard case .call(let function, _) = expression.kind,
        case .attribute(_, "watch", _) = function.kind
      else { return }
      isFound = true
    }
    return isFound
  }
  /// Whether a tape of the session does not watch the Variables that it sees.
  private(set) lazy var leavesVariablesOut = session.entries.contains { entry in
    var isFound = false
    SyntaxWalk.visit(entry.tree?.statements ?? []) { expression in
      guard case .call(_, let arguments) = expression.kind, NameSurvey.isTape(expression) else {
        return
      }
      isFound =
        isFound || arguments.count > 1
        || arguments.contains { argument in
          if case .keyword("watch_accessed_variables", _, _) = argument { true } else { false }
        }
    }
    return isFound
  }
  /// The numbers that were drawn, by entry.
  let draws: [Int: [Tensor]]
  /// Whether draws are written as arrays of NumPy's; nil where nobody asked yet.
  var knownDrawsAreArrays: Bool?

  // MARK: What is written so far
  var program = ProgramText()
  /// The helpers that are used.
  var helpers: Set<Helper> = []
  /// The modules that are used besides the framework's own.
  var modules: Set<String> = []
  /// The names that functions written for derivatives have.
  var functionNames: Set<String> = []
  /// The names that `from … import` bound, with their paths.
  var importedNames: [String: String] = [:]

  // MARK: The entry that is being written
  var entry: ReplayedSession.ReplayedEntry
  /// The names bound by the functions and comprehensions around, with what is known of them.
  var scopes: [[String: StaticKind]] = []
  /// The names that the entry has bound so far.
  var boundHere: Set<String> = []
  /// How many scopes there are in the function that JAX differentiates, outside of functions in it.
  var tracedScopes = 0
  /// The accumulators of forward mode, by name: what moves, and along what.
  var accumulators: [String: (source: Expression, tangent: String)] = [:]
  /// How many functions, lambdas and comprehensions are open around the statement.
  var functionDepth = 0
  /// How many of them are lambdas.
  var lambdaDepth = 0
  /// The names that the comprehensions and lambdas around bind, which no statement before sees.
  var inlineNames: [Set<String>] = []
  /// Whether values of expression statements are shown.
  var showsValues = true
  /// The drawn numbers of the entry that are not written yet.
  var drawsLeft: ArraySlice<Tensor> = []
  /// Whether the entry's draws are taken one by one at run time.
  var takesDrawsInOrder = false
  /// Comments of the entry's text that are not written yet.
  var comments: EntryComments
  /// Lines that must stand before the statement that is being written.
  var pendingLines: [String] = []
  /// The loops around the statement that a program for JAX may write as loops over functions.
  var loopsOverTargets: [LoopOverTargets] = []
  /// The loops whose bodies are being written, outermost first.
  var openLoops: [OpenLoop] = []
  /// The statements before the one that is being written, as data flows through them.
  var flow: [FlowItem] = []
  /// Where the tape that stands for the session's is open.
  var tapePlan = TapePlan()
  /// The tape that the block around the statement has opened for itself.
  var blockTape: String?
  /// What becomes of PyTorch's graphs.
  var graphPlan = GraphPlan()
  /// What the entries give by the framework's own convention at kinks.
  var ownResults: [Int: EntryResult] = [:]
  /// The tapes that are open or closed, and may be asked more than once.
  var persistentTapes: Set<String> = []
  /// The functions that may be called while a tape records, so that it records their gradients.
  var recordedFunctions: Set<String> = []
  /// The functions around the statement that are being written.
  var openFunctions: [String] = []
  /// The names of a function that its tape watches, which stand for one tensor each.
  var watchedLocals: Set<String> = []
  /// How many blocks are open around the statement in which no tape records.
  var pauseDepth = 0
  /// How many 'try' blocks are open around the statement.
  var tryDepth = 0
  /// Whether arguments of NumPy's own functions are written, which take its element types.
  var writesNumPy = false
  /// The entries that the session's own tape is asked for.
  private(set) var askedOfSession: Set<Int> = []
  /// Whether derivatives are asked for where Variables have other values than were recorded.
  var asksOfOldValues = false
  /// Where the named tapes record.
  var tapePlaces = TapePlaces()
  /// The assignments whose values no tape recorded, and a derivative must not lead through.
  var detached: Set<VariableFlow.Site> = []
  /// Those that were found while the program was written.
  var leaks: Set<VariableFlow.Site> = []
  /// How many explicit tapes are open around the statement.
  var tapeDepth = 0
  /// The names by which a function takes its sources that JAX differentiates.
  var tracedSources: Set<String> = []
  /// What the functions of the session update, by their names.
  private(set) lazy var functionUpdates: [String: Set<String>] = namesThatFunctionsUpdate()
  /// Whether a function is written that JAX differentiates.
  var isTracing = false
  /// The results of the entry's derivatives that are None, in order.
  var noneResults: [Bool] = []

  // MARK: JAX's Variables
  /// Where Variables may be held.
  private(set) lazy var variableFlow = VariableFlow(session)
  /// The same without some statements, by where these stand.
  var flowsWithout: [Set<VariableFlow.Site>: VariableFlow] = [:]
  /// Which names are read after an entry.
  private(set) lazy var liveness = NameLiveness(session, tapeNames: tapeNames)
  /// Where the Variables stand that loops go through, by the loops' names.
  var loopPlaces: [String: String] = [:]
  /// Those of them that are not read any more where they are updated.
  var lastPlaces: Set<String> = []
  /// The names that the statement gives a new value besides those that it shows.
  var writtenBeside: Set<String> = []
  /// The functions around the statement that are being written.
  var openDefinitions: [FunctionDefinition] = []
  /// The names from outside that each of them binds.
  var declared: [[(name: String, isNonlocal: Bool)]] = []
  /// Lines that must stand behind the statement that is being written.
  var trailingLines: [String] = []
  /// The names that the statement binds.
  var statementTargets: Set<String> = []
  /// Where the statement that is written starts.
  var statementStart: Int?
  /// The call that is a statement, or whose value one binds.
  var statementCall: SourceRange?
  /// The functions that update the Variables of a list which they are given, with the names that
  /// stand for these as well.
  private(set) lazy var updatingFunctions: [String: Set<String>] = functionsThatUpdate()

  /// Whether the session gives its Variables new values.
  private(set) lazy var updatesVariables = session.entries.contains { entry in
    guard let tree = entry.tree else { return false }
    var isFound = false
    SyntaxWalk.visit(tree.statements) { expression in
      guard case .attribute(_, let name, _) = expression.kind else { return }
      isFound = isFound || ["assign", "assign_add", "assign_sub"].contains(name)
    }
    return isFound
  }

  init?(_ session: ReplayedSession, for framework: Framework, draws: [Int: [Tensor]]) {
    guard let first = session.entries.first else { return nil }
    self.framework = framework
    self.session = session
    self.draws = draws
    entry = first
    comments = EntryComments(first.entry.source)
    let names = NameSurvey(session)
    tapeNames = names.tapes
    readsLastValue = names.readsLastValue
    usesNumPy = names.usesNumPy
    uses64Bits = names.uses64Bits || session.floatDType == .float64
  }

  /// Writes the whole program.
  func write() {
    let survey = DerivativeSurvey(session, tapeNames: tapeNames)
    graphPlan = GraphPlan(survey)
    for question in survey.questions where question.request.tape == nil {
      askedOfSession.formUnion(question.through)
    }
    if framework != .tensorflow {
      recordedFunctions = RecordedFunctions(session, tapeNames: tapeNames, survey).names
    }
    if framework == .tensorflow {
      tapePlan = TapePlan(survey, session, tapeName: sessionTapeName)
    }
    for part in session.parts {
      switch part {
      case .step(let line, let title):
        add(.step(title: title), line, [title.isEmpty ? "# %%" : "# %% " + title])
      case .prose(let line, let text):
        add(.prose(text: text), line, [text.isEmpty ? "#" : "# " + text])
      case .comment(let line, let text): add(.comment, line, [text])
      case .entry(let replayed): writeInBlock(replayed)
      }
    }
    removeEmptySteps()
    program.prelude = prelude
  }

  /// Removes the steps without a title of which nothing was left, such as a cell of imports.
  private func removeEmptySteps() {
    for index in program.parts.indices.reversed() {
      guard case .step("") = program.parts[index].kind else { continue }
      guard index + 1 < program.parts.count else {
        program.parts.remove(at: index)
        continue
      }
      if case .step = program.parts[index + 1].kind { program.parts.remove(at: index) }
    }
  }

  /// Writes an entry, and opens and closes the block of the session's tape around it.
  private func writeInBlock(_ replayed: ReplayedSession.ReplayedEntry) {
    let number = replayed.entry.number
    if let header = tapePlan.headers[number] {
      add(.entry(number: number), replayed.entry.source.firstLine, [header])
      tapePlan.isOpen = true
      tapePlan.hasTape = true
    }
    write(replayed)
    if tapePlan.isOpen, tapePlan.ends[number] == number { tapePlan.isOpen = false }
  }

  /// Adds a piece, within the tape's block where one is open.
  func add(_ kind: ProgramText.Part.Kind, _ line: Int, _ lines: [String]) {
    let isInBlock = tapePlan.isOpen
    program.parts.append(
      ProgramText.Part(
        kind: kind, line: line, lines: isInBlock ? lines.indented : lines,
        spansWithPrevious: isInBlock))
  }

  /// The default element type of floats in the entry.
  var floatDType: DType { entry.before.options.floatDType }

  /// Whether the framework's own default is another one than the entry's, so that it is written out.
  var needsFloatDType: Bool {
    switch framework {
    case .tensorflow: floatDType != .float32
    // The default is set once, before everything.
    case .pytorch: floatDType != session.floatDType
    case .jax: (floatDType == .float64) != uses64Bits
    }
  }

  /// The name of an element type in the framework.
  func name(of dtype: DType) -> String {
    switch framework {
    case .tensorflow: "tf.\(dtype.name)"
    case .pytorch: "torch.\(dtype.name)"
    case .jax: dtype == .bool ? "jnp.bool_" : "jnp.\(dtype.name)"
    }
  }

  /// A name that neither the session nor a helper has.
  func freshName(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while functionNames.contains(name) || isBoundAnywhere(name) {
      name = "\(wanted)_\(number)"
      number += 1
    }
    functionNames.insert(name)
    return name
  }

  private func isBoundAnywhere(_ name: String) -> Bool {
    entry.after.object(named: name) != nil || library.bareNames[name] != nil
      || session.entries.last?.after.object(named: name) != nil
  }
}
