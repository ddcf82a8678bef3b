extension Plot {
  /// The size that a plot has where nobody asks for another, in points.
  public static let standardSize = (width: 640.0, height: 400.0)

  /// The plot as a self-contained SVG document that reads on light and dark ground.
  ///
  /// Its title is that of the plot, and its description tells what has no place in it, for those who
  /// hear what they cannot see; all text is escaped.
  ///
  /// - Complexity: O(numbers of the plot); the text is bounded by the size of the page.
  public var svg: String {
    let size = Plot.standardSize
    let scene = Scene(self, width: size.width, height: size.height)
    return SVGText(scene, title: title ?? description, remark: omissions).text
  }

  /// What is drawn, in a few words.
  public var description: String {
    let names = marks.compactMap(\.name)
    let axes = [yAxis.label, xAxis.label].compactMap(\.self).joined(separator: " against ")
    if !names.isEmpty { return "Plot of " + names.joined(separator: ", ") }
    return axes.isEmpty ? "Plot" : "Plot of " + axes
  }
}

/// A scene in the language of SVG 1.1.
private struct SVGText {
  private(set) var text: String

  /// The colours of marks on light and on dark ground.
  ///
  /// They are close to Okabe and Ito's, which people tell apart who see colours differently.
  private static let colors = [
    ("#0072b2", "#56b4e9"), ("#d55e00", "#f08e4d"), ("#009e73", "#2fd0a4"),
    ("#a0527f", "#e39bc4"), ("#8a6d00", "#e6c229"), ("#56606b", "#b6c0cb"),
  ]

  init(_ scene: Scene, title: String, remark: String?) {
    let (width, height) = (SVGText.number(scene.width), SVGText.number(scene.height))
    text = """
      <svg xmlns="http://www.w3.org/2000/svg" class="tapebook-plot" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" role="img" font-family="system-ui, sans-serif" \
      color="#24292f">
      <title>\(SVGText.escaped(title))</title>
      <style>\(SVGText.style)</style>

      """
    if let remark { text += "<desc>\(SVGText.escaped(remark))</desc>\n" }
    for item in scene.items { add(item) }
    text += "</svg>\n"
  }

  private static let style: String = {
    func rules(_ color: (((String, String)) -> String), text: String) -> String {
      let marks = colors.enumerated().map { index, pair in
        ".tapebook-plot .m\(index){color:\(color(pair))}"
      }
      return ".tapebook-plot{color:\(text)}" + marks.joined()
    }
    return rules({ $0.0 }, text: "#24292f")
      + "@media (prefers-color-scheme:dark){" + rules({ $0.1 }, text: "#e6edf3") + "}"
  }()

  private mutating func add(_ item: Scene.Item) {
    switch item {
    case .line(let places, let ink, let width, let pattern):
      let path = places.map { "\(SVGText.number($0.x)),\(SVGText.number($0.y))" }
      var dashes = ""
      if !pattern.strokes.isEmpty {
        let lengths = pattern.strokes.map { SVGText.number($0 * width) }
        dashes = " stroke-dasharray=\"\(lengths.joined(separator: " "))\""
      }
      // A line of one place shows by its round end.
      let points = path.count == 1 ? path + path : path
      text += """
        <polyline\(SVGText.attributes(of: ink)) points="\(points.joined(separator: " "))" fill="none" \
        stroke="currentColor" stroke-width="\(SVGText.number(width))"\(dashes) \
        stroke-linejoin="round"\(width > 1 ? " stroke-linecap=\"round\"" : "")/>

        """
    case .dots(let places, let ink, let radius):
      text += "<g\(SVGText.attributes(of: ink)) fill=\"currentColor\">"
      for place in places {
        text += """
          <circle cx="\(SVGText.number(place.x))" cy="\(SVGText.number(place.y))" \
          r="\(SVGText.number(radius))"/>
          """
      }
      text += "</g>\n"
    case .rectangle(let place, let width, let height, let ink, let isFaint):
      var fill = "currentColor"
      if case .shade(let share) = ink { fill = ShadeColor(share).text }
      let opacity =
        isFaint ? " fill-opacity=\"0.55\" stroke=\"currentColor\" stroke-width=\"0.75\"" : ""
      text += """
        <rect\(SVGText.attributes(of: ink)) x="\(SVGText.number(place.x))" \
        y="\(SVGText.number(place.y))" width="\(SVGText.number(width))" \
        height="\(SVGText.number(height))" fill="\(fill)"\(opacity)/>

        """
    case .text(let content, let place, let anchor, let size, let isUpright):
      let (x, y) = (SVGText.number(place.x), SVGText.number(place.y))
      let turn = isUpright ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
      text += """
        <text x="\(x)" y="\(y)" font-size="\(SVGText.number(size))" \
        text-anchor="\(anchor.rawValue)" fill="currentColor"\(turn)>\(SVGText.escaped(content))</text>

        """
    }
  }

  private static func attributes(of ink: Scene.Ink) -> String {
    switch ink {
    case .text: ""
    case .grid: " opacity=\"0.2\""
    case .shade: " shape-rendering=\"crispEdges\""
    case .mark(let index):
      // The colour of the attribute is for readers that know no style sheets.
      " class=\"m\(index % colors.count)\" color=\"\(colors[index % colors.count].0)\""
    }
  }

  /// A number with two digits behind the point, without the zeros at its end.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
    return DecimalText(hundredths, exponent: -2).fixed(decimals: 0)
  }

  /// A text of one line in which nothing is markup: SVG 1.1 takes line breaks away (section 10.15).
  private static func escaped(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }).xmlEscaped
  }
}
