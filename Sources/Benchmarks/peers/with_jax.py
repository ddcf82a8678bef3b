"""The workloads in JAX, compiled by `jit`."""

import os

import inputs

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
VARIANTS = ("jax",)


def use_threads(count):
    """XLA takes as many threads as there are processors that it may run on."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def elementwise(x):
    return (jnp.tanh(1.5 * x + 0.25) ** 2 * jnp.exp(-(x**2))).sum()


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def cross_entropy(logits, labels):
    rows = jnp.arange(labels.shape[0])
    return -jax.nn.log_softmax(logits)[rows, labels].mean()


def workloads(variant):
    """The workloads by name, each a function that sets up and gives the one that is timed."""

    def called(function, *arguments):
        compiled = jax.jit(function)
        arguments = [jnp.asarray(a) for a in arguments]
        return lambda: compiled(*arguments)

    def seed():
        return called(jax.grad(lambda x: x.sum() * x.sum()), jnp.ones((2, 2), jnp.float32))

    def chain():
        def value(x):
            y = x
            for _ in range(inputs.CHAIN_LENGTH):
                y = jnp.sin(y) * x
            return y

        return called(jax.grad(value), inputs.CHAIN_START)

    def elementwise_chain(count):
        return called(jax.grad(elementwise), inputs.elementwise(count))

    def product(size, dtype, is_squared):
        def value(a, b):
            c = a @ b
            return (c * c if is_squared else c).sum()

        both = called(jax.grad(value, argnums=(0, 1)), *inputs.product(size, dtype))
        return lambda: both()[1]

    def step(loss, parameters, *data):
        # The data are arguments: the compiler is not to compute with them beforehand.
        @jax.jit
        def update(state, *data):
            gradients = jax.grad(loss)(state, *data)
            return [p - inputs.RATE * g for p, g in zip(state, gradients)], gradients[-1]

        state = [jnp.asarray(p) for p in parameters]
        data = [jnp.asarray(d) for d in data]

        def run():
            nonlocal state
            state, gradient = update(state, *data)
            return gradient

        return run

    def perceptron():
        x, labels, parameters = inputs.perceptron()

        def loss(state, x, labels):
            w1, b1, w2, b2 = state
            return cross_entropy(jax.nn.relu(x @ w1 + b1) @ w2 + b2, labels)

        return step(loss, parameters, x, labels)

    def convolution():
        x, labels, kernels = inputs.convolution()

        def convolved(x, kernel):
            return jax.lax.conv_general_dilated(
                x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
            )

        def loss(state, x, labels):
            hidden = jax.nn.relu(convolved(x, state[0]))
            return cross_entropy(jax.nn.relu(convolved(hidden, state[1])).mean((1, 2)), labels)

        return step(loss, kernels, x, labels)

    def product_with_vector():
        x, w, v = inputs.deep_network()

        def loss(w, x):
            h = x
            for i in range(10):
                h = jnp.tanh(h @ w[i])
            return (h**2).mean()

        def value(w, v, x):
            return jax.jvp(lambda w: jax.grad(loss)(w, x), (w,), (v,))[1]

        return called(value, w, v, x)

    def jacobian():
        w, x = inputs.jacobian()
        return called(lambda w, x: jax.jacrev(lambda x: jnp.tanh(w @ x))(x), w, x)

    def hessian():
        return called(jax.hessian(rosenbrock), inputs.hessian())

    def regression():
        t, y = (jnp.asarray(a) for a in inputs.regression())

        @jax.jit
        def update(a, b, c, t, y):
            def loss(a, b, c):
                return ((a + b * t + c * t**2 - y) ** 2).mean()

            gradients = jax.grad(loss, argnums=(0, 1, 2))(a, b, c)
            return [p - inputs.RATE * g for p, g in zip((a, b, c), gradients)]

        def run():
            state = [jnp.float32(0)] * 3
            for _ in range(1000):
                state = update(*state, t, y)
            return state[2]

        return run

    def logistic():
        def loss(w, x, labels):
            z = x @ w
            return (jax.nn.softplus(z) - labels * z).mean()

        x, labels, w = inputs.logistic()
        return called(jax.grad(loss), w, x, labels)

    def long_tape(is_recomputed):
        # A loop of the compiler's own, since one written out takes it minutes.
        def block(y):
            return jax.lax.scan(lambda y, _: (jnp.sin(y), None), y, length=inputs.TAPE_PART)[0]

        part = jax.checkpoint(block) if is_recomputed else block
        parts = inputs.TAPE_LENGTH // inputs.TAPE_PART

        def value(x):
            return jax.lax.scan(lambda y, _: (part(y), None), x, length=parts)[0].sum()

        return called(jax.grad(value), inputs.long_tape())

    def function(name, dtype):
        return called(getattr(jnp, name), inputs.function_points(dtype))

    return locals()


def wait(result):
    return result.block_until_ready()


def last(result):
    """The last number of a result."""
    return float(result.reshape(-1)[-1])
