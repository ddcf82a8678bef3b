/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let control: [Snippet] = [
    Snippet(
      #"""
      for i in range(5):
          if i == 1:
              continue
          if i == 4:
              break
          print(i)
      else:
          print('no')
      """#,
      prints: #"""
        0
        2
        3
        """#),
    Snippet(
      #"""
      for i in range(2):
          print(i)
      else:
          print('else')
      """#,
      prints: #"""
        0
        1
        else
        """#),
    Snippet(
      #"""
      n = 3
      while n:
          n -= 1
          print(n)
      else:
          print('end')
      """#,
      prints: #"""
        2
        1
        0
        end
        """#),
    Snippet(
      #"""
      while True:
          break
      else:
          print('never')
      print('after')
      """#,
      prints: #"""
        after
        """#),
    Snippet(
      #"""
      x = 5
      if x < 3:
          print('a')
      elif x < 6:
          print('b')
      else:
          print('c')
      """#,
      prints: #"""
        b
        """#),
    Snippet(
      #"""
      for i, (a, b) in enumerate([(1, 2), (3, 4)]):
          print(i, a, b)
      """#,
      prints: #"""
        0 1 2
        1 3 4
        """#),
    Snippet(
      #"""
      for c in 'ab': print(c); print(c * 2)
      """#,
      prints: #"""
        a
        aa
        b
        bb
        """#),
    Snippet(
      #"""
      for k, v in {'a': 1, 'b': 2}.items():
          print(k, v)
      """#,
      prints: #"""
        a 1
        b 2
        """#),
    Snippet(
      #"""
      i = 'before'
      for i in []:
          pass
      print(i)
      """#,
      prints: #"""
        before
        """#),
    Snippet(
      #"""
      for i in range(3):
          for j in range(3):
              if j == 1:
                  break
              print(i, j)
      """#,
      prints: #"""
        0 0
        1 0
        2 0
        """#),
    Snippet(
      #"""
      assert 1 == 1
      try:
          assert 1 == 2, 'message'
      except AssertionError as e:
          print('assert:', e)
      """#,
      prints: #"""
        assert: message
        """#),
    Snippet(
      #"""
      x = [1, 2, 3]
      while x:
          print(x.pop())
      """#,
      prints: #"""
        3
        2
        1
        """#),
    Snippet(
      #"""
      x = 3
      del x
      try:
          x
      except NameError as e:
          print(e)
      """#,
      prints: #"""
        name 'x' is not defined
        """#),
    Snippet(
      #"""
      pass
      print('a'); print('b')
      """#,
      prints: #"""
        a
        b
        """#),
    Snippet(
      #"""
      total = 0
      for i in range(1, 101):
          total += i
      print(total)
      """#,
      prints: #"""
        5050
        """#),
    Snippet(
      #"""
      a = []
      for x in [3, 1, 2]:
          a = a + [x]
      print(a)
      """#,
      prints: #"""
        [3, 1, 2]
        """#),
    Snippet(
      #"""
      print(f'{1 + 1} {"a"!r} {3.14159:.2f} {42:>5}|{42:<5}|{42:^5}|{1000000:,}')
      """#,
      prints: #"""
        2 'a' 3.14    42|42   | 42  |1,000,000
        """#),
    Snippet(
      #"""
      x = 3
      print(f'{x=} {x + 1=} {x!s:>3} {{}} {x:0>{x}}')
      """#,
      prints: #"""
        x=3 x + 1=4   3 {} 003
        """#),
    Snippet(
      #"""
      print(f"{'nested'} {[i for i in range(3)]} {'q' if True else 'r'}")
      """#,
      prints: #"""
        nested [0, 1, 2] q
        """#),
    Snippet(
      #"""
      print('%' in 'a%b', 'x' 'y' f'{1}')
      """#,
      prints: #"""
        True xy1
        """#),
    Snippet(
      #"""
      x, y = 3, 4
      x, y = y, x + y
      print(x, y)
      """#,
      prints: #"""
        4 7
        """#),
    Snippet(
      #"""
      x: int = 3
      y: float
      print(x)
      """#,
      prints: #"""
        3
        """#),
    Snippet(
      #"""
      if True: print('one line')
      """#,
      prints: #"""
        one line
        """#),
    Snippet(
      #"""
      x = 1 if False else 2 if False else 3
      print(x)
      """#,
      prints: #"""
        3
        """#),
    Snippet(
      #"""
      print(*[1, 2, 3], sep='-')
      """#,
      prints: #"""
        1-2-3
        """#),
    Snippet(
      #"""
      for x in (1, 2), [3]:
          print(x)
      """#,
      prints: #"""
        (1, 2)
        [3]
        """#),
    Snippet(
      #"""
      for _ in range(0):
          print('never')
      print('ok')
      """#,
      prints: #"""
        ok
        """#),
    Snippet(
      #"""
      n = 0
      for i in range(3):
          try:
              if i == 1:
                  continue
              n += 1
          finally:
              n += 10
      print(n)
      """#,
      prints: #"""
        32
        """#),
  ]
}
