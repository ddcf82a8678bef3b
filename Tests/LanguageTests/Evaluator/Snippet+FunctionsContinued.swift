/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let functionsContinued: [Snippet] = [
    Snippet(
      #"""
      def f(n):
          if n == 0:
              return 0
          return 1 + f(n - 1)
      print(f(60))
      """#,
      prints: #"""
        60
        """#),
    Snippet(
      #"""
      def counter():
          count = [0]
          def step():
              count[0] += 1
              return count[0]
          return step
      c = counter()
      c()
      print(c())
      """#,
      prints: #"""
        2
        """#),
    Snippet(
      #"""
      def f(**kw):
          return sorted(kw.items())
      print(f(b=1, a=2))
      """#,
      prints: #"""
        [('a', 2), ('b', 1)]
        """#),
    Snippet(
      #"""
      def apply(f, *args):
          return f(*args)
      print(apply(max, 3, 7, 5), apply(lambda: 'none'))
      """#,
      prints: #"""
        7 none
        """#),
    Snippet(
      #"""
      funcs = {'sq': lambda x: x * x, 'neg': lambda x: -x}
      print(funcs['sq'](4), funcs['neg'](4))
      """#,
      prints: #"""
        16 -4
        """#),
    Snippet(
      #"""
      def f():
          for i in range(3):
              pass
          return i
      print(f())
      """#,
      prints: #"""
        2
        """#),
    Snippet(
      #"""
      def f():
          del x
          x = 1
      try:
          f()
      except UnboundLocalError:
          print('unbound')
      """#,
      prints: #"""
        unbound
        """#),
    Snippet(
      #"""
      def outer():
          x = 'outer'
          def inner():
              return [x for _ in range(2)]
          return inner()
      print(outer())
      """#,
      prints: #"""
        ['outer', 'outer']
        """#),
    Snippet(
      #"""
      def outer():
          def inner():
              return late
          late = 'bound later'
          return inner()
      print(outer())
      """#,
      prints: #"""
        bound later
        """#),
    Snippet(
      #"""
      print((lambda *, k=3: k)(), (lambda **k: k)(a=1))
      """#,
      prints: #"""
        3 {'a': 1}
        """#),
  ]
}
