extension LibraryCase {
  /// Formats of numbers and strings, with what CPython 3.11.7 gives.
  static let formats = table(
    #"""
    format(42, 'd') → '42'
    format(42, '5d') → '   42'
    format(42, '<5d') → '42   '
    format(42, '^6d') → '  42  '
    format(-42, '05d') → '-0042'
    format(42, '+d') → '+42'
    format(42, ' d') → ' 42'
    format(42, '-d') → '42'
    format(1234567, ',') → '1,234,567'
    format(1234567, '_') → '1_234_567'
    format(1234, '010,') → '00,001,234'
    format(1234, '08,') → '0,001,234'
    format(1234, '09,') → '0,001,234'
    format(1234, '011_') → '000_001_234'
    format(255, 'x') → 'ff'
    format(255, 'X') → 'FF'
    format(255, '#x') → '0xff'
    format(255, '#010x') → '0x000000ff'
    format(10, 'b') → '1010'
    format(10, '#b') → '0b1010'
    format(1000, '_b') → '11_1110_1000'
    format(1048575, '_x') → 'f_ffff'
    format(8, 'o') → '10'
    format(8, '#o') → '0o10'
    format(955, 'c') → 'λ'
    format(65, '5c') → '    A'
    format(1234, 'n') → '1234'
    format(42, 'e') → '4.200000e+01'
    format(42, 'f') → '42.000000'
    format(42, 'g') → '42'
    format(42, '%') → '4200.000000%'
    format(42, '*^10') → '****42****'
    format(42, '=+10d') → '+       42'
    format(-42, '0=10d') → '-000000042'
    format(-255, 'x') → '-ff'
    format(-5, '#b') → '-0b101'
    format(-1234567, '020,d') → '-000,000,001,234,567'
    format(3.14159, '.2f') → '3.14'
    format(2.5, '.0f') → '2'
    format(3.5, '.0f') → '4'
    format(0.5, '.0f') → '0'
    format(2.5, '#.0f') → '2.'
    format(3.14159, '10.3f') → '     3.142'
    format(3.14159, '<10.3f') → '3.142     '
    format(3.14159, '^10.3f') → '  3.142   '
    format(-3.14159, '010.3f') → '-00003.142'
    format(3.14159, '+.2f') → '+3.14'
    format(3.14159, ' .2f') → ' 3.14'
    format(12345.678, 'e') → '1.234568e+04'
    format(12345.678, '.2e') → '1.23e+04'
    format(12345.678, '.0e') → '1e+04'
    format(12345.678, '#.0e') → '1.e+04'
    format(1e-10, 'E') → '1.000000E-10'
    format(12345.678, 'g') → '12345.7'
    format(12345.678, '.3g') → '1.23e+04'
    format(0.00001234, '.3g') → '1.23e-05'
    format(0.1, '.10g') → '0.1'
    format(1.0, '#g') → '1.00000'
    format(1e-10, 'G') → '1E-10'
    format(1e20, 'g') → '1e+20'
    format(100000.0, 'g') → '100000'
    format(1000000.0, 'g') → '1e+06'
    format(0.0001, 'g') → '0.0001'
    format(0.00001, 'g') → '1e-05'
    format(0.1, '') → '0.1'
    format(0.1, '5') → '  0.1'
    format(123.0, '.3') → '1.23e+02'
    format(1234.5678, '.3') → '1.23e+03'
    format(0.05, '.1') → '0.05'
    format(0.1, '.17') → '0.10000000000000001'
    format(1234567.891, ',') → '1,234,567.891'
    format(1234567.891, ',.2f') → '1,234,567.89'
    format(1234567.891, '_.2f') → '1_234_567.89'
    format(1234.5, '015,.2f') → '0,000,001,234.50'
    format(0.256, '%') → '25.600000%'
    format(0.256, '.1%') → '25.6%'
    format(0.005, '.0%') → '0%'
    format(1234.5, 'n') → '1234.5'
    format(float('inf'), 'f') → 'inf'
    format(float('inf'), 'F') → 'INF'
    format(float('-inf'), '010f') → '-000000inf'
    format(float('nan'), 'g') → 'nan'
    format(float('nan'), '+f') → '+nan'
    format(float('nan'), 'E') → 'NAN'
    format(float('inf'), '.2f') → 'inf'
    format(float('inf'), '%') → 'inf%'
    format(0.1, '.50f') → '0.10000000000000000555111512312578270211815834045410'
    format(1e22, '.3f') → '10000000000000000000000.000'
    format(1e300, 'f') → '1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160.000000'
    format(-0.001, '.2f') → '-0.00'
    format(-0.001, 'z.2f') → '0.00'
    format(-0.05, 'z.1f') → '-0.1'
    format(-0.5, 'z.0f') → '0'
    format(-0.0, 'z') → '0.0'
    format(1e20, '#') → '1.e+20'
    format(1e20, '>15') → '          1e+20'
    format(-1.5, '10') → '      -1.5'
    format(-1.5, '=10') → '-      1.5'
    format(-1e-320, '.3e') → '-1.000e-320'
    format(5e-324, 'g') → '4.94066e-324'
    format(5e-324, '.20e') → '4.94065645841246544177e-324'
    format(1.005, '.2f') → '1.00'
    format(0.25, '.1f') → '0.2'
    format(0.35, '.1f') → '0.3'
    format(0.1, '.15g') → '0.1'
    format(0.1, '.17g') → '0.10000000000000001'
    format('abc', 's') → 'abc'
    format('abc', '10') → 'abc       '
    format('abc', '<10') → 'abc       '
    format('abc', '>10') → '       abc'
    format('abc', '^10') → '   abc    '
    format('abc', '^11s') → '    abc    '
    format('abc', '*<10') → 'abc*******'
    format('abc', '*^9') → '***abc***'
    format('abc', '.2') → 'ab'
    format('abc', '10.2') → 'ab        '
    format('abc', '.0') → ''
    format('abc', '010') → 'abc0000000'
    format('ab', 'λ>6') → 'λλλλab'
    format('λμ', '>6') → '    λμ'
    format(True, '') → 'True'
    format(True, 'd') → '1'
    format(True, '5') → '    1'
    format(True, '>5') → '    1'
    format(True, '.1f') → '1.0'
    format(True, 'x') → '1'
    format('abc', '') → 'abc'
    format('a', '{<5') → 'a{{{{'
    """#)
}

extension LibraryCase {
  /// Formats that are refused, with the exceptions that CPython 3.11.7 raises.
  static let wrongFormats = table(
    #"""
    format(42, 's') → ValueError: Unknown format code 's' for object of type 'int'
    format(42, '.2d') → ValueError: Precision not allowed in integer format specifier
    format(255, ',x') → ValueError: Cannot specify ',' with 'x'.
    format(5, ',b') → ValueError: Cannot specify ',' with 'b'.
    format(5, ',,') → ValueError: Cannot specify ',' with ','.
    format(5, ',_') → ValueError: Cannot specify both ',' and '_'.
    format(5, '_,') → ValueError: Cannot specify both ',' and '_'.
    format(65, '_c') → ValueError: Cannot specify '_' with 'c'.
    format(5, ',n') → ValueError: Cannot specify ',' with 'n'.
    format(65, '+c') → ValueError: Sign not allowed with integer format specifier 'c'
    format(65, '#c') → ValueError: Alternate form (#) not allowed with integer format specifier 'c'
    format(-1, 'c') → OverflowError: %c arg not in range(0x110000)
    format(1114112, 'c') → OverflowError: %c arg not in range(0x110000)
    format(42, 'q') → ValueError: Unknown format code 'q' for object of type 'int'
    format(3.5, 'd') → ValueError: Unknown format code 'd' for object of type 'float'
    format(3.5, 'x') → ValueError: Unknown format code 'x' for object of type 'float'
    format(3.5, 's') → ValueError: Unknown format code 's' for object of type 'float'
    format(3.5, '.') → ValueError: Format specifier missing precision
    format(3.5, '.f') → ValueError: Format specifier missing precision
    format(42, '5.2q3') → ValueError: Invalid format specifier '5.2q3' for object of type 'int'
    format('a', '5.2q3') → ValueError: Invalid format specifier '5.2q3' for object of type 'str'
    format(1.5, 'zz') → ValueError: Unknown format code 'z' for object of type 'float'
    format('a', 'd') → ValueError: Unknown format code 'd' for object of type 'str'
    format('a', 'f') → ValueError: Unknown format code 'f' for object of type 'str'
    format('a', '+') → ValueError: Sign not allowed in string format specifier
    format('a', ' ') → ValueError: Space not allowed in string format specifier
    format('a', '#') → ValueError: Alternate form (#) not allowed in string format specifier
    format('a', '=5') → ValueError: '=' alignment not allowed in string format specifier
    format('a', ',') → ValueError: Cannot specify ',' with 's'.
    format('a', ',s') → ValueError: Cannot specify ',' with 's'.
    format('a', 'z') → ValueError: Negative zero coercion (z) not allowed in string format specifier
    format(5, 'zd') → ValueError: Negative zero coercion (z) not allowed in integer format specifier
    format(True, 's') → ValueError: Unknown format code 's' for object of type 'bool'
    format(5, '99999999999999999999') → ValueError: Too many decimal digits in format string
    format(1.5, '.99999999999999999999f') → ValueError: Too many decimal digits in format string
    format(None, '5') → TypeError: unsupported format string passed to NoneType.__format__
    format([1], 'd') → TypeError: unsupported format string passed to list.__format__
    format((1,), '>10') → TypeError: unsupported format string passed to tuple.__format__
    format({'a': 1}, 'f') → TypeError: unsupported format string passed to dict.__format__
    format(42, 'é') → ValueError: Unknown format code '\xe9' for object of type 'int'
    format(65, '.2c') → ValueError: Precision not allowed in integer format specifier
    """#)
}
