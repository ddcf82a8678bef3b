"""The workloads in PyTorch, eagerly."""

import inputs
import torch
import torch.nn.functional as F
from torch.utils.checkpoint import checkpoint

VARIANTS = ("pytorch",)


def use_threads(count):
    torch.set_num_threads(count)


def gradient(value, *sources):
    return torch.autograd.grad(value, sources)


def tracked(array):
    return torch.tensor(array, requires_grad=True)


def elementwise(x):
    return (torch.tanh(1.5 * x + 0.25) ** 2 * torch.exp(-(x**2))).sum()


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def workloads(variant):
    """The workloads by name, each a function that sets up and gives the one that is timed."""

    def seed():
        def run():
            x = torch.ones(2, 2, requires_grad=True)
            y = x.sum()
            return gradient(y * y, x)[0]

        return run

    def chain():
        x = tracked(inputs.CHAIN_START)

        def run():
            y = x
            for _ in range(inputs.CHAIN_LENGTH):
                y = torch.sin(y) * x
            return gradient(y, x)[0]

        return run

    def elementwise_chain(count):
        x = tracked(inputs.elementwise(count))
        return lambda: gradient(elementwise(x), x)[0]

    def product(size, dtype, is_squared):
        a, b = (tracked(m) for m in inputs.product(size, dtype))

        def run():
            c = a @ b
            return gradient((c * c if is_squared else c).sum(), a, b)[1]

        return run

    def step(loss, parameters):
        state = [tracked(p) for p in parameters]

        def run():
            gradients = gradient(loss(*state), *state)
            with torch.no_grad():
                for p, g in zip(state, gradients):
                    p -= inputs.RATE * g
            return gradients[-1]

        return run

    def perceptron():
        x, labels, parameters = inputs.perceptron()
        x, labels = torch.tensor(x), torch.tensor(labels)
        return step(
            lambda w1, b1, w2, b2: F.cross_entropy(F.relu(x @ w1 + b1) @ w2 + b2, labels),
            parameters,
        )

    def convolution():
        x, labels, kernels = inputs.convolution()
        x, labels = torch.tensor(x).permute(0, 3, 1, 2).contiguous(), torch.tensor(labels)

        def loss(k1, k2):
            hidden = F.relu(F.conv2d(x, k1, padding="same"))
            return F.cross_entropy(F.relu(F.conv2d(hidden, k2, padding="same")).mean((2, 3)), labels)

        return step(loss, [k.transpose(3, 2, 0, 1).copy() for k in kernels])

    def product_with_vector():
        x, w, v = (torch.tensor(a) for a in inputs.deep_network())

        def loss(w):
            h = x
            for i in range(10):
                h = torch.tanh(h @ w[i])
            return (h**2).mean()

        slope = torch.func.grad(loss)
        return lambda: torch.func.jvp(slope, (w,), (v,))[1]

    def jacobian():
        w, x = (torch.tensor(a) for a in inputs.jacobian())
        return lambda: torch.func.jacrev(lambda x: torch.tanh(w @ x))(x)

    def hessian():
        x = torch.tensor(inputs.hessian())
        return lambda: torch.func.hessian(rosenbrock)(x)

    def regression():
        t, y = (torch.tensor(a) for a in inputs.regression())

        def run():
            state = [tracked(0.0) for _ in range(3)]
            for _ in range(1000):
                a, b, c = state
                gradients = gradient(((a + b * t + c * t**2 - y) ** 2).mean(), *state)
                with torch.no_grad():
                    for p, g in zip(state, gradients):
                        p -= inputs.RATE * g
            return state[2].detach()

        return run

    def logistic():
        x, labels, w = inputs.logistic()
        x, labels, w = torch.tensor(x), torch.tensor(labels), tracked(w)
        return lambda: gradient(F.binary_cross_entropy_with_logits(x @ w, labels), w)[0]

    def long_tape(is_recomputed):
        x = tracked(inputs.long_tape())

        def block(y):
            for _ in range(inputs.TAPE_PART):
                y = torch.sin(y)
            return y

        def run():
            y = x
            for _ in range(inputs.TAPE_LENGTH // inputs.TAPE_PART):
                y = checkpoint(block, y, use_reentrant=False) if is_recomputed else block(y)
            return gradient(y.sum(), x)[0]

        return run

    def function(name, dtype):
        x = torch.tensor(inputs.function_points(dtype))
        return lambda: getattr(torch, name)(x)

    return locals()


def wait(result):
    return result


def last(result):
    """The last number of a result."""
    return float(result.detach().reshape(-1)[-1])
