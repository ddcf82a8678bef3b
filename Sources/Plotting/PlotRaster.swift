extension Plot {
  /// The plot as an image on white ground, of twice as many pixels as its page has points.
  ///
  /// Letters are those of a stroke font, which has Latin and Greek ones; see
  /// ``lettersWithoutImage``.
  ///
  /// - Complexity: O(numbers of the plot + pixels).
  public var raster: Raster {
    let size = Plot.standardSize
    let scene = Scene(self, width: size.width, height: size.height)
    var painter = Painter(scene, scale: 2)
    for item in scene.items { painter.draw(item) }
    return painter.raster
  }

  /// The letters of its texts that images have no picture of, each once.
  public var lettersWithoutImage: String {
    let texts =
      [title, xAxis.label, yAxis.label].compactMap(\.self) + namedMarks.map(\.name)
      + (xAxis.names + yAxis.names).map(\.name)
    var letters = ""
    for letter in texts.joined()
    where StrokeFont.standard.glyph(of: letter) == nil && !letters.contains(letter) {
      letters.append(letter)
    }
    return letters
  }
}
