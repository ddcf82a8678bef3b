import Autodiff
import Language
import Plotting
import Tensors

extension OptionDeclaration {
  /// Every option, in the order in which `set` lists them.
  static let all: [OptionDeclaration] = [
    OptionDeclaration(
      name: "dtype", summary: "The dtype of a float that becomes a tensor alone.",
      values: ["float32": DType.float32, "float64": .float64], \.floatDType),
    OptionDeclaration(
      name: "integers", summary: "The dtype of an integer that becomes a tensor alone.",
      values: ["int32": DType.int32, "int64": .int64], \.integerDType),
    kinks,
    memory,
    steps,
    precision,
    width,
    rows,
    plots,
    OptionDeclaration(
      name: "pager", summary: "Whether print all shows long text page by page.", on: "auto",
      off: "off", \.usesPager),
    OptionDeclaration(
      name: "progress", summary: "Whether a long evaluation shows how far it is.", on: "on",
      off: "off", \.showsProgress),
    OptionDeclaration(
      name: "hints", summary: "Whether hints stand behind what is typed.", on: "on", off: "off",
      \.showsHints),
    OptionDeclaration(
      name: "highlight", summary: "Whether what is typed is coloured.", on: "on", off: "off",
      \.highlights),
  ]

  private static let kinks = OptionDeclaration(
    name: "kinks", summary: "Whose derivative is taken at kinks and ties.",
    expected: Convention.allCases.map(\.rawValue).joined(separator: " or "),
    choices: Convention.allCases.map(\.rawValue)
  ) { session in
    session.recorder.convention.rawValue
  } change: { text, session in
    guard let convention = Convention(rawValue: text) else { return false }
    session.recorder.convention = convention
    return true
  }

  private static let memory = OptionDeclaration(
    name: "memory", summary: "The most memory that tensors may take.",
    expected: "a size from 1MiB up, such as 16GiB or 500MB", choices: [],
    value: { _ in ByteCount.text(BufferPool.shared.limit) },
    standard: { ByteCount.text(BufferPool.defaultLimit) }, standardIsMachines: true,
    change: { text, _ in
      guard let bytes = ByteSize.bytes(text), bytes >= 1 << 20 else { return false }
      BufferPool.shared.limit = bytes
      return true
    })

  private static let steps = OptionDeclaration(
    name: "steps", summary: "The most loop iterations and calls of an entry.",
    expected: "off or a number from 1", choices: ["off"]
  ) { session in
    session.options.maximumSteps.map(String.init) ?? "off"
  } change: { text, session in
    let number = OptionDeclaration.number(text, 1...Int.max)
    guard number != nil || text == "off" else { return false }
    session.options.maximumSteps = number
    return true
  }

  private static let precision = OptionDeclaration(
    name: "precision", summary: "The most digits shown after the point of a tensor's numbers.",
    expected: "a number from 0 to 99", choices: []
  ) { session in
    String(session.options.style.precision)
  } change: { text, session in
    guard let number = OptionDeclaration.number(text, 0...99) else { return false }
    session.options.style.precision = number
    return true
  }

  private static let plots = OptionDeclaration(
    name: "plot", summary: "The characters that plots are drawn with.",
    expected: "auto, " + PlotCharacters.allCases.map(\.rawValue).joined(separator: " or "),
    choices: ["auto"] + PlotCharacters.allCases.map(\.rawValue)
  ) { session in
    session.options.style.plotCharacters?.rawValue ?? "auto"
  } change: { text, session in
    let characters = PlotCharacters(rawValue: text)
    guard characters != nil || text == "auto" else { return false }
    session.options.style.plotCharacters = characters
    return true
  }

  private static let width = OptionDeclaration(
    name: "width", summary: "The columns after which a tensor's rows go on in the next line.",
    expected: "auto or a number from 10 to 10000", choices: ["auto"]
  ) { session in
    session.options.style.lineWidth.map(String.init) ?? "auto"
  } change: { text, session in
    let number = OptionDeclaration.number(text, 10...10_000)
    guard number != nil || text == "auto" else { return false }
    session.options.style.lineWidth = number
    return true
  }

  private static let rows = OptionDeclaration(
    name: "rows", summary: "The rows that a shown tensor may take.",
    expected: "auto, all or a number from 1", choices: ["auto", "all"]
  ) { session in
    switch session.options.style.rows {
    case .automatic: "auto"
    case .all: "all"
    case .atMost(let count): String(count)
    }
  } change: { text, session in
    switch text {
    case "auto": session.options.style.rows = .automatic
    case "all": session.options.style.rows = .all
    default:
      guard let number = OptionDeclaration.number(text, 1...Int.max) else { return false }
      session.options.style.rows = .atMost(number)
    }
    return true
  }
}
