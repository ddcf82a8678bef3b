import Foundation
import Language
import Notebook
import Testing

@testable import Interchange

/// Plots are pictures in what is exported.
@Suite struct PlotExportTests {
  private static let session = "#: title = T\nx = 1.\nplot [0, 1, x]\n"

  private func cells(language: String) throws -> [JSONValue] {
    let session = try SessionSamples.replayed(Self.session)
    let text = SessionSamples.exported(session, "ipynb", language: language)
    return try #require(try JSONReader.value(of: text)["cells"]?.array)
  }

  @Test func aNotebookOfTapebookHasThemAsOutputs() throws {
    let data = try cells(language: "tape").compactMap { $0["outputs"]?.array?.first?["data"] }
    let lines = data.first?["image/svg+xml"]?.array?.compactMap(\.string) ?? []
    #expect(lines.joined().hasPrefix("<svg ") && lines.joined().contains("</svg>"))
  }

  @Test func aNotebookOfAFrameworkHasThemInItsProse() throws {
    let cell = try cells(language: "tensorflow").first { $0["attachments"] != nil }
    let attachment = cell?["attachments"]?["plot-1.svg"]?["image/svg+xml"]?.string ?? ""
    let svg = try #require(Data(base64Encoded: attachment))
    #expect(String(decoding: svg, as: UTF8.self).hasPrefix("<svg "))
    let source = (cell?["source"]?.array ?? []).compactMap(\.string).joined()
    #expect(source.hasSuffix("![a plot](attachment:plot-1.svg)") && !source.contains("\u{2800}"))
  }

  @Test func aPageHasThemWithinIt() throws {
    let session = try SessionSamples.replayed(Self.session)
    let page = SessionSamples.exported(session, "html")
    #expect(page.contains("<svg xmlns=") && page.contains("</svg>"))
  }
}
