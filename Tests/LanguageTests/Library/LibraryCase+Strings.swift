extension LibraryCase {
  /// Methods of strings, with what CPython 3.11.7 gives.
  static let strings = table(
    #"""
    'a,b,c'.split(',') → ['a', 'b', 'c']
    'a b  c'.split() → ['a', 'b', 'c']
    '  a b '.split() → ['a', 'b']
    'a,b,c'.split(',', 1) → ['a', 'b,c']
    'a b c d'.split(None, 2) → ['a', 'b', 'c d']
    ' a  b  c '.split(None, 1) → ['a', 'b  c ']
    'a,b,c'.rsplit(',', 1) → ['a,b', 'c']
    ' a b c '.rsplit(None, 1) → [' a b', 'c']
    'a,,b'.split(',') → ['a', '', 'b']
    ''.split() → []
    ''.split(',') → ['']
    ', '.join(['a', 'b']) → 'a, b'
    ''.join(['x']) → 'x'
    '-'.join('abc') → 'a-b-c'
    ','.join([]) → ''
    ' x '.strip() → 'x'
    'xxaxx'.strip('x') → 'a'
    'xyaxy'.lstrip('xy') → 'axy'
    'axyx'.rstrip('xy') → 'a'
    'abc'.upper() → 'ABC'
    'ABC'.lower() → 'abc'
    'straße'.upper() → 'STRASSE'
    'hello world'.title() → 'Hello World'
    "they're bill's".title() → "They'Re Bill'S"
    'hELLO'.capitalize() → 'Hello'
    'aBc'.swapcase() → 'AbC'
    'dz/dx'.replace('x', 'y') → 'dz/dy'
    'aaa'.replace('a', 'b', 2) → 'bba'
    'abc'.replace('', '-') → '-a-b-c-'
    'abc'.replace('', '-', 2) → '-a-bc'
    'aaaa'.replace('aa', 'b') → 'bb'
    'hello'.startswith('he') → True
    'hello'.startswith(('x', 'h')) → True
    'hello'.startswith('l', 2) → True
    'hello'.startswith('', 6) → False
    'hello'.endswith('lo') → True
    'hello'.endswith('l', 0, 4) → True
    'hello'.find('l') → 2
    'hello'.find('z') → -1
    'hello'.find('l', 3) → 3
    'hello'.find('') → 0
    'hello'.find('', 5) → 5
    'hello'.find('', 6) → -1
    'hello'.rfind('l') → 3
    'hello'.rfind('') → 5
    'hello'.index('e') → 1
    'hello'.count('l') → 2
    'aaaa'.count('aa') → 2
    'abc'.count('') → 4
    'abc'.count('', 1) → 3
    'abc'.count('', 4) → 0
    'x'.zfill(3) → '00x'
    '-7'.zfill(4) → '-007'
    '+7'.zfill(1) → '+7'
    'ab'.ljust(5) → 'ab   '
    'ab'.rjust(5, '*') → '***ab'
    'ab'.center(7) → '   ab  '
    'abc'.center(6, '*') → '*abc**'
    'abc'.center(8, '*') → '**abc***'
    'ab'.center(5, '*') → '**ab*'
    '12'.isdigit() → True
    '1a'.isdigit() → False
    ''.isdigit() → False
    '²'.isdigit() → True
    '²'.isdecimal() → False
    '½'.isnumeric() → True
    'abc'.isalpha() → True
    'ab1'.isalpha() → False
    'ab1'.isalnum() → True
    ' \t'.isspace() → True
    'ABC'.isupper() → True
    'AB1'.isupper() → True
    '123'.isupper() → False
    'abc'.islower() → True
    'aBc'.islower() → False
    'x1'.isidentifier() → True
    '1x'.isidentifier() → False
    'θ'.isidentifier() → True
    'abc'.isascii() → True
    'é'.isascii() → False
    'a\nb\r\nc'.splitlines() → ['a', 'b', 'c']
    'a\nb\n'.splitlines(True) → ['a\n', 'b\n']
    'a\n\nb'.splitlines() → ['a', '', 'b']
    ''.splitlines() → []
    'a=b=c'.partition('=') → ('a', '=', 'b=c')
    'a=b=c'.rpartition('=') → ('a=b', '=', 'c')
    'abc'.partition('=') → ('abc', '', '')
    'abc'.rpartition('=') → ('', '', 'abc')
    'dz_dx'.removeprefix('dz_') → 'dx'
    'dz_dx'.removeprefix('q') → 'dz_dx'
    'a.tape'.removesuffix('.tape') → 'a'
    'a.tape'.removesuffix('') → 'a.tape'
    '{} {}'.format(1, 'a') → '1 a'
    '{0} {1} {0}'.format('a', 'b') → 'a b a'
    '{x} {y}'.format(x=1, y=2) → '1 2'
    '{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c') → '    a|b    |  c  '
    '{:.3f}'.format(3.14159) → '3.142'
    '{!r}'.format('a') → "'a'"
    '{!s:>4}'.format('a') → '   a'
    '{{}}'.format() → '{}'
    '{{{}}}'.format(1) → '{1}'
    '{:{}}'.format('a', 5) → 'a    '
    '{:{w}.{p}f}'.format(3.14159, w=8, p=2) → '    3.14'
    '{0[1]}'.format([1, 2]) → '2'
    '{d[key]}'.format(d={'key': 3}) → '3'
    '{:,}'.format(1234567) → '1,234,567'
    '{0:b} {0:x}'.format(10) → '1010 a'
    '{:%}'.format(0.25) → '25.000000%'
    'z = {:.2e}'.format(12345.678) → 'z = 1.23e+04'
    """#)
}
