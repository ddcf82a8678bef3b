import Testing

@testable import Language

/// Keras's losses as objects, against TensorFlow 2.21 with Keras 3.
@Suite struct LossClassTests {
  /// The mean cost, the sum, and the mean with the second example left out.
  private static let cases: [(name: String, mean: Double, sum: Double, weighted: Double)] = [
    ("MeanSquaredError", 0.31, 0.62, 0.18), ("MeanAbsoluteError", 0.55, 1.1, 0.3),
    ("BinaryCrossentropy", 0.81492448, 1.62984896, 0.45814538),
    ("CategoricalCrossentropy", 0.45814535, 0.9162907, 0.45814535),
    ("Huber", 0.155, 0.31, 0.09), ("LogCosh", 0.14708981, 0.29417962, 0.08506763),
    ("KLDivergence", 0.45814306, 0.91628611, 0.45814466), ("Hinge", 1.3, 2.6, 0.55),
    ("Poisson", 0.72907263, 1.45814526, 0.47907263),
    ("CosineSimilarity", -0.27735010, -0.55470020, -0.27735010),
  ]

  private static let setting = """
    import numpy as np
    import tensorflow as tf
    L = tf.keras.losses
    y = [[0., 1.], [0., 0.]]
    p = [[.6, .4], [.4, .6]]
    """

  @Test(arguments: cases) func theCostsAreKerass(
    _ name: String, _ mean: Double, _ sum: Double, _ weighted: Double
  ) throws {
    var script = Script()
    _ = try script.run(Self.setting)
    let calls = [
      ("L.\(name)()(y, p)", mean), ("L.\(name)(reduction='sum')(y, p)", sum),
      ("L.\(name)()(y, p, sample_weight=[1, 0])", weighted),
    ]
    for (call, expected) in calls {
      #expect(try script.run("abs(float(\(call)) - \(expected)) < 1e-6") == "True", "\(call)")
    }
  }

  @Test func optionsAreThoseOfTheFunctions() throws {
    var script = Script()
    _ = try script.run(Self.setting)
    let calls: [(call: String, expected: String)] = [
      ("L.BinaryCrossentropy(from_logits=True)(y, p)", "0.87525165"),
      ("L.SparseCategoricalCrossentropy(from_logits=True)([1, 0], p)", "0.79813886"),
      ("L.MeanSquaredError(reduction=None)(y, p)", "[0.36, 0.26]"),
      ("L.Huber(delta=.1)(y, p)", "0.05"),
      ("L.CategoricalCrossentropy(label_smoothing=.1)(y, p)", "0.48368663"),
      ("L.hinge([[1., 0.]], [[.5, .3]])", "[0.9]"),
    ]
    for (call, expected) in calls {
      #expect(try script.run("np.allclose(\(call), \(expected), atol=1e-6)") == "True", "\(call)")
    }
  }

  @Test func theTapeRecordsThem() throws {
    var script = Script()
    _ = try script.run(
      """
      \(Self.setting)
      x = tf.Variable([3., 0.])
      with tf.GradientTape() as tape:
        loss = L.MeanSquaredError()([1., 1.], x)

      """)
    #expect(try script.run("tape.gradient(loss, x).numpy().tolist()") == "[2.0, -1.0]")
  }

  @Test func whatIsNoReductionIsRefused() throws {
    var script = Script()
    _ = try script.run(Self.setting)
    let refusal = script.failure(of: "L.Huber(reduction='most')")
    #expect(refusal?.message == "there is no reduction 'most'")
    #expect(script.failure(of: "L.Huber()([1.])")?.type == "TypeError")
  }
}
