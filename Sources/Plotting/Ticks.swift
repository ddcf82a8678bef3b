import Glibc

/// A place of an axis that is marked and labelled.
struct Tick: Sendable, Hashable {
  /// Where it stands, in positions of the scale.
  let position: Double
  /// What is written there.
  let label: String
}

/// Places to mark on an axis: round numbers at equal distances.
///
/// The steps are 1, 2 and 5 times a power of ten, as in P. Heckbert, Nice Numbers for Graph Labels,
/// Graphics Gems (1990). Where numbers between whole ones mean nothing, as between the rows of a
/// matrix and between counts, ticks stand at whole numbers, as matplotlib's
/// `MaxNLocator(integer=True)` places them. Labels are made of whole numbers, so that 0.3 is never 0.30000000000000004.
enum Ticks {
  /// The ticks of an axis: at its names where it has any, else at round numbers, about `count`.
  ///
  /// - Parameter areWhole: whether they stand at whole numbers only, where any is in the range.
  static func all(
    on axis: PlotAxis, _ range: AxisRange, atMost count: Int, areWhole: Bool = false
  ) -> [Tick] {
    guard axis.names.isEmpty else { return named(axis, range, atMost: count) }
    let ticks =
      switch axis.scale {
      case .linear: linear(range, atMost: count, areWhole: areWhole)
      case .logarithmic: logarithmic(range, atMost: count)
      }
    return ticks.isEmpty ? ends(axis, range) : ticks
  }

  /// The ends of a range in which no round number was found, such as the whole of all numbers.
  private static func ends(_ axis: PlotAxis, _ range: AxisRange) -> [Tick] {
    [range.lower, range.upper].map { position in
      let value = axis.scale == .linear ? position : pow(10, position)
      return Tick(position: position, label: PlotNumber.text(value, digits: 3))
    }
  }

  private static func named(_ axis: PlotAxis, _ range: AxisRange, atMost count: Int) -> [Tick] {
    let ticks = axis.names.compactMap { name -> Tick? in
      guard let position = axis.scale.position(of: name.value),
        (range.lower...range.upper).contains(position)
      else { return nil }
      return Tick(position: position, label: name.name)
    }
    let stride = max((ticks.count + max(count, 1) - 1) / max(count, 1), 1)
    return ticks.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }

  /// Round numbers in a range, at most `count` where that is 2 or more.
  static func linear(
    _ range: AxisRange, atMost count: Int, areWhole: Bool = false
  ) -> [Tick] {
    let count = max(count, 2)
    // Halves, since the range itself may have no place.
    let step = (range.upper / 2 - range.lower / 2) / Double(count) * 2
    let exponent = max(Int(log10(step).rounded(.down)), areWhole ? 0 : Int.min)
    for factor in [1, 2, 5, 10, 20, 50] {
      var factor = factor
      var power = exponent
      while factor % 10 == 0 {
        factor /= 10
        power += 1
      }
      guard let first = number(ceiling: range.lower, factor, power),
        let last = number(floor: range.upper, factor, power)
      else { continue }
      if first <= last, last - first < count {
        return ticks(first...last, factor, power)
      }
    }
    return []
  }

  /// The least whole multiple of a step that is not below a number.
  private static func number(ceiling value: Double, _ factor: Int, _ power: Int) -> Int? {
    guard let near = quotient(value, factor, power) else { return nil }
    return (near - 1...near + 2).first { number($0, factor, power) >= value }
  }

  /// The greatest whole multiple of a step that is not above a number.
  private static func number(floor value: Double, _ factor: Int, _ power: Int) -> Int? {
    guard let near = quotient(value, factor, power) else { return nil }
    return (near - 2...near + 1).last { number($0, factor, power) <= value }
  }

  private static func quotient(_ value: Double, _ factor: Int, _ power: Int) -> Int? {
    let step = number(1, factor, power)
    guard step > 0, step.isFinite else { return nil }
    let quotient = (value / step).rounded()
    return quotient.magnitude < 1e14 ? Int(quotient) : nil
  }

  /// A multiple of a step, as the nearest number to its decimal digits.
  private static func number(_ multiple: Int, _ factor: Int, _ power: Int) -> Double {
    Double("\(multiple * factor)e\(power)") ?? 0
  }

  private static func ticks(_ multiples: ClosedRange<Int>, _ factor: Int, _ power: Int) -> [Tick] {
    let numbers = multiples.map { DecimalText($0 * factor, exponent: power) }
    let largest = numbers.map(\.exponent.magnitude).max() ?? 0
    let isFixed = power >= -6 && power <= 5 && largest < 10
    return zip(multiples, numbers).map { multiple, decimal in
      Tick(
        position: number(multiple, factor, power),
        label: multiple == 0
          ? (isFixed ? decimal.fixed(decimals: max(-power, 0)) : "0")
          : isFixed ? decimal.fixed(decimals: max(-power, 0)) : decimal.scientific)
    }
  }

  /// Powers of ten in a range of logarithms; between them, where there are few, 2 and 5 times those.
  static func logarithmic(_ range: AxisRange, atMost count: Int) -> [Tick] {
    let count = max(count, 2)
    let first = Int(max(range.lower, -400).rounded(.up))
    let last = Int(min(range.upper, 400).rounded(.down))
    if first < last {
      let stride = max((last - first + count) / count, 1)
      let start = first + (stride - ((first % stride) + stride) % stride) % stride
      let powers = Swift.stride(from: start, through: last, by: stride).map { power in
        Tick(position: Double(power), label: DecimalText(1, exponent: power).tickText)
      }
      if powers.count >= 2 { return powers }
    }
    let low = Int(max(range.lower, -400).rounded(.down))
    let high = Int(min(range.upper, 400).rounded(.up))
    var ticks: [Tick] = []
    for power in low...max(low, high) {
      for factor in [1, 2, 5] {
        let position = Double(power) + log10(Double(factor))
        guard position >= range.lower, position <= range.upper else { continue }
        ticks.append(
          Tick(position: position, label: DecimalText(factor, exponent: power).tickText))
      }
    }
    if ticks.count >= 2, ticks.count <= count { return ticks }
    // Less than a decade: round numbers, which then stand at distances of their own.
    let (from, to) = (pow(10, range.lower), pow(10, range.upper))
    guard from > 0, to.isFinite, from < to else { return ticks }
    return linear(AxisRange(from...to), atMost: count).compactMap { tick in
      PlotScale.logarithmic.position(of: tick.position).map {
        Tick(position: $0, label: tick.label)
      }
    }
  }
}

extension DecimalText {
  /// As a tick's label: with a power of ten where the zeros would be many.
  var tickText: String { (-4...5).contains(exponent) ? fixed(decimals: 0) : scientific }
}
