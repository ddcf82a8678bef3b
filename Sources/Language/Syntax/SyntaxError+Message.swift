/// The text of every syntax error, in CPython's words where it has some.
extension SyntaxError {
  /// The name of Python's exception: `SyntaxError`, `IndentationError` or `TabError`.
  public var typeName: String {
    switch kind {
    case .inconsistentTabs: "TabError"
    case .unindentMismatch, .unexpectedIndent, .expectedBlock: "IndentationError"
    default: "SyntaxError"
    }
  }

  /// What happened, in one line.
  public var message: String {
    switch kind {
    case .invalidCharacter(let scalar, _): "invalid character \(Self.shown(scalar))"
    case .nullCharacter: "the text contains a NUL character"
    case .strayBackslash: "unexpected character after the line continuation '\\'"
    case .unfinishedContinuation: "the text ends after the line continuation '\\'"
    case .unterminatedString: "this string was never closed"
    case .unterminatedTripleString: "this triple-quoted string was never closed"
    case .unterminatedFormatted: "this f-string was never closed"
    case .bytesLiteral: "bytes literals are not supported"
    case .invalidEscape(let escape): "invalid escape '\(escape)' in a string"
    case .namedEscape: "'\\N{…}' escapes are not supported"
    case .invalidNumber(let base): "invalid \(base) literal"
    case .leadingZeros: "leading zeros in decimal integer literals are not permitted"
    case .complexNumber: "complex numbers are not supported"
    case .integerTooLarge: "this integer does not fit in 64 bits"

    case .inconsistentTabs: "inconsistent use of tabs and spaces in indentation"
    case .unindentMismatch: "unindent does not match any outer indentation level"
    case .unexpectedIndent: "unexpected indent"
    case .expectedBlock(let header): "expected an indented block after '\(header)'"
    case .missingColon(let header): "expected ':' after '\(header)'"
    case .strayClause(let word): "'\(word)' has no statement to belong to"
    case .elseIf: "'else if' is not Python"
    case .lonelyTry: "expected 'except' or 'finally' block"
    case .bareExceptNotLast: "default 'except:' must be last"
    case .exceptWithoutBrackets: "multiple exception types must be parenthesized"

    case .unclosedBracket(let bracket): "'\(bracket)' was never closed"
    case .unmatchedBracket(let bracket): "unmatched '\(bracket)'"
    case .mismatchedBracket(let close, let open):
      "closing '\(close)' does not match opening '\(open)'"

    case .textTooLong(let limit): "the entry is longer than \(limit) bytes"
    case .tooManyTokens(let limit): "the entry has more than \(limit) tokens"
    case .nestingTooDeep(let limit): "brackets or operators nest more than \(limit) deep"
    case .blocksTooDeep(let limit): "blocks nest more than \(limit) deep"
    case .expressionTooDeep(let limit): "the expression chains more than \(limit) operators"
    case .formattedTooDeep(let limit): "f-strings nest more than \(limit) deep"

    case .cannotAssign(let what, _): "cannot assign to \(what)"
    case .cannotDelete(let what): "cannot delete \(what)"
    case .twoStars: "multiple starred expressions in assignment"
    case .starredTarget: "starred assignment target must be in a list or tuple"
    case .duplicateParameter(let name): "duplicate parameter '\(name)' in function definition"
    case .defaultMissing(let name):
      "parameter '\(name)' without a default follows parameter with a default"
    case .misplacedParameter(let what): "\(what) cannot stand here among the parameters"
    case .outsideFunction(let word): "'\(word)' outside function"
    case .outsideLoop(let word): "'\(word)' outside loop"
    case .noEnclosingBinding(let name): "no binding for nonlocal '\(name)' found"
    case .nonlocalAtTop: "nonlocal declaration not allowed at module level"
    case .parameterDeclared(let name, let word): "name '\(name)' is parameter and \(word)"
    case .declaredTwice(let name): "name '\(name)' is nonlocal and global"
    case .usedBeforeDeclaration(let name, let word):
      "name '\(name)' is used prior to \(word) declaration"
    case .starImportInFunction: "import * only allowed at module level"

    case .unknownCommand(let name, _): "there is no command '\(name)'"
    case .unknownBlock(let name, _): "there is no block '\(name):'"
    case .unknownSubcommand(let command, let word, _): "'\(command)' does not know '\(word)'"
    case .missingArguments(let command, let required):
      "'\(command)' needs \(Self.counted(required, "argument"))"
    case .tooManyArguments(let command, 0): "'\(command)' takes no argument"
    case .tooManyArguments(let command, let allowed):
      "'\(command)' takes at most \(Self.counted(allowed, "argument"))"
    case .commaBetweenArguments: "a command's arguments are separated by blanks, not commas"
    case .looseLambda: "a lambda that is a command's argument stands in brackets"
    case .looseOperator(let symbol): "'\(symbol)' stands alone between a command's arguments"
    default: expressionMessage
    }
  }

