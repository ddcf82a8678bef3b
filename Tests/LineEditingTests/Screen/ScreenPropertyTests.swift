import TerminalTesting
import Testing

@testable import LineEditing

@Suite struct ScreenPropertyTests {
  @Test(arguments: 0..<250 as Range<UInt64>)
  func changesShowWhatDrawingAnewShows(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var frames = RandomFrames(random: random)
    let above = (0..<Int.random(in: 0...12, using: &random)).map { "\($0)" }
    var driver = ScreenDriver(
      columns: Int.random(in: seed.isMultiple(of: 5) ? 2...4 : 5...40, using: &random),
      rows: Int.random(in: seed.isMultiple(of: 7) ? 1...3 : 2...12, using: &random), above: above)
    for _ in 0..<12 {
      driver.show(frames.next())
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        driver.finish()
        frames.clear()
      case 1: driver.erase()
      default: break
      }
    }
    driver.show(frames.next())
    driver.finish()
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func aResizeLeavesNoRests(seed: UInt64) {
    var random = SeededGenerator(seed: seed &+ 1000)
    var frames = RandomFrames(random: random)
    let above = (0..<30).map { "\($0)" }
    var driver = ScreenDriver(columns: 40, rows: 20, above: above)
    for _ in 0..<8 {
      driver.show(frames.next(mostLines: 3))
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        driver.resize(
          columns: Int.random(in: 20...60, using: &random),
          rows: Int.random(in: 18...24, using: &random))
      }
      driver.show(frames.next(mostLines: 3))
    }
  }
}

/// Frames as an editor makes them, one after another, from a text that changes a little each time.
struct RandomFrames {
  private var random: SeededGenerator
  private var text: [Character] = []
  private let alphabet =
    FrameModel.columnsOf.keys.sorted() + [
      "\t", "\n", "\n", "\u{1B}", "\u{7}", "\u{7F}", "\u{9B}", "\u{202E}",
    ]

  init(random: SeededGenerator) { self.random = random }

  mutating func clear() { text = [] }

  mutating func next(mostLines: Int = .max) -> ScreenFrame {
    edit()
    while text.count(where: { $0 == "\n" }) >= mostLines || mostLines < .max && text.count > 60 {
      text.removeFirst()
    }
    let string = String(text)
    let boundaries = Array(string.indices) + [string.endIndex]
    let offsets = boundaries.map { string.utf8.distance(from: string.startIndex, to: $0) }
    let isAtEnd = Bool.random(using: &random)
    let cursor = isAtEnd ? string.utf8.count : offsets.randomElement(using: &random) ?? 0
    return ScreenFrame(
      prompt: prompt(), text: string, cursor: cursor, styles: styles(offsets), hint: hint(),
      below: below())
  }

  private mutating func edit() {
    let place = Int.random(in: 0...text.count, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: text = (0..<Int.random(in: 0...120, using: &random)).map { _ in character() }
    case 1: text.removeSubrange(place..<min(text.count, place + 4))
    case 2: break
    case 3, 4: text += (0..<Int.random(in: 1...40, using: &random)).map { _ in character() }
    default:
      text.insert(contentsOf: (0..<3).map { _ in character() }, at: place)
    }
    // A character may join the one before it: what counts is how the string is taken apart.
    text = Array(String(text))
  }

  private mutating func character() -> Character {
    let isPlain = Int.random(in: 0..<3, using: &random) == 0
    return isPlain ? "a" : alphabet.randomElement(using: &random) ?? "a"
  }

  private mutating func prompt() -> PromptText {
    let isLong = Int.random(in: 0..<4, using: &random) == 0
    let first = [
      StyledText("[\(isLong ? 12 : 7)]", TextStyle(isBold: true)),
      StyledText(isLong ? " rec" : "", TextStyle(.red)), StyledText("> "),
    ]
    let width = isLong ? 10 : 5
    let dots = String(repeating: " ", count: width - 4) + "... "
    return PromptText(first: first, continuation: [StyledText(dots, TextStyle(isDim: true))])
  }

  private mutating func styles(_ offsets: [Int]) -> [StyledRange] {
    let places = (0..<4).map { _ in offsets.randomElement(using: &random) ?? 0 }.sorted()
    let colors: [TextStyle.Color] = [.red, .green, .blue]
    let color = colors.randomElement(using: &random)
    return [
      StyledRange(places[0]..<places[1], TextStyle(color, isBold: true)),
      StyledRange(places[2]..<places[3], TextStyle(isUnderlined: true)),
    ]
  }

  private mutating func hint() -> String {
    ["", "", "(x)", "shape (2, 3)", "日本 that goes on and on"].randomElement(using: &random) ?? ""
  }

  private mutating func below() -> [[StyledText]] {
    let count = max(0, Int.random(in: -6...5, using: &random))
    return (0..<count).map {
      [StyledText("\($0) ", TextStyle(isBold: true)), StyledText("candidate 日本")]
    }
  }
}
