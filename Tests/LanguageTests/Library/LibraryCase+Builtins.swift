extension LibraryCase {
  /// Builtins, with what CPython 3.11.7 gives.
  static let builtins = table(
    #"""
    len([1, 2, 3]) → 3
    len('héllo') → 5
    len({'a': 1}) → 1
    len(range(10)) → 10
    len(range(5, 0, -2)) → 3
    list(range(5)) → [0, 1, 2, 3, 4]
    list(range(2, 8)) → [2, 3, 4, 5, 6, 7]
    list(range(10, 0, -3)) → [10, 7, 4, 1]
    range(3) → range(0, 3)
    range(1, 10, 2) → range(1, 10, 2)
    int('42') → 42
    int(' -17 ') → -17
    int('1_000') → 1000
    int('ff', 16) → 255
    int('0xff', 16) → 255
    int('0b101', 0) → 5
    int('z', 36) → 35
    int(3.99) → 3
    int(-3.99) → -3
    int(True) → 1
    int() → 0
    float('1e-3') → 0.001
    float(' 2.5 ') → 2.5
    float('inf') → inf
    float('-Infinity') → -inf
    float('nan') → nan
    float('1_0.5') → 10.5
    float(7) → 7.0
    float('.5') → 0.5
    float('5.') → 5.0
    float('1e400') → inf
    float() → 0.0
    str(1.0) → '1.0'
    str([1, 'a']) → "[1, 'a']"
    str(None) → 'None'
    str(True) → 'True'
    str('x') → 'x'
    str() → ''
    bool([]) → False
    bool([0]) → True
    bool('') → False
    bool(0.0) → False
    bool('False') → True
    list('abc') → ['a', 'b', 'c']
    list((1, 2)) → [1, 2]
    tuple([1, 2]) → (1, 2)
    tuple('ab') → ('a', 'b')
    tuple() → ()
    dict() → {}
    dict(a=1, b=2) → {'a': 1, 'b': 2}
    dict([('x', 1), ('y', 2)]) → {'x': 1, 'y': 2}
    dict({'a': 1}, b=2) → {'a': 1, 'b': 2}
    dict(zip('ab', [1, 2])) → {'a': 1, 'b': 2}
    list(zip([1, 2, 3], 'ab')) → [(1, 'a'), (2, 'b')]
    list(zip()) → []
    list(zip([1, 2], [3, 4], strict=True)) → [(1, 3), (2, 4)]
    list(enumerate('ab')) → [(0, 'a'), (1, 'b')]
    list(enumerate(['x', 'y'], start=1)) → [(1, 'x'), (2, 'y')]
    list(enumerate('ab', 5)) → [(5, 'a'), (6, 'b')]
    sorted([3, 1, 2]) → [1, 2, 3]
    sorted([3, 1, 2], reverse=True) → [3, 2, 1]
    sorted('banana') → ['a', 'a', 'a', 'b', 'n', 'n']
    sorted(['bb', 'a', 'ccc'], key=len) → ['a', 'bb', 'ccc']
    sorted([(1, 'b'), (1, 'a'), (0, 'c')]) → [(0, 'c'), (1, 'a'), (1, 'b')]
    sorted([(1, 'b'), (1, 'a'), (0, 'c')], key=lambda p: p[0], reverse=True) → [(1, 'b'), (1, 'a'), (0, 'c')]
    sorted([3, float('nan'), 1, 2]) → [3, nan, 1, 2]
    sorted([2, float('nan'), 1, float('nan'), 0, 5, 4]) → [2, nan, 1, nan, 0, 4, 5]
    sorted({'b': 1, 'a': 2}) → ['a', 'b']
    sorted([1.5, 1, True, 0]) → [0, 1, True, 1.5]
    list(reversed([1, 2, 3])) → [3, 2, 1]
    list(reversed('abc')) → ['c', 'b', 'a']
    list(reversed(range(5))) → [4, 3, 2, 1, 0]
    list(reversed(range(1, 10, 4))) → [9, 5, 1]
    list(reversed((1, 2))) → [2, 1]
    sum([1, 2, 3]) → 6
    sum([0.1] * 10) → 0.9999999999999999
    sum([1, 2.5]) → 3.5
    sum([[1], [2]], []) → [1, 2]
    sum((1, 2), 10) → 13
    sum([1, 2], start=5) → 8
    sum([]) → 0
    sum(x * x for x in range(5)) → 30
    sum([True, True, False]) → 2
    max([3, 1, 2]) → 3
    max(3, 7, 5) → 7
    max('banana') → 'n'
    max(['aa', 'b'], key=len) → 'aa'
    max([], default=0) → 0
    max(1, 2.0) → 2.0
    max(2, 2.0) → 2
    max(2.0, 2) → 2.0
    min([3, 1, 2]) → 1
    min(3, 1, 5) → 1
    min(['aa', 'b'], key=len) → 'b'
    min({'b': 1, 'a': 2}) → 'a'
    min([1.5, 0.5]) → 0.5
    repr(min([], default=None)) → 'None'
    max([1, 2], [1, 3]) → [1, 3]
    any([0, 1]) → True
    any([]) → False
    any(x > 2 for x in [1, 2, 3]) → True
    all([1, 1]) → True
    all([]) → True
    all([1, 0]) → False
    abs(-5) → 5
    abs(-2.5) → 2.5
    abs(True) → 1
    abs(-0.0) → 0.0
    round(2.5) → 2
    round(3.5) → 4
    round(-2.5) → -2
    round(2.675, 2) → 2.67
    round(1234.5678, 2) → 1234.57
    round(1234.5678, -2) → 1200.0
    round(1250, -2) → 1200
    round(1350, -2) → 1400
    round(-1250, -2) → -1200
    round(5, -1) → 0
    round(15, -1) → 20
    round(1e300, 5) → 1e+300
    round(0.5) → 0
    round(1.5) → 2
    round(1e16) → 10000000000000000
    round(12345.0, -5) → 0.0
    round(51234.0, -5) → 100000.0
    round(50000.0, -5) → 0.0
    round(150000.0, -5) → 200000.0
    round(50000.00001, -5) → 100000.0
    round(True) → 1
    round(2.5, 0) → 2.0
    round(-0.4) → 0
    round(0.1 + 0.2, 10) → 0.3
    round(float('inf'), 2) → inf
    round(5e-324, 400) → 5e-324
    round(123, 5) → 123
    pow(2, 10) → 1024
    pow(2, -1) → 0.5
    pow(2, 10, 1000) → 24
    pow(3, -1, 7) → 5
    pow(7, 2, -5) → -1
    pow(2.0, 3) → 8.0
    pow(-7, 3, 5) → 2
    pow(10, 18, 1000000007) → 49
    divmod(7, 2) → (3, 1)
    divmod(-7, 2) → (-4, 1)
    divmod(7.5, 2) → (3.0, 1.5)
    divmod(7, -2) → (-4, -1)
    repr('a') → "'a'"
    repr("it's") → '"it\'s"'
    repr(1.5) → '1.5'
    repr([1, 'a', None]) → "[1, 'a', None]"
    repr('\n') → "'\\n'"
    isinstance(1, int) → True
    isinstance(True, int) → True
    isinstance(1.0, int) → False
    isinstance('a', (int, str)) → True
    isinstance([], (tuple, (dict, list))) → True
    issubclass(IndexError, LookupError) → True
    issubclass(bool, int) → True
    issubclass(int, (str, float)) → False
    type(1) → <class 'int'>
    type(1.0) == float → True
    type('a') → <class 'str'>
    type([]) → <class 'list'>
    callable(len) → True
    callable(3) → False
    callable(lambda: 0) → True
    list(map(abs, [-1, 2])) → [1, 2]
    list(map(lambda x, y: x + y, [1, 2], [10, 20, 30])) → [11, 22]
    list(map(str, range(3))) → ['0', '1', '2']
    list(filter(None, [0, 1, '', 'a'])) → [1, 'a']
    list(filter(lambda x: x % 2, range(6))) → [1, 3, 5]
    next(iter([1, 2])) → 1
    next(iter([]), 'end') → 'end'
    list(iter('ab')) → ['a', 'b']
    hash(1) → 1
    hash(-1) → -2
    hash(2 ** 61 - 1) → 0
    hash(1.0) == hash(1) → True
    ord('a') → 97
    ord('λ') → 955
    chr(97) → 'a'
    chr(955) → 'λ'
    chr(128512) → '😀'
    bin(10) → '0b1010'
    bin(-5) → '-0b101'
    oct(8) → '0o10'
    hex(255) → '0xff'
    hex(-255) → '-0xff'
    hasattr([], 'append') → True
    hasattr([], 'nothing') → False
    getattr('abc', 'upper')() → 'ABC'
    getattr(1, 'nothing', 'default') → 'default'
    format(3.14159, '.2f') → '3.14'
    format(42) → '42'
    format('x', '>5') → '    x'
    """#)
}
