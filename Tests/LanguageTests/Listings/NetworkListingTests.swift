import Language
import Testing

/// A convolutional network trains with the numbers that TensorFlow 2.21.0 (CPU) prints for the same
/// listing.
///
/// No window of its images has two equal elements that are positive: rounding would choose between
/// them, and TensorFlow rounds in another order.
@Suite struct NetworkListingTests {
  @Test func aNetworkTrainsAsInTensorFlow() throws {
    var script = Script(echo: .never, hasSessionTape: false)
    let shown = try script.run(Self.listing)
    #expect(Words(shown).isClose(to: Words(Self.printed)), "\(shown)")
  }

  private static let listing = """
    import tensorflow as tf

    images = tf.reshape(tf.constant([((i * i * 13 + i * 5) % 97) / 97. for i in range(4 * 6 * 6)]), (4, 6, 6, 1))
    labels = tf.constant([0, 2, 1, 2])

    def filled(shape, step, count):
        return tf.Variable(tf.reshape(tf.constant([((i * step) % 23 - 11) / 30. for i in range(count)]), shape))

    kernel = filled((3, 3, 1, 2), 7, 18)
    bias = tf.Variable(tf.zeros(2))
    weights = filled((18, 3), 5, 54)
    offset = tf.Variable(tf.zeros(3))
    parameters = [kernel, bias, weights, offset]

    def logits(x):
        hidden = tf.nn.conv2d(x, kernel, strides=1, padding='SAME')
        hidden = tf.nn.relu(tf.nn.bias_add(hidden, bias))
        pooled = tf.nn.max_pool2d(hidden, ksize=2, strides=2, padding='VALID')
        return tf.reshape(pooled, (4, -1)) @ weights + offset

    for step in range(6):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits(images))
            loss = tf.reduce_mean(losses)
        gradients = tape.gradient(loss, parameters)
        gradients, length = tf.clip_by_global_norm(gradients, 2.0)
        for parameter, gradient in zip(parameters, gradients):
            parameter.assign_sub(0.3 * gradient)
        print(step, loss.numpy(), length.numpy())

    print(tf.reshape(kernel, (9, 2)).numpy())
    print(bias.numpy(), offset.numpy())
    print(tf.argmax(logits(images), axis=1).numpy())
    print(tf.nn.softmax(logits(images)).numpy())
    """

  private static let printed = """
    0 1.1151196 0.5558393
    1 1.0286747 0.5173393
    2 0.97302616 0.333745
    3 0.9445395 0.3059615
    4 0.91642606 0.33525902
    5 0.88609344 0.3422913
    [[-0.48032314 -0.02126027]
     [ 0.21542601  0.45884156]
     [-0.09347494  0.04847673]
     [ 0.38874415 -0.21841548]
     [ 0.10173915  0.21990861]
     [-0.274804    0.05294851]
     [ 0.06094248  0.4787933 ]
     [-0.14237949  0.09487718]
     [ 0.27428597 -0.30375454]]
    [ 0.12456256 -0.0548362 ] [-0.09331382 -0.02771521  0.12102901]
    [2 2 2 2]
    [[0.3394661  0.23593937 0.4245945 ]
     [0.20064935 0.19579704 0.60355365]
     [0.33850095 0.29341066 0.3680884 ]
     [0.20851183 0.24176452 0.5497237 ]]
    """
}
