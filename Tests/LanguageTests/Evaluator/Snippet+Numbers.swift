/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let numbers: [Snippet] = [
    Snippet(
      #"""
      print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
      """#,
      prints: #"""
        3 -4 -4 3
        """#),
    Snippet(
      #"""
      print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
      """#,
      prints: #"""
        1 2 -2 -1
        """#),
    Snippet(
      #"""
      print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 0.0 % -3)
      """#,
      prints: #"""
        3.0 -4.0 -0.5 0.5 -0.0
        """#),
    Snippet(
      #"""
      print(1 / 3, 4 / 2, -1 / 4, 10 ** 15 / 7)
      """#,
      prints: #"""
        0.3333333333333333 2.0 -0.25 142857142857142.84
        """#),
    Snippet(
      #"""
      print(2 ** 10, 2 ** 0, 0 ** 0, (-2) ** 3, 2 ** -2, 2.0 ** 0.5)
      """#,
      prints: #"""
        1024 1 1 -8 0.25 1.4142135623730951
        """#),
    Snippet(
      #"""
      print(-2 ** 2, 2 ** 3 ** 2, (2 ** 3) ** 2)
      """#,
      prints: #"""
        -4 512 64
        """#),
    Snippet(
      #"""
      print(True + True, True * 3, -True, +False, True / 2)
      """#,
      prints: #"""
        2 3 -1 0 0.5
        """#),
    Snippet(
      #"""
      print(1 == 1.0, True == 1, 0 == False, 1 is 1, None is None)
      """#,
      prints: #"""
        True True True True True
        """#),
    Snippet(
      #"""
      print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2, 1 == 1 != 2)
      """#,
      prints: #"""
        True False True True
        """#),
    Snippet(
      #"""
      print(9007199254740993 == 9007199254740992.0, 9007199254740993 > 9007199254740992.0)
      """#,
      prints: #"""
        False True
        """#),
    Snippet(
      #"""
      print(9223372036854775807 < 9223372036854775808.0, -9223372036854775807 > -1e300)
      """#,
      prints: #"""
        True True
        """#),
    Snippet(
      #"""
      print(float('inf') > 10 ** 18, float('nan') == float('nan'), float('nan') != 1)
      """#,
      prints: #"""
        True False True
        """#),
    Snippet(
      #"""
      print(0.1 + 0.2, 1e16, 1e-5, 1e22, 123456789.123456789, 5e-324)
      """#,
      prints: #"""
        0.30000000000000004 1e+16 1e-05 1e+22 123456789.12345679 5e-324
        """#),
    Snippet(
      #"""
      print(1.0, -0.0, 100.0, 1e15, 1e16 + 2, 1.5e300 * 1e10)
      """#,
      prints: #"""
        1.0 -0.0 100.0 1000000000000000.0 1.0000000000000002e+16 inf
        """#),
    Snippet(
      #"""
      print(5 & 3, 5 | 3, True & False, True | False, ~5, ~True)
      """#,
      prints: #"""
        1 7 False True -6 -2
        """#),
    Snippet(
      #"""
      print(not 0, not 1, not [], not 'a', not None)
      """#,
      prints: #"""
        True False True False True
        """#),
    Snippet(
      #"""
      print(0 or 'x', 1 and 'y', '' or [] or 0, 1 and 0 and 2)
      """#,
      prints: #"""
        x y 0 0
        """#),
    Snippet(
      #"""
      try:
          print(1 / 0)
      except ZeroDivisionError as e:
          print('caught', e)
      """#,
      prints: #"""
        caught division by zero
        """#),
    Snippet(
      #"""
      try:
          1.0 // 0
      except ZeroDivisionError as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        ZeroDivisionError
        """#),
    Snippet(
      #"""
      try:
          0 ** -1
      except ZeroDivisionError as e:
          print(e)
      """#,
      prints: #"""
        0.0 cannot be raised to a negative power
        """#),
    Snippet(
      #"""
      try:
          2.0 ** 10000
      except OverflowError as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        OverflowError
        """#),
    Snippet(
      #"""
      x = 5
      x += 2
      x -= 1
      x *= 3
      x //= 4
      x **= 2
      x %= 7
      print(x)
      x /= 4
      print(x)
      """#,
      prints: #"""
        2
        0.5
        """#),
    Snippet(
      #"""
      print(divmod(17, 5), divmod(-17, 5), divmod(17.5, -5))
      """#,
      prints: #"""
        (3, 2) (-4, 3) (-4.0, -2.5)
        """#),
    Snippet(
      #"""
      print(abs(-3), abs(-2.5), round(2.5), round(3.5), round(2.675, 2))
      """#,
      prints: #"""
        3 2.5 2 4 2.67
        """#),
    Snippet(
      #"""
      print(int('42'), int(3.9), int(-3.9), float('1e3'), bool(0), bool('a'))
      """#,
      prints: #"""
        42 3 -3 1000.0 False True
        """#),
    Snippet(
      #"""
      print(3 if 2 > 1 else 4, (1 if [] else 2))
      """#,
      prints: #"""
        3 2
        """#),
    Snippet(
      #"""
      print(9223372036854775806 + 1, -9223372036854775807 - 1)
      """#,
      prints: #"""
        9223372036854775807 -9223372036854775808
        """#),
    Snippet(
      #"""
      print((-9223372036854775807 - 1) // 1, (-9223372036854775807 - 1) % -1)
      """#,
      prints: #"""
        -9223372036854775808 0
        """#),
    Snippet(
      #"""
      print(1_000_000, 0x1f, 0b101, 0o17, .5, 5., 1e3)
      """#,
      prints: #"""
        1000000 31 5 15 0.5 5.0 1000.0
        """#),
    Snippet(
      #"""
      print(max(1, 2.5), min(3, 1, 2), sum([1, 2, 3]), sum([0.5, 1]), max([4, 9, 2]))
      """#,
      prints: #"""
        2.5 1 6 1.5 9
        """#),
    Snippet(
      #"""
      print(1 in [1.0], True in [1], 2 in (1, 3), 'a' in {'a': 1})
      """#,
      prints: #"""
        True True False True
        """#),
    Snippet(
      #"""
      a = b = 3
      a += 1
      print(a, b)
      """#,
      prints: #"""
        4 3
        """#),
    Snippet(
      #"""
      print(int(True), str(1.0), str(True), repr('a'), str(None))
      """#,
      prints: #"""
        1 1.0 True 'a' None
        """#),
    Snippet(
      #"""
      print(-7 // 2.0, 7 % 2.5, -7 % 2.5, 1e308 * 10, -1e308 * 10)
      """#,
      prints: #"""
        -4.0 2.0 0.5 inf -inf
        """#),
    Snippet(
      #"""
      print(3 * 'ab', 'ab' * 0, 'ab' * -1, 2 * [1, 2], (1,) * 3)
      """#,
      prints: #"""
        ababab   [1, 2, 1, 2] (1, 1, 1)
        """#),
  ]
}
