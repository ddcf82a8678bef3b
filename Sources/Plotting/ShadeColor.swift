/// A colour; of a heat map one of matplotlib's viridis, which reads without colours too, since it
/// grows lighter.
struct ShadeColor: Sendable, Hashable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  /// Ten colours of viridis, at equal distances.
  private static let known: [(Double, Double, Double)] = [
    (68, 1, 84), (72, 40, 120), (62, 73, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137),
    (53, 183, 121), (110, 206, 88), (181, 222, 43), (253, 231, 37),
  ]

  /// The colour of a share from 0 to 1.
  init(_ share: Double) {
    let place = min(max(share, 0), 1) * Double(ShadeColor.known.count - 1)
    let index = min(Int(place), ShadeColor.known.count - 2)
    let (from, to) = (ShadeColor.known[index], ShadeColor.known[index + 1])
    let part = place - Double(index)
    func mix(_ a: Double, _ b: Double) -> UInt8 { UInt8((a + (b - a) * part).rounded()) }
    (red, green, blue) = (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
  }

  /// As SVG writes it.
  var text: String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(part, radix: 16)
        return digits.utf8.count < 2 ? "0" + digits : digits
      }.joined()
  }
}

extension ShadeColor {
  /// A colour of its parts.
  init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }
}
