import Foundation
import FoundationXML
import Language
import Testing

@testable import Interchange

/// The report is well-formed XML, by Foundation's parser (libxml2), and says what was found.
@Suite struct JUnitReportTests {
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var characters = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append((name, attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }
  }

  private func read(_ text: String) throws -> Reader {
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    let isWellFormed = parser.parse()
    #expect(isWellFormed, "\(parser.parserError.map { "\($0)" } ?? "") in \(text)")
    return reader
  }

  private func report(_ texts: [String]) throws -> JUnitReport {
    var report = JUnitReport()
    for (index, text) in texts.enumerated() {
      let name = "f\(index).tape"
      report.begin(file: name)
      var replay = SessionReplay(try SessionFile("#: format = tape/1\n" + text, file: name))
      _ = replay.run { report.add($0) }
    }
    return report
  }

  @Test func eachEntryIsACaseOfItsFile() throws {
    var report = try report(["1\n#> 1\n#@ skip\nx\n2\n#> 3\n", "quit\n4\n#> 4\n"])
    report.begin(file: "none.tape")
    report.add(failure: Diagnostic(type: "OSError", message: "cannot open it"))
    let reader = try read(report.text)
    #expect(
      reader.elements.map(\.name) == [
        "testsuites", "testsuite", "testcase", "testcase", "skipped", "testcase", "failure",
        "testsuite", "testcase", "testcase", "failure", "testsuite", "testcase", "error",
      ])
    let total = reader.elements[0].attributes
    #expect(total["tests"] == "6")
    #expect(total["failures"] == "2")
    #expect(total["errors"] == "1")
    #expect(total["skipped"] == "1")
    let suite = reader.elements[1].attributes
    #expect(suite["name"] == "f0.tape")
    #expect(suite["tests"] == "3")
    let failed = reader.elements[5].attributes
    #expect(failed["name"] == "line 6: 2")
    #expect(failed["classname"] == "f0.tape")
    #expect(failed["line"] == "6")
    #expect(reader.characters.contains("-#> 3\n+#> 2"))
    #expect(reader.elements[10].attributes["message"] == "not reached: quit in line 2")
  }

  @Test func whatXMLCannotHoldIsReplaced() throws {
    let report = try report(["'<&\">\u{1F600}]]>'; print('a\\x00b\\x1b\\x08 \\ufffe')\n#> x\n"])
    let reader = try read(report.text)
    #expect(reader.characters.contains("+#> '<&\">\u{1F600}]]>'"))
    #expect(reader.characters.contains("+#> a\u{FFFD}b\u{FFFD}\u{FFFD} \u{FFFD}"))
    #expect(reader.elements[2].attributes["name"]?.contains("'<&\">\u{1F600}]]>'") == true)
  }

  @Test func aReportOfNothingIsWellFormed() throws {
    #expect(try read(JUnitReport().text).elements.map(\.name) == ["testsuites"])
  }
}
