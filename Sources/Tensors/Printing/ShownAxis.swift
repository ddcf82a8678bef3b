/// One axis of an array and how much of it is printed.
struct ShownAxis {
  /// The number of elements along the axis.
  let extent: Int
  /// The distance between neighbours, in elements.
  let stride: Int
  /// The items printed from the start, before the ellipsis if there is one.
  let leading: Int
  /// The items printed from the end, after the ellipsis.
  let trailing: Int

  /// The number of items printed.
  var shown: Int { leading + trailing }

  /// Whether an ellipsis stands for items left out.
  var isElided: Bool { shown < extent }

  /// The index on the axis of the item printed at a position.
  func index(at position: Int) -> Int {
    position < leading ? position : extent - shown + position
  }

  /// What the options leave of an array's axes.
  ///
  /// NumPy's rule cuts the axes longer than both edges when there are more elements than the
  /// threshold. The rest is ours: from the innermost axis outwards, no more is kept than fits the
  /// limit on the elements printed.
  static func axes(shape: [Int], strides: [Int], options: PrintOptions) -> [ShownAxis] {
    let isSummary = (Shape.count(shape) ?? .max) > options.threshold
    // Every row is indented by the rank: more axes than NumPy has make room for fewer rows.
    var room = max(PrintOptions.elementLimit / max(shape.count / 64, 1), 1)
    var axes: [ShownAxis] = []
    for (extent, stride) in zip(shape, strides).reversed() {
      var edges = (leading: extent, trailing: 0)
      if isSummary, (extent - 1) / 2 >= options.edgeItems {
        edges = (options.edgeItems, options.edgeItems)
      }
      if edges.leading + edges.trailing > room {
        edges = (room - room / 2, room / 2)
      }
      axes.append(
        ShownAxis(
          extent: extent, stride: stride, leading: edges.leading, trailing: edges.trailing))
      room /= max(edges.leading + edges.trailing, 1)
      room = max(room, 1)
    }
    return axes.reversed()
  }
}
