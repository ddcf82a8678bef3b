import Language
import Notebook
import Plotting
import Tensors

/// A session as one page of HTML that needs nothing else: no script, no font, no picture from
/// elsewhere.
///
/// It is well-formed XML, too. The page is readable in light and in dark, printable, and has the
/// structure that screen readers go by: one main part, a list of contents, a section for each step.
struct HTMLDocument {
  private let session: ReplayedSession
  private let blocks: SessionBlocks

  /// The page of a session.
  ///
  /// - Complexity: O(length of the session and of what it shows).
  static func text(of session: ReplayedSession) -> String {
    let document = HTMLDocument(session: session, blocks: SessionBlocks(session))
    return document.page
  }

  private var page: String {
    let title = blocks.title.xmlEscaped
    return """
      <!DOCTYPE html>
      <html lang="\((session.file.header.language ?? "en").xmlEscaped)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="Tapebook"/>
      <title>\(title)</title>
      <style>
      \(HTMLStyle.text)
      </style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      </header>
      \(contents)<main>
      \(sections.joined(separator: "\n"))
      </main>
      <footer>\(footer)</footer>
      </body>
      </html>

      """
  }

  /// The titles of the steps, in order.
  private var titles: [String] {
    blocks.blocks.compactMap { block in
      if case .step(let title) = block, !title.isEmpty { return title }
      return nil
    }
  }

  /// The list of contents, where there is more than one step.
  private var contents: String {
    let titles = self.titles
    guard titles.count > 1 else { return "" }
    let items = titles.enumerated().map { index, title in
      "<li><a href=\"#step-\(index + 1)\">\(title.xmlEscaped)</a></li>"
    }
    return
      "<nav aria-label=\"\(words.contents)\">\n<ol>\n\(items.joined(separator: "\n"))\n</ol>\n</nav>\n"
  }

  /// The sections, each from one step to the next.
  private var sections: [String] {
    var sections: [String] = []
    var number = 0
    var open = false
    var silent: [SessionBlocks.EntryBlock] = []
    func endEntry() {
      if !silent.isEmpty {
        sections.append(HTMLEntry(silent, kind: session.kind, words: words).html)
      }
      silent = []
    }
    func end() {
      endEntry()
      if open { sections.append("</section>") }
      open = false
    }
    for block in blocks.blocks {
      switch block {
      case .step(let title):
        end()
        guard !title.isEmpty else { continue }
        number += 1
        open = true
        sections.append(
          "<section aria-labelledby=\"step-\(number)\">\n"
            + "<h2 id=\"step-\(number)\">\(title.xmlEscaped)</h2>")
      case .prose(let text):
        endEntry()
        sections.append("<div class=\"prose\">\n\(CommonMark.html(of: text))</div>")
      case .entry(let entry):
        let isHidden = entry.replayed.entry.options.isHidden
        if isHidden { endEntry() }
        silent.append(entry)
        if isHidden || !entry.isSilent { endEntry() }
      case .comments(let lines):
        endEntry()
        sections.append(
          "<pre class=\"input\"><code><span class=\"comment\">"
            + "\(lines.joined(separator: "\n").xmlEscaped)</span></code></pre>")
      }
    }
    end()
    return sections
  }

  private var words: HTMLWords { HTMLWords(language: session.file.header.language) }

  /// What the numbers depend on.
  private var footer: String {
    var facts = ["Tapebook", session.floatDType.name]
    if let seed = session.file.header.seed { facts.append("seed \(seed)") }
    return facts.map(\.xmlEscaped).joined(separator: " · ")
  }
}

/// The page's own words, in the language of its prose where that is known.
struct HTMLWords {
  let contents: String
  let output: String
  let error: String
  let hidden: String

  /// The words in a language, such as `ja`; English for any other.
  init(language: String?) {
    let code = language?.split(separator: "-").first?.lowercased()
    if code == "ja" {
      (contents, output, error, hidden) = ("目次", "出力", "エラー", "準備")
    } else {
      (contents, output, error, hidden) = ("Contents", "Output", "Error", "Preparation")
    }
  }
}

extension ExportFormat {
  static let html = ExportFormat(
    "html", summary: "a page that needs nothing else, with formulas and plots", ending: "html"
  ) { session in
    Exported(text: HTMLDocument.text(of: session))
  }
}
