import Interchange
import Language
import Notebook

/// Inputs at a prompt that a seed draws: of many kinds, right ones and wrong ones.
struct RandomSession {
  /// What is typed, one input after another.
  private(set) var inputs: [String] = []
  private var generator: SplitMix

  init(seed: UInt64) {
    generator = SplitMix(state: seed)
    // Something to work with, in an order that differs.
    inputs = [
      "x = constant([1., -2., 3.])", "n = 3", "s = 'text'", "import tensorflow as tf",
    ].shuffled(using: &generator)
    for _ in 0..<Int.random(in: 6...14, using: &generator) {
      let kind = Self.kinds.randomElement(using: &generator) ?? []
      inputs.append(filled(kind.randomElement(using: &generator) ?? "n"))
    }
  }

  /// The session that the inputs lead to at a prompt.
  func interpreter(recorder: (any SessionRecording)? = nil) -> Interpreter {
    var interpreter = Interpreter(.prompt, surroundings: Surroundings(recorder: recorder))
    for input in inputs {
      for item in EntryScanner(input) {
        if case .comment(_, let text) = item { interpreter.note(comment: text) }
        guard case .entry(let entry) = item else { continue }
        let source = EntrySource(entry: interpreter.entryCount + 1, text: entry.text)
        if interpreter.run(source).isFailure { break }
      }
    }
    return interpreter
  }

  /// A template with numbers, names and texts in its gaps.
  private mutating func filled(_ template: String) -> String {
    var result = ""
    for character in template {
      switch character {
      case "§": result += String(Int.random(in: 0...12, using: &generator))
      case "¤": result += Self.numbers.randomElement(using: &generator) ?? "1."
      case "¶": result += Self.texts.randomElement(using: &generator) ?? ""
      case "¬": result += ["x", "y", "z", "w", "n"].randomElement(using: &generator) ?? "x"
      default: result.append(character)
      }
    }
    return result
  }

  private static let numbers = [
    "1.", "-2.5", "0.1", "1e-7", "3e20", "-0.", "float('nan')", "float('inf')", "1/3",
  ]

  /// What is printed: much of it looks like what a session file gives a meaning to.
  private static let texts = [
    "plain", "...", " ...", "a[..]b", "[..]", "#> recorded", "#! failed", "# %% step",
    "#| prose", "line 2", "line 3: y", "1.5 and 2", "-1e-08", "a\\nb", "\\n", "a\\n", "a\\rb",
    "a\\r\\nb", "\\ttab",
    "  blanks  ", "日本語 θ 😀", "e\\u0301", "\\u0301mark", "\\x1b[31mred", "\\x00", "\\x0b", "None: x",
    "",
    "at  line  name", "[1. 2.]", "[ 1.  2.]", "nan inf", "\\u2028", "\\x85",
  ]

  /// Inputs of a kind each, so that no kind crowds out the others.
  private static let kinds: [[String]] = [
    ["x = constant([¤, ¤])", "y = x * ¤", "w = ones(2, 3) * ¤", "z = sum(x * x)", "n = n + §"],
    ["x = cast(x, 'float64')", "w = constant([[§, §]])", "y = x > 0.", "y = np.array([¤, §])"],
    ["¬", "x", "[n, ¤, 'a']", "{'k': x, 'm': ¤}", "(n,)", "s", "ones(40, 40)", "arange(§)", "_"],
    ["print('¶')", "print('¶', x)", "'¶'", "print('''¶\n#> inside\n''')", "s = '¶'", "print()"],
    ["watch x", "watch ¬", "unwatch x", "tape", "tape reset", "tape pause", "tape resume"],
    ["tape new", "tape new t persistent", "tape close", "tape drop", "t"],
    ["z = sum(x * x)\ngrad z x", "y = exp(x)\ngrad y x", "grad ¬ ¬", "g = grad z x", "vjp y x x"],
    ["explain z x", "why ¬ ¬", "backward z x", "check z x", "graph z", "trace x[0] z"],
    ["x.numpy()\nwhy y x", "y = stop_gradient(x)\ngrad y x", "grad relu(x) x", "grad abs(x) x"],
    ["for i in range(§):\n  print(i, '¶')", "for i in range(3):\n  n += i\n  n"],
    ["while n > 2:\n  n -= 1\nelse:\n  print('¶')", "if n > 3:\n  n\nelif n:\n  s\nelse:\n  x"],
    ["def f(x):\n  # a comment\n  return x ** 2 + ¤\n", "f(x)", "D(f)(¤)", "grad(f)(2.)", "f"],
    ["with GradientTape() as t:\n  t.watch(x)\n  z = sum(x ** 3)\nt.gradient(z, x)"],
    ["watch x\nfor i in range(2):\n  x = x * ¤\nz = sum(x)\nexplain z x\ntape\nwhy z x"],
    ["with GradientTape() as t:\n  z = sum(x)\n  grad z x\n", "grad z x on t"],
    ["v = Variable(¤)", "v.assign_add(¤)", "v", "z = v * v\ngrad z v", "del v", "del x", "vars"],
    ["tf.random.normal((3,))", "seed §", "x = tf.random.uniform((2, 2))", "x\nx"],
    ["set dtype float64", "set dtype float32", "set width 30", "set width auto", "set rows 3"],
    ["set precision §", "set", "set memory", "set kinks jax", "set integers int64"],
    ["undo", "undo 2", "redo", "undo §", "redo"],
    ["1 / 0", "missing", "1 +", "x = (", "  n", "else: 1", "raise ValueError('¶')", "grad q x"],
    [
      "print('¶'); 1 / 0", "for i in [1]:\n  print('¶')\n  missing", "'open", "x @ w", "f(1, 2, 3)",
    ],
    ["# a comment", "#> looks like output", "# %% looks like a step", "n # behind", "#!\nn\n#@ x"],
    ["time n + 1", "time grad z x", "n; time n", "history", "history n", "help grad", "?x"],
    ["n; x; s", "n = §;", "n = §; n", "x;", "print all x", "s * 3 # ...", "'[..]', '¶'"],
    ["try:\n  1 / 0\nexcept ZeroDivisionError as e:\n  print(e)", "assert n > 5", "a = b = ¤"],
    ["n = \\\n  §", "y = [1,\n\n  2, # two\n  3]", "s = 'a\\\nb'", "n\r\nn", "n = 1\t"],
    ["grad = ¤", "grad", "line = §", "θ = ¤\nθ", "重み = x\n重み"],
    ["import math\nmath.pi", "f'{n:>5}|{¤:.3f}'", "len(s), type(x)", "lambda x: x", "x.shape"],
  ]
}

/// The generator SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators",
/// 2014): the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
