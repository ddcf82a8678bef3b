import Foundation
import FoundationXML
import Language
import Testing

@testable import Interchange

@Suite struct HTMLDocumentTests {
  /// The elements of a page that is read as XML, and its text.
  private final class Page: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""
    var failure: String?

    init(_ html: String) {
      super.init()
      let parser = XMLParser(data: Data(html.utf8))
      parser.delegate = self
      if !parser.parse() {
        failure = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
      }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { elements.append((name, attributes)) }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func all(_ name: String) -> [[String: String]] {
      elements.filter { $0.name == name }.map(\.attributes)
    }
  }

  private func page(_ text: String) throws -> Page {
    Page(SessionSamples.exported(try SessionSamples.replayed(text), "html"))
  }

  @Test(arguments: SessionSamples.files)
  func everySessionIsAWellFormedPageThatLoadsNothing(_ file: URL) throws {
    let html = SessionSamples.exported(try SessionSamples.replayed(file), "html")
    let page = Page(html)
    #expect(page.failure == nil)
    #expect(!page.all("section").isEmpty)
    #expect(!html.contains("url(") && !html.contains("@import"))
    let loading: Set<String> = [
      "script", "link", "img", "iframe", "object", "embed", "audio", "video", "source", "base",
    ]
    #expect(page.elements.allSatisfy { !loading.contains($0.name) })
    #expect(page.elements.allSatisfy { $0.attributes["src"] == nil })
    #expect(page.elements.allSatisfy { $0.attributes["href"] == nil || $0.name == "a" })
    // Every link within the page leads somewhere.
    let targets = Set(page.elements.compactMap { $0.attributes["id"] })
    for link in page.all("a").compactMap({ $0["href"] }) where link.hasPrefix("#") {
      #expect(targets.contains(String(link.dropFirst())))
    }
  }

  @Test func nothingThatIsTypedIsTakenForHTML() throws {
    let attack = "<script>alert(1)</script>"
    let page = try page(
      """
      #: title = \(attack)
      #: lang = "><b>
      #| Prose \(attack) & <b onclick='x'>bold</b>
      #|
      #| <div onload="x">
      #|
      #| [link](javascript:alert(1)) ![image](https://example.com/x.png)
      # %% Step \(attack) & more
      # comment \(attack)
      s = "\(attack)]]>"
      s
      print('<img src=x onerror=y>', "\\x00\\x1b\\u202e\\ufffe")
      raise ValueError('\(attack)')
      #! ValueError: \(attack)
      #| $\(attack)$ and `\(attack)`
      1
      #> 1

      """)
    #expect(page.failure == nil)
    #expect(page.all("script").isEmpty && page.all("img").isEmpty && page.all("b").isEmpty)
    #expect(page.all("div").allSatisfy { $0["onload"] == nil })
    let links = page.all("a").compactMap { $0["href"] }
    #expect(links.contains("https://example.com/x.png"))
    #expect(!links.contains { $0.hasPrefix("javascript") })
    // It is all there, as text.
    #expect(page.text.components(separatedBy: attack).count >= 10)
    #expect(page.text.contains("<img src=x onerror=y>"))
    #expect(page.text.contains("<div onload=\"x\">"))
    #expect(page.text.contains("\u{FFFD}\u{FFFD}"))
  }

  @Test func theStructureIsWhatReadersGoBy() throws {
    let page = try page(
      """
      #: title = Gradients
      #: lang = ja
      #| 文。

      # %% One
      #| - a
      #| - b
      x = 2.
      x
      #> 2.0
      #@ hide
      y = 1

      # %% Two
      1 / 0
      #! ZeroDivisionError: division by zero
      # %% Three
      #| | a | b |
      #| |---|--:|
      #| | 1 | 2 |

      """)
    #expect(page.failure == nil)
    #expect(page.all("html") == [["lang": "ja"]])
    #expect(page.all("h1").count == 1 && page.all("main").count == 1)
    #expect(page.all("nav") == [["aria-label": "目次"]])
    #expect(page.all("a").map { $0["href"] } == ["#step-1", "#step-2", "#step-3"])
    #expect(page.all("h2").map { $0["id"] } == ["step-1", "step-2", "step-3"])
    #expect(
      page.all("section").map { $0["aria-labelledby"] } == ["step-1", "step-2", "step-3"])
    #expect(page.all("pre").map { $0["class"] } == ["input", "output", "input", "input", "error"])
    #expect(page.all("details").count == 1)
    #expect(page.all("li").count == 5)
    #expect(page.all("table").count == 1 && page.all("td").count == 2)
  }

  @Test func theInputIsColouredAsAtThePrompt() throws {
    let html = SessionSamples.exported(
      try SessionSamples.replayed("x = ones(2)\nwatch x\nfor i in x: print('é', i) # θ\n"), "html")
    #expect(html.contains("x = <span class=\"function\">ones</span>"))
    #expect(html.contains("<span class=\"command\">watch</span> x"))
    #expect(html.contains("<span class=\"keyword\">for</span> i"))
    #expect(html.contains("<span class=\"string\">&#39;é&#39;</span>"))
    #expect(html.contains("<span class=\"comment\"># θ</span>"))
  }

  @Test func formulasAreSetWhereTheyAreShown() throws {
    let html = SessionSamples.exported(
      try SessionSamples.replayed("def f(x): return x**2 / 3\nderivative f\n"), "html")
    #expect(html.contains("<math displaystyle=\"true\" alttext=\"f′(x) = "))
    #expect(Page(html).failure == nil)
  }
}
