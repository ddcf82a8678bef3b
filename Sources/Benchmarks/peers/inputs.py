"""The numbers that every framework computes with, the same as Tapebook's benchmark has."""

import numpy as np


def waves(function, shape, dtype=np.float32):
    """sin or cos of 0, 1, 2, … in a shape."""
    return function(np.arange(np.prod(shape), dtype=np.float64)).astype(dtype).reshape(shape)


def residues(function, shape):
    """sin or cos of i² modulo 1009, numbers without a pattern; sin(i) gives matrices of rank 2."""
    numbers = np.arange(np.prod(shape)) % 1009
    return function((numbers * numbers % 1009).astype(np.float32)).reshape(shape)


CHAIN_LENGTH = 500
CHAIN_START = np.float32(1.1)
ELEMENTWISE_COUNTS = (1_000, 100_000, 10_000_000)
# Size, precision, whether the product is squared.
PRODUCTS = {
    "product-256-float32": (256, np.float32, True),
    "product-256-float64": (256, np.float64, True),
    "product-1024-float32": (1024, np.float32, True),
    "product-1024-float64": (1024, np.float64, True),
    "product-sum-1024-float32": (1024, np.float32, False),
}
FUNCTIONS = [(f, d) for f in ("exp", "log", "sin", "tanh") for d in (np.float32, np.float64)]
RATE = 0.1
TAPE_LENGTH, TAPE_PART = 10_000, 100


def elementwise(count):
    return np.linspace(-2, 2, count, dtype=np.float32)


def function_points(dtype):
    return (0.1 + np.arange(1_000_000) / 1_000_000).astype(dtype)


def product(size, dtype):
    return waves(np.sin, (size, size), dtype), waves(np.cos, (size, size), dtype)


def perceptron():
    """Images, labels, and the parameters of two layers."""
    small = np.float32(0.05)
    parameters = (
        small * residues(np.sin, (784, 256)),
        np.zeros(256, np.float32),
        small * residues(np.sin, (256, 10)),
        np.zeros(10, np.float32),
    )
    return residues(np.sin, (128, 784)), np.arange(128) % 10, parameters


def convolution():
    """Images as batch, height, width, channels; labels; kernels as height, width, in, out."""
    kernels = (
        np.float32(0.3) * residues(np.sin, (3, 3, 1, 16)),
        np.float32(0.1) * residues(np.sin, (3, 3, 16, 10)),
    )
    return residues(np.sin, (32, 28, 28, 1)), np.arange(32) % 10, kernels


def deep_network():
    """Data, the weights of ten layers, and a direction."""
    shape = (10, 128, 128)
    weights = np.float32(0.15) * residues(np.sin, shape)
    return residues(np.cos, (64, 128)), weights, residues(np.cos, shape)


def jacobian():
    return waves(np.sin, (256, 256)) / np.float32(256), waves(np.cos, (256,))


def hessian():
    return 1 + 0.5 * np.sin(np.arange(100, dtype=np.float64))


def regression():
    t = np.linspace(-1, 1, 100, dtype=np.float32)
    return t, np.sin(3 * t)


def logistic():
    """Examples, labels, weights."""
    x = residues(np.sin, (100_000, 100))
    labels = (residues(np.cos, (100_000,)) > 0).astype(np.float32)
    return x, labels, np.float32(0.01) * residues(np.cos, (100,))


def long_tape():
    return np.linspace(0.5, 1.5, 262_144, dtype=np.float32)
