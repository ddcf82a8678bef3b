extension LibraryCase {
  /// Wrong arguments, with the exceptions that CPython 3.11.7 raises.
  static let failures = table(
    #"""
    'abc'.split('') → ValueError: empty separator
    int('abc') → ValueError: invalid literal for int() with base 10: 'abc'
    int('') → ValueError: invalid literal for int() with base 10: ''
    int('1.5') → ValueError: invalid literal for int() with base 10: '1.5'
    int('12', 1) → ValueError: int() base must be >= 2 and <= 36, or 0
    int('9', 8) → ValueError: invalid literal for int() with base 8: '9'
    int([1]) → TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
    int(1.5, 10) → TypeError: int() can't convert non-string with explicit base
    int(float('nan')) → ValueError: cannot convert float NaN to integer
    int(float('inf')) → OverflowError: cannot convert float infinity to integer
    int('1__0') → ValueError: invalid literal for int() with base 10: '1__0'
    int('_1') → ValueError: invalid literal for int() with base 10: '_1'
    float('abc') → ValueError: could not convert string to float: 'abc'
    float('') → ValueError: could not convert string to float: ''
    float('1_') → ValueError: could not convert string to float: '1_'
    float([1]) → TypeError: float() argument must be a string or a real number, not 'list'
    float('0x10') → ValueError: could not convert string to float: '0x10'
    len(5) → TypeError: object of type 'int' has no len()
    len(None) → TypeError: object of type 'NoneType' has no len()
    range(0, 5, 0) → ValueError: range() arg 3 must not be zero
    range(1.5) → TypeError: 'float' object cannot be interpreted as an integer
    range() → TypeError: range expected at least 1 argument, got 0
    list(5) → TypeError: 'int' object is not iterable
    dict([1, 2]) → TypeError: cannot convert dictionary update sequence element #0 to a sequence
    dict([(1, 2, 3)]) → ValueError: dictionary update sequence element #0 has length 3; 2 is required
    list(zip([1], [1, 2], strict=True)) → ValueError: zip() argument 2 is longer than argument 1
    sorted([1, 'a']) → TypeError: '<' not supported between instances of 'str' and 'int'
    sorted(5) → TypeError: 'int' object is not iterable
    sum(['a', 'b'], '') → TypeError: sum() can't sum strings [use ''.join(seq) instead]
    sum(['a']) → TypeError: unsupported operand type(s) for +: 'int' and 'str'
    sum(5) → TypeError: 'int' object is not iterable
    max([]) → ValueError: max() arg is an empty sequence
    max() → TypeError: max expected at least 1 argument, got 0
    max(1, 2, default=3) → TypeError: Cannot specify a default for max() with multiple positional arguments
    min([]) → ValueError: min() arg is an empty sequence
    max([1, 'a']) → TypeError: '>' not supported between instances of 'str' and 'int'
    abs('a') → TypeError: bad operand type for abs(): 'str'
    round('a') → TypeError: type str doesn't define __round__ method
    round(float('nan')) → ValueError: cannot convert float NaN to integer
    round(float('inf')) → OverflowError: cannot convert float infinity to integer
    pow(2, 3, 0) → ValueError: pow() 3rd argument cannot be 0
    pow(2, -1, 4) → ValueError: base is not invertible for the given modulus
    pow(2.0, 3, 5) → TypeError: pow() 3rd argument not allowed unless all arguments are integers
    divmod(1, 0) → ZeroDivisionError: integer division or modulo by zero
    isinstance(1, 5) → TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
    issubclass(1, int) → TypeError: issubclass() arg 1 must be a class
    next(iter([])) → StopIteration: 
    next([1]) → TypeError: 'list' object is not an iterator
    iter(5) → TypeError: 'int' object is not iterable
    ord('ab') → TypeError: ord() expected a character, but string of length 2 found
    ord(5) → TypeError: ord() expected string of length 1, but int found
    chr(-1) → ValueError: chr() arg not in range(0x110000)
    chr(1114112) → ValueError: chr() arg not in range(0x110000)
    bin(1.5) → TypeError: 'float' object cannot be interpreted as an integer
    hex('a') → TypeError: 'str' object cannot be interpreted as an integer
    getattr(1, 'nothing') → AttributeError: 'int' object has no attribute 'nothing'
    ','.join([1]) → TypeError: sequence item 0: expected str instance, int found
    'abc'.index('z') → ValueError: substring not found
    'a'.split('') → ValueError: empty separator
    'a'.partition('') → ValueError: empty separator
    '{}'.format() → IndexError: Replacement index 0 out of range for positional args tuple
    '{x}'.format() → KeyError: 'x'
    '{'.format() → ValueError: Single '{' encountered in format string
    '}'.format() → ValueError: Single '}' encountered in format string
    '{0} {}'.format(1) → ValueError: cannot switch from manual field specification to automatic field numbering
    '{} {0}'.format(1) → ValueError: cannot switch from automatic field numbering to manual field specification
    '{!x}'.format(1) → ValueError: Unknown conversion specifier x
    '{a'.format(a=1) → ValueError: expected '}' before end of string
    '{0[}'.format([1]) → ValueError: expected '}' before end of string
    '{:d}'.format('a') → ValueError: Unknown format code 'd' for object of type 'str'
    'abc'.startswith(5) → TypeError: startswith first arg must be str or a tuple of str, not int
    'a'.ljust(5, 'ab') → TypeError: The fill character must be exactly one character long
    'abc'.strip(5) → TypeError: strip arg must be None or str
    [1].index(2) → ValueError: 2 is not in list
    (1,).index(2) → ValueError: tuple.index(x): x not in tuple
    [].pop() → IndexError: pop from empty list
    [1].pop(5) → IndexError: pop index out of range
    [1].remove(2) → ValueError: list.remove(x): x not in list
    {}.pop('a') → KeyError: 'a'
    {}.popitem() → KeyError: 'popitem(): dictionary is empty'
    {'a': 1}.nothing → AttributeError: 'dict' object has no attribute 'nothing'
    math.sqrt(-1) → ValueError: math domain error
    math.log(0) → ValueError: math domain error
    math.log(-1) → ValueError: math domain error
    math.log(2, 1) → ZeroDivisionError: float division by zero
    math.exp(1000) → OverflowError: math range error
    math.acos(2) → ValueError: math domain error
    math.pow(0, -1) → ValueError: math domain error
    math.pow(-8, 1/3) → ValueError: math domain error
    math.pow(10, 400) → OverflowError: math range error
    math.fmod(1, 0) → ValueError: math domain error
    math.gamma(0) → ValueError: math domain error
    math.gamma(-1) → ValueError: math domain error
    math.gamma(200) → OverflowError: math range error
    math.lgamma(0) → ValueError: math domain error
    math.lgamma(-2) → ValueError: math domain error
    math.factorial(-1) → ValueError: factorial() not defined for negative values
    math.sqrt('a') → TypeError: must be real number, not str
    math.floor(float('nan')) → ValueError: cannot convert float NaN to integer
    math.floor(float('inf')) → OverflowError: cannot convert float infinity to integer
    math.atanh(1) → ValueError: math domain error
    math.log1p(-1) → ValueError: math domain error
    math.comb(-1, 2) → ValueError: n must be a non-negative integer
    math.isqrt(-1) → ValueError: isqrt() argument must be nonnegative
    math.sin(float('inf')) → ValueError: math domain error
    math.cosh(1000) → OverflowError: math range error
    hash([]) → TypeError: unhashable type: 'list'
    hash({}) → TypeError: unhashable type: 'dict'
    reversed(5) → TypeError: 'int' object is not reversible
    map(abs) → TypeError: map() must have at least two arguments.
    enumerate(5) → TypeError: 'int' object is not iterable
    zip(5) → TypeError: 'int' object is not iterable
    filter(None, 5) → TypeError: 'int' object is not iterable
    """#)
}
