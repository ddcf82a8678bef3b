import Tensors
import Testing

struct CastTests {
  static let numbers: [Double] = [
    0, -0.0, 1.9, -1.9, 2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, 1e300, -1e300,
    .infinity, -.infinity, .nan,
  ]

  @Test func floatsGoTowardZeroAndStopAtTheRange() throws {
    let x = try doubles([13], Self.numbers)
    #expect(
      try x.cast(to: .int32).values(as: Int32.self) == [
        0, 0, 1, -1, .max, .max, .min, .min, .max, .min, .max, .min, 0,
      ])
    #expect(
      try x.cast(to: .int64).values(as: Int64.self) == [
        0, 0, 1, -1, 2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, .max, .min, .max,
        .min, 0,
      ])
    let edge = try Tensor(shape: [2], values: [Float(0x1p63), Float(-0x1p63)])
    #expect(try edge.cast(to: .int64).values(as: Int64.self) == [.max, .min])
  }

  @Test func whateverIsNotZeroIsTrue() throws {
    let x = try doubles([4], [0, -0.0, 0.1, .nan])
    #expect(try x.cast(to: .bool).values(as: Bool.self) == [false, false, true, true])
    let flags = try Tensor(shape: [2], values: [true, false])
    for dtype in DType.allCases {
      #expect(try flags.cast(to: dtype).doubles() == [1, 0])
      #expect(try flags.cast(to: dtype).dtype == dtype)
    }
  }

  @Test func integersKeepTheirLowBitsAndRoundOnce() throws {
    let x = Tensor(Int64(1) << 40 + 7)
    #expect(try x.cast(to: .int32).intValue == 7)
    // Through float64 it would round to 2^60, half way down; straight it rounds up.
    let twice = Tensor(Int64(1) << 60 + Int64(1) << 36 + 1)
    #expect(try twice.cast(to: .float32).doubleValue == 0x1.000002p60)
  }

  @Test func theSameTypeIsTheSameTensor() throws {
    let view = try Tensor(1.0).broadcast(to: [1 << 40])
    #expect(try view.cast(to: .float64).shape == [1 << 40])
    #expect(throws: TensorError.self) { try view.cast(to: .float32) }
  }

  @Test func viewsConvertInRowMajorOrder() throws {
    let x = try counting([2, 3]).transposed().cast(to: .int32)
    #expect(try x.values(as: Int32.self) == [0, 3, 1, 4, 2, 5])
  }
}
