/// Programs with what CPython 3.11 prints for them.
extension Snippet {
  static let exceptions: [Snippet] = [
    Snippet(
      #"""
      try:
          print('body')
      except ValueError:
          print('no')
      else:
          print('else')
      finally:
          print('finally')
      """#,
      prints: #"""
        body
        else
        finally
        """#),
    Snippet(
      #"""
      try:
          raise ValueError('bad')
      except ValueError as e:
          print(e, repr(e), e.args)
      """#,
      prints: #"""
        bad ValueError('bad') ('bad',)
        """#),
    Snippet(
      #"""
      try:
          raise KeyError('k')
      except LookupError as e:
          print(type(e).__name__, e)
      """#,
      prints: #"""
        KeyError 'k'
        """#),
    Snippet(
      #"""
      try:
          raise ValueError
      except Exception as e:
          print(repr(e), str(e) == '')
      """#,
      prints: #"""
        ValueError() True
        """#),
    Snippet(
      #"""
      def f():
          try:
              return 'try'
          finally:
              print('finally')
      print(f())
      """#,
      prints: #"""
        finally
        try
        """#),
    Snippet(
      #"""
      def f():
          try:
              return 'try'
          finally:
              return 'finally'
      print(f())
      """#,
      prints: #"""
        finally
        """#),
    Snippet(
      #"""
      def f():
          try:
              1 / 0
          finally:
              return 'swallowed'
      print(f())
      """#,
      prints: #"""
        swallowed
        """#),
    Snippet(
      #"""
      def f():
          for i in range(3):
              try:
                  continue
              finally:
                  print('f', i)
      f()
      """#,
      prints: #"""
        f 0
        f 1
        f 2
        """#),
    Snippet(
      #"""
      for i in range(3):
          try:
              break
          finally:
              print('broke')
      """#,
      prints: #"""
        broke
        """#),
    Snippet(
      #"""
      try:
          try:
              1 / 0
          except ZeroDivisionError:
              raise ValueError('second')
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        second
        """#),
    Snippet(
      #"""
      try:
          try:
              1 / 0
          except ZeroDivisionError:
              raise
      except ArithmeticError as e:
          print('outer', e)
      """#,
      prints: #"""
        outer division by zero
        """#),
    Snippet(
      #"""
      try:
          try:
              1 / 0
          except ValueError:
              print('no')
      except ZeroDivisionError:
          print('passed through')
      """#,
      prints: #"""
        passed through
        """#),
    Snippet(
      #"""
      try:
          1 / 0
      except (ValueError, ZeroDivisionError) as e:
          print(type(e).__name__)
      """#,
      prints: #"""
        ZeroDivisionError
        """#),
    Snippet(
      #"""
      try:
          [].pop()
      except:
          print('bare')
      """#,
      prints: #"""
        bare
        """#),
    Snippet(
      #"""
      try:
          raise ValueError('a', 2)
      except ValueError as e:
          print(e, e.args)
      """#,
      prints: #"""
        ('a', 2) ('a', 2)
        """#),
    Snippet(
      #"""
      try:
          raise 3
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        exceptions must derive from BaseException
        """#),
    Snippet(
      #"""
      try:
          raise
      except RuntimeError as e:
          print(e)
      """#,
      prints: #"""
        No active exception to reraise
        """#),
    Snippet(
      #"""
      err = 'kept'
      try:
          1 / 0
      except ZeroDivisionError as err:
          pass
      try:
          err
      except NameError:
          print('deleted')
      """#,
      prints: #"""
        deleted
        """#),
    Snippet(
      #"""
      def f():
          try:
              g()
          except ValueError as e:
              return 'got ' + str(e)
      def g():
          raise ValueError('from g')
      print(f())
      """#,
      prints: #"""
        got from g
        """#),
    Snippet(
      #"""
      try:
          raise ValueError('x') from KeyError('y')
      except ValueError as e:
          print(e)
      """#,
      prints: #"""
        x
        """#),
    Snippet(
      #"""
      x = []
      try:
          x.append(1)
          1 / 0
          x.append(2)
      except ZeroDivisionError:
          x.append(3)
      print(x)
      """#,
      prints: #"""
        [1, 3]
        """#),
    Snippet(
      #"""
      def f(n):
          return f(n + 1)
      try:
          f(0)
      except RecursionError as e:
          print(str(e)[:32])
      """#,
      prints: #"""
        maximum recursion depth exceeded
        """#),
    Snippet(
      #"""
      print(issubclass(ZeroDivisionError, ArithmeticError), isinstance(ValueError('a'), Exception))
      """#,
      prints: #"""
        True True
        """#),
    Snippet(
      #"""
      try:
          'a' + 1
      except TypeError as e:
          print(e)
      try:
          1 + 'a'
      except TypeError as e:
          print(e)
      try:
          [1] + (2,)
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        can only concatenate str (not "int") to str
        unsupported operand type(s) for +: 'int' and 'str'
        can only concatenate list (not "tuple") to list
        """#),
    Snippet(
      #"""
      try:
          undefined_name
      except NameError as e:
          print(e)
      """#,
      prints: #"""
        name 'undefined_name' is not defined
        """#),
    Snippet(
      #"""
      try:
          [].nothing
      except AttributeError as e:
          print(e)
      """#,
      prints: #"""
        'list' object has no attribute 'nothing'
        """#),
    Snippet(
      #"""
      try:
          (3)(4)
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        'int' object is not callable
        """#),
    Snippet(
      #"""
      try:
          len(3)
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        object of type 'int' has no len()
        """#),
    Snippet(
      #"""
      try:
          for i in 5:
              pass
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        'int' object is not iterable
        """#),
    Snippet(
      #"""
      try:
          1 < 'a'
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        '<' not supported between instances of 'int' and 'str'
        """#),
    Snippet(
      #"""
      try:
          -'a'
      except TypeError as e:
          print(e)
      """#,
      prints: #"""
        bad operand type for unary -: 'str'
        """#),
  ]
}
