import Testing

@testable import Notebook

/// Colours while a text is typed.
@Suite struct HighlightTests {
  static let session = """
    import tensorflow as tf
    import numpy as np
    x = ones(2, 3)
    w = ones(3, 2)
    d = {'a': 1}
    def f(a):
      return a
    """

  @Test(arguments: [
    ("y = x @ w", ["y:boundName", "=:operator", "x:boundName", "@:operator", "w:boundName"]),
    ("watch x", ["watch:command", "x:boundName"]),
    ("# note", ["# note:comment"]),
    ("f(1) # c", ["f:function", "(:operator", "1:number", "):operator", "# c:comment"]),
    (
      "import numpy as n",
      [
        "import:keyword", "numpy:module", "as:keyword", "n:boundName",
      ]
    ),
    ("s = 'a", ["s:boundName", "=:operator", "'a:string"]),
    ("x ? 2", ["x:boundName", "?:operator", "2:number"]),
    (
      "x = 1 $ 2",
      [
        "x:boundName", "=:operator", "1:number", "$:error", "2:number",
      ]
    ),
    (
      "tf.math.exp(x)",
      [
        "tf:module", ".:operator", "math:module", ".:operator", "exp:function", "(:operator",
        "x:boundName", "):operator",
      ]
    ),
    (
      "sum(x, axis=0)",
      [
        "sum:function", "(:operator", "x:boundName", ",:operator", "=:operator", "0:number",
        "):operator",
      ]
    ),
    ("None", ["None:keyword"]),
  ])
  func aLineHasItsRoles(_ text: String, _ roles: [String]) {
    #expect(Draft(after: Self.session).roles(text) == roles)
  }

  @Test func fieldsOfAnFStringAreCode() {
    let draft = Draft(after: Self.session)
    #expect(
      draft.roles("f'a {x:>{w}} b'")
        == [
          "f'a :string", "{:operator", "x:boundName", "::string", ">:string", "{:operator",
          "w:boundName", "}:operator", "}:operator", " b':string",
        ].filter { $0 != "::string" && $0 != ">:string" }.inserting(":>:string", at: 3))
    #expect(
      draft.roles("f'{x + nothin") == [
        "f':string", "{:operator", "x:boundName", "+:operator", "nothin:unknownName",
      ])
  }

  @Test(arguments: [
    ("watch x", "watch", "command"), ("watch = 3", "watch", "boundName"),
    ("watch(x)", "watch", "unknownName"), ("watch (x)", "watch", "command"),
    ("watch [x]", "watch", "command"), ("grad (x, x)", "grad", "function"),
    ("g = grad x w", "grad", "command"), ("g = grad(f)", "grad", "function"),
    ("tape close", "close", "command"), ("grad x w on t", "on", "command"),
    ("time watch x", "watch", "command"), ("print all x", "print", "command"),
    ("print(x)", "print", "function"), ("vars", "vars", "command"),
    ("if True: watch x", "watch", "command"), ("vars = 1; vars", "vars", "boundName"),
  ])
  func aCommandIsOneWhereTheLanguageReadsIt(_ text: String, _ part: String, _ role: String) {
    #expect(Draft(after: Self.session).role(of: part, in: text) == role)
  }

  @Test func aNameOfTheUsersIsNoCommand() {
    let draft = Draft(after: "vars = 3\nwatch = [1]")
    #expect(draft.role(of: "vars", in: "vars") == "boundName")
    #expect(draft.role(of: "watch", in: "watch [0]") == "boundName")
    // Two operands side by side are no Python, whatever the name is.
    #expect(draft.role(of: "watch", in: "watch x") == "command")
  }

  @Test(arguments: [
    "def g(p, *q, r=1, **s): return p + q + r + s", "[i for i in x]", "{k: v for k, v in d}",
    "lambda u, v=2: u + v", "with f(x) as t: t", "for a, (b, c) in x: a + b + c",
    "try: x\nexcept ValueError as e: e", "import math as m; m", "from math import sin as s; s",
    "a, *b = x\nb + a", "(p, [q]) = x; p + q", "x.nothing", "sum(x, nothing=1)", "g = 1\ng",
    "global later\nlater", "help nothing", "help don't", "set nothing here", "y: int = 1\ny",
    "?nothing", "del x, w", "d['k']", "f′(x)", "_x = 1; _x", "load no/file.tape",
    "tape new inner; inner", "[n for n in x if n]", "f'{x!r}'",
  ])
  func aNameThatTheTextBindsOrThatIsNoneIsNotUnknown(_ text: String) {
    let roles = Draft(after: Self.session).roles(text)
    #expect(!roles.contains { $0.hasSuffix(":unknownName") }, "\(roles)")
  }

  @Test(arguments: [
    ("nothing", "nothing"), ("x[nothing] = 1", "nothing"), ("nothing += 1", "nothing"),
    ("tf.reduce_sun(x)", "reduce_sun"), ("wtach x", "wtach"), ("watch nothing", "nothing"),
    ("import nothing", "nothing"), ("from math import sine", "sine"),
    ("f(nothing=nothing)", "nothing"),
    ("tf.math.nothing", "nothing"), ("f'{nothing}'", "nothing"), ("del nothing", "nothing"),
  ])
  func aNameThatNothingBindsIsUnknown(_ text: String, _ name: String) {
    let roles = Draft(after: Self.session).roles(text)
    #expect(roles.contains("\(name):unknownName"), "\(roles)")
  }

  @Test func aNameThatIsBeingTypedIsNotYetUnknown() {
    let draft = Draft(after: Self.session)
    #expect(draft.role(of: "resha", in: "resha", cursor: 5) == nil)
    #expect(draft.role(of: "resha", in: "resha", cursor: 2) == "unknownName")
    #expect(draft.role(of: "qqq", in: "qqq", cursor: 3) == "unknownName")
    #expect(draft.role(of: "reduce_su", in: "tf.reduce_su", cursor: 12) == nil)
  }

  @Test(arguments: [
    ("sum(x)", 3, ["(:bracketMatch", "):bracketMatch"]),
    ("sum(x)", 6, ["(:bracketMatch", "):bracketMatch"]),
    ("sum(x)", 4, ["(:bracketMatch", "):bracketMatch"]),
    ("sum(x)", 1, []), ("sum(x", 3, []),
    ("(x]", 0, ["(:bracketMismatch", "]:bracketMismatch"]), ("x)", 0, ["):bracketMismatch"]),
  ])
  func theBracketAtTheCursorAndItsPartnerAreMarked(
    _ text: String, _ cursor: Int, _ expected: [String]
  ) {
    let roles = Draft(after: Self.session).roles(text, cursor: cursor)
    #expect(roles.filter { $0.contains("bracket") } == expected)
  }
}

extension [String] {
  fileprivate func inserting(_ item: String, at index: Int) -> [String] {
    Array(self[..<index]) + [item] + Array(self[index...])
  }
}
