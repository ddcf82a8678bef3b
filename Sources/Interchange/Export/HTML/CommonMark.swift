import CMarkdown
import Glibc
import Language
import Plotting

/// Markdown as HTML, by GitHub's cmark: CommonMark 0.29 with tables and strike-through.
///
/// What it gives is well-formed XML. Nothing in it loads anything: HTML in the text is shown as
/// text, images become links, and links that run scripts lose their target.
enum CommonMark {
  /// The extensions, which are registered once for the process.
  private static let registration: Void = cmark_gfm_core_extensions_ensure_registered()
  private static let extensions = ["table", "strikethrough"]
  /// The outermost headings of a text: those above are the page's own.
  private static let topHeading: CInt = 3

  /// The HTML of a Markdown text; mathematics between `$` becomes MathML.
  ///
  /// - Complexity: O(length of the text).
  static func html(of text: String) -> String {
    let formulas = MathSpans(text)
    return formulas.restored(in: rendered(formulas.text))
  }

  private static func rendered(_ text: String) -> String {
    _ = registration
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return text.xmlEscaped }
    defer { cmark_parser_free(parser) }
    for name in extensions {
      guard let known = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, known)
    }
    cmark_parser_feed(parser, text, text.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return text.xmlEscaped }
    defer { cmark_node_free(document) }
    tame(document)
    let options = CMARK_OPT_DEFAULT
    guard
      let html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser))
    else { return text.xmlEscaped }
    defer { free(html) }
    return String(cString: html)
  }

  /// Whether a line was broken between characters of a script that writes without blanks, where the
  /// break would be shown as one.
  private static func isWithinWideText(_ node: OpaquePointer) -> Bool {
    func text(_ node: OpaquePointer?) -> String? {
      node.flatMap { cmark_node_get_literal($0) }.map { String(cString: $0) }
    }
    return DisplayWidth.joinsWithoutBlank(
      text(cmark_node_previous(node))?.last, text(cmark_node_next(node))?.first)
  }

  /// Replaces what would load something, and lowers the headings below the page's own.
  private static func tame(_ document: OpaquePointer) {
    var pages: [OpaquePointer] = []
    var images: [OpaquePointer] = []
    var breaks: [OpaquePointer] = []
    guard let iterator = cmark_iter_new(document) else { return }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        let level = cmark_node_get_heading_level(node)
        cmark_node_set_heading_level(node, max(level, topHeading))
      case CMARK_NODE_IMAGE: images.append(node)
      case CMARK_NODE_SOFTBREAK where isWithinWideText(node): breaks.append(node)
      case CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK: pages.append(node)
      default: break
      }
    }
    cmark_iter_free(iterator)
    for node in pages { replaceByText(node) }
    for node in images { replaceByLink(node) }
    for node in breaks {
      cmark_node_unlink(node)
      cmark_node_free(node)
    }
  }

  /// Puts a link to an image in its place.
  private static func replaceByLink(_ image: OpaquePointer) {
    guard let link = cmark_node_new(CMARK_NODE_LINK) else { return cmark_node_unlink(image) }
    if let address = cmark_node_get_url(image) { cmark_node_set_url(link, address) }
    while let child = cmark_node_first_child(image) { cmark_node_append_child(link, child) }
    cmark_node_replace(image, link)
    cmark_node_free(image)
  }

  /// Puts the text of HTML in its place.
  private static func replaceByText(_ node: OpaquePointer) {
    guard let literal = cmark_node_get_literal(node), let text = cmark_node_new(CMARK_NODE_TEXT)
    else { return }
    cmark_node_set_literal(text, literal)
    guard cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK else {
      cmark_node_replace(node, text)
      return cmark_node_free(node)
    }
    guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else {
      return cmark_node_free(text)
    }
    cmark_node_append_child(paragraph, text)
    cmark_node_replace(node, paragraph)
    cmark_node_free(node)
  }
}
