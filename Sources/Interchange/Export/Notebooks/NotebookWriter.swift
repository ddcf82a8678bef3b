/// Writes a Jupyter notebook of nbformat 4.5.
///
/// The format is that of https://nbformat.readthedocs.io/en/latest/format_description.html, with the
/// keys in the order and the spacing in which Jupyter writes them, so that saving it there changes
/// little.
struct NotebookWriter {
  /// A cell.
  enum Cell {
    /// Prose, with the SVG pictures that it names `attachment:plot-1.svg` and so on.
    case markdown(String, pictures: [String] = [])
    case code(String, outputs: [Output], tags: [String] = [])
  }

  /// What a code cell shows.
  enum Output {
    /// What is printed.
    case text(String)
    case picture(svg: String, text: String)
    /// How it failed: the type of the error and what happened.
    case failure(type: String, message: String, lines: [String])
  }

  /// The kernel that runs the cells.
  struct Kernel {
    /// The name by which Jupyter finds it.
    let name: String
    let displayName: String
    let language: String
    /// What Jupyter shows the code with, and calls a file of it.
    let lexer: String
    let ending: String

    static let python = Kernel(
      name: "python3", displayName: "Python 3 (ipykernel)", language: "python", lexer: "ipython3",
      ending: ".py")
    static let tape = Kernel(
      name: "tapebook", displayName: "Tapebook", language: "tape", lexer: "python",
      ending: ".tape")
  }

  /// The text of a notebook.
  ///
  /// - Parameter facts: what the notebook says of the session, by the names of a header's keys.
  /// - Complexity: O(length of the cells).
  static func text(of cells: [Cell], kernel: Kernel, facts: [(String, String)] = []) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("cells") { writer in
        writer.array { writer in
          var count = 0
          for (index, cell) in cells.enumerated() {
            if case .code = cell { count += 1 }
            writer.cell(cell, id: "cell-\(index + 1)", count: count)
          }
        }
      }
      writer.member("metadata") { writer in
        writer.object { writer in
          writer.member("kernelspec") { writer in
            writer.object { writer in
              writer.member("display_name", kernel.displayName)
              writer.member("language", kernel.language)
              writer.member("name", kernel.name)
            }
          }
          writer.member("language_info") { writer in
            writer.object { writer in
              writer.member("file_extension", kernel.ending)
              writer.member("name", kernel.language)
              writer.member("pygments_lexer", kernel.lexer)
            }
          }
          guard !facts.isEmpty else { return }
          writer.member("tapebook") { writer in
            writer.object { writer in
              for (name, value) in facts { writer.member(name, value) }
            }
          }
        }
      }
      writer.member("nbformat", 4)
      writer.member("nbformat_minor", 5)
    }
    return indented(writer.bytes) + "\n"
  }

  /// A JSON text with line breaks and indentation, as Python's `json.dumps(…, indent=1)` has them.
  private static func indented(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    func breakLine() {
      result.append(UInt8(ascii: "\n"))
      result += [UInt8](repeating: UInt8(ascii: " "), count: depth)
    }
    for (index, byte) in bytes.enumerated() {
      if isInString {
        result.append(byte)
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        result.append(byte)
        depth += 1
        if next != UInt8(ascii: "}"), next != UInt8(ascii: "]") { breakLine() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        let before = bytes[index - 1]
        if before != UInt8(ascii: "{"), before != UInt8(ascii: "[") { breakLine() }
        result.append(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        breakLine()
      case UInt8(ascii: ":"): result += [byte, UInt8(ascii: " ")]
      default:
        result.append(byte)
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func cell(_ cell: NotebookWriter.Cell, id: String, count: Int) {
    object { writer in
      switch cell {
      case .markdown(let text, let pictures):
        if !pictures.isEmpty { writer.attachments(pictures) }
        writer.member("cell_type", "markdown")
        writer.member("id", id)
        writer.member("metadata") { $0.object { _ in } }
        writer.member("source") { $0.lines(of: text) }
      case .code(let text, let outputs, let tags):
        writer.member("cell_type", "code")
        writer.member("execution_count", count)
        writer.member("id", id)
        writer.member("metadata") { writer in
          writer.object { writer in
            guard !tags.isEmpty else { return }
            writer.member("tags") { writer in
              writer.array { writer in
                for tag in tags { writer.string(tag) }
              }
            }
          }
        }
        writer.member("outputs") { writer in
          writer.array { writer in
            for output in outputs { writer.output(output) }
          }
        }
        writer.member("source") { $0.lines(of: text) }
      }
    }
  }

  private mutating func output(_ output: NotebookWriter.Output) {
    object { writer in
      switch output {
      case .text(let text):
        writer.member("name", "stdout")
        writer.member("output_type", "stream")
        writer.member("text") { $0.lines(of: text + "\n") }
      case .picture(let svg, let text):
        writer.member("data") { writer in
          writer.object { writer in
            writer.member("image/svg+xml") { $0.lines(of: svg) }
            writer.member("text/plain") { $0.lines(of: text) }
          }
        }
        writer.member("metadata") { $0.object { _ in } }
        writer.member("output_type", "display_data")
      case .failure(let type, let message, let lines):
        writer.member("ename", type)
        writer.member("evalue", message)
        writer.member("output_type", "error")
        writer.member("traceback") { writer in
          writer.array { writer in
            for line in lines { writer.string(line) }
          }
        }
      }
    }
  }

  /// Writes pictures that belong to a cell, as nbformat stores them: by name and type, in base 64.
  private mutating func attachments(_ pictures: [String]) {
    member("attachments") { writer in
      writer.object { writer in
        for (index, svg) in pictures.enumerated() {
          writer.member("plot-\(index + 1).svg") { writer in
            writer.object { writer in
              writer.member(
                "image/svg+xml",
                String(decoding: Base64.encoded(Array(svg.utf8)), as: UTF8.self))
            }
          }
        }
      }
    }
  }

  /// Writes a text as nbformat stores it: a list of lines that keep their breaks.
  private mutating func lines(of text: String) {
    array { writer in
      for line in text.linesWithBreaks { writer.string(String(line)) }
    }
  }
}
