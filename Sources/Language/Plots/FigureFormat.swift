import Plotting

/// How a line of pyplot's is drawn: its format string and keywords, as far as they matter here.
struct FigureFormat {
  var hasLine = true
  var hasPoints = false

  private static let markers = Set(".,ov^<>12348sp*hH+xXDd|_P")
  private static let colors = Set("bgrcmykw")

  init() {}

  /// matplotlib's format strings: a colour, a marker and a style of the line, in any order.
  ///
  /// - Throws: `ValueError` for what is no such string.
  init(_ text: String) throws {
    guard !text.isEmpty else { return }
    var rest = text[...]
    var hasMarker = false
    var hasStyle = false
    if rest.first == "C", rest.dropFirst().first?.isNumber ?? false { rest = rest.dropFirst(2) }
    while let next = rest.first {
      if let style = ["--", "-.", "-", ":"].first(where: rest.hasPrefix), !hasStyle {
        hasStyle = true
        rest = rest.dropFirst(style.count)
      } else if FigureFormat.markers.contains(next), !hasMarker {
        hasMarker = true
        rest = rest.dropFirst()
      } else if FigureFormat.colors.contains(next) {
        rest = rest.dropFirst()
      } else {
        throw EvaluationError.value(
          "'\(text)' is not a valid format string (unrecognized character '\(next)')",
          hint: "such as 'o', '--' or 'r-o'; a name is given as label='\(text)'")
      }
    }
    hasLine = hasStyle || !hasMarker
    hasPoints = hasMarker
  }

  /// Takes a keyword over.
  mutating func take(_ keyword: String, _ value: Object) {
    guard case .string(let text) = value else { return }
    let isNone = ["", " ", "None", "none"].contains(text)
    switch keyword {
    case "marker": hasPoints = !isNone
    case "linestyle", "ls": hasLine = !isNone
    default: break
    }
  }
}

/// The keywords of pyplot's functions that change colours and sizes only, which plots choose
/// themselves.
enum FigureKeywords {
  static let ignored: Set<String> = [
    "color", "c", "linewidth", "lw", "markersize", "ms", "alpha", "zorder", "s", "cmap",
    "edgecolor", "edgecolors", "ec", "facecolor", "fc", "figsize", "dpi", "fontsize", "size",
    "fontweight", "loc", "rotation", "ha", "va", "aspect", "interpolation", "markerfacecolor",
    "markeredgecolor", "markevery", "which", "axis", "linewidths", "bbox_inches", "pad", "ncol",
    "frameon", "histtype", "rwidth", "ax", "num", "block", "shadow", "fancybox", "transparent",
    "layout", "sharex", "sharey", "constrained_layout", "shrink", "y", "color_cycle", "visible",
    "align", "drawstyle", "solid_capstyle", "antialiased", "norm", "vmin", "vmax", "title",
    "bbox_to_anchor",
  ]

  /// - Throws: `TypeError` for a keyword that is neither known nor ignored.
  static func check(_ arguments: BoundArguments, _ name: String, known: Set<String>) throws {
    for keyword in arguments.keywordRest
    where !known.contains(keyword.name) && !ignored.contains(keyword.name) {
      let near = Suggestion.closest(to: keyword.name, among: known.sorted()).first
      throw EvaluationError.type(
        "\(name)() got an unexpected keyword argument '\(keyword.name)'",
        hint: near.map { "did you mean '\($0)'?" })
    }
  }
}