  /// The messages about expressions.
  private var expressionMessage: String {
    switch kind {
    case .unexpected(let found): "unexpected \(found)"
    case .expectedExpression(let found): "expected an expression, found \(found)"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .missingComma: "invalid syntax: two values stand side by side"
    case .missingElse: "expected 'else' after 'if' expression"
    case .assignmentInExpression: "'=' assigns and cannot stand in an expression"
    case .keywordNotName: "a keyword argument's name must be a plain name"
    case .doubledOperator(let symbol, _): "there is no operator '\(symbol)'"
    case .starredAlone: "can't use starred expression here"
    case .emptySubscript: "expected an index between '[' and ']'"
    case .repeatedKeyword(let name): "keyword argument repeated: \(name)"
    case .positionalAfterKeyword: "positional argument follows keyword argument"
    case .unpackedAfterKeywords:
      "iterable argument unpacking follows keyword argument unpacking"
    case .bareGenerator: "generator expression must be parenthesized"
    case .missingParentheses(let name): "missing parentheses in call to '\(name)'"
    case .notSupported(let what, _): "\(what) is not supported yet"
    case .magic(let line): "'\(line)' is a notebook's magic, and not Python"
    case .emptyField: "f-string: valid expression required before '}'"
    case .singleBrace: "f-string: single '}' is not allowed"
    case .unclosedField: "f-string: expecting '}'"
    case .invalidConversion(let text):
      "f-string: invalid conversion '\(text)': expected 's', 'r', or 'a'"
    default: "invalid syntax"
    }
  }

  /// What to do next, where there is something to say.
  public var hint: String? {
    switch kind {
    case .invalidCharacter(_, let replacement?):
      replacement == " " ? "type an ordinary space instead" : "type \(replacement) instead"
    case .unterminatedString: "close it on the same line, or use three quotes for several lines"
    case .bytesLiteral: "leave the 'b' out"
    case .namedEscape: "type the character itself, or its number as '\\uXXXX'"
    case .leadingZeros: "leave the zeros out, or use an 0o prefix for octal integers"
    case .integerTooLarge: "write it as a float, with a point or an exponent"
    case .inconsistentTabs: "indent with spaces only"
    case .unindentMismatch: "align the line with an earlier one"
    case .unexpectedIndent: "remove the blanks at the start of the line"
    case .elseIf: "write 'elif'"
    case .lonelyTry: "add 'except Exception as error:' and a block"
    case .exceptWithoutBrackets: "write 'except (A, B):'"
    case .nestingTooDeep, .expressionTooDeep, .blocksTooDeep, .formattedTooDeep:
      "give parts of it a name in statements of their own"
    case .textTooLong, .tooManyTokens: "split it into several statements, or load data from a file"
    case .missingComma: "perhaps a comma or an operator is missing"
    case .assignmentInExpression: "did you mean '=='?"
    case .keywordNotName: "did you mean '=='?"
    case .doubledOperator(_, let instead): instead
    case .missingParentheses(let name): "did you mean '\(name)(…)'?"
    case .notSupported(_, let instead): instead
    case .magic: "leave it out; of a notebook itself, run FILE.ipynb skips such lines"
    case .singleBrace: "write '}}' for a brace in the text"
    case .cannotAssign(_, true): "did you mean '==' instead of '='?"
    case .starredTarget: "write '*a, = …'"
    case .unknownCommand(_, let suggestion?): "did you mean '\(suggestion)'?"
    case .unknownBlock(_, let suggestion?): "did you mean '\(suggestion):'?"
    case .unknownSubcommand(_, _, let suggestion?): "did you mean '\(suggestion)'?"
    case .missingArguments(let command, _): "see 'help \(command)'"
    case .tooManyArguments(let command, _): "see 'help \(command)'"
    case .commaBetweenArguments: "leave the comma out: 'grad z x y'"
    case .looseLambda: "write (lambda x: x**2)"
    case .looseOperator(let symbol):
      "an argument has no blanks outside brackets: write '\(symbol)x' or '(a \(symbol) b)'"
    default: nil
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A character as `'x' (U+0078)`, with its name in place of itself where it cannot be seen.
  private static func shown(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let isVisible: Bool
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
      .privateUse, .surrogate:
      isVisible = false
    default:
      isVisible = true
    }
    if isVisible { return "'\(scalar)' (\(code))" }
    return scalar.properties.name.map { "\(code) (\($0))" } ?? code
  }
}
