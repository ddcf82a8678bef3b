/// Text that is no program of the language: what is wrong and where.
public struct SyntaxError: Error, Sendable, Hashable {
  /// What is wrong.
  public let kind: Kind
  /// Where it is wrong, in the entry's text.
  public let range: SourceRange

  /// An error of a kind at a place.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of syntax error; `SyntaxError+Message.swift` has their text.
  public enum Kind: Sendable, Hashable {
    // Characters and literals.
    case invalidCharacter(Unicode.Scalar, replacement: String?)
    case nullCharacter
    case strayBackslash
    case unfinishedContinuation
    case unterminatedString
    case unterminatedTripleString
    case unterminatedFormatted
    case bytesLiteral
    case invalidEscape(String)
    case namedEscape
    case invalidNumber(base: String)
    case leadingZeros
    case complexNumber
    case integerTooLarge

    // Lines and blocks.
    case inconsistentTabs
    case unindentMismatch
    case unexpectedIndent
    case expectedBlock(after: String)
    case missingColon(after: String)
    case strayClause(String)
    case elseIf
    case lonelyTry
    case bareExceptNotLast
    case exceptWithoutBrackets

    // Brackets.
    case unclosedBracket(String)
    case unmatchedBracket(String)
    case mismatchedBracket(close: String, open: String)

    // Limits.
    case textTooLong(limit: Int)
    case tooManyTokens(limit: Int)
    case nestingTooDeep(limit: Int)
    case blocksTooDeep(limit: Int)
    case expressionTooDeep(limit: Int)
    case formattedTooDeep(limit: Int)

    // Expressions.
    case unexpected(String)
    case expectedExpression(found: String)
    case expected(String, found: String)
    case missingComma
    case missingElse
    case assignmentInExpression
    case keywordNotName
    case doubledOperator(String, instead: String)
    case starredAlone
    case emptySubscript
    case repeatedKeyword(String)
    case positionalAfterKeyword
    case unpackedAfterKeywords
    case bareGenerator
    case missingParentheses(String)
    case notSupported(String, instead: String?)
    /// A line that is a notebook's own.
    case magic(String)

    // f-strings.
    case emptyField
    case singleBrace
    case unclosedField
    case invalidConversion(String)

    // Statements.
    case cannotAssign(to: String, comparisonMeant: Bool)
    case cannotDelete(String)
    case twoStars
    case starredTarget
    case duplicateParameter(String)
    case defaultMissing(String)
    case misplacedParameter(String)
    case outsideFunction(String)
    case outsideLoop(String)
    case noEnclosingBinding(String)
    case nonlocalAtTop
    case parameterDeclared(String, as: String)
    case declaredTwice(String)
    case usedBeforeDeclaration(String, as: String)
    case starImportInFunction

    // Commands.
    case unknownCommand(String, suggestion: String?)
    case unknownBlock(String, suggestion: String?)
    case unknownSubcommand(command: String, String, suggestion: String?)
    case missingArguments(command: String, required: Int)
    case tooManyArguments(command: String, allowed: Int)
    case commaBetweenArguments
    /// A command's argument is a lambda without brackets.
    case looseLambda
    case looseOperator(String)
  }
}
