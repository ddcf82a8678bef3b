import Language
import Testing

/// `template % values`, with what CPython 3.11 gives.
@Suite struct PercentFormatTests {
  private static let cases = LibraryCase.table(
    #"""
    '%d' % 3 → '3'
    '%5d|' % 42 → '   42|'
    '%-5d|' % 42 → '42   |'
    '%05d' % -42 → '-0042'
    '%+d' % 7 → '+7'
    '% d' % 7 → ' 7'
    '%.3d' % 7 → '007'
    '%8.3d|' % -7 → '    -007|'
    '%i' % 3.99 → '3'
    '%d' % True → '1'
    '%f' % 1.5 → '1.500000'
    '%.2f' % 2.675 → '2.67'
    '%8.3f|' % 3.14159 → '   3.142|'
    '%-8.2f|' % 2.5 → '2.50    |'
    '%+.1e' % 12345.678 → '+1.2e+04'
    '%g' % 1e-5 → '1e-05'
    '%G' % 1e20 → '1E+20'
    '%g' % 100000. → '100000'
    '%#x' % 255 → '0xff'
    '%X' % 255 → 'FF'
    '%o' % 8 → '10'
    '%s' % [1, 'a'] → "[1, 'a']"
    '%r' % 'a' → "'a'"
    '%10s|' % 'ab' → '        ab|'
    '%-10s|' % 'ab' → 'ab        |'
    '%.2s' % 'abc' → 'ab'
    '%c' % 'x' → 'x'
    '%c' % 65 → 'A'
    '%%'  % () → '%'
    '%s %s' % (1, 2) → '1 2'
    '%(x)s %(y).1f' % {'x': 1, 'y': 2.25} → '1 2.2'
    '%*d' % (5, 3) → '    3'
    '%.*f' % (2, 1.23456) → '1.23'
    '%s' % None → 'None'
    '%s' % (1,) → '1'
    '100%% of %s' % 'it' → '100% of it'
    '%s' % {'a': 1} → "{'a': 1}"
    '%ld' % 3 → '3'
    '%f' % float('inf') → 'inf'
    '%d%s' % (1, '%') → '1%'
    '%06.2f' % -1.5 → '-01.50'
    '%s' % 1.5 → '1.5'
    '%d' % 'a' → TypeError: %d format: a real number is required, not str
    '%s %s' % (1,) → TypeError: not enough arguments for format string
    '%s' % (1, 2) → TypeError: not all arguments converted during string formatting
    '%q' % 1 → ValueError: unsupported format character 'q' (0x71) at index 1
    '%' % 1 → ValueError: incomplete format
    '%(x)s' % 1 → TypeError: format requires a mapping
    '%x' % 1.5 → TypeError: %x format: an integer is required, not float
    '%f' % 'a' → TypeError: must be real number, not str
    '%(x)s' % {'y': 1} → KeyError: 'x'
    '%d' % float('nan') → ValueError: cannot convert float NaN to integer
    """#)

  @Test(arguments: cases) func aTemplateIsFilledAsInPython(_ example: LibraryCase) {
    #expect(example.outcome == example.expected, "\(example.expression)")
  }

  @Test func aTensorOfOneElementIsItsNumber() throws {
    var script = Script()
    _ = try script.run("import numpy as np")
    #expect(
      try script.run("print('%.3f %d' % (constant(1.5), np.array([7])))") == "1.500 7")
    #expect(script.failure(of: "'%.3f' % ones(2)")?.type == "TypeError")
  }

  @Test(arguments: ["'%999999999999d' % 1", "'%*d' % (2 ** 40, 1)", "'%.999999999f' % 1."])
  func aWidthBeyondAllBoundsIsRefused(_ expression: String) {
    var script = Script()
    #expect(script.failure(of: expression)?.type == "ValueError")
  }
}
