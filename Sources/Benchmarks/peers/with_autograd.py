"""The workloads in HIPS autograd; those that it has no operation for are left out."""

import inputs

import autograd
import autograd.numpy as np
from autograd.differential_operators import make_hvp

VARIANTS = ("autograd",)


def use_threads(count):
    """NumPy's library takes its threads from the environment, which is set for it."""


def elementwise(x):
    return np.sum(np.tanh(1.5 * x + 0.25) ** 2 * np.exp(-(x**2)))


def rosenbrock(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def cross_entropy(logits, labels):
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    logs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def workloads(variant):
    """The workloads by name, each a function that sets up and gives the one that is timed."""

    def called(function, *arguments):
        return lambda: function(*arguments)

    def seed():
        def value(x):
            y = np.sum(x)
            return y * y

        return called(autograd.grad(value), np.ones((2, 2), np.float32))

    def chain():
        def value(x):
            y = x
            for _ in range(inputs.CHAIN_LENGTH):
                y = np.sin(y) * x
            return y

        return called(autograd.grad(value), float(inputs.CHAIN_START))

    def elementwise_chain(count):
        return called(autograd.grad(elementwise), inputs.elementwise(count))

    def product(size, dtype, is_squared):
        def value(ab):
            c = ab[0] @ ab[1]
            return np.sum(c * c if is_squared else c)

        gradient = autograd.grad(value)
        operands = inputs.product(size, dtype)
        return lambda: gradient(operands)[1]

    def perceptron():
        x, labels, parameters = inputs.perceptron()

        def loss(state):
            w1, b1, w2, b2 = state
            return cross_entropy(np.maximum(x @ w1 + b1, 0) @ w2 + b2, labels)

        gradient, state = autograd.grad(loss), list(parameters)

        def run():
            nonlocal state
            gradients = gradient(state)
            state = [p - np.float32(inputs.RATE) * g for p, g in zip(state, gradients)]
            return gradients[-1]

        return run

    def product_with_vector():
        x, w, v = inputs.deep_network()

        def loss(w):
            h = x
            for i in range(10):
                h = np.tanh(h @ w[i])
            return np.mean(h**2)

        return lambda: make_hvp(loss)(w)[0](v)

    def jacobian():
        w, x = inputs.jacobian()
        return called(autograd.jacobian(lambda x: np.tanh(w @ x)), x)

    def hessian():
        return called(autograd.hessian(rosenbrock), inputs.hessian())

    def regression():
        t, y = inputs.regression()
        gradient = autograd.grad(
            lambda p: np.mean((p[0] + p[1] * t + p[2] * t**2 - y) ** 2)
        )

        def run():
            state = (0.0, 0.0, 0.0)
            for _ in range(1000):
                state = tuple(p - inputs.RATE * g for p, g in zip(state, gradient(state)))
            return state[2]

        return run

    def logistic():
        x, labels, w = inputs.logistic()

        def loss(w):
            z = x @ w
            return np.mean(np.logaddexp(0, z) - labels * z)

        return called(autograd.grad(loss), w)

    def long_tape(is_recomputed):
        def block(y):
            for _ in range(inputs.TAPE_PART):
                y = np.sin(y)
            return y

        part = autograd.checkpoint(block) if is_recomputed else block

        def value(x):
            y = x
            for _ in range(inputs.TAPE_LENGTH // inputs.TAPE_PART):
                y = part(y)
            return np.sum(y)

        return called(autograd.grad(value), inputs.long_tape())

    def function(name, dtype):
        return called(getattr(np, name), inputs.function_points(dtype))

    return locals()


def wait(result):
    return result


def last(result):
    """The last number of a result."""
    return float(np.ravel(result)[-1])
