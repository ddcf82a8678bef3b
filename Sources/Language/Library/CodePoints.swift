/// A string as an array of code points, which is what Python's strings are.
struct CodePoints {
  let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var count: Int { scalars.count }

  /// The text of a part.
  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  /// The first place of another text in a range.
  ///
  /// - Complexity: O(*n* × *m*) at worst, O(*n*) as a rule.
  func first(_ other: CodePoints, in range: Range<Int>, _ evaluator: Evaluator) throws -> Int? {
    guard other.count <= range.count else { return nil }
    guard let head = other.scalars.first else { return range.lowerBound }
    for start in range.lowerBound...(range.upperBound - other.count) {
      if start & 0xFFFF == 0xFFFF { try evaluator.poll() }
      guard scalars[start] == head else { continue }
      if scalars[start..<(start + other.count)].elementsEqual(other.scalars) { return start }
    }
    return nil
  }

  /// The last place of another text in a range.
  func last(_ other: CodePoints, in range: Range<Int>, _ evaluator: Evaluator) throws -> Int? {
    guard other.count <= range.count else { return nil }
    for start in (range.lowerBound...(range.upperBound - other.count)).reversed() {
      if start & 0xFFFF == 0xFFFF { try evaluator.poll() }
      if scalars[start..<(start + other.count)].elementsEqual(other.scalars) { return start }
    }
    return nil
  }

  /// The places of another text, without overlap, at most `limit` of them.
  func places(
    of other: CodePoints, in range: Range<Int>, limit: Int = Int.max, _ evaluator: Evaluator
  ) throws -> [Int] {
    var places: [Int] = []
    var start = range.lowerBound
    while places.count < limit,
      start <= range.upperBound,
      let place = try first(other, in: start..<range.upperBound, evaluator)
    {
      places.append(place)
      start = place + max(other.count, 1)
    }
    return places
  }

  /// The text with places of one text replaced by another.
  ///
  /// - Throws: `MemoryError` when the result would be too long.
  func replacing(
    _ old: CodePoints, with new: CodePoints, limit: Int, _ evaluator: Evaluator
  ) throws -> String {
    let places = try places(of: old, in: 0..<count, limit: limit, evaluator)
    let (growth, overflow) = places.count.multipliedReportingOverflow(by: new.count)
    try evaluator.checkLength(overflow ? Int.max : growth)
    var result = String.UnicodeScalarView()
    var position = 0
    for place in places {
      result.append(contentsOf: scalars[position..<place])
      result.append(contentsOf: new.scalars)
      position = place + old.count
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }
}
