/// A straight piece of a line with the part of it that lies inside a square of side 1.
struct Segment {
  var (x0, y0, x1, y1): (Double, Double, Double, Double)

  init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
  }

  /// The part inside the square; nil where there is none.
  ///
  /// The method is Liang and Barsky's (ACM Transactions on Graphics 3, 1984).
  var clipped: Segment? {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (x1 - x0, y1 - y0)
    for (change, room) in [(-dx, x0), (dx, 1 - x0), (-dy, y0), (dy, 1 - y0)] {
      if change == 0 {
        if room < 0 { return nil }
        continue
      }
      let share = room / change
      if change < 0 {
        if share > to { return nil }
        from = max(from, share)
      } else {
        if share < from { return nil }
        to = min(to, share)
      }
    }
    return Segment(x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy)
  }
}
