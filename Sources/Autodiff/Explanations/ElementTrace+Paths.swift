extension ElementTrace {
  /// The best ways to an element, by the size of what they multiply to: each is told by its last
  /// step, so that a long one is not copied at every value on it.
  private struct Ways {
    var count = 0
    var total = 0.0
    var best: [Int] = []

    mutating func add(count more: Int, total: Double) {
      let (sum, isTooMuch) = count.addingReportingOverflow(more)
      count = isTooMuch ? .max : sum
      self.total += total
    }
  }

  /// A step of a way, with the step before it.
  private struct Link {
    let element: Element
    let factor: Double
    let product: Double
    let before: Int
  }

  /// Finds the paths, and drops what leads to no end.
  ///
  /// - Throws: what `poll` throws, which is called now and then.
  /// - Complexity: O(edges · `pathLimit`).
  mutating func findPaths(poll: () throws(AutodiffError) -> Void) throws(AutodiffError) {
    keepWhatArrives()
    guard steps.allSatisfy({ $0.edges != nil }) else { return }
    var links = [Link(element: element, factor: 1, product: 1, before: -1)]
    var ways: [Element: Ways] = [element: Ways(count: 1, total: 1, best: [0])]
    for step in steps {
      try poll()
      for edge in step.edges ?? [] {
        guard let before = ways[edge.from] else { continue }
        var here = ways.removeValue(forKey: edge.to) ?? Ways()
        here.add(count: before.count, total: before.total * edge.derivative)
        for link in before.best {
          let product = links[link].product * edge.derivative
          // What counts less than all that are kept already is no path that is told.
          if here.best.count == ElementTrace.pathLimit,
            let least = here.best.last,
            ElementTrace.size(product) <= ElementTrace.size(links[least].product)
          {
            continue
          }
          here.best.append(links.count)
          links.append(
            Link(element: edge.to, factor: edge.derivative, product: product, before: link))
          here.best = ElementTrace.largest(here.best, links)
        }
        ways[edge.to] = here
      }
    }
    var all = Ways()
    for end in ways.keys.filter({ $0.position == target && isMeant($0) })
      .sorted(by: { $0.index < $1.index })
    {
      guard let way = ways[end] else { continue }
      all.add(count: way.count, total: way.total)
      all.best += way.best
    }
    pathCount = all.count
    paths = ElementTrace.largest(all.best, links).map { ElementTrace.path(to: $0, links) }
    total = all.total
  }

  private func isMeant(_ end: Element) -> Bool {
    targetElement == nil || targetElement == end.index
  }

  private static func size(_ product: Double) -> Double {
    product.isNaN ? .infinity : product.magnitude
  }

  /// The way that ends with a step.
  private static func path(to last: Int, _ links: [Link]) -> Path {
    var elements: [Element] = []
    var factors: [Double] = []
    var place = last
    while place >= 0 {
      elements.append(links[place].element)
      if links[place].before >= 0 { factors.append(links[place].factor) }
      place = links[place].before
    }
    return Path(
      elements: elements.reversed(), factors: factors.reversed(), product: links[last].product)
  }

  /// The ways that count most, where there are too many; the largest first, equal ones as they were.
  private static func largest(_ ways: [Int], _ links: [Link]) -> [Int] {
    guard ways.count >= pathLimit else { return ways }
    let order = ways.indices.sorted { x, y in
      let (first, second) = (size(links[ways[x]].product), size(links[ways[y]].product))
      return first == second ? x < y : first > second
    }
    guard ways.count > pathLimit else { return order.map { ways[$0] } }
    return order.prefix(pathLimit).map { ways[$0] }
  }

  /// Drops the edges over which nothing reaches the target.
  private mutating func keepWhatArrives() {
    // Where an element's way ends is told, also where nothing of it arrives.
    let reached = reachable()
    var arriving: Set<Element> = []
    var isWide: Set<Int> = []
    for place in steps.indices.reversed() {
      let position = steps[place].position
      guard let edges = steps[place].edges else {
        isWide.insert(position)
        continue
      }
      // Behind a wide step nothing is known of single elements.
      guard isWide.isEmpty else { continue }
      let kept = edges.filter { edge in
        position == target ? isMeant(edge.to) : arriving.contains(edge.to)
      }
      steps[place].edges = kept
      arriving.formUnion(kept.map(\.from))
    }
    for place in steps.indices where isWide.isEmpty {
      steps[place].edges?.removeAll { !reached.contains($0.from) }
      steps[place].stopped.removeAll { !reached.contains($0) }
    }
  }

  /// The elements that the source's element reaches over edges that are not zero.
  private func reachable() -> Set<Element> {
    var reached: Set<Element> = [element]
    for step in steps {
      for edge in step.edges ?? [] where reached.contains(edge.from) { reached.insert(edge.to) }
    }
    return reached
  }
}
