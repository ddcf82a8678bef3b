/// A counter-based random number generator: Philox4x32-10 of Salmon, Moraes, Dror and Shaw
/// (*Parallel Random Numbers: As Easy as 1, 2, 3*, 2011).
///
/// A value: a copy draws the same numbers again. The numbers are the same on every machine.
public struct PhiloxGenerator: Sendable, Hashable {
  /// The seed.
  public let key: UInt64
  /// The number of blocks of four words drawn so far, or another place to draw from.
  public private(set) var counter: UInt128

  /// The generator of a seed, at the first block.
  public init(seed: UInt64) {
    self.init(key: seed, counter: 0)
  }

  /// The generator of a seed at a block: what draws a recorded array again.
  public init(key: UInt64, counter: UInt128) {
    self.key = key
    self.counter = counter
  }

  /// The next four words.
  mutating func nextBlock() -> SIMD4<UInt32> {
    defer { counter &+= 1 }
    return PhiloxGenerator.block(key: key, counter: counter)
  }

  /// The words at one place: ten rounds over the counter, the key moving on after each.
  static func block(key: UInt64, counter: UInt128) -> SIMD4<UInt32> {
    var word0 = UInt32(truncatingIfNeeded: counter)
    var word1 = UInt32(truncatingIfNeeded: counter >> 32)
    var word2 = UInt32(truncatingIfNeeded: counter >> 64)
    var word3 = UInt32(truncatingIfNeeded: counter >> 96)
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let product0 = UInt64(word0) * 0xD251_1F53
      let product1 = UInt64(word2) * 0xCD9E_8D57
      word0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ word1 ^ key0
      word1 = UInt32(truncatingIfNeeded: product1)
      word2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ word3 ^ key1
      word3 = UInt32(truncatingIfNeeded: product0)
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return [word0, word1, word2, word3]
  }
}

/// The words of a generator one at a time, from a fresh block on.
///
/// Each array starts at a block of its own, and what is left of its last block is dropped: key and
/// counter say all about an array.
struct PhiloxWords {
  private(set) var generator: PhiloxGenerator
  /// The words left of the block, the next in the lane 0.
  private var block = SIMD4<UInt32>()
  private var left = 0

  init(_ generator: PhiloxGenerator) { self.generator = generator }

  mutating func next() -> UInt32 {
    if left == 0 {
      block = generator.nextBlock()
      left = 4
    }
    left -= 1
    let word = block.x
    // Moving the rest down is cheaper than a lane chosen at run time.
    block = [block.y, block.z, block.w, 0]
    return word
  }

  /// Two words, the low one first.
  mutating func nextPair() -> UInt64 {
    let low = UInt64(next())
    return UInt64(next()) << 32 | low
  }

  /// A multiple of 2⁻⁵³ from 0 up to but not including 1.
  mutating func nextUnit() -> Double { Double(nextPair() >> 11) * 0x1p-53 }

  /// A multiple of 2⁻²⁴ from 0 up to but not including 1.
  mutating func nextFloatUnit() -> Float { Float(next() >> 8) * 0x1p-24 }

  /// An integer below `bound`, each with the same probability (Lemire, *Fast Random Integer
  /// Generation in an Interval*, 2019).
  ///
  /// - Parameter bound: 0 stands for 2⁶⁴.
  mutating func next(below bound: UInt64) -> UInt64 {
    if bound == 0 { return nextPair() }
    let rejected = (0 &- bound) % bound
    while true {
      let product = nextPair().multipliedFullWidth(by: bound)
      if product.low >= rejected { return product.high }
    }
  }
}
