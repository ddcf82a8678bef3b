import Language

/// What a word of the language does: declared once, for `help for` and `help syntax`.
struct KeywordHelp: Sendable {
  /// The word.
  var word: String { keyword.rawValue }
  private let keyword: Keyword
  /// One sentence.
  let summary: String
  /// Something to type; nil for words that are reserved only.
  let example: String?

  private init(_ keyword: Keyword, _ summary: String, _ example: String?) {
    self.keyword = keyword
    self.summary = summary
    self.example = example
  }

  static let entries: [HelpEntry] = all.map { keyword in
    HelpEntry(
      .keyword, keyword.word, summary: keyword.summary,
      examples: keyword.example.map { [HelpExample($0)] } ?? [],
      text: { "\(keyword.word): a word of the language\n" + Paragraph.wrapped(keyword.summary) })
  }

  /// Every reserved word of Python, in the order of `help syntax`.
  static let all = explained + reserved

  /// The words that are Python's only.
  private static let reserved = Keyword.allCases.filter(\.isReserved).map {
    KeywordHelp($0, "Reserved by Python; not part of this language.", nil)
  }

  private static let explained: [KeywordHelp] = [
    KeywordHelp(
      .if, "Runs a block if a condition holds; or chooses between two values.",
      "x = 3\nif x > 2:\n  print('large')\n'odd' if x % 2 else 'even'"),
    KeywordHelp(
      .elif, "The next condition, where those before it did not hold.",
      "x = 0\nif x > 0:\n  print('above')\nelif x == 0:\n  print('zero')"),
    KeywordHelp(
      .else, "The block or value for when no condition held, or a loop was not broken off.",
      "for n in [1, 3]:\n  if n == 2: break\nelse:\n  print('no 2')"),
    KeywordHelp(
      .for, "Runs a block for each item; inside brackets, makes a list of what it gives.",
      "for n in range(3):\n  print(n * n)\n[n * n for n in range(3)]"),
    KeywordHelp(
      .while, "Runs a block as long as a condition holds.", "n = 1\nwhile n < 50:\n  n = 3 * n\nn"),
    KeywordHelp(
      .break, "Leaves the innermost loop.", "for n in range(9):\n  if n * n > 20: break\nn"),
    KeywordHelp(
      .continue, "Goes on with the next round of the innermost loop.",
      "for n in range(4):\n  if n == 2: continue\n  print(n)"),
    KeywordHelp(.pass, "Does nothing, where a block must have a statement.", "if True: pass"),
    KeywordHelp(
      .def, "Makes a function.", "def f(x, scale=2.):\n  return scale * x\nf(3.)"),
    KeywordHelp(
      .return, "Leaves the function with a value, or with None.",
      "def sign(x):\n  if x < 0: return -1\n  return 1\nsign(-3.)"),
    KeywordHelp(.lambda, "A function of one expression.", "f = lambda x: x ** 2\nf(3.)"),
    KeywordHelp(
      .global, "Lets a function assign to the session's name.",
      "n = 0\ndef step():\n  global n\n  n += 1\nstep()\nn"),
    KeywordHelp(
      .nonlocal, "Lets a function assign to a name of the function around it.",
      "def counter():\n  n = 0\n  def step():\n    nonlocal n\n    n += 1\n    return n\n"
        + "  return step\ns = counter()\ns() + s()"),
    KeywordHelp(
      .with, "Runs a block inside a context: a tape records it.",
      "x = constant(3.)\nwith GradientTape() as t:\n  t.watch(x)\n  y = x ** 2\nt.gradient(y, x)"),
    KeywordHelp(
      .as, "Gives a name to what import, with or except brings.",
      "import numpy as np\nnp.arange(3)"),
    KeywordHelp(
      .try, "Runs a block whose exceptions are caught by the blocks behind it.",
      "try:\n  1 / 0\nexcept ZeroDivisionError:\n  print('no')"),
    KeywordHelp(
      .except, "The block for exceptions of a class; without a class, of any.",
      "try:\n  [1, 2][5]\nexcept IndexError as e:\n  print(e)"),
    KeywordHelp(
      .finally, "The block that runs whether the try failed or not.",
      "try:\n  print('work')\nfinally:\n  print('done')"),
    KeywordHelp(
      .raise, "Fails with an exception.",
      "try:\n  raise ValueError('no')\nexcept ValueError as e:\n  print(e)"),
    KeywordHelp(
      .assert, "Fails with AssertionError unless a condition holds.",
      "assert 1 + 1 == 2, 'arithmetic'"),
    KeywordHelp(
      .import, "Binds a module: tensorflow, numpy, math.", "import math\nmath.sqrt(2)"),
    KeywordHelp(
      .from, "Binds members of a module; of raise, the exception's cause.",
      "from math import pi\npi"),
    KeywordHelp(
      .del, "Removes names, items or entries.", "d = {'a': 1, 'b': 2}\ndel d['a']\nd"),
    KeywordHelp(
      .and, "Whether both hold; the second is read only if the first holds.", "1 < 2 and 2 < 3"),
    KeywordHelp(
      .or, "Whether one of two holds; the second is read only if the first does not.",
      "1 > 2 or 2 < 3"),
    KeywordHelp(.not, "Whether something does not hold.", "not 1 > 2"),
    KeywordHelp(.in, "Whether an item occurs; in for, what is gone through.", "2 in [1, 2, 3]"),
    KeywordHelp(.is, "Whether two names stand for one object.", "x = None\nx is None"),
    KeywordHelp(.true, "The truth value of what holds.", "1 < 2"),
    KeywordHelp(.false, "The truth value of what does not hold.", "1 > 2"),
    KeywordHelp(.none, "The value for nothing: a gradient that does not exist.", "print(None)"),
  ]
}
