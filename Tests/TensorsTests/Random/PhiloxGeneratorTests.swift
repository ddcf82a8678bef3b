import Testing

@testable import Tensors

struct PhiloxGeneratorTests {
  /// `philox4x32 10` of `kat_vectors` in Random123 1.14.0.
  static let knownAnswers: [(counter: UInt128, key: UInt64, words: SIMD4<UInt32>)] = [
    (0, 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    (.max, .max, [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    (
      0x0370_7344_1319_8a2e_85a3_08d3_243f_6a88, 0x299f_31d0_a409_3822,
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  @Test(arguments: 0..<knownAnswers.count)
  func blocksAreThoseOfRandom123(_ index: Int) {
    let (counter, key, words) = Self.knownAnswers[index]
    #expect(PhiloxGenerator.block(key: key, counter: counter) == words)
  }

  /// Computed in Python from the blocks, by the formulas of the documentation (those of the normal
  /// distribution in 80-bit arithmetic).
  @Test func uniformNumbersAreTheHighBits() throws {
    var generator = PhiloxGenerator(seed: 42)
    let narrow = try generator.uniform(shape: [2, 3], dtype: .float32)
    #expect(narrow.shape == [2, 3])
    #expect(
      try narrow.doubles() == [
        0.6129598617553711, 0.4685865044593811, 0.07323169708251953, 0.3408614993095398,
        0.9877186417579651, 0.32706332206726074,
      ])
    // Six words are two blocks.
    #expect(generator.counter == 2)
    generator = PhiloxGenerator(seed: 42)
    #expect(
      try generator.uniform(shape: [5], dtype: .float64).doubles() == [
        0.4685865183391049, 0.34086154938517876, 0.32706338120338474, 0.4543156017348883,
        0.6583155272123093,
      ])
  }

  @Test func normalNumbersAreBoxAndMullers() throws {
    var generator = PhiloxGenerator(seed: 42)
    let values = try generator.normal(shape: [6], dtype: .float64).doubles()
    let expected = [
      -0.6076510539335194, 0.946144781969715, -0.8536440633116089, 0.25199221210660444,
      0.21637628796618613, -1.449453837114188,
    ]
    for (value, other) in zip(values, expected) { #expect(agrees(value, other, units: 8)) }
    generator = PhiloxGenerator(seed: 42)
    let narrow = try generator.normal(
      shape: [6], dtype: .float32, mean: 3, standardDeviation: 2
    ).values(as: Float.self)
    #expect(narrow == values.map { Float(3 + 2 * $0) })
  }

  @Test func integersAreDrawnWithoutFavour() throws {
    var generator = PhiloxGenerator(seed: 42)
    let values = try generator.integers(shape: [8], dtype: .int32, low: 0, high: 10)
    #expect(try values.ints() == [4, 3, 3, 4, 6, 7, 6, 3])
    generator = PhiloxGenerator(seed: 42)
    let wide = try generator.integers(shape: [2], dtype: .int64, low: .min, high: .max).ints()
    #expect(wide.count == 2)
    #expect(
      try generator.integers(shape: [3], dtype: .int64, low: -1, high: 0).ints() == [-1, -1, -1])
    let many = try generator.integers(shape: [60_000], dtype: .int64, low: -3, high: 3).ints()
    for value in -3..<3 {
      let count = many.count { $0 == value }
      // Six standard deviations.
      #expect(abs(count - 10_000) < 550)
    }
    #expect(throws: TensorError.emptyRange(low: 3, high: 3)) {
      try generator.integers(shape: [1], dtype: .int64, low: 3, high: 3)
    }
    #expect(throws: TensorError.notRepresentable(value: "2147483648", dtype: .int32)) {
      try generator.integers(shape: [1], dtype: .int32, low: 0, high: 2_147_483_649)
    }
  }

  @Test func momentsAreThoseOfTheDistributions() throws {
    var generator = PhiloxGenerator(seed: 7)
    let count = 100_000
    let normal = try generator.normal(shape: [count], dtype: .float64).doubles()
    let mean = normal.reduce(0, +) / Double(count)
    let variance = normal.reduce(0) { $0 + $1 * $1 } / Double(count) - mean * mean
    #expect(abs(mean) < 0.02 && abs(variance - 1) < 0.03)
    let uniform = try generator.uniform(shape: [count], dtype: .float32, low: -2, high: 4).doubles()
    #expect(uniform.allSatisfy { $0 >= -2 && $0 < 4 })
    #expect(abs(uniform.reduce(0, +) / Double(count) - 1) < 0.04)
  }

  @Test func aCopyDrawsTheSameAndAFailureDrawsNothing() throws {
    var generator = PhiloxGenerator(seed: 1)
    _ = try generator.uniform(shape: [10], dtype: .float32)
    var copy = PhiloxGenerator(key: generator.key, counter: generator.counter)
    #expect(copy == generator)
    let first = try generator.normal(shape: [5], dtype: .float32)
    #expect(try copy.normal(shape: [5], dtype: .float32).isIdentical(to: first))
    let before = generator
    #expect(throws: TensorError.self) {
      try generator.uniform(shape: [1 << 40, 1 << 10], dtype: .float32)
    }
    #expect(
      throws: TensorError.unsupportedDType(
        operation: "normal", dtype: .int32, expected: "a floating-point dtype")
    ) { try generator.normal(shape: [1], dtype: .int32) }
    #expect(generator == before)
  }

  @Test func aRangeNeverRoundsUpToItsEnd() throws {
    var generator = PhiloxGenerator(seed: 3)
    let high = Double(Float(1).nextUp)
    let values = try generator.uniform(shape: [1000], dtype: .float32, low: 1, high: high)
    #expect(try values.doubles().allSatisfy { $0 == 1 })
  }
}
