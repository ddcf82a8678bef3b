import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Text in XML is read back by an XML parser, which is not ours.
@Suite struct XMLTextTests {
  /// What a parser reads of a text as content and as an attribute.
  private func read(_ text: String) throws -> (content: String?, attribute: String?) {
    let document = try XMLDocument(
      data: Data("<a b=\"\(text.xmlAttribute)\">\(text.xmlEscaped)</a>".utf8), options: [])
    let root = document.rootElement()
    return (root?.stringValue, root?.attribute(forName: "b")?.stringValue)
  }

  @Test func textIsReadBackAsItWas() throws {
    let text = "<a href='x'>\"&amp;\"</a> ]]> θ 😀 \u{7F}\u{85}\u{E000}\u{FFFD}\u{10FFFF} 1\t2\n3\r4"
    let read = try read(text)
    #expect(read.content == text)
    #expect(read.attribute == text)
  }

  /// All that the production `Char` of XML 1.0 leaves out, of what a string can hold.
  @Test func whatXMLDoesNotAllowIsReplaced() throws {
    let controls = (0x00...0x1F).filter { ![0x9, 0xA, 0xD].contains($0) }
    for value in controls + [0xFFFE, 0xFFFF] {
      let scalar = try #require(Unicode.Scalar(UInt32(value)))
      let read = try read("a\(Character(scalar))b")
      #expect(read.content == "a\u{FFFD}b" && read.attribute == "a\u{FFFD}b")
    }
  }
}
