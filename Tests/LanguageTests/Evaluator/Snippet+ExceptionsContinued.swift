/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let exceptionsContinued: [Snippet] = [
    Snippet(
      #"""
      try:
          int('x')
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        invalid literal for int() with base 10: 'x'
        """#),
    Snippet(
      #"""
      try:
          None.attribute
      except AttributeError as e:
          print(e)
      """#,
      prints: #"""
        'NoneType' object has no attribute 'attribute'
        """#),
    Snippet(
      #"""
      try:
          None + 1
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        unsupported operand type(s) for +: 'NoneType' and 'int'
        """#),
    Snippet(
      #"""
      try:
          3[0]
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        'int' object is not subscriptable
        """#),
    Snippet(
      #"""
      try:
          1 in 3
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        argument of type 'int' is not iterable
        """#),
    Snippet(
      #"""
      log = []
      def f():
          try:
              log.append('a')
              return log
          except ValueError:
              pass
          else:
              log.append('never')
          finally:
              log.append('b')
      print(f())
      """#,
      prints: #"""
        ['a', 'b']
        """#),
    Snippet(
      #"""
      def f():
          try:
              raise ValueError('inner')
          except ValueError:
              try:
                  raise KeyError('nested')
              except KeyError:
                  pass
              raise
      try:
          f()
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        inner
        """#),
    Snippet(
      #"""
      err = ValueError('made')
      try:
          raise err
      except ValueError as e:
          print(e is err)
      """#,
      prints: #"""
        True
        """#),
    Snippet(
      #"""
      try:
          try:
              raise ValueError('first')
          finally:
              print('cleanup')
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        cleanup
        first
        """#),
    Snippet(
      #"""
      try:
          [1, 2, 3].index(9)
      except ValueError as e:
          print('value error')
      """#,
      prints: #"""
        value error
        """#),
    Snippet(
      #"""
      try:
          assert False
      except AssertionError as e:
          print(repr(str(e)))
      """#,
      prints: #"""
        ''
        """#),
    Snippet(
      #"""
      try:
          f(1)
      except NameError:
          print('f')
      else:
          print('else')
      """#,
      prints: #"""
        f
        """#),
    Snippet(
      #"""
      try:
          import nothing_here
      except ImportError as e:
          print(e)
      """#,
      prints: #"""
        No module named 'nothing_here'
        """#),
    Snippet(
      #"""
      from __future__ import print_function, division
      import math
      print(math.floor(2.5), math.pi > 3)
      """#,
      prints: #"""
        2 True
        """#),
  ]
}
