/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let sequences: [Snippet] = [
    Snippet(
      #"""
      x = [1, 2, 3, 4, 5]
      print(x[0], x[-1], x[1:3], x[:2], x[3:], x[::2], x[::-1], x[-2:], x[10:], x[4:1:-2])
      """#,
      prints: #"""
        1 5 [2, 3] [1, 2] [4, 5] [1, 3, 5] [5, 4, 3, 2, 1] [4, 5] [] [5, 3]
        """#),
    Snippet(
      #"""
      x = [1, 2, 3]
      y = x
      y[0] = 9
      print(x, x is y, x == [9, 2, 3], x is [9, 2, 3])
      """#,
      prints: #"""
        [9, 2, 3] True True False
        """#),
    Snippet(
      #"""
      x = [1, 2, 3]
      y = x[:]
      y.append(4)
      print(x, y, len(x), len(y))
      """#,
      prints: #"""
        [1, 2, 3] [1, 2, 3, 4] 3 4
        """#),
    Snippet(
      #"""
      x = [0, 1, 2, 3, 4, 5]
      x[1:3] = [10, 20, 30]
      print(x)
      x[::2] = ['a', 'b', 'c', 'd']
      print(x)
      """#,
      prints: #"""
        [0, 10, 20, 30, 3, 4, 5]
        ['a', 10, 'b', 30, 'c', 4, 'd']
        """#),
    Snippet(
      #"""
      x = [0, 1, 2, 3, 4, 5]
      del x[0]
      print(x)
      del x[::2]
      print(x)
      del x[:]
      print(x)
      """#,
      prints: #"""
        [1, 2, 3, 4, 5]
        [2, 4]
        []
        """#),
    Snippet(
      #"""
      x = list(range(5))
      x[2:2] = [7, 7]
      print(x)
      x[1:4] = []
      print(x)
      """#,
      prints: #"""
        [0, 1, 7, 7, 2, 3, 4]
        [0, 2, 3, 4]
        """#),
    Snippet(
      #"""
      x = [1, 2]
      x += (3, 4)
      x += 'ab'
      x *= 2
      print(x)
      """#,
      prints: #"""
        [1, 2, 3, 4, 'a', 'b', 1, 2, 3, 4, 'a', 'b']
        """#),
    Snippet(
      #"""
      def f(a):
          a += [1]
      x = []
      f(x)
      print(x)
      """#,
      prints: #"""
        [1]
        """#),
    Snippet(
      #"""
      t = (1, 2, 3)
      print(t + (4,), t * 2, t[1:], (), (1,), len(t), 2 in t)
      """#,
      prints: #"""
        (1, 2, 3, 4) (1, 2, 3, 1, 2, 3) (2, 3) () (1,) 3 True
        """#),
    Snippet(
      #"""
      a, b = 1, 2
      a, b = b, a
      print(a, b)
      """#,
      prints: #"""
        2 1
        """#),
    Snippet(
      #"""
      a, *b, c = range(6)
      print(a, b, c)
      *a, b = 'xyz'
      print(a, b)
      """#,
      prints: #"""
        0 [1, 2, 3, 4] 5
        ['x', 'y'] z
        """#),
    Snippet(
      #"""
      (a, b), [c, d] = (1, 2), (3, 4)
      print(a, b, c, d)
      """#,
      prints: #"""
        1 2 3 4
        """#),
    Snippet(
      #"""
      try:
          a, b = 1, 2, 3
      except ValueError as e:
          print(e)
      try:
          a, b, c = 1, 2
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        too many values to unpack (expected 2)
        not enough values to unpack (expected 3, got 2)
        """#),
    Snippet(
      #"""
      try:
          a, *b, c = [1]
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        not enough values to unpack (expected at least 2, got 1)
        """#),
    Snippet(
      #"""
      try:
          a, b = 5
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        cannot unpack non-iterable int object
        """#),
    Snippet(
      #"""
      print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], (2,) > (1, 9), [] == [], [1] != [1.0])
      """#,
      prints: #"""
        True True True True False
        """#),
    Snippet(
      #"""
      x = []
      x.append(x)
      print(x)
      print(x == x)
      """#,
      prints: #"""
        [[...]]
        True
        """#),
    Snippet(
      #"""
      print([1, [2, (3, 'a')], {'k': [None, True]}])
      """#,
      prints: #"""
        [1, [2, (3, 'a')], {'k': [None, True]}]
        """#),
    Snippet(
      #"""
      try:
          [1, 2][5]
      except IndexError as e:
          print(e)
      try:
          (1,)[3]
      except IndexError as e:
          print(e)
      try:
          'abc'[9]
      except IndexError as e:
          print(e)
      """#,
      prints: #"""
        list index out of range
        tuple index out of range
        string index out of range
        """#),
    Snippet(
      #"""
      try:
          [1]['a']
      except TypeError as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        TypeError
        """#),
    Snippet(
      #"""
      d = {'a': 1, 'b': 2}
      d['c'] = 3
      d['a'] = 10
      print(d, len(d), d['b'], 'c' in d, 'z' not in d)
      """#,
      prints: #"""
        {'a': 10, 'b': 2, 'c': 3} 3 2 True True
        """#),
    Snippet(
      #"""
      d = {1: 'int', 1.0: 'float', True: 'bool'}
      print(d)
      """#,
      prints: #"""
        {1: 'bool'}
        """#),
    Snippet(
      #"""
      d = {(1, 2): 'a', (1.0, 2.0): 'b'}
      print(d)
      """#,
      prints: #"""
        {(1, 2): 'b'}
        """#),
    Snippet(
      #"""
      d = {'x': 1, 'y': 2}
      del d['x']
      print(d)
      for k in d:
          print(k, d[k])
      """#,
      prints: #"""
        {'y': 2}
        y 2
        """#),
    Snippet(
      #"""
      try:
          {}['missing']
      except KeyError as e:
          print(e, repr(e))
      """#,
      prints: #"""
        'missing' KeyError('missing')
        """#),
    Snippet(
      #"""
      try:
          {[1]: 2}
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        unhashable type: 'list'
        """#),
    Snippet(
      #"""
      print({**{'a': 1}, 'b': 2, **{'a': 3}})
      """#,
      prints: #"""
        {'a': 3, 'b': 2}
        """#),
    Snippet(
      #"""
      d = {'a': 1}
      e = d
      e['b'] = 2
      print(d, d is e, d == {'b': 2, 'a': 1})
      """#,
      prints: #"""
        {'a': 1, 'b': 2} True True
        """#),
    Snippet(
      #"""
      print({'a': 1} | {'b': 2, 'a': 3})
      """#,
      prints: #"""
        {'a': 3, 'b': 2}
        """#),
    Snippet(
      #"""
      d = {i: i * i for i in range(4)}
      print(d, list(d), d.get(2), d.get(9), d.get(9, 'no'))
      """#,
      prints: #"""
        {0: 0, 1: 1, 2: 4, 3: 9} [0, 1, 2, 3] 4 None no
        """#),
    Snippet(
      #"""
      print('hello'[1], 'hello'[-1], 'hello'[1:3], 'hello'[::-1], 'ell' in 'hello', '' in '')
      """#,
      prints: #"""
        e o el olleh True True
        """#),
    Snippet(
      #"""
      print('a' + 'b', 'a' < 'b', 'B' < 'a', 'abc' == 'abc', 'a' != 'b')
      """#,
      prints: #"""
        ab True True True True
        """#),
    Snippet(
      #"""
      print(len('añ日本'), 'añ日本'[2], 'añ日本'[::-1])
      """#,
      prints: #"""
        4 日 本日ña
        """#),
    Snippet(
      #"""
      print(repr("it's"), repr('a"b'), repr('both\'"'), repr('tab\tnl\n\\'), repr('\x00\x7fé'))
      """#,
      prints: #"""
        "it's" 'a"b' 'both\'"' 'tab\tnl\n\\' '\x00\x7fé'
        """#),
    Snippet(
      #"""
      print('con' 'cat', "double", '''triple
      line''')
      """#,
      prints: #"""
        concat double triple
        line
        """#),
    Snippet(
      #"""
      print(range(5), range(1, 5), range(0, 10, 2), list(range(5, 0, -2)), len(range(0, 10, 3)))
      """#,
      prints: #"""
        range(0, 5) range(1, 5) range(0, 10, 2) [5, 3, 1] 4
        """#),
    Snippet(
      #"""
      print(range(10)[2], range(10)[-1], range(10)[2:5], range(0, 10, 2)[::-1], 4 in range(0, 10, 2), 5 in range(0, 10, 2))
      """#,
      prints: #"""
        2 9 range(2, 5) range(8, -2, -2) True False
        """#),
    Snippet(
      #"""
      print(list(zip([1, 2, 3], 'ab')), list(enumerate('ab')), list(enumerate('ab', 1)))
      """#,
      prints: #"""
        [(1, 'a'), (2, 'b')] [(0, 'a'), (1, 'b')] [(1, 'a'), (2, 'b')]
        """#),
  ]
}
