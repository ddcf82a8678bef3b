import Testing

@testable import Language

@Suite struct SyntaxErrorTests {
  static let theErrorSaysWhatAndWhereCases: [(String, String?)] = [
    ("x = (1 +", "SyntaxError: '(' was never closed at 4 '('"),
    ("x = (1\ny = 2", "SyntaxError: '(' was never closed at 4 '('"),
    ("x = [1, 2\nfoo()", "SyntaxError: '[' was never closed at 4 '['"),
    ("x = )", "SyntaxError: unmatched ')' at 4 ')'"),
    ("(1]", "SyntaxError: closing ']' does not match opening '(' at 2 ']'"),
    (
      "if x = 3: pass",
      "SyntaxError: '=' assigns and cannot stand in an expression [did you mean '=='?] at 5 '='"
    ),
    (
      "f(a.b=1)",
      "SyntaxError: a keyword argument's name must be a plain name [did you mean '=='?] at 2 'a.b'"
    ),
    ("if x\n  y", "SyntaxError: expected ':' after 'if' at 4 ''"),
    ("def f()\n  y", "SyntaxError: expected ':' after 'def' at 7 ''"),
    ("if x:\ny", "IndentationError: expected an indented block after 'if' at 6 'y'"),
    ("if x:", "IndentationError: expected an indented block after 'if' at 5 ''"),
    (
      "  x = 1",
      "IndentationError: unexpected indent [remove the blanks at the start of the line] at 0 '  '"
    ),
    (
      "if x:\n    a\n  b",
      "IndentationError: unindent does not match any outer indentation level [align the line with an earlier one] at 12 '  '"
    ),
    (
      "if x:\n        a\n\tb",
      "TabError: inconsistent use of tabs and spaces in indentation [indent with spaces only] at 16 '\t'"
    ),
    ("else: x", "SyntaxError: 'else' has no statement to belong to at 0 'else'"),
    ((
      "if a:\n  b\nelse if c:\n  d",
      """
      SyntaxError: 'else if' is not Python [write 'elif'] at 10 'else if'
      """
    ),),
    (
      "if a:\n  b\nesle:\n  c",
      "SyntaxError: there is no block 'esle:' [did you mean 'else:'?] at 10 'esle'"
    ),
    (
      "f(x) = 1",
      "SyntaxError: cannot assign to function call [did you mean '==' instead of '='?] at 0 'f(x)'"
    ),
    ("None = 1", "SyntaxError: cannot assign to None at 0 'None'"),
    ("x + 1 += 2", "SyntaxError: cannot assign to expression at 0 'x + 1'"),
    ("*a, *b = c", "SyntaxError: multiple starred expressions in assignment at 4 '*b'"),
    (
      "*a = b",
      "SyntaxError: starred assignment target must be in a list or tuple [write '*a, = …'] at 0 '*a'"
    ),
    ("print(*a for a in b)", nil),
    ("del f()", "SyntaxError: cannot delete function call at 4 'f()'"),
    ("return 1", "SyntaxError: 'return' outside function at 0 'return'"),
    ("break", "SyntaxError: 'break' outside loop at 0 'break'"),
    ("for x in y:\n  def f(): break", "SyntaxError: 'break' outside loop at 23 'break'"),
    (
      "nonlocal x",
      """
      SyntaxError: nonlocal declaration not allowed at module level at 0 'nonlocal x'
      """
    ),
    (
      "def f():\n  nonlocal x",
      "SyntaxError: no binding for nonlocal 'x' found at 11 'nonlocal x'"
    ),
    ("def f(x):\n  global x", "SyntaxError: name 'x' is parameter and global at 12 'global x'"),
    (
      "def f(a, a): pass", "SyntaxError: duplicate parameter 'a' in function definition at 9 'a'"
    ),
    (
      "def f(a=1, b): pass",
      "SyntaxError: parameter 'b' without a default follows parameter with a default at 11 'b'"
    ),
    ("f(a=1, a=2)", "SyntaxError: keyword argument repeated: a at 7 'a'"),
    (
      "f(**a, *b)",
      "SyntaxError: iterable argument unpacking follows keyword argument unpacking at 7 '*b'"
    ),
    ("x[*a:b]", "SyntaxError: can't use starred expression here at 2 '*a'"),
    (
      "def f():\n  x = 1\n  global x",
      "SyntaxError: name 'x' is used prior to global declaration at 19 'global x'"
    ),
    ("def f():\n  from a import *", "SyntaxError: import * only allowed at module level at 25 '*'"),
    ("f(a=1, b)", "SyntaxError: positional argument follows keyword argument at 7 'b'"),
    (
      "f(x for x in y, 1)",
      "SyntaxError: generator expression must be parenthesized at 2 'x for x in y'"
    ),
    (
      "try:\n  a",
      """
      SyntaxError: expected 'except' or 'finally' block [add 'except Exception as \
      error:' and a block] at 8 ''
      """
    ),
    ("a if b", "SyntaxError: expected 'else' after 'if' expression at 6 ''"),
    ("x[]", "SyntaxError: expected an index between '[' and ']' at 1 '[]'"),
    (
      "x = 'abc",
      """
      SyntaxError: this string was never closed [close it on the same line, or use \
      three quotes for several lines] at 4 ''abc'
      """
    ),
    ("x = '''abc\n", "SyntaxError: this triple-quoted string was never closed at 4 ''''abc\n'"),
    ("f'{x'", "SyntaxError: this f-string was never closed at 0 'f'{x''"),
    ("f'{}'", "SyntaxError: f-string: valid expression required before '}' at 2 '{}'"),
    (
      "f'}'",
      """
      SyntaxError: f-string: single '}' is not allowed [write '}}' for a brace in the \
      text] at 2 '}'
      """
    ),
    (
      "f'{x!q}'",
      """
      SyntaxError: f-string: invalid conversion 'q': expected 's', 'r', or 'a' at 4 \
      '!q'
      """
    ),
    ("b'x'", "SyntaxError: bytes literals are not supported [leave the 'b' out] at 0 'b'x''"),
    ("'\\xzz'", "SyntaxError: invalid escape '\\xzz' in a string at 1 '\\xzz'"),
    ("'\\ud800'", "SyntaxError: invalid escape '\\ud800' in a string at 1 '\\ud800'"),
    (
      "'\\N{DASH}'",
      """
      SyntaxError: '\\N{…}' escapes are not supported [type the character itself, or \
      its number as '\\uXXXX'] at 1 '\\N'
      """
    ),
    (
      "9223372036854775808",
      """
      SyntaxError: this integer does not fit in 64 bits [write it as a float, with a \
      point or an exponent] at 0 '9223372036854775808'
      """
    ),
    (
      "012",
      """
      SyntaxError: leading zeros in decimal integer literals are not permitted [leave \
      the zeros out, or use an 0o prefix for octal integers] at 0 '012'
      """
    ),
    ("1__0", "SyntaxError: invalid decimal literal at 0 '1__0'"),
    ("0xg", "SyntaxError: invalid hexadecimal literal at 0 '0xg'"),
    ("1_", "SyntaxError: invalid decimal literal at 0 '1_'"),
    ("3j", "SyntaxError: complex numbers are not supported at 0 '3j'"),
    ("2x", "SyntaxError: invalid decimal literal at 0 '2x'"),
    (
      "x = 1\u{3000}+ 2",
      """
      SyntaxError: invalid character U+3000 (IDEOGRAPHIC SPACE) [type an ordinary \
      space instead] at 5 '\u{3000}'
      """
    ),
    (
      "x = 1\u{A0}",
      """
      SyntaxError: invalid character U+00A0 (NO-BREAK SPACE) [type an ordinary space \
      instead] at 5 '\u{A0}'
      """
    ),
    ("f（x）", "SyntaxError: invalid character '（' (U+FF08) [type '(' instead] at 1 '（'"),
    ("x = “a”", "SyntaxError: invalid character '“' (U+201C) [type '\"' instead] at 4 '“'"),
    ("x − 1", "SyntaxError: invalid character '−' (U+2212) [type '-' instead] at 2 '−'"),
    ("x = $", "SyntaxError: invalid character '$' (U+0024) at 4 '$'"),
    ("x = 1\0", "SyntaxError: the text contains a NUL character at 5 '\0'"),
    ("x = \\ 1", "SyntaxError: unexpected character after the line continuation '\\' at 4 '\\'"),
    ("x = \\", "SyntaxError: the text ends after the line continuation '\\' at 4 '\\'"),
    ("a && b", "SyntaxError: there is no operator '&&' [write 'and'] at 3 '&'"),
    ("x = {1, 2}", "SyntaxError: a set is not supported yet [write a list: '[…]'] at 4 '{1'"),
    ("class A: pass", "SyntaxError: 'class' is not supported yet [write functions] at 0 'class'"),
    (
      "(x := 1)",
      """
      SyntaxError: ':=' is not supported yet [assign in a statement of its own] at 3 \
      ':='
      """
    ),
    ("def f():\n  yield 1", "SyntaxError: 'yield' is not supported yet at 11 'yield'"),
    ("async def f(): pass", "SyntaxError: 'async' is not supported yet at 0 'async'"),
    ("x << 1", "SyntaxError: '<<' is not supported yet at 2 '<<'"),
    (
      "f(a b)",
      """
      SyntaxError: invalid syntax: two values stand side by side [perhaps a comma or \
      an operator is missing] at 4 'b'
      """
    ),
    ("x = 1 +", "SyntaxError: expected an expression, found the end of the line at 7 ''"),
    ("x +* y", "SyntaxError: expected an expression, found '*' at 3 '*'"),
    ("a == not b", "SyntaxError: expected an expression, found 'not' at 5 'not'"),
    ("except_ = 1; 1 2", "SyntaxError: unexpected '2' at 15 '2'"),
    (
      "try:\n  a\nexcept A, B:\n  b",
      """
      SyntaxError: multiple exception types must be parenthesized [write 'except (A, \
      B):'] at 16 'A'
      """
    ),
  ]

  @Test(arguments: theErrorSaysWhatAndWhereCases)
  func theErrorSaysWhatAndWhere(_ source: String, _ error: String?) {
    guard let error else {
      #expect(SyntaxFixture.error(source) != nil)
      return
    }
    #expect(SyntaxFixture.parse(source) == error)
  }
}
