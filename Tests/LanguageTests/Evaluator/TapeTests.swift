import Autodiff
import Language
import Testing

/// Explicit tapes follow TensorFlow's GradientTape.
@Suite struct TapeTests {
  @Test func aListingOfTensorFlowRuns() throws {
    var script = Script(echo: .never, hasSessionTape: false)
    let shown = try script.run(
      """
      import tensorflow.compat.v2 as tf
      x = tf.ones((2, 2))
        
      with tf.GradientTape() as t:
        t.watch(x)
            # 合計を計算します
        y = tf.reduce_sum(x)
        
      # 二乗
        z = tf.multiply(y, y)
      dz_dx = t.gradient(z, x)
      print(dz_dx)
      """)
    #expect(shown == "[[8. 8.]\n [8. 8.]]")
    let failure = script.failure(of: "dz_dy = t.gradient(z, y)")
    #expect(failure?.type == "RuntimeError")
    #expect(
      failure?.message
        == "A non-persistent GradientTape can only be used to compute one set of gradients "
        + "(or jacobians)")
  }

  @Test func aPersistentTapeGivesSeveralGradients() throws {
    var script = Script()
    let shown = try script.run(
      """
      x = constant(3.)
      with GradientTape(persistent=True) as t:
        t.watch(x)
        y = x * x
        z = y * y
      t.gradient(z, x)
      t.gradient(y, x)
      """)
    #expect(shown == "108.0\n6.0")
  }

  @Test func gradientsComeInTheNestOfTheSources() throws {
    var script = Script()
    let shown = try script.run(
      """
      a = Variable(2.)
      b = Variable(3.)
      with GradientTape(persistent=True) as t:
        y = a * b
      t.gradient(y, [a, b])
      t.gradient(y, {'a': a, 'more': (b, [a])})
      t.gradient([y, y], a)
      t.gradient(y, (a,))
      """)
    #expect(shown == "[3.0, 2.0]\n{'a': 3.0, 'more': (2.0, [3.0])}\n6.0\n(3.0,)")
  }

  @Test func whatIsUnwatchedHasNone() throws {
    var script = Script(hasSessionTape: false)
    let shown = try script.run(
      """
      x = constant(2.)
      v = Variable(3., trainable=False)
      with GradientTape(persistent=True) as t:
        y = x * v
      print(t.gradient(y, x), t.gradient(y, [x, v]))
      print(t.gradient(y, x, unconnected_gradients='zero'))
      """)
    #expect(shown == "None [None, None]\n0.0")
  }

  @Test func watchRefusesAPythonNumberAsTensorFlowDoes() {
    var script = Script()
    let failure = script.failure(of: "with GradientTape() as t:\n  t.watch(3.0)")
    #expect(failure?.type == "ValueError")
    #expect(
      failure?.message
        == "Passed in object 3.0 of type 'float', not tf.Tensor or tf.Variable or "
        + "ExtensionType.")
  }

  @Test func nestedTapesGiveSecondDerivatives() throws {
    var script = Script()
    let shown = try script.run(
      """
      x = Variable(3.)
      with GradientTape() as outer:
        with GradientTape() as inner:
          y = x * x * x
        dy = inner.gradient(y, x)
      dy
      outer.gradient(dy, x)
      """)
    #expect(shown == "27.0\n18.0")
  }

  @Test func severalTapesInOneWith() throws {
    var script = Script()
    let shown = try script.run(
      """
      x = Variable(3.)
      with GradientTape() as s, GradientTape() as t:
        y = x * x
      s.gradient(y, x)
      t.gradient(y, x)
      """)
    #expect(shown == "6.0\n6.0")
  }

  @Test func stopRecordingPausesTheTape() throws {
    var script = Script(hasSessionTape: false)
    let shown = try script.run(
      """
      x = constant(3.)
      with GradientTape(persistent=True) as t:
        t.watch(x)
        y = x * x
        with t.stop_recording():
          z = y * x
        w = y + 1.
      print(t.gradient(z, x), t.gradient(w, x))
      """)
    #expect(shown == "None 6.0")
  }

  @Test func watchedVariablesAreListedInOrder() throws {
    var script = Script()
    let shown = try script.run(
      """
      a = Variable(1., name='a')
      b = Variable(2., name='b')
      c = Variable(3., trainable=False)
      with GradientTape() as t:
        y = b * a + b * c
      [v.name for v in t.watched_variables()]
      """)
    #expect(shown == "['b:0', 'a:0']")
  }

  @Test func aTapeEndsWithItsBlockAlsoAfterAFailure() throws {
    var script = Script(hasSessionTape: false)
    _ = try script.run(
      """
      x = Variable(1.)
      try:
        with GradientTape() as t:
          y = x * x
          1 // 0
      except ZeroDivisionError:
        pass
      """)
    #expect(script.session.recorder.openTapes.isEmpty)
    #expect(try script.run("t.gradient(y, x)") == "2.0")
  }

  @Test func theSessionTapeOpensWithTheFirstReadingOfAVariable() throws {
    var script = Script()
    _ = try script.run("x = Variable(2.)")
    #expect(script.session.sessionTape == nil)
    _ = try script.run("y = x * x")
    #expect(script.session.sessionTape != nil)
    var listing = Script(hasSessionTape: false)
    _ = try listing.run("x = Variable(2.)\ny = x * x")
    #expect(listing.session.sessionTape == nil)
  }

  @Test func derivativesFlowThroughListsRowsAndUnpacking() throws {
    var script = Script()
    let shown = try script.run(
      """
      x = Variable([1., 2., 3.])
      with GradientTape(persistent=True) as t:
        a, b, c = x
        y = a * b
        z = sum(multiply([a, b], [c, 2.]))
      t.gradient(y, x)
      t.gradient(z, x)
      """)
    #expect(shown == "[2. 1. 0.]\n[3. 2. 1.]")
  }
}
