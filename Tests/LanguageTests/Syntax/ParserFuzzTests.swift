import Testing

@testable import Language

/// A generator of numbers that gives the same ones in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct ParserFuzzTests {
  static let listings = [
    "import tensorflow.compat.v2 as tf\nx = tf.ones((2, 2))\nwith tf.GradientTape() as t:\n"
      + "  t.watch(x)\n # 合計\n  y = tf.reduce_sum(x)\n\u{3000}\n  z = tf.multiply(y, y)\n"
      + "dz_dx = t.gradient(z, x)\nprint(f'{dz_dx[0, ::-1]!r:>{w}} {z=}')",
    "def f(a, /, b=1, *c, d, **e) -> int:\n  '''doc'''\n  nonlocal_ = lambda x: x ** -2\n"
      + "  return [i @ j for i, j in zip(a, c) if i < j <= 3 or not d]",
    "try:\n\tx = {'a': 1, **b}\nexcept (A, B) as e:\n\traise C('x') from e\nelse:\n\tpass\n"
      + "finally:\n\tdel x, y[0]",
    "watch x; grad z x[1, 2]; g = grad z -x\ntape new t persistent\n?x\nhelp if\nset a 'b c'",
    "for i, (j, *k) in a: \n  while b: break\n  else: continue\nif a: b; c\nelif d: e;\n"
      + "x[..., None, :] += f′(1e-3) if q else 0x1F ^ 2\nassert a, rf'\\d{x!s}' '\\u00e9'",
  ]

  /// Pieces that mutations put in, chosen to open, close and confuse.
  static let pieces = [
    "(", ")", "[", "]", "{", "}", "'", "\"", "'''", "f'", "f'{", "\\", "\n", "\n  ", "\t", ":", ";",
    ",", "=", "==", "*", "**", "^", "-", "not ", "lambda ", "if ", "else ", "for ", "in ", "grad ",
    "tape ", "?", "#", "′", "\u{3000}", "\0", "é", "0x", "1e", "...", "->", ":=", "@", "del ", "\r",
  ]

  @Test func mutatedListingsNeitherCrashNorHang() {
    var generator = SeededGenerator(state: 20_260_117)
    var accepted = 0
    for round in 0..<20_000 {
      var bytes = Array(Self.listings[round % Self.listings.count].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, &generator) }
      let text = String(decoding: bytes, as: UTF8.self)
      let source = EntrySource(file: nil, text: text, firstLine: 1)
      do throws(SyntaxError) {
        let entry = try SyntaxFixture.parser().parse(source)
        accepted += 1
        let end = text.utf8.count
        #expect(
          entry.statements.allSatisfy { $0.range.start <= $0.range.end && $0.range.end <= end })
      } catch {
        let diagnostic = Diagnostic(error, source: source)
        #expect(!DiagnosticRenderer(width: 60).plainText(diagnostic).isEmpty)
        #expect(error.range.start <= error.range.end && error.range.end <= text.utf8.count)
      }
      for item in EntryScanner(text) {
        if case .entry(let entry) = item { #expect(entry.firstLine <= entry.lastLine) }
      }
    }
    // A fuzzer that makes nothing but errors, or none, tests little.
    #expect(accepted > 1_000 && accepted < 19_000)
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(Int.random(in: 1...8, using: &generator), bytes.count - place)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(bytes[place], at: place)
    case 2: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
    case 3: bytes.removeSubrange(place..<place + length)
    case 4: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    default:
      let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
      bytes.insert(contentsOf: piece.utf8, at: place)
    }
  }
}
