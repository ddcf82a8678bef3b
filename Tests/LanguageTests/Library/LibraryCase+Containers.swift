extension LibraryCase {
  /// Methods of containers, with what CPython 3.11.7 gives.
  static let containers = table(
    #"""
    [1, 2, 1].index(1, 1) → 2
    [1, 2, 1].count(1) → 2
    (1, 2, 3).index(3) → 2
    (1, 1).count(1) → 2
    [1, 2].copy() → [1, 2]
    [1, 2, 3].pop() → 3
    [1, 2, 3].pop(0) → 1
    {'a': 1}.get('a') → 1
    repr({'a': 1}.get('b')) → 'None'
    {'a': 1}.get('b', 0) → 0
    list({'a': 1, 'b': 2}.keys()) → ['a', 'b']
    list({'a': 1, 'b': 2}.values()) → [1, 2]
    list({'a': 1, 'b': 2}.items()) → [('a', 1), ('b', 2)]
    {'a': 1}.pop('a') → 1
    {'a': 1}.pop('b', 5) → 5
    {'a': 1, 'b': 2}.popitem() → ('b', 2)
    {'a': 1}.setdefault('a', 3) → 1
    {}.setdefault('a', 3) → 3
    {'a': 1}.copy() → {'a': 1}
    (10).bit_length() → 4
    (2.0).is_integer() → True
    (2.5).is_integer() → False
    [1, 2, 3][slice(1, None)] → [2, 3]
    """#)
}

extension LibraryCase {
  /// The module `math`, with what CPython 3.11.7 gives.
  static let mathematics = table(
    #"""
    math.sqrt(2) → 1.4142135623730951
    math.sqrt(16) → 4.0
    math.exp(1) → 2.718281828459045
    math.log(10) → 2.302585092994046
    math.log(8, 2) → 3.0
    math.log2(8) → 3.0
    math.log10(1000) → 3.0
    math.log1p(1e-10) → 9.999999999500001e-11
    math.expm1(1e-10) → 1.00000000005e-10
    math.sin(1) → 0.8414709848078965
    math.cos(1) → 0.5403023058681398
    math.tan(1) → 1.5574077246549023
    math.asin(0.5) → 0.5235987755982989
    math.acos(0.5) → 1.0471975511965979
    math.atan(1) → 0.7853981633974483
    math.atan2(1, -1) → 2.356194490192345
    math.sinh(1) → 1.1752011936438014
    math.cosh(1) → 1.5430806348152437
    math.tanh(0.5) → 0.46211715726000974
    math.asinh(1) → 0.881373587019543
    math.acosh(2) → 1.3169578969248166
    math.atanh(0.5) → 0.5493061443340548
    math.erf(0.5) → 0.5204998778130465
    math.erfc(0.5) → 0.4795001221869535
    math.gamma(5) → 24.0
    math.pow(2, 0.5) → 1.4142135623730951
    math.fabs(-2) → 2.0
    math.floor(2.7) → 2
    math.floor(-2.1) → -3
    math.ceil(2.1) → 3
    math.trunc(-2.7) → -2
    math.fmod(-7, 3) → -1.0
    math.hypot(3, 4) → 5.0
    math.hypot(1, 2, 2) → 3.0
    math.copysign(3, -0.0) → -3.0
    math.degrees(math.pi) → 180.0
    math.radians(180) → 3.141592653589793
    math.isnan(float('nan')) → True
    math.isinf(math.inf) → True
    math.isfinite(1.0) → True
    math.isclose(0.1 + 0.2, 0.3) → True
    math.isclose(1, 1.1, rel_tol=0.2) → True
    math.factorial(10) → 3628800
    math.gcd(12, 18) → 6
    math.gcd() → 0
    math.lcm(4, 6) → 12
    math.comb(10, 3) → 120
    math.comb(60, 30) → 118264581564861424
    math.comb(3, 5) → 0
    math.perm(5, 2) → 20
    math.isqrt(99) → 9
    math.isqrt(9223372036854775807) → 3037000499
    math.prod([2, 3, 4]) → 24
    math.pi → 3.141592653589793
    math.tau → 6.283185307179586
    math.e → 2.718281828459045
    math.cbrt(27) → 3.0000000000000004
    math.exp2(3) → 8.0
    math.sqrt(True) → 1.0
    """#)
}
