import HashTreeCollections
import Language

/// Reads the tokens of a half-typed text one after another and finds what each is used for.
///
/// One pass without recursion, in O(length): deep brackets and long lines cost no stack.
struct TextReader {
  let session: Session
  let library: LibraryTable
  let commands: [String: CommandDeclaration]
  var structure: TextStructure
  /// The token that is read.
  var index = 0
  var mode = Mode.statement
  var frames: [TextFrame] = []
  /// How many of the open frames are no displays: what they hold is no target.
  var opaqueFrames = 0
  /// The keyword that the statement begins with.
  var keyword: Keyword?
  /// Whether names are the targets of the statement's `for`.
  var isTarget = false
  /// Whether the next name gets a value: it stands behind `as`.
  var isAlias = false
  /// Whether a value may begin here, which a command may give.
  var isValueStart = false
  /// Whether a type is read: `x: int`.
  var isAnnotation = false
  /// The names of the statement that an equals sign would bind.
  var candidates: [Int] = []
  /// The command that is read.
  var command: CommandUse?
  /// How the command's current argument is parsed.
  var argumentKind: CommandSyntax.ArgumentKind?
  /// What is read of an import.
  var imports = ImportReading()

  /// What is read next.
  enum Mode: Sendable {
    case statement, expression, command
    /// Words up to the end of the line.
    case words
    /// What help is asked about.
    case question
    /// The name of a function that is defined.
    case definition
    /// Names behind `global`.
    case names
    /// The path of a module.
    case module
    /// Names behind `from m import`.
    case imported
  }

  init(
    _ scan: TokenScan, session: Session, library: LibraryTable,
    commands: [String: CommandDeclaration]
  ) {
    structure = TextStructure(scan)
    self.session = session
    self.library = library
    self.commands = commands
  }

  /// The structure of the whole text.
  consuming func read() -> TextStructure {
    while index < structure.scan.tokens.count {
      step()
      index += 1
    }
    structure.frames = frames
    structure.end = end
    if mode == .statement { structure.statementStart = structure.scan.tokens.count }
    return structure
  }

  private var end: TextStructure.End {
    if let frame = frames.last {
      switch frame.kind {
      case .parameters, .lambda: return frame.isItemStart ? .binding : .expression
      default: return frame.isTarget ? .binding : .expression
      }
    }
    switch mode {
    case .statement: return .statement
    case .expression: return isAlias || isTarget ? .binding : .expression
    case .command, .words: return command.map { .command($0) } ?? .expression
    case .question: return .question
    case .definition, .names: return .binding
    case .module: return imports.isAlias ? .binding : .module
    case .imported:
      guard let module = imports.module, !imports.isAlias else { return .binding }
      return .imported(module)
    }
  }

  // MARK: Tokens

  func token(_ place: Int) -> TextToken? {
    structure.scan.tokens.indices.contains(place) ? structure.scan.tokens[place] : nil
  }

  func text(_ place: Int) -> String {
    token(place).map { structure.scan.text($0) } ?? ""
  }

  func isSymbol(_ place: Int, _ symbol: String) -> Bool {
    token(place)?.kind == .symbol(symbol)
  }

  /// Whether a token stands directly behind the one before it.
  func isAdjacent(_ place: Int) -> Bool {
    guard let before = token(place - 1), let token = token(place) else { return false }
    return before.range.end == token.range.start
  }

  mutating func use(_ use: TextStructure.Use) { structure.uses[index] = use }

  /// Notes that a name gets a value.
  mutating func bind(_ place: Int, to value: Object? = nil) {
    structure.uses[place] = .binding
    structure.bindings.updateValue(value, forKey: text(place))
  }

  // MARK: Statements

  private mutating func step() {
    let token = structure.scan.tokens[index]
    switch token.kind {
    case .comment: return
    case .lineEnd: return beginStatement()
    case .symbol(";") where frames.isEmpty && mode != .words: return beginStatement()
    default: break
    }
    switch mode {
    case .statement: firstToken()
    case .expression: expressionToken()
    case .command: commandToken()
    case .words, .question: wordToken()
    case .definition, .names: if token.kind == .name { bind(index) } else { expressionToken() }
    case .module: moduleToken()
    case .imported: importedToken()
    }
    if mode == .definition, token.kind == .name { mode = .expression }
  }

  mutating func wordToken() {
    use(.word)
  }

  /// Forgets the statement before.
  mutating func beginStatement() {
    for frame in frames where frame.kind != .lambda { structure.partners[frame.opener] = -1 }
    frames.removeAll()
    opaqueFrames = 0
    mode = .statement
    keyword = nil
    isTarget = false
    isAlias = false
    isValueStart = false
    isAnnotation = false
    candidates.removeAll()
    command = nil
    imports = ImportReading()
  }

  /// Reads the first token of a statement.
  mutating func firstToken() {
    structure.statementStart = index
    mode = .expression
    switch structure.scan.tokens[index].kind {
    case .keyword(let word): firstKeyword(word)
    case .symbol("?"): mode = .question
    case .name:
      if let declaration = commands[text(index)], readsAsCommand(declaration, isValue: false) {
        begin(declaration)
      } else {
        expressionToken()
      }
    default: expressionToken()
    }
  }

  private mutating func firstKeyword(_ word: String) {
    keyword = Keyword(rawValue: word)
    switch keyword {
    case .import, .from: mode = .module
    case .global, .nonlocal: mode = .names
    case .def, .class: mode = .definition
    case .async: mode = .statement
    case .for: isTarget = true
    case .return: isValueStart = true
    default:
      if let declaration = commands[word] { begin(declaration) } else { expressionToken() }
    }
  }

  /// Whether the statement is one whose colon opens a block.
  var isCompound: Bool { keyword?.opensBlock ?? false }
}
