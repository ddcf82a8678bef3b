import Testing

@testable import Notebook

/// What the column `held` of `tape` says: which bytes are there, and whose derivative reads them.
@Suite struct TapeListingTests {
  /// The listing's lines, by the position that they begin with.
  private func rows(_ text: String) -> [Int: String] {
    var rows: [Int: String] = [:]
    for line in Transcript.of(text).split(separator: "\n") {
      let words = line.split(separator: " ")
      if let first = words.first, let position = Int(first) { rows[position] = String(line) }
    }
    return rows
  }

  static let needs: [(listing: String, held: [Int: String])] = [
    // A product reads the other factor; where that is a constant, nothing else.
    ("y = x * x", [0: "16 B for multiply", 1: "16 B, not needed"]),
    ("y = x * 3.", [0: "16 B, not needed", 1: "inline for multiply"]),
    // exp reads its own result, sin its operand.
    ("y = exp(x)", [0: "16 B, not needed", 1: "16 B for exp"]),
    ("y = sin(x)", [0: "16 B for sin", 1: "16 B, not needed"]),
    // Sums and views read shapes only.
    ("y = sum(x)", [0: "16 B, not needed"]),
    ("y = reshape(x, (4,))\nz = exp(y)", [1: "shares x, not needed", 2: "16 B for exp"]),
    ("y = transpose(x)\nz = sin(y)", [1: "shares x for sin"]),
    // A choice reads its condition, an extremum its operand and its result.
    ("c = x > 0.\ny = where(c, x, 0.)", [2: "4 B for where", 0: "16 B, not needed"]),
    ("y = max(x, axis=0)", [0: "16 B for max", 1: "8 B for max"]),
    // A division reads both for the divisor, and only the divisor for the dividend.
    ("y = x / 2.", [0: "16 B, not needed", 1: "inline for divide"]),
    ("y = 2. / x", [0: "16 B for divide", 1: "inline for divide"]),
    // Three operations of different kinds.
    ("y = sin(x) + cos(x) + x * x", [0: "16 B for sin, cos, …"]),
  ]

  @Test(arguments: needs.indices)
  func theColumnSaysWhoseDerivativeReadsAValue(_ index: Int) {
    let (listing, held) = Self.needs[index]
    let rows = rows("x = ones(2, 2)\nwatch x\n\(listing)\ntape")
    for (position, text) in held {
      #expect(rows[position]?.hasSuffix("  " + text) == true, "\(listing): \(rows)")
    }
  }

  @Test func whatComesFromNothingWatchedIsNotNeeded() {
    // The derivative by w reads x; nobody asks for that by x, which would read w.
    let rows = rows("x = ones(1, 2)\nw = Variable(ones(2, 1))\ny = x @ w\ntape")
    #expect(rows[0]?.contains("variable") == true)
    #expect(rows[2]?.hasSuffix("8 B for matmul") == true)
    #expect(rows[1]?.hasSuffix("shares w, not needed") == true)
  }

  @Test func theColumnFromNamesWhatDerivativesReach() {
    let rows = rows(
      "a = constant(1.)\nb = constant(2.)\nc = constant(3.)\nwatch a\nwatch b\nwatch c\n"
        + "p = a * b\nq = p * c\nk = floor(q)\nr = stop_gradient(q)\ntape")
    func origin(_ row: String?) -> String {
      // Between the operation and the shape.
      guard let row, let end = row.firstRange(of: ")  "), let shape = row.firstRange(of: "()  ")
      else {
        return ""
      }
      return row[end.upperBound..<shape.lowerBound].trimmingSpaces
    }
    #expect(origin(rows[3]) == "a, b")
    #expect(origin(rows[4]) == "a, b, …")
    #expect(origin(rows[5]) == "")
    #expect(origin(rows[6]) == "")
  }

  @Test func buffersAreCountedOnce() {
    // 2·3 float32 are 24 bytes, of which three views show parts; two sums are inline.
    let shown = Transcript.of(
      "x = ones(2, 3)\nwatch x\na = reshape(x, (6,))\nb = transpose(x)\nc = x[0]\n"
        + "d = sum(c)\ne = sum(b)\ntape")
    #expect(
      shown.hasSuffix("holds 24 bytes in 1 buffer, 2 numbers inline; 3 entries share a buffer"))
  }

  @Test func aBroadcastHoldsOneElement() {
    // A million elements that are one: 4 bytes.
    let shown = Transcript.of(
      "x = ones(1)\nwatch x\ny = broadcast_to(x, (1000, 1000))\ntape")
    #expect(shown.hasSuffix("holds 4 bytes in 1 buffer; 1 entry shares a buffer"))
  }

  @Test func aUsedUpTapeSaysWhatItLetGoOf() {
    // 2000 float32 are 8000 bytes; the leaf is the user's.
    let shown = Transcript.of(
      "x = ones(2000)\nwith GradientTape() as t:\n  t.watch(x)\n  y = sum(exp(x))\n"
        + "g = t.gradient(y, x)\ntape t")
    #expect(shown.contains("float32  dropped: used up\n"))
    #expect(
      shown.hasSuffix(
        "holds 7.8 KiB in 1 buffer, 1 number inline; dropped 1 value of 7.8 KiB when it was used up"
      ))
  }

  @Test func aNameThatWentOnIsCalledByItsPosition() {
    let rows = rows("x = constant(1.)\nwatch x\nfor i in range(3): x = sin(x)\ntape")
    #expect(rows[1]?.contains("sin(v0)") == true)
    #expect(rows[3]?.contains("sin(v2)") == true)
  }

  @Test func usualListingsFitIntoEightyColumns() {
    let shown = Transcript.of(
      "w = Variable(ones(2, 3))\nb = Variable(zeros(3))\nx = ones(4, 2)\n"
        + "loss = mean(square(relu(x @ w + b) - 1.))\ntape")
    for line in shown.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
