/// That a derivative was taken where there is none.
public struct KinkNote: Sendable {
  /// What was differentiated.
  public let primitive: Primitive
  /// The kind of point.
  let kink: Kink
  /// The elements of the operands at the point.
  let operands: [[Double]]
  /// The operands by which the derivative was taken.
  let slots: [Int]
  /// The line of the source, from 1; 0 where it is not known.
  public let line: Int

  /// What operands are called: a note has no room for the user's names of them.
  private static let operandNames = ["the first operand", "the second", "the third"]

  /// What was taken by a convention, and what the others take, in one line.
  ///
  ///     note: abs in line 3 has no derivative at 0; 0 was taken (tapebook, torch: 0; jax: 1); set
  ///     kinks chooses
  public func text(by convention: Convention) -> String {
    let choices = primitive.choices(at: operands, of: kink, by: slots, names: KinkNote.operandNames)
    let name = primitive.toldName + (line > 0 ? " in line \(line)" : "")
    let verb = slots.count > 1 ? "were" : "was"
    let start =
      "note: \(name) has no derivative at \(kink.place); "
      + "\(choices.words(of: convention)) \(verb) taken"
    if choices.agree { return start + ", as by every convention" }
    return start + " (\(choices.othersText(than: convention))); set kinks chooses"
  }
}
