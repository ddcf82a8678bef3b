import Language
import Tensors

/// Something that `set` changes: declared once.
struct OptionDeclaration: Sendable {
  let name: String
  /// One sentence of help.
  let summary: String
  /// What is accepted, as it stands in an error.
  let expected: String
  /// The words among what is accepted, for completion.
  let choices: [String]
  let value: @Sendable (Session) -> String
  /// Whether the value of a new session is another one on another machine.
  var standardIsMachines = false
  /// The value of a new session.
  let standard: @Sendable () -> String
  /// Takes a new value over; false when it is not acceptable.
  let change: @Sendable (String, inout Session) -> Bool

  /// An option whose standard value is that of a new session.
  init(
    name: String, summary: String, expected: String, choices: [String],
    value: @escaping @Sendable (Session) -> String,
    standard: (@Sendable () -> String)? = nil,
    standardIsMachines: Bool = false,
    change: @escaping @Sendable (String, inout Session) -> Bool
  ) {
    self.name = name
    self.summary = summary
    self.standardIsMachines = standardIsMachines
    self.expected = expected
    self.choices = choices
    self.value = value
    self.standard = standard ?? { value(Session()) }
    self.change = change
  }
}

extension OptionDeclaration {
  /// Whether the option has a value that another machine would not have.
  func isMachines(_ session: Session) -> Bool {
    standardIsMachines && value(session) == standard()
  }

  /// An option that is one of two words.
  init(
    name: String, summary: String, on: String, off: String,
    _ path: any WritableKeyPath<SessionOptions, Bool> & Sendable
  ) {
    self.init(name: name, summary: summary, expected: "\(on) or \(off)", choices: [on, off]) {
      $0.options[keyPath: path] ? on : off
    } change: { text, session in
      guard text == on || text == off else { return false }
      session.options[keyPath: path] = text == on
      return true
    }
  }

  /// An option that is one of some values with names.
  init<Value: Sendable & Equatable>(
    name: String, summary: String, values: KeyValuePairs<String, Value>,
    _ path: any WritableKeyPath<SessionOptions, Value> & Sendable
  ) {
    let values = values.map { ($0.key, $0.value) }
    let names = values.map(\.0)
    self.init(
      name: name, summary: summary, expected: names.joined(separator: " or "), choices: names
    ) { session in
      values.first { $0.1 == session.options[keyPath: path] }?.0 ?? ""
    } change: { text, session in
      guard let value = values.first(where: { $0.0 == text })?.1 else { return false }
      session.options[keyPath: path] = value
      return true
    }
  }

  /// A whole number in a range, as options are written.
  static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard let number = Int(text), range.contains(number) else { return nil }
    return number
  }
}
