import Language

@testable import Notebook

/// What the notebook says about a half-typed text, in words that tests can spell out.
struct Draft {
  let assistance: Assistance

  /// The assistance of a session in which some entries ran.
  init(after entries: String = "", files: (any FileListing)? = nil) {
    var transcript = Transcript()
    _ = transcript.run(entries)
    assistance = transcript.interpreter.assistance(files: files)
  }

  /// The parts of a text with their roles, plain parts left out: `x:boundName`.
  func roles(_ text: String, cursor: Int? = nil) -> [String] {
    let bytes = Array(text.utf8)
    return assistance.highlights(of: text, cursor: cursor ?? -1).map { highlight in
      let part = bytes[highlight.range.start..<highlight.range.end]
      return "\(String(decoding: part, as: UTF8.self)):\(highlight.role)"
    }
  }

  /// The roles that a part of a text has.
  func role(of part: String, in text: String, cursor: Int? = nil) -> String? {
    roles(text, cursor: cursor).first { $0.hasPrefix(part + ":") }
      .map { String($0.dropFirst(part.count + 1)) }
  }

  /// The hint behind a text.
  func hint(_ text: String) -> String? {
    assistance.hint(for: text, cursor: text.utf8.count)
  }

  /// What completes a text, with its suffixes: `sum(`.
  func completions(_ text: String) -> [String] {
    let completion = assistance.completion(of: text, cursor: text.utf8.count)
    return completion?.candidates.map { $0.text + $0.suffix } ?? []
  }

  /// The text with its only or first completion put in.
  func completed(_ text: String) -> String? {
    guard let completion = assistance.completion(of: text, cursor: text.utf8.count),
      let first = completion.candidates.first
    else { return nil }
    let head = String(decoding: Array(text.utf8)[..<completion.range.start], as: UTF8.self)
    return head + first.text + first.suffix
  }
}

/// Files that are only said to be there.
struct ListedFiles: FileListing {
  let directories: [String: [FileName]]

  func entries(ofDirectory path: String) -> [FileName] { directories[path] ?? [] }
}
