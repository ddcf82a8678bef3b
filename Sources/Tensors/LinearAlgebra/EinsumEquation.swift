/// Which axes of some operands go together, as `einsum` writes it: `ij,jk->ik`.
///
/// Letters are axes of one extent. An ellipsis stands for any number of axes, which broadcast. Beyond
/// NumPy's notation a digit is an axis that broadcasts, so that an ellipsis can be written out, and
/// a letter may stand twice in the result, which is 0 off that diagonal: with both, the transpose of
/// every equation is an equation.
public struct EinsumEquation: Sendable, Hashable {
  /// A letter or a digit.
  public typealias Label = Character

  /// The labels of each operand's axes, the ellipses written out.
  public let operands: [[Label]]
  /// The labels of the result's axes.
  public let result: [Label]
  /// How long the axis of each label is.
  public let extents: [Label: Int]

  /// The most axes that an ellipsis stands for.
  static let digits: [Label] = Array("0123456789")

  /// The meaning of an equation for operands of some shapes.
  ///
  /// - Throws: `linearAlgebra(.equation)` for what is no equation, or does not fit the operands.
  public init(_ text: String, shapes: [[Int]]) throws(TensorError) {
    func refused(_ problem: String) -> TensorError {
      .linearAlgebra(.equation(text, problem: problem))
    }
    let terms: EinsumTerms
    do throws(EinsumTerms.Problem) {
      terms = try EinsumTerms(text)
    } catch {
      throw refused(error.description)
    }
    guard terms.operands.count == shapes.count else {
      throw refused("it has \(terms.operands.count) operands, but \(shapes.count) are given")
    }
    var widths: [Int] = []
    for (place, (term, shape)) in zip(terms.operands, shapes).enumerated() {
      let width = shape.count - term.labels.count
      guard term.hasEllipsis ? width >= 0 : width == 0 else {
        throw refused(
          "operand \(place + 1) has \(term.labels.count) axes there"
            + (term.hasEllipsis ? " or more" : "") + ", but shape \(Shape.text(shape))")
      }
      widths.append(width)
    }
    let free = Self.digits.filter { !terms.labels.contains($0) }
    let width = widths.max() ?? 0
    guard width <= free.count else { throw refused("an ellipsis stands for \(width) axes") }
    let ellipsis = Array(free[..<width])
    let operands = zip(terms.operands, widths).map { term, width in
      term.expanded(Array(ellipsis.suffix(width)))
    }
    if let explicit = terms.result {
      guard explicit.hasEllipsis || width == 0 else {
        throw refused("the result has no ellipsis, but an operand has one")
      }
      result = explicit.expanded(ellipsis)
    } else {
      // What stands once, in the order of the alphabet, behind what broadcasts.
      let all = terms.operands.flatMap(\.labels)
      result = ellipsis + Set(all).filter { label in all.count { $0 == label } == 1 }.sorted()
    }
    var extents: [Label: Int] = [:]
    for (labels, shape) in zip(operands, shapes) {
      for (label, extent) in zip(labels, shape) {
        let known = extents[label] ?? extent
        guard known == extent || label.isNumber && (known == 1 || extent == 1) else {
          throw refused("the axis \(label) has extent \(known) and extent \(extent)")
        }
        extents[label] = known == 1 ? extent : known
      }
    }
    for label in result where extents[label] == nil {
      throw refused("no operand has the axis \(label) of the result")
    }
    self.operands = operands
    self.extents = extents
  }

  /// The shape of the result.
  public var shape: [Int] { result.map { extents[$0] ?? 1 } }

  /// An equation with all axes written out.
  public static func text(_ operands: [[Label]], _ result: [Label]) -> String {
    operands.map { String($0) }.joined(separator: ",") + "->" + String(result)
  }

  /// A letter that the equation does not use; nil where it uses all.
  public var unusedLetter: Label? {
    (Array("abcdefghijklmnopqrstuvwxyz") + Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")).first {
      extents[$0] == nil
    }
  }
}

/// An equation as it is written.
private struct EinsumTerms {
  struct Term {
    var labels: [Character] = []
    /// How many labels stand before the ellipsis; nil without one.
    var ellipsis: Int?

    var hasEllipsis: Bool { ellipsis != nil }

    func expanded(_ labels: [Character]) -> [Character] {
      guard let ellipsis else { return self.labels }
      return self.labels[..<ellipsis] + labels + self.labels[ellipsis...]
    }
  }

  struct Problem: Error {
    let description: String
  }

  let operands: [Term]
  /// Nil where the result follows from the operands.
  let result: Term?

  var labels: Set<Character> { Set((operands + [result].compactMap { $0 }).flatMap(\.labels)) }

  init(_ text: String) throws(Problem) {
    let characters = text.filter { $0 != " " }
    let arrow = characters.split(separator: "->", omittingEmptySubsequences: false)
    guard arrow.count <= 2 else { throw Problem(description: "it has more than one '->'") }
    var operands: [Term] = []
    for part in arrow[0].split(separator: ",", omittingEmptySubsequences: false) {
      operands.append(try Self.term(part))
    }
    self.operands = operands
    result = arrow.count == 2 ? try Self.term(arrow[1]) : nil
  }

  private static func term(_ text: Substring) throws(Problem) -> Term {
    var term = Term()
    var rest = text
    while let next = rest.first {
      if rest.hasPrefix("...") {
        guard term.ellipsis == nil else { throw Problem(description: "'\(text)' has two ellipses") }
        term.ellipsis = term.labels.count
        rest = rest.dropFirst(3)
        continue
      }
      guard next.isASCII, next.isLetter || next.isNumber else {
        throw Problem(description: "'\(next)' is no axis; letters are")
      }
      term.labels.append(next)
      rest = rest.dropFirst()
    }
    return term
  }
}
