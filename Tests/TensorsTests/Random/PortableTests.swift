import Glibc
import Testing

@testable import Tensors

struct PortableTests {
  @Test func theLogarithmIsExactToTwoUnits() throws {
    var generator = PhiloxGenerator(seed: 9)
    let units = try generator.uniform(shape: [20_000], dtype: .float64).doubles()
    for unit in units.map({ 1 - $0 }) + units.map({ 1 - $0 * 0x1p-20 }) + [0x1p-53, 1, 0.5] {
      #expect(agrees(Portable.log(unit), log(unit), units: 2))
    }
  }

  @Test func cosineAndSineAreExactToUnitsOfOne() throws {
    var generator = PhiloxGenerator(seed: 10)
    let turns = try generator.uniform(shape: [20_000], dtype: .float64).doubles()
    for turn in turns + [0, 0.25, 0.5, 0.75, 0.125, 1 - 0x1p-53] {
      let (cosine, sine) = Portable.cosineAndSine(turns: turn)
      // The C functions' argument is rounded, so they are off by as much as 2π·2⁻⁵³.
      #expect(abs(cosine - cos(2 * .pi * turn)) < 0x1p-49)
      #expect(abs(sine - sin(2 * .pi * turn)) < 0x1p-49)
      #expect(abs(cosine * cosine + sine * sine - 1) < 0x1p-50)
    }
  }
}
