public import Autodiff
import Tensors

/// What a tape has recorded, as a table.
public struct TapeListing {
  let tape: Tape
  let title: String
  /// Names for values that were not given one when they were recorded.
  let names: [Identity: String]

  init(tape: Tape, title: String, names: [Identity: String]) {
    self.tape = tape
    self.title = title
    self.names = names
  }

  /// How many rows are shown of a long tape.
  static let rowLimit = 50

  /// The listing, without the middle of a long tape unless it is to be whole.
  ///
  /// - Throws: what `poll` throws, and the errors of allocation.
  /// - Complexity: O(entries of the tape); `poll` is called now and then.
  public func text(isWhole: Bool, poll: () throws -> Void) throws -> String {
    let title =
      "\(title), \(state): " + (tape.count == 1 ? "1 entry" : "\(tape.count) entries")
    guard tape.count > 0 else { return title }
    let holdings = try tape.holdings(poll: poll)
    let latest = latest
    var table = TextTable([
      ("at", .right), ("line", .right), ("name", .left), ("operation", .left), ("from", .left),
      ("shape", .left), ("dtype", .left), ("held", .left),
    ])
    let isCut = !isWhole && tape.count > TapeListing.rowLimit
    let edge = TapeListing.rowLimit / 2
    for position in 0..<(isCut ? edge : tape.count) {
      try poll()
      table.rows.append(row(position, holdings, latest))
    }
    if isCut {
      let more = "… \(tape.count - 2 * edge) more: tape all"
      table.rows.append(["…", "…", "…", more, "", "", "", ""])
      for position in (tape.count - edge)..<tape.count {
        table.rows.append(row(position, holdings, latest))
      }
    }
    return [title, table.text, holdings.summary].joined(separator: "\n")
  }

  private var state: String {
    let use = tape.isUsedUp ? "used up" : tape.isPersistent ? "persistent" : "single-use"
    return use + ", " + (!tape.isOpen ? "closed" : tape.isPaused ? "paused" : "open")
  }

  /// The last position of each name: only that is called by it.
  private var latest: [String: Int] {
    var latest: [String: Int] = [:]
    for position in 0..<tape.count {
      let entry = tape.operation(at: position)
      if let name = entry.label ?? names[entry.identity] { latest[name] = position }
    }
    return latest
  }

  private func row(
    _ position: Int, _ holdings: Tape.Holdings, _ latest: [String: Int]
  ) -> [String] {
    let entry = tape.operation(at: position)
    let name = entry.label ?? names[entry.identity] ?? ""
    return [
      "\(position)", entry.line.map(String.init) ?? "", TapeListing.cut(name, to: 16),
      TapeListing.cut(operation(entry, latest), to: 32), origin(of: position, holdings),
      Shape.text(entry.shape), entry.dtype.name, held(position, holdings),
    ]
  }

  /// The watched values that derivatives reach from an entry.
  private func origin(of position: Int, _ holdings: Tape.Holdings) -> String {
    let sources = holdings.sources(at: position)
    let limit = Tape.Holdings.sourceLimit
    let told = sources.prefix(limit).map { TapeListing.cut(name(of: $0), to: 12) }
    return (told + (sources.count > limit ? ["…"] : [])).joined(separator: ", ")
  }

  /// What the tape holds of an entry's value, and for which derivatives.
  private func held(_ position: Int, _ holdings: Tape.Holdings) -> String {
    let place: String
    switch holdings.places[position] {
    case .inline: place = "inline"
    case .buffer(let bytes): place = ByteCount.text(bytes, isShort: true)
    case .shared(let holder): place = "shares \(TapeListing.cut(name(of: holder), to: 12))"
    case .dropped: return "dropped: used up"
    }
    let readers = holdings.readers(at: position)
    guard !readers.names.isEmpty else { return place + ", not needed" }
    let names = readers.names + (readers.hasMore ? ["…"] : [])
    return "\(place) for \(names.joined(separator: ", "))"
  }

  /// A text without its end where it is longer than a column may be.
  private static func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var short = text
    while DisplayWidth.of(short) > width - 1, !short.isEmpty { short.removeLast() }
    return short + "…"
  }

  /// How an entry came to the tape, in the user's names: `multiply(y, y)`, `watched`.
  public func operation(_ entry: Tape.Operation) -> String { operation(entry, nil) }

  /// The same; what has lost its name to a later value is called by its position.
  private func operation(_ entry: Tape.Operation, _ latest: [String: Int]?) -> String {
    let operands = entry.operands.map { position in
      let name = name(of: position)
      guard let known = latest?[name], known != position else { return name }
      let operand = tape.operation(at: position)
      return tape.operation(at: known).identity == operand.identity ? name : operand.positionName
    }
    switch entry.role {
    case .operation:
      return "\(entry.primitive ?? "")(\(operands.joined(separator: ", ")))"
    case .read: return "read of \(operands.joined())"
    case .watched: return tape.watches(entry.identity) ? "watched" : "watched before"
    case .variable: return tape.watches(entry.identity) ? "variable" : "variable, unwatched"
    case .constant: return entry.shape.isEmpty ? "constant \(entry.value.text())" : "constant"
    }
  }

  /// An entry's name in the user's words, or by its position.
  public func name(of position: Int) -> String {
    let entry = tape.operation(at: position)
    return entry.label ?? names[entry.identity] ?? entry.positionName
  }
}

extension Tape.Holdings {
  /// What is held in all.
  fileprivate var summary: String {
    let buffers = bufferCount == 1 ? "1 buffer" : "\(bufferCount) buffers"
    let numbers = inlineCount == 1 ? "1 number" : "\(inlineCount) numbers"
    var parts: [String] = []
    if bufferCount > 0 { parts.append("\(ByteCount.text(bytes)) in \(buffers)") }
    if inlineCount > 0 { parts.append("\(numbers) inline") }
    var text = "holds " + (parts.isEmpty ? "no values" : parts.joined(separator: ", "))
    if sharedCount > 0 {
      text += "; \(sharedCount == 1 ? "1 entry shares" : "\(sharedCount) entries share") a buffer"
    }
    if dropped.count > 0 {
      let values = dropped.count == 1 ? "1 value" : "\(dropped.count) values"
      text += "; dropped \(values) of \(ByteCount.text(dropped.bytes)) when it was used up"
    }
    return text
  }
}
