/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let sequencesContinued: [Snippet] = [
    Snippet(
      #"""
      print(list(reversed([1, 2, 3])), sorted([3, 1, 2]), sorted('bca', reverse=True))
      """#,
      prints: #"""
        [3, 2, 1] [1, 2, 3] ['c', 'b', 'a']
        """#),
    Snippet(
      #"""
      print([x * 2 for x in range(4)], [x for x in range(10) if x % 2 if x > 3])
      """#,
      prints: #"""
        [0, 2, 4, 6] [5, 7, 9]
        """#),
    Snippet(
      #"""
      print([(x, y) for x in range(3) for y in range(x)])
      """#,
      prints: #"""
        [(1, 0), (2, 0), (2, 1)]
        """#),
    Snippet(
      #"""
      x = 'outer'
      y = [x for x in range(3)]
      print(x, y)
      """#,
      prints: #"""
        outer [0, 1, 2]
        """#),
    Snippet(
      #"""
      print([[i * j for j in range(3)] for i in range(3)])
      """#,
      prints: #"""
        [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
        """#),
    Snippet(
      #"""
      print({x: y for x, y in zip('ab', [1, 2])}, {k: v for k, v in {'a': 1}.items()})
      """#,
      prints: #"""
        {'a': 1, 'b': 2} {'a': 1}
        """#),
    Snippet(
      #"""
      print(sum(x * x for x in range(5)), list(x for x in 'ab'), max(x for x in [3, 1]))
      """#,
      prints: #"""
        30 ['a', 'b'] 3
        """#),
    Snippet(
      #"""
      print([*range(3), *'ab'], (*[1], 2), [*[]])
      """#,
      prints: #"""
        [0, 1, 2, 'a', 'b'] (1, 2) []
        """#),
    Snippet(
      #"""
      x = [1, 2, 3]
      for i in x:
          if len(x) < 6:
              x.append(i * 10)
      print(x)
      """#,
      prints: #"""
        [1, 2, 3, 10, 20, 30]
        """#),
    Snippet(
      #"""
      m = [[0] * 2] * 2
      m[0][0] = 1
      print(m)
      """#,
      prints: #"""
        [[1, 0], [1, 0]]
        """#),
    Snippet(
      #"""
      x = [3, 1, 2]
      x.sort()
      x.insert(1, 9)
      print(x, x.pop(), x, x.index(9))
      """#,
      prints: #"""
        [1, 9, 2] 3 [1, 9, 2] 1
        """#),
    Snippet(
      #"""
      a = [1, 2, 3]
      a[0], a[1] = a[1], a[0]
      print(a)
      """#,
      prints: #"""
        [2, 1, 3]
        """#),
    Snippet(
      #"""
      i = 0
      a = [5, 6]
      i, a[i] = 1, 9
      print(i, a)
      """#,
      prints: #"""
        1 [5, 9]
        """#),
    Snippet(
      #"""
      try:
          x = (1, 2)
          x[0] = 5
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        'tuple' object does not support item assignment
        """#),
    Snippet(
      #"""
      try:
          'abc'[0] = 'x'
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        'str' object does not support item assignment
        """#),
    Snippet(
      #"""
      x = [1, 2, 3, 4]
      try:
          x[::2] = [1]
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        attempt to assign sequence of size 1 to extended slice of size 2
        """#),
    Snippet(
      #"""
      try:
          [1, 2, 3][::0]
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        slice step cannot be zero
        """#),
    Snippet(
      #"""
      print([1, 2, 3][5:1], 'abc'[10 ** 15:], [1, 2, 3][-10 ** 15:10 ** 15])
      """#,
      prints: #"""
        []  [1, 2, 3]
        """#),
    Snippet(
      #"""
      d = {'a': 1}
      try:
          for k in d:
              d[k + 'x'] = 1
      except RuntimeError as e:
          print(e)
      """#,
      prints: #"""
        dictionary changed size during iteration
        """#),
    Snippet(
      #"""
      print((1, 2) == (1, 2.0), [1] == (1,), {1: 2} == {1.0: 2.0}, 'a' == 1, None == 0)
      """#,
      prints: #"""
        True False True False False
        """#),
    Snippet(
      #"""
      print([None, True, 1.5, 'a', (1,), {}], str([1, 'a']), str({'a': 'b'}))
      """#,
      prints: #"""
        [None, True, 1.5, 'a', (1,), {}] [1, 'a'] {'a': 'b'}
        """#),
  ]
}
