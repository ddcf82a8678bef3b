import Language
import Testing

/// Formats follow CPython to the letter, in results and in errors.
@Suite struct FormatSpecTests {
  @Test(arguments: LibraryCase.formats) func aFormatGivesPythonsText(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.wrongFormats) func aWrongFormatRaisesWhatPythonRaises(
    _ item: LibraryCase
  ) {
    #expect(item.outcome == item.expected)
  }

  @Test func anFStringUsesTheSameFormats() throws {
    var script = Script()
    #expect(try script.run("w = 8\nf\"{3.14159:{w}.2f}|{255:#x}\"") == "'    3.14|0xff'")
  }

  @Test func aTensorOfOneElementIsFormattedAsItsNumber() throws {
    var script = Script()
    #expect(try script.run("f'{constant(3.14159):.2f}'") == "'3.14'")
    #expect(try script.run("f'{constant([[7]]):05d}'") == "'00007'")
    #expect(try script.run("f'{Variable(2.):.1f}'") == "'2.0'")
    // NumPy hands a float32 to Python's float before formatting.
    #expect(try script.run("f'{constant(0.1):>22}'") == "'   0.10000000149011612'")
  }

  @Test func aTensorOfSeveralElementsHasNoFormat() {
    var script = Script()
    let failure = script.failure(of: "f'{ones(2):.2f}'")
    #expect(failure?.type == "TypeError")
    #expect(failure?.message == "unsupported format string passed to Tensor.__format__")
    #expect(failure?.hint?.contains("(2,)") == true)
  }

  @Test func hugeWidthsAndPrecisionsAreRefusedBeforeTheyAreMade() {
    var script = Script()
    #expect(script.failure(of: "format(1, '99999999999')")?.type == "MemoryError")
    #expect(script.failure(of: "format(1.5, '.99999999f')")?.message == "precision too big")
    #expect(script.failure(of: "'{:>{}}'.format('a', 10 ** 12)")?.type == "MemoryError")
  }
}
