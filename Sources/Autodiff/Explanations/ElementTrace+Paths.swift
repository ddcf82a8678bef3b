extension ElementTrace {
  /// The best ways to an element: by the size of what they multiply to.
  private struct Ways {
    var count = 0
    var total = 0.0
    var best: [Path] = []
  }

  /// Finds the paths, and drops what leads to no end.
  mutating func findPaths() {
    keepWhatArrives()
    guard steps.allSatisfy({ $0.edges != nil }) else { return }
    var ways: [Element: Ways] = [
      element: Ways(count: 1, total: 1, best: [Path(elements: [element], factors: [], product: 1)])
    ]
    for step in steps {
      for edge in step.edges ?? [] {
        guard let before = ways[edge.from] else { continue }
        var here = ways[edge.to] ?? Ways()
        let (count, isTooMuch) = here.count.addingReportingOverflow(before.count)
        here.count = isTooMuch ? .max : count
        here.total += before.total * edge.derivative
        here.best += before.best.map { path in
          Path(
            elements: path.elements + [edge.to], factors: path.factors + [edge.derivative],
            product: path.product * edge.derivative)
        }
        here.best = ElementTrace.largest(here.best)
        ways[edge.to] = here
      }
    }
    var all = Ways()
    for (end, way) in ways where end.position == target && isMeant(end) {
      let (count, isTooMuch) = all.count.addingReportingOverflow(way.count)
      all.count = isTooMuch ? .max : count
      all.total += way.total
      all.best += way.best
    }
    pathCount = all.count
    paths = ElementTrace.largest(all.best)
    total = all.total
  }

  private func isMeant(_ end: Element) -> Bool {
    targetElement == nil || targetElement == end.index
  }

  private static func largest(_ paths: [Path]) -> [Path] {
    guard paths.count > pathLimit else { return paths }
    func size(_ path: Path) -> Double {
      path.product.isNaN ? .infinity : path.product.magnitude
    }
    return Array(paths.sorted { size($0) > size($1) }.prefix(pathLimit))
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
