import Language
import Testing

/// The library does what CPython does, value by value.
@Suite struct PythonLibraryTests {
  @Test(arguments: LibraryCase.builtins) func aBuiltinGivesPythonsValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.strings) func aStringMethodGivesPythonsValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.containers)
  func aContainerMethodGivesPythonsValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.mathematics)
  func aFunctionOfMathGivesPythonsValue(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.failures) func wrongArgumentsRaiseWhatPythonRaises(
    _ item: LibraryCase
  ) {
    #expect(item.outcome == item.expected)
  }

  @Test(arguments: LibraryCase.changes) func aMethodChangesItsContainer(_ item: LibraryCase) {
    #expect(item.outcome == item.expected)
  }
}
