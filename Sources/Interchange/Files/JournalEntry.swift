import Glibc
public import Language

/// An accepted entry as a journal keeps it.
public struct JournalEntry: Sendable, Hashable {
  /// A place in a script.
  struct Place: Sendable, Hashable {
    /// The script's path, from the root: who recovers a session may start elsewhere.
    let file: String
    let line: Int
    let cell: Int?
  }

  /// Its text.
  public let text: String
  /// Where it stands in a script, beyond which its code may not read; nil for the user's own words.
  let place: Place?

  /// An entry that was typed, or that counts as such.
  public init(typed text: String) { self.init(text: text, place: nil) }

  private init(text: String, place: Place?) {
    self.text = text
    self.place = place
  }

  /// The entry of a source.
  public init(_ source: EntrySource) {
    text = source.text
    place = source.script.map { file in
      Place(file: JournalEntry.absolute(file), line: source.firstLine, cell: source.cell)
    }
  }

  /// The source from which it is run again; one that was typed has a number.
  public func source(number: Int) -> EntrySource {
    guard let place else { return EntrySource(entry: number, text: text) }
    return EntrySource(
      file: place.file, text: text, firstLine: place.line, cell: place.cell)
  }

  private static func absolute(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  // MARK: Lines of a journal

  /// What the line of a script's entry begins with.
  private static let placeMark = Array("\\e".utf8)

  /// The line of a journal that holds it: the text; behind the place, if there is one.
  var line: [UInt8] {
    guard let place else { return EscapedLine.encoded(text) }
    let numbers = "\(place.line) \(place.cell ?? 0) \(place.file.utf8.count)"
    return JournalEntry.placeMark + EscapedLine.encoded("\(numbers)\n\(place.file)\n\(text)")
  }

  /// The entry that a line of a journal holds; nil where it holds none.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.starts(with: JournalEntry.placeMark) else {
      guard let text = EscapedLine.decoded(line) else { return nil }
      self.init(typed: text)
      return
    }
    guard let content = EscapedLine.decoded(line.dropFirst(JournalEntry.placeMark.count)) else {
      return nil
    }
    let bytes = Array(content.utf8)
    let parts = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let numbers = String(decoding: parts[0], as: UTF8.self).words.compactMap { Int($0) }
    // Behind the path, which may hold any character, stands one line break.
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }), numbers[2] < parts[1].count else {
      return nil
    }
    self.init(
      text: String(decoding: parts[1].dropFirst(numbers[2] + 1), as: UTF8.self),
      place: Place(
        file: String(decoding: parts[1].prefix(numbers[2]), as: UTF8.self), line: numbers[0],
        cell: numbers[1] == 0 ? nil : numbers[1]))
  }
}
