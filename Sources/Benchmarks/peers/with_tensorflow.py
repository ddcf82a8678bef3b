"""The workloads in TensorFlow, eagerly and by `tf.function`."""

import inputs

import tensorflow as tf

VARIANTS = ("tensorflow", "tf.function")


def use_threads(count):
    tf.config.threading.set_intra_op_parallelism_threads(count)
    tf.config.threading.set_inter_op_parallelism_threads(count)


def elementwise(x):
    return tf.reduce_sum(tf.tanh(1.5 * x + 0.25) ** 2 * tf.exp(-(x**2)))


def rosenbrock(x):
    return tf.reduce_sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def gradients(function, *arguments):
    with tf.GradientTape() as tape:
        tape.watch(arguments)
        value = function(*arguments)
    return tape.gradient(value, arguments)


def cross_entropy(logits, labels):
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    )


def workloads(variant):
    """The workloads by name, each a function that sets up and gives the one that is timed."""
    compiled = tf.function if variant == "tf.function" else (lambda function: function)

    def called(function, *arguments):
        function = compiled(function)
        arguments = [tf.constant(a) for a in arguments]
        return lambda: function(*arguments)

    def seed():
        def value(x):
            y = tf.reduce_sum(x)
            return tf.multiply(y, y)

        return called(lambda x: gradients(value, x)[0], tf.ones((2, 2)))

    def chain():
        def value(x):
            y = x
            for _ in range(inputs.CHAIN_LENGTH):
                y = tf.sin(y) * x
            return y

        return called(lambda x: gradients(value, x)[0], inputs.CHAIN_START)

    def elementwise_chain(count):
        return called(lambda x: gradients(elementwise, x)[0], inputs.elementwise(count))

    def product(size, dtype, is_squared):
        def value(a, b):
            c = a @ b
            return tf.reduce_sum(c * c if is_squared else c)

        both = called(lambda a, b: gradients(value, a, b), *inputs.product(size, dtype))
        return lambda: both()[1]

    def step(loss, parameters):
        state = [tf.Variable(p) for p in parameters]

        @compiled
        def run():
            with tf.GradientTape() as tape:
                value = loss(*state)
            found = tape.gradient(value, state)
            for p, g in zip(state, found):
                p.assign_sub(inputs.RATE * g)
            return found[-1]

        return run

    def perceptron():
        x, labels, parameters = inputs.perceptron()
        x = tf.constant(x)

        def loss(w1, b1, w2, b2):
            return cross_entropy(tf.nn.relu(x @ w1 + b1) @ w2 + b2, labels)

        return step(loss, parameters)

    def convolution():
        x, labels, kernels = inputs.convolution()
        x = tf.constant(x)

        def loss(k1, k2):
            hidden = tf.nn.relu(tf.nn.conv2d(x, k1, 1, "SAME"))
            channels = tf.reduce_mean(tf.nn.relu(tf.nn.conv2d(hidden, k2, 1, "SAME")), [1, 2])
            return cross_entropy(channels, labels)

        return step(loss, kernels)

    def product_with_vector():
        x, w, v = inputs.deep_network()

        def loss(w):
            h = x
            for i in range(10):
                h = tf.tanh(h @ w[i])
            return tf.reduce_mean(h**2)

        def value(w, v):
            with tf.autodiff.ForwardAccumulator(w, v) as accumulator:
                slope = gradients(loss, w)[0]
            return accumulator.jvp(slope)

        return called(value, w, v)

    def jacobian():
        def value(w, x):
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = tf.tanh(tf.linalg.matvec(w, x))
            return tape.jacobian(y, x)

        return called(value, *inputs.jacobian())

    def hessian():
        def value(x):
            with tf.GradientTape() as tape:
                tape.watch(x)
                slope = gradients(rosenbrock, x)[0]
            return tape.jacobian(slope, x)

        return called(value, inputs.hessian())

    def regression():
        t, y = (tf.constant(a) for a in inputs.regression())

        def loss(a, b, c):
            return tf.reduce_mean((a + b * t + c * t**2 - y) ** 2)

        @compiled
        def update(a, b, c):
            found = gradients(loss, a, b, c)
            return [p - inputs.RATE * g for p, g in zip((a, b, c), found)]

        def run():
            state = [tf.constant(0.0)] * 3
            for _ in range(1000):
                state = update(*state)
            return state[2]

        return run

    def logistic():
        def loss(w, x, labels):
            logits = tf.linalg.matvec(x, w)
            return tf.reduce_mean(
                tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
            )

        x, labels, w = inputs.logistic()
        return called(
            lambda w, x, labels: gradients(lambda w: loss(w, x, labels), w)[0], w, x, labels
        )

    def long_tape(is_recomputed):
        def block(y):
            for _ in range(inputs.TAPE_PART):
                y = tf.sin(y)
            return y

        part = tf.recompute_grad(block) if is_recomputed else block

        def value(x):
            y = x
            for _ in range(inputs.TAPE_LENGTH // inputs.TAPE_PART):
                y = part(y)
            return tf.reduce_sum(y)

        return called(lambda x: gradients(value, x)[0], inputs.long_tape())

    def function(name, dtype):
        module = tf.math
        return called(getattr(module, name), inputs.function_points(dtype))

    return locals()


def wait(result):
    return result


def last(result):
    """The last number of a result."""
    return float(tf.reshape(result, [-1])[-1])
