/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let functions: [Snippet] = [
    Snippet(
      #"""
      def f(a, b=2, *args, c, d=4, **kwargs):
          print(a, b, args, c, d, kwargs)
      f(1, c=3)
      f(1, 20, 30, 40, c=3, d=5, e=6)
      f(*[1, 2, 3], **{'c': 0, 'z': 1})
      """#,
      prints: #"""
        1 2 () 3 4 {}
        1 20 (30, 40) 3 5 {'e': 6}
        1 2 (3,) 0 4 {'z': 1}
        """#),
    Snippet(
      #"""
      def f(x, acc=[]):
          acc.append(x)
          return acc
      print(f(1), f(2), f(3, []))
      """#,
      prints: #"""
        [1, 2] [1, 2] [3]
        """#),
    Snippet(
      #"""
      def outer():
          n = 0
          def inc():
              nonlocal n
              n += 1
              return n
          return inc
      a = outer()
      b = outer()
      print(a(), a(), b(), a())
      """#,
      prints: #"""
        1 2 1 3
        """#),
    Snippet(
      #"""
      fs = []
      for i in range(3):
          fs.append(lambda: i)
      print([f() for f in fs])
      """#,
      prints: #"""
        [2, 2, 2]
        """#),
    Snippet(
      #"""
      fs = [lambda: i for i in range(3)]
      print([f() for f in fs])
      """#,
      prints: #"""
        [2, 2, 2]
        """#),
    Snippet(
      #"""
      fs = [lambda i=i: i for i in range(3)]
      print([f() for f in fs])
      """#,
      prints: #"""
        [0, 1, 2]
        """#),
    Snippet(
      #"""
      def make():
          fs = []
          for i in range(3):
              def g(x, i=i):
                  return x + i
              fs.append(g)
          return fs
      print([f(10) for f in make()])
      """#,
      prints: #"""
        [10, 11, 12]
        """#),
    Snippet(
      #"""
      x = 1
      def f():
          global x
          x = 2
      f()
      print(x)
      """#,
      prints: #"""
        2
        """#),
    Snippet(
      #"""
      x = 1
      def f():
          print(x)
          x = 2
      try:
          f()
      except UnboundLocalError as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        UnboundLocalError
        """#),
    Snippet(
      #"""
      def f():
          return
      print(f(), (lambda: 3)(), (lambda x, *y: (x, y))(1, 2, 3))
      """#,
      prints: #"""
        None 3 (1, (2, 3))
        """#),
    Snippet(
      #"""
      def compose(f, g):
          return lambda x: f(g(x))
      print(compose(lambda x: x + 1, lambda x: x * 2)(5))
      """#,
      prints: #"""
        11
        """#),
    Snippet(
      #"""
      def deco(f):
          def g(*args, **kwargs):
              print('call', args, kwargs)
              return f(*args, **kwargs)
          return g
      @deco
      def add(a, b):
          return a + b
      print(add(1, b=2))
      """#,
      prints: #"""
        call (1,) {'b': 2}
        3
        """#),
    Snippet(
      #"""
      def tag(name):
          def deco(f):
              return lambda *a: (name, f(*a))
          return deco
      @tag('x')
      @tag('y')
      def f(a):
          return a
      print(f(1))
      """#,
      prints: #"""
        ('x', ('y', 1))
        """#),
    Snippet(
      #"""
      def f(a, b):
          return a
      for call in [lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, b=2, c=3), lambda: f(1, a=2)]:
          try:
              call()
          except TypeError as e:
              print(e)
      """#,
      prints: #"""
        f() missing 2 required positional arguments: 'a' and 'b'
        f() missing 1 required positional argument: 'b'
        f() takes 2 positional arguments but 3 were given
        f() got an unexpected keyword argument 'c'
        f() got multiple values for argument 'a'
        """#),
    Snippet(
      #"""
      def f(*, k):
          return k
      try:
          f()
      except TypeError as e:
          print(e)
      try:
          f(1)
      except TypeError as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        f() missing 1 required keyword-only argument: 'k'
        TypeError
        """#),
    Snippet(
      #"""
      def f(a, b, c):
          pass
      try:
          f()
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        f() missing 3 required positional arguments: 'a', 'b', and 'c'
        """#),
    Snippet(
      #"""
      def f(a, b=1):
          pass
      try:
          f(1, 2, 3)
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        f() takes from 1 to 2 positional arguments but 3 were given
        """#),
    Snippet(
      #"""
      def f(a, /, b):
          return a, b
      print(f(1, 2), f(1, b=3))
      """#,
      prints: #"""
        (1, 2) (1, 3)
        """#),
    Snippet(
      #"""
      def fact(n):
          return 1 if n <= 1 else n * fact(n - 1)
      print(fact(20))
      """#,
      prints: #"""
        2432902008176640000
        """#),
    Snippet(
      #"""
      def even(n):
          return True if n == 0 else odd(n - 1)
      def odd(n):
          return False if n == 0 else even(n - 1)
      print(even(50), odd(51))
      """#,
      prints: #"""
        True True
        """#),
    Snippet(
      #"""
      def f():
          """Documented."""
          return f.__doc__
      print(f(), f.__name__)
      """#,
      prints: #"""
        Documented. f
        """#),
    Snippet(
      #"""
      def gen(n):
          return [x ** 2 for x in range(n)]
      print(gen(4))
      """#,
      prints: #"""
        [0, 1, 4, 9]
        """#),
    Snippet(
      #"""
      def f():
          x = 1
          def g():
              def h():
                  return x
              return h
          x = 5
          return g()()
      print(f())
      """#,
      prints: #"""
        5
        """#),
    Snippet(
      #"""
      def f():
          x = 1
          y = [x + i for i in range(3)]
          z = [i for i in range(x)]
          return y, z
      print(f())
      """#,
      prints: #"""
        ([1, 2, 3], [0])
        """#),
    Snippet(
      #"""
      def f(n):
          total = 0
          for i in range(n):
              if i == 3:
                  return total
              total += i
          return -1
      print(f(10), f(2))
      """#,
      prints: #"""
        3 -1
        """#),
    Snippet(
      #"""
      def f(x, y):
          return x - y
      args = (10, 3)
      print(f(*args), f(**{'x': 1, 'y': 2}), f(*[5], y=1))
      """#,
      prints: #"""
        7 -1 4
        """#),
    Snippet(
      #"""
      print(list(map(lambda x: x + 1, [1, 2])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])))
      """#,
      prints: #"""
        [2, 3] [1, 'a'] [2, 3]
        """#),
    Snippet(
      #"""
      f = print
      f('aliased')
      """#,
      prints: #"""
        aliased
        """#),
    Snippet(
      #"""
      def f(a, b=lambda: 7):
          return a + b()
      print(f(1))
      """#,
      prints: #"""
        8
        """#),
    Snippet(
      #"""
      x = 10
      def f(y=x):
          return y
      x = 20
      print(f())
      """#,
      prints: #"""
        10
        """#),
    Snippet(
      #"""
      print(callable(print), callable(3), isinstance(3, int), isinstance(True, int), isinstance('a', (int, str)))
      """#,
      prints: #"""
        True False True True True
        """#),
    Snippet(
      #"""
      print(type(1).__name__, type('a').__name__, type([]).__name__, type(None).__name__, type(1.0) == float)
      """#,
      prints: #"""
        int str list NoneType True
        """#),
  ]
}
