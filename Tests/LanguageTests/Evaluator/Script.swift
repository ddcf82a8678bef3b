import Language
import Plotting

/// Runs texts as the prompt does, entry by entry, and collects what is shown.
struct Script {
  var session = Session()
  var options = EvaluatorOptions(library: .standard)

  init(seed: UInt64 = 0, echo: EvaluatorOptions.Echo = .every, hasSessionTape: Bool = true) {
    session = Session(seed: seed)
    options.echo = echo
    options.hasSessionTape = hasSessionTape
  }

  /// What the entries of a text show, each on a line of its own.
  mutating func run(_ text: String) throws -> String {
    var shown: [String] = []
    for entry in entries(of: text) {
      try Evaluator.run(entry(session), in: &session, options: options) { output in
        switch output {
        case .text(let text), .page(let text), .measured(let text, _): shown.append(text)
        case .plot(let plot, _): shown.append(plot.text())
        case .value(let value, _): shown.append(value.text)
        }
      }
    }
    return shown.joined(separator: "\n")
  }

  /// The plots that the entries of a text show.
  mutating func plots(_ text: String) throws -> [Plot] {
    var plots: [Plot] = []
    for entry in entries(of: text) {
      try Evaluator.run(entry(session), in: &session, options: options) { output in
        if case .plot(let plot, _) = output { plots.append(plot) }
      }
    }
    return plots
  }

  /// The failure of a text, and the type with its message.
  mutating func failure(of text: String) -> Diagnostic? {
    do {
      _ = try run(text)
      return nil
    } catch let diagnostic as Diagnostic {
      return diagnostic
    } catch {
      return nil
    }
  }

  private func entries(of text: String) -> [(Session) throws -> Entry] {
    var entries: [(Session) throws -> Entry] = []
    for item in EntryScanner(text) {
      guard case .entry(let extent) = item else { continue }
      let source = EntrySource(file: nil, text: extent.text, firstLine: extent.firstLine)
      let commands = options.commands.values.map(\.syntax)
      entries.append { session in
        do throws(SyntaxError) {
          return try Parser(commands: commands) { session.isBound($0) }.parse(source)
        } catch {
          throw Diagnostic(error, source: source)
        }
      }
    }
    return entries
  }
}
