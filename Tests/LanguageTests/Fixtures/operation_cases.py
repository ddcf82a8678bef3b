"""The cases of operations.json: calls in the notebook's language, with how operands are drawn.

Points stay away from kinks, ties and singular points, which are a matter of convention. Numbers
have three digits after the point, so that the file is small and every framework reads the same.
"""

import zlib

import numpy as np

from operation_frameworks.shared import SEGMENTS

CASES = []


class Case:
    """A call with its operands.

    `gradients` is "differences" where these give them too, "frameworks" where only those define
    them, as for stop_gradient, and "" at points where there are none.
    """

    def __init__(self, operation, call, operands, gradients):
        self.gradients = gradients
        self.operation, self.call, self.operands = operation, call, operands
        number = sum(other.call == call for other in CASES if other.operation == operation)
        self.key = f"{operation}: {call}: {number}"

    def drawn(self):
        """The operands, from a generator that only the call seeds."""
        random = np.random.default_rng([20240701, zlib.crc32(self.key.encode())])
        return {name: draw(random) for name, draw in self.operands.items()}, random


def case(operation, call, gradients="differences", **operands):
    CASES.append(Case(operation, call, operands, gradients))


# How operands are drawn.


def real(*shape, low=-2.0, high=2.0, avoid=(), gap=0.1):
    """Uniform numbers in an interval, none within a gap of the points to avoid."""

    def draw(random):
        values = np.round(random.uniform(low, high, shape), 3)
        while True:
            near = np.zeros(shape, bool)
            for point in avoid:
                near |= np.abs(values - point) < gap
            if not near.any():
                return values
            values = np.where(near, np.round(random.uniform(low, high, shape), 3), values)

    return draw


def positive(*shape, low=0.3, high=3.0):
    return real(*shape, low=low, high=high)


def wide(*shape, low=1e-3, high=1e3, signs=False):
    """Numbers of very different magnitudes."""

    def draw(random):
        values = np.exp(random.uniform(np.log(low), np.log(high), shape))
        values = np.array([float(f"{v:.4g}") for v in np.ravel(values)]).reshape(shape)
        return values * random.choice([1, -1], shape) if signs else values

    return draw


def distinct(*shape, low=-2.0, high=2.0, signs=False):
    """Numbers no two of which are near each other, nor two magnitudes with `signs`."""

    def draw(random):
        count = int(np.prod(shape))
        step = (high - low) / count
        values = low + step * (np.arange(count) + random.uniform(0.3, 0.7, count))
        values = np.round(random.permutation(values), 3).reshape(shape)
        return values * random.choice([1, -1], shape) if signs else values

    return draw


def between(*shape, low=-4, high=4):
    """Numbers away from integers and from halves."""

    def draw(random):
        whole = random.integers(low, high, shape)
        rest = random.uniform(0.1, 0.4, shape) + random.choice([0, 0.5], shape)
        return np.round(whole + rest, 3)

    return draw


def matrix(*shape, diagonal=2.5):
    """Square matrices with large diagonals, so that they are far from singular."""

    def draw(random):
        return np.round(random.uniform(-1, 1, shape), 3) + diagonal * np.eye(shape[-1])

    return draw


def numbers(values):
    return lambda random: np.array(values, dtype=np.float64)


def ints(values):
    return lambda random: np.array(values, dtype=np.int64)


def bools(values):
    return lambda random: np.array(values, dtype=bool)


def shares(*shape):
    """Probabilities along the last axis."""

    def draw(random):
        parts = random.integers(1, 8, shape)
        # Parts of a power of two, so that they add up to 1 exactly.
        parts[..., -1] = 64 - parts[..., :-1].sum(-1)
        return parts / 64

    return draw


# Elementwise functions.


def unary(operation, low, high, avoid=(), extreme=None, call=None, gap=0.1):
    call = call or f"{operation}(x)"
    for shape in [(), (5,), (2, 3), (2, 1, 2)]:
        case(operation, call, x=real(*shape, low=low, high=high, avoid=avoid, gap=gap))
    middle = (low + high) / 2
    case(
        operation,
        call.replace("x)", "x * 0.5)") if call.endswith("x)") else call,
        x=(
            real(4, low=middle, high=high, avoid=[*(2 * a for a in avoid), *avoid], gap=2 * gap)
            if low < 0
            else positive(4, low=2 * low + 0.02, high=high)
        ),
    )
    case(operation, call, x=extreme or real(6, low=low, high=high, avoid=avoid, gap=gap))


unary("sqrt", 0.1, 4, extreme=wide(6))
unary("rsqrt", 0.1, 4, extreme=wide(6, low=1e-2))
unary("cbrt", 0.2, 4, extreme=real(6, low=-30, high=-0.3))
unary("reciprocal", 0.3, 3, extreme=real(6, low=-20, high=-0.3))
unary("square", -3, 3, extreme=wide(6, signs=True))
unary("exp", -2, 2, extreme=real(6, low=-20, high=20))
unary("exp2", -2, 2, extreme=real(6, low=-20, high=20))
unary("expm1", -2, 2, extreme=wide(6, low=1e-4, high=10, signs=True))
unary("log", 0.1, 4, extreme=wide(6))
unary("log2", 0.1, 4, extreme=wide(6))
unary("log10", 0.1, 4, extreme=wide(6))
unary("log1p", -0.8, 3, extreme=wide(6, low=1e-2))
unary("sin", -3, 3, extreme=real(6, low=-50, high=50))
unary("cos", -3, 3, extreme=real(6, low=-50, high=50))
unary("tan", -1.3, 1.3, extreme=real(6, low=8.1, high=10.7))
unary("asin", -0.95, 0.95)
unary("acos", -0.95, 0.95)
unary("atan", -3, 3, extreme=wide(6, low=1e-2, high=100, signs=True))
unary("sinh", -3, 3, extreme=real(6, low=-12, high=12))
unary("cosh", -3, 3, extreme=real(6, low=-12, high=12))
unary("tanh", -2, 2, extreme=real(6, low=-8, high=8))
unary("asinh", -3, 3, extreme=wide(6, low=1e-2, high=100, signs=True))
unary("acosh", 1.2, 4, extreme=wide(6, low=1.3, high=100))
unary("atanh", -0.9, 0.9)
unary("erf", -2, 2, extreme=real(6, low=-4, high=4))
unary("erfc", -2, 2, extreme=real(6, low=2, high=6))
unary("erfinv", -0.9, 0.9, extreme=real(6, low=0.9, high=0.98))
unary("lgamma", 0.2, 5, extreme=numbers([-0.5, -1.4, -2.6, -3.7, 40.5, 12.25]))
unary("digamma", 0.3, 5, extreme=numbers([-0.45, -1.4, -2.6, -3.7, 40.5, 12.25]))
unary("sinc", 0.2, 3, extreme=real(6, low=-6, high=-0.2))
unary("sigmoid", -3, 3, extreme=real(6, low=-30, high=30))
unary("log_sigmoid", -3, 3, extreme=real(6, low=-30, high=30))
unary("softplus", -3, 3, extreme=real(6, low=-30, high=30))
unary("gelu", -2, 2, extreme=real(6, low=-5, high=5))
for shape in [(), (3,), (2, 2)]:
    case("gelu", "gelu(x, approximate=True)", x=real(*shape))
unary("silu", -3, 3, extreme=real(6, low=-20, high=20))
unary("mish", -3, 3, extreme=real(6, low=-20, high=20))
unary("softsign", -3, 3, avoid=[0], extreme=wide(6, low=0.1, high=100, signs=True))
unary("relu", -2, 2, avoid=[0])
unary("relu6", -3, 9, avoid=[0, 6])
unary("elu", -3, 3, avoid=[0])
unary("selu", -3, 3, avoid=[0])
unary("leaky_relu", -3, 3, avoid=[0])
case("leaky_relu", "leaky_relu(x, alpha=0.05)", x=real(5, avoid=[0]))
unary("hardtanh", -2.5, 2.5, avoid=[-1, 1])
unary("celu", -3, 3, avoid=[0])
case("celu", "celu(x, alpha=0.5)", x=real(5, avoid=[0]))
case("elu", "elu(x, alpha=0.5)", x=real(5, avoid=[0]))
case("silu", "silu(x, beta=1.5)", x=real(5))
unary("hard_sigmoid", -5, 5, avoid=[-3, 3])
unary("hard_silu", -5, 5, avoid=[-3, 3])
unary("x_sigmoid", -3, 3, extreme=real(6, low=-20, high=20))
unary("x_ndtr", -2, 2, extreme=real(6, low=-5, high=5))
unary("erfcinv", 0.1, 1.9, extreme=wide(6, low=1e-3, high=0.5))
unary("ndtr", -2, 2, extreme=real(6, low=-5, high=5))
unary("ndtri", 0.1, 0.9, extreme=real(6, low=0.01, high=0.05))
unary("reciprocal_no_nan", 0.3, 3, extreme=real(6, low=-20, high=-0.3))
for order in (0, 1, 2):
    case("polygamma", f"polygamma({order}., x)", x=positive(4))
    case("polygamma", f"polygamma({order}., x)", x=positive(2, 2, low=1, high=8))
    case("sinc_derivative", f"sinc_derivative({order}., x)", x=real(4, low=0.3, high=2))
    case("sinc_derivative", f"sinc_derivative({order}., x)", x=real(2, 2, low=-4, high=-1))
unary("abs", -2, 2, avoid=[0])
case("abs", "abs(n)", n=ints([-3, 0, 5]))
unary("negative", -2, 2)
case("negative", "neg(x)", x=real(3))
case("negative", "-x", x=real(2, 2))
case("negative", "negative(n)", n=ints([[1, -2], [0, 7]]))
unary("sign", -2, 2, avoid=[0])
case("sign", "sign(n)", n=ints([-3, 0, 5]))
case("square", "square(n)", n=ints([-3, 0, 5]))
unary("root_of_squares", 0.2, 3)
unary("identity", -2, 2)
for name in ("floor", "ceil", "round", "trunc"):
    for shape in [(), (5,), (2, 3), (2, 1, 2)]:
        case(name, f"{name}(x)", x=between(*shape))
    case(name, f"{name}(x)", x=between(6, low=-1000, high=1000))
    case(name, f"{name}(x)", gradients="", x=numbers([-3.0, 0.0, 2.0, 4503599627370497.0]))
case("round", "round(x)", gradients="", x=numbers([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]))
for name in ("isnan", "isinf", "isfinite"):
    odd = [np.nan, np.inf, -np.inf, 0.0, 1.5, -2e300]
    for values in [1.0, np.nan, np.inf, -np.inf, odd, [odd[:3], odd[3:]], [[odd]]]:
        case(name, f"{name}(x)", x=numbers(values))
    case(name, f"{name}(x / y)", x=numbers([1.0, 0.0, -1.0]), y=numbers([0.0, 0.0, 2.0]))
for low, high in [(-1, 1), (-0.5, 0.75), (0, 2)]:
    for shape in [(), (4,), (2, 3)]:
        case(
            "clip_by_value",
            f"clip_by_value(x, {low:.2f}, {high:.2f})",
            x=real(*shape, low=-3, high=3, avoid=[low, high]),
        )
        case(
            "clip",
            f"clip(x, {low:.2f}, {high:.2f})",
            x=real(*shape, low=-3, high=3, avoid=[low, high]),
        )
case(
    "clip_by_value",
    "clip_by_value(x, low, high)",
    x=real(2, 3, low=-0.4, high=0.4),
    low=numbers([-1.0, -2.0, 0.6]),
    high=numbers([[0.7], [1.0]]),
)

# Functions of two operands.

PAIRS = [
    ((), ()),
    ((4,), (4,)),
    ((2, 3), (3,)),
    ((2, 1), (1, 3)),
    ((2, 2, 2), ()),
    ((2, 1, 2), (3, 1)),
]


def binary(operation, first, second=None, symbol=None, call=None):
    for left, right in PAIRS:
        case(operation, call or f"{operation}(x, y)", x=first(*left), y=(second or first)(*right))
    if symbol:
        case(operation, f"x {symbol} y", x=first(3), y=(second or first)(2, 3))


def away(*shape):
    return real(*shape, avoid=[0], gap=0.3)


binary("add", real, symbol="+")
binary("subtract", real, symbol="-")
binary("multiply", real, symbol="*")
binary("divide", real, away, symbol="/")
case("add", "n + m", n=ints([1, -2, 3]), m=ints([[4], [5]]))
case("subtract", "n - m", n=ints([1, -2, 3]), m=ints([[4], [5]]))
case("multiply", "n * m", n=ints([1, -2, 3]), m=ints([[4], [5]]))
case("add", "x + 2.5", x=real(2, 3))
case("subtract", "1. - x", x=real(2, 3))
case("multiply", "x * x * 3.", x=real(2, 3))
case("divide", "1. / x", x=away(2, 3))


def dividends(*shape):
    """Multiples of the divisor 0.7 with rests away from 0 and from 0.7."""

    def draw(random):
        return np.round(0.7 * random.integers(-4, 4, shape) + random.uniform(0.1, 0.6, shape), 3)

    return draw


def seven_tenths(*shape):
    return lambda random: np.full(shape, 0.7)


binary("floor_divide", dividends, seven_tenths, symbol="//")
binary("mod", dividends, seven_tenths, symbol="%")
case("floor_divide", "n // m", n=ints([7, -7, 8, 9]), m=ints([2, 2, -3, 3]))
case("mod", "n % m", n=ints([7, -7, 8, 9]), m=ints([2, 2, -3, 3]))
case("mod", "x % y", x=numbers([5.5, -5.5, 5.5, -5.5]), y=numbers([3.0, 3.0, -3.0, -3.0]))
binary("power", positive, real, symbol="**")
case("power", "pow(x, y)", x=positive(3), y=real(3))
case("power", "x ** 3", x=real(4))
case("power", "x ** 0.5", x=positive(4))
case("power", "x ** -2", x=away(2, 2))
case("power", "2. ** x", x=real(3))
case("power", "n ** m", n=ints([2, -3, 5]), m=ints([10, 3, 0]))


def lower(*shape):
    return distinct(*shape, low=-2, high=0) if shape else real(low=-2, high=-0.2)


for name in ("maximum", "minimum"):
    case(name, f"{name}(x, y)", x=numbers(0.5), y=numbers(-1.25))
    case(name, f"{name}(x, y)", x=numbers([1.0, -2.0, 0.3]), y=numbers([0.5, 1.5, 0.9]))
    case(
        name,
        f"{name}(x, y)",
        x=numbers([[1.0, -2.0, 0.3], [-0.4, 2.0, 1.1]]),
        y=numbers([0.5, 1.5, 0.9]),
    )
    case(name, f"{name}(x, y)", x=numbers([[0.5], [-0.5]]), y=numbers([[1.0, 0.0, -1.0]]))
    case(name, f"{name}(x, 0.25)", x=real(2, 3, avoid=[0.25]))
    case(
        name,
        f"{name}(x, {name}(y, z))",
        x=numbers([1.0, 2.0, 3.0]),
        y=numbers([3.0, 1.0, 2.0]),
        z=numbers([2.0, 3.0, 1.0]),
    )
    case(name, f"{name}(n, m)", n=ints([1, -2, 3]), m=ints([[0], [5]]))
binary("atan2", away, away)
case("atan2", "atan2(y, x)", y=numbers([1.0, 1.0, -1.0, -1.0]), x=numbers([2.0, -2.0, 2.0, -2.0]))
binary("hypot", away, away)
binary("xlogy", real, positive)
binary("logaddexp", real, lambda *shape: real(*shape, low=-5, high=5))
binary("fmod", dividends, seven_tenths)
case("fmod", "fmod(x, y)", x=numbers([5.5, -5.5, 5.5, -5.5]), y=numbers([3.0, 3.0, -3.0, -3.0]))
binary("xlog1py", real, lambda *shape: real(*shape, low=-0.8, high=3))
binary("xdivy", away, away)
binary("divide_no_nan", real, away)
binary("multiply_no_nan", real, away)
case("logaddexp", "logaddexp(x, y)", x=numbers([500.0, -500.0]), y=numbers([501.0, -499.0]))
binary("squared_difference", real)
COMPARED = (numbers([1.0, 2.0, 3.0]), numbers([3.0, 2.0, 1.0]))
SYMBOLS = {
    "equal": "==",
    "not_equal": "!=",
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
}
for name, symbol in SYMBOLS.items():
    x, y = COMPARED
    case(name, f"{name}(x, y)", x=x, y=y)
    case(name, f"x {symbol} y", x=x, y=y)
    case(name, f"{name}(x, y)", x=numbers([[1.0, 2.0]]), y=numbers([[1.0], [2.0], [0.0]]))
    case(name, f"{name}(x, 2.)", x=numbers([[1.0, 2.0, 3.0]]))
    case(name, f"{name}(n, m)", n=ints([1, 2, 3]), m=ints([2, 2, 2]))
    case(name, f"{name}(x, y)", x=numbers([np.inf, -np.inf, np.inf]), y=numbers([np.inf, 0.0, 1.0]))
    case(name, f"{name}(x, y)", x=numbers(1.5), y=numbers(2.5))
for name, symbol in {"logical_and": "&", "logical_or": "|", "logical_xor": "^"}.items():
    p, q = bools([True, True, False, False]), bools([True, False, True, False])
    case(name, f"{name}(p, q)", p=p, q=q)
    if name != "logical_xor":
        case(name, f"p {symbol} q", p=p, q=q)
    case(name, f"{name}(p, q)", p=bools([[True, False]]), q=bools([[True], [False]]))
    case(name, f"{name}(p, q)", p=bools(True), q=bools([True, False]))
    case(name, f"{name}(p, q)", p=bools(False), q=bools(True))
    case(name, f"{name}(p, {name}(q, p))", p=p, q=q)
    case(name, f"{name}(x > 0., x < 1.)", x=real(2, 3, avoid=[0, 1]))
for call, p in [
    ("logical_not(p)", [True, False]),
    ("~p", [True, False]),
    ("logical_not(p)", True),
    ("logical_not(p)", [[True], [False]]),
    ("logical_not(~p)", [False, True]),
    ("logical_not(p)", [[[False, False, True]]]),
]:
    case("logical_not", call, p=bools(p))
case("where", "where(c, x, y)", c=bools([True, False, True]), x=real(3), y=real(3))
case("where", "where(c, x, y)", c=bools([True, False]), x=real(3, 2), y=real())
case("where", "where(c, x, y)", c=bools([[True], [False]]), x=real(3), y=real(2, 1))
case("where", "where(c, x, y)", c=bools(True), x=real(2), y=real(2))
case("where", "where(x > 0., x, 0.5 * x)", x=real(2, 3, avoid=[0]))
case("where", "where(x > y, x ** 2, y)", x=numbers([1.0, 2.0, 3.0]), y=numbers([2.0, 1.0, 0.5]))
case("where", "where(c, x, 1.)", c=bools([True, False, True]), x=real(3))

# Reductions and scans.


def reduced(
    operation, draw, axes=((None, False), (0, False), (-1, True), ([0, 2], False)), more=()
):
    case(operation, f"{operation}(x)", x=draw(5))
    case(operation, f"{operation}(x)", x=draw(2, 3))
    for axis, keeps in axes:
        call = f"{operation}(x, axis={axis}" + (", keepdims=True)" if keeps else ")")
        case(operation, call, x=draw(2, 3, 2))
    case(operation, f"{operation}(x, keepdims=True)", x=draw(2, 2))
    for call, shape in more:
        case(operation, call, x=draw(*shape))


reduced("sum", real)
case("sum", "sum(n, axis=0)", n=ints([[1, 2], [3, 4]]))
case("sum", "sum(x)", x=real())
reduced("mean", real)
case("mean", "mean(x)", x=real())
reduced("prod", away)
case("prod", "prod(x)", x=numbers([2.0, 0.0, -3.0]))
case("prod", "prod(x, axis=1)", x=numbers([[2.0, 0.0, -3.0], [1.5, 0.5, 4.0]]))
case("prod", "prod(n)", n=ints([2, 3, -4]))
reduced("max", distinct)
reduced("min", distinct)
case("max", "max(n, axis=1)", n=ints([[1, 5, 2], [9, 3, 4]]))
case("min", "min(n, axis=1)", n=ints([[1, 5, 2], [9, 3, 4]]))
reduced("var", real)
reduced("std", distinct)
case("var", "var(x, ddof=1)", x=real(4))
case("std", "std(x, axis=1, ddof=1)", x=distinct(2, 3))
reduced("logsumexp", real)
case("logsumexp", "logsumexp(x)", x=numbers([1000.0, 999.0, 998.5]))
case("logsumexp", "logsumexp(x, axis=0)", x=numbers([[-1000.0, 3.0], [-1001.0, 2.0]]))
reduced("norm", away)


def magnitudes(*shape):
    return distinct(*shape, low=0.2, high=3, signs=True)


for order in ("1", "2", "inf"):
    case("norm", f"norm(x, ord={order})", x=magnitudes(5))
    case("norm", f"norm(x, ord={order}, axis=0)", x=magnitudes(3, 2))
    case("norm", f"norm(x, ord={order}, axis=-1, keepdims=True)", x=magnitudes(2, 2, 3))
case("norm", "norm(x, ord='fro', axis=[0, 1])", x=away(3, 2))
case("norm", "norm(x, ord='fro')", x=away(3, 2))
case("vector_norm", "vector_norm(x)", x=away(4))
case("vector_norm", "vector_norm(x)", x=away(2, 3))
case("vector_norm", "vector_norm(x, axis=1)", x=away(2, 3))
case("vector_norm", "vector_norm(x, ord=1)", x=magnitudes(4))
case("vector_norm", "vector_norm(x, ord=inf, axis=0)", x=magnitudes(3, 2))
case("vector_norm", "vector_norm(x, ord='euclidean', axis=-1, keepdims=True)", x=away(2, 2))
case("vector_norm", "vector_norm(x, ord=3)", x=away(4))
case("normalize", "normalize(x)", x=away(4))
case("normalize", "normalize(x)", x=away(2, 2))
case("normalize", "normalize(x, axis=1)", x=away(2, 3))
case("normalize", "normalize(x, ord=1)", x=magnitudes(3))
case("normalize", "normalize(x, ord=1, axis=0)", x=magnitudes(2, 3))
case("normalize", "normalize(x, axis=-1)", x=away(2, 1, 2))
case("norm", "norm(x, ord='fro', axis=[-2, -1])", x=away(2, 3, 2))
case("norm", "norm(x, ord=1, axis=[0, 1])", x=magnitudes(3, 2))
case("norm", "norm(x, ord=inf, axis=[0, 1])", x=magnitudes(3, 2))
case("norm", "norm(x, ord=3)", x=away(4))
for name in ("any", "all"):
    flags = [[[True, False], [True, True]], [[False, False], [True, True]]]
    for call in [
        f"{name}(p)",
        f"{name}(p, axis=0)",
        f"{name}(p, axis=-1, keepdims=True)",
        f"{name}(p, axis=[0, 2])",
        f"{name}(p, axis=1)",
        f"{name}(p, keepdims=True)",
    ]:
        case(name, call, p=bools(flags))
    case(name, f"{name}(x > 0.)", x=real(4))
for name in ("argmax", "argmin"):
    for call, shape in [
        (f"{name}(x)", (5,)),
        (f"{name}(x, axis=0)", (3, 2)),
        (f"{name}(x, axis=1)", (3, 4)),
        (f"{name}(x, axis=-1)", (2, 2, 3)),
        (f"{name}(x)", (4, 2)),
        (f"{name}(x, axis=-2)", (2, 3, 2)),
    ]:
        case(name, call, x=distinct(*shape))
    case(name, f"{name}(n)", n=ints([4, 9, 1, 7]))
for call in [
    "count_nonzero(x)",
    "count_nonzero(x, axis=0)",
    "count_nonzero(x, axis=-1)",
    "count_nonzero(x, axis=[0, 2])",
    "count_nonzero(x, axis=1, keepdims=True)",
]:
    case("count_nonzero", call, x=numbers([[[0.0, 1.5], [2.0, 0.0]], [[-1.0, 0.0], [0.0, 0.0]]]))
case("count_nonzero", "count_nonzero(n)", n=ints([0, 3, 0, -1]))
case("count_nonzero", "count_nonzero(p, axis=0)", p=bools([[True, False], [True, False]]))
for name, draw in (("cumsum", real), ("cumprod", away), ("cummax", distinct)):
    case(name, f"{name}(x)", x=draw(5))
    case(name, f"{name}(x, axis=0)", x=draw(3, 2))
    case(name, f"{name}(x, axis=1)", x=draw(2, 4))
    case(name, f"{name}(x, axis=-1)", x=draw(2, 2, 3))
    if name != "cummax":
        case(name, f"{name}(x, axis=0, exclusive=True)", x=draw(4, 2))
        case(name, f"{name}(x, axis=1, exclusive=True, reverse=True)", x=draw(2, 4))
    case(name, f"{name}(x, axis=1, reverse=True)", x=draw(2, 4))
    case(name, f"{name}(x)", x=draw(1))
for name, draw in (("cummin", distinct), ("cumulative_logsumexp", real)):
    case(name, f"{name}(x)", x=draw(5))
    case(name, f"{name}(x, axis=0)", x=draw(3, 2))
    case(name, f"{name}(x, axis=1)", x=draw(2, 4))
    case(name, f"{name}(x, axis=-1)", x=draw(2, 2, 3))
    case(name, f"{name}(x, axis=1, reverse=True)", x=draw(2, 4))
    case(name, f"{name}(x * 3.)", x=draw(4))
case("cumulative_logsumexp", "cumulative_logsumexp(x)", x=numbers([800.0, 801.0, -800.0]))
for call, shape in [
    ("linear_recurrence(a, b)", (4,)),
    ("linear_recurrence(a, b, axis=1)", (2, 3)),
    ("linear_recurrence(a, b, axis=0, reverse=True)", (3, 2)),
    ("linear_recurrence(a, b, axis=-1)", (2, 1, 3)),
    ("linear_recurrence(a, b)", (1,)),
    ("linear_recurrence(a, b, reverse=True)", (4,)),
]:
    case("linear_recurrence", call, a=real(*shape), b=real(*shape))
for call, shape in [
    ("median(x)", (5,)),
    ("median(x)", (4,)),
    ("median(x, axis=0)", (3, 2)),
    ("median(x, axis=1)", (2, 4)),
    ("median(x)", (2, 3)),
    ("median(x, axis=-1, keepdims=True)", (2, 3)),
]:
    case("median", call, x=distinct(*shape))
for call, shape in [
    ("quantile(x, 0.25)", (6,)),
    ("quantile(x, 0.5, axis=0)", (4, 2)),
    ("quantile(x, [0.15, 0.9])", (5,)),
    ("quantile(x, 0.7, axis=1)", (2, 3)),
    ("quantile(x, 0.35, axis=-1, keepdims=True)", (2, 4)),
    ("quantile(x, 1.)", (3,)),
]:
    case("quantile", call, x=distinct(*shape))
case("cumsum", "cumsum(n)", n=ints([1, 2, 3]))
case("cumprod", "cumprod(x)", x=numbers([2.0, 0.0, 3.0, -1.5]))
case("cumprod", "cumprod(x, axis=1)", x=numbers([[2.0, 0.0, 3.0], [0.0, 1.5, 0.0]]))
case("cummax", "cummax(x)", x=numbers([3.0, 1.0, 4.0, 2.0, 5.0]))

# Shapes.

for call, shape in [
    ("reshape(x, [6])", (2, 3)),
    ("reshape(x, [3, -1])", (2, 3)),
    ("reshape(x, [2, 1, 3])", (6,)),
    ("reshape(x, [-1])", (2, 2, 2)),
    ("reshape(x, [])", (1, 1)),
    ("reshape(x, shape=[1, 4])", (2, 2)),
]:
    case("reshape", call, x=real(*shape))
for call, shape in [
    ("transpose(x)", (2, 3)),
    ("transpose(x)", (2, 3, 2)),
    ("transpose(x)", (3,)),
    ("transpose(x, perm=[1, 0])", (2, 3)),
    ("transpose(x, perm=[0, 2, 1])", (2, 3, 2)),
    ("transpose(x, perm=[2, 0, 1])", (2, 3, 2)),
    ("permute(x, [1, 0])", (3, 2)),
]:
    case("transpose", call, x=real(*shape))
for call, shape in [
    ("expand_dims(x, 0)", (3,)),
    ("expand_dims(x, axis=-1)", (2, 3)),
    ("expand_dims(x, axis=1)", (2, 3)),
    ("expand_dims(x, 0)", ()),
    ("expand_dims(x, axis=-2)", (2, 2)),
    ("expand_dims(x, axis=2)", (2, 3)),
]:
    case("expand_dims", call, x=real(*shape))
for call, shape in [
    ("squeeze(x)", (1, 3, 1)),
    ("squeeze(x, axis=0)", (1, 3, 1)),
    ("squeeze(x, axis=[0, 2])", (1, 3, 1)),
    ("squeeze(x, axis=-1)", (2, 3, 1)),
    ("squeeze(x)", (1, 1)),
    ("squeeze(x)", (2, 2)),
]:
    case("squeeze", call, x=real(*shape))
for call, shape in [
    ("broadcast_to(x, [2, 3])", (3,)),
    ("broadcast_to(x, [2, 3])", (2, 1)),
    ("broadcast_to(x, [4])", ()),
    ("broadcast_to(x, [2, 2, 3])", (2, 1, 3)),
    ("broadcast_to(x, [2, 3])", (2, 3)),
    ("broadcast_to(x, [3, 1, 2])", (1, 2)),
]:
    case("broadcast_to", call, x=real(*shape))
for call, shape in [
    ("tile(x, [2])", (3,)),
    ("tile(x, multiples=[2, 1])", (2, 3)),
    ("tile(x, [1, 3])", (2, 2)),
    ("tile(x, [2, 1, 2])", (1, 2, 2)),
    ("tile(x, [1])", (4,)),
    ("tile(x, [3, 2])", (1, 2)),
]:
    case("tile", call, x=real(*shape))
for call, shape in [
    ("repeat(x, 2)", (3,)),
    ("repeat(x, repeats=2, axis=0)", (2, 3)),
    ("repeat(x, repeats=3, axis=-1)", (2, 2)),
    ("repeat(x, repeats=[1, 3], axis=0)", (2, 2)),
    ("repeat(x, 2)", (2, 2)),
    ("repeat(x, repeats=[2, 0, 1], axis=1)", (2, 3)),
]:
    case("repeat", call, x=real(*shape))
for call, shape in [
    ("pad(x, [[1, 2]])", (3,)),
    ("pad(x, [[1, 0], [0, 2]])", (2, 3)),
    ("pad(x, paddings=[[1, 1], [2, 0]], constant_values=0.5)", (2, 2)),
    ("pad(x, [[2, 1]], mode='REFLECT')", (4,)),
    ("pad(x, [[1, 1], [1, 2]], mode='REFLECT')", (3, 3)),
    ("pad(x, [[1, 2]], mode='SYMMETRIC')", (3,)),
    ("pad(x, [[1, 1], [2, 1]], mode='SYMMETRIC')", (2, 3)),
    ("pad(x, [[0, 0], [1, 0], [0, 1]])", (2, 1, 2)),
]:
    case("pad", call, x=real(*shape))
for call, shape in [
    ("flip(x)", (4,)),
    ("flip(x, axis=0)", (2, 3)),
    ("flip(x, axis=-1)", (2, 3)),
    ("flip(x)", (2, 3)),
    ("flip(x, axis=[0, 2])", (2, 2, 2)),
    ("flip(x, axis=1)", (2, 3, 1)),
]:
    case("flip", call, x=real(*shape))
for call, shape in [
    ("roll(x, 1, axis=0)", (4,)),
    ("roll(x, shift=-1, axis=1)", (2, 3)),
    ("roll(x, shift=5, axis=0)", (3, 2)),
    ("roll(x, shift=2, axis=-1)", (2, 3)),
    ("roll(x, shift=[1, -1], axis=[0, 1])", (2, 3)),
    ("roll(x, shift=0, axis=0)", (3,)),
]:
    case("roll", call, x=real(*shape))
case("concat", "concat([x, y], axis=0)", x=real(2), y=real(3))
case("concat", "concat([x, y], axis=1)", x=real(2, 3), y=real(2, 1))
case("concat", "concat([x, y, x], axis=-1)", x=real(2, 2), y=real(2, 1))
case("concat", "concat([x, y], axis=0)", x=real(1, 2, 2), y=real(2, 2, 2))
case("concat", "concat([x], axis=0)", x=real(3))
case("concat", "concat([x, x * 2., y], axis=0)", x=real(2), y=real(1))
case("concat", "concat([n, m], axis=0)", n=ints([1, 2]), m=ints([3]))
case("stack", "stack([x, y])", x=real(3), y=real(3))
case("stack", "stack([x, y], axis=1)", x=real(3), y=real(3))
case("stack", "stack([x, y, x], axis=-1)", x=real(2, 2), y=real(2, 2))
case("stack", "stack([x, y])", x=real(), y=real())
case("stack", "stack([x], axis=0)", x=real(2, 1))
case("stack", "stack([x, y], axis=2)", x=real(1, 2), y=real(1, 2))
for call, shape in [
    ("unstack(x)", (3, 2)),
    ("unstack(x, axis=1)", (2, 3)),
    ("unstack(x)", (4,)),
    ("unstack(x, axis=-1)", (2, 1, 2)),
    ("unstack(x, axis=0)", (1, 3)),
    ("unstack(x, axis=1)", (2, 2, 2)),
]:
    case("unstack", call, x=real(*shape))
for call, shape in [
    ("split(x, num_or_size_splits=2)", (4,)),
    ("split(x, num_or_size_splits=3, axis=1)", (2, 6)),
    ("split(x, num_or_size_splits=[1, 3])", (4, 2)),
    ("split(x, num_or_size_splits=[2, 1, 1], axis=-1)", (2, 4)),
    ("split(x, num_or_size_splits=1, axis=0)", (3,)),
    ("split(x, num_or_size_splits=2, axis=1)", (2, 2, 2)),
]:
    case("split", call, x=real(*shape))
for call, shape in [
    ("array_split(x, 2)", (5,)),
    ("array_split(x, 3, axis=1)", (2, 4)),
    ("array_split(x, [1, 3])", (4, 2)),
    ("array_split(x, 2)", (4,)),
    ("array_split(x, 3)", (3, 1)),
    ("array_split(x, [2], axis=-1)", (2, 3)),
]:
    case("array_split", call, x=real(*shape))
for call, shape in [
    ("swapaxes(x, 0, 1)", (2, 3)),
    ("swapaxes(x, 0, 2)", (2, 1, 3)),
    ("swapaxes(x, -1, -2)", (2, 2, 3)),
    ("swapaxes(x, 1, 1)", (2, 2)),
    ("swapaxes(x, 0, -1)", (3, 1)),
    ("swapaxes(x * x, 0, 1)", (2, 2)),
]:
    case("swapaxes", call, x=real(*shape))
for call, shape in [
    ("moveaxis(x, 0, 1)", (2, 3)),
    ("moveaxis(x, 0, -1)", (2, 1, 3)),
    ("moveaxis(x, [0, 1], [1, 2])", (2, 1, 3)),
    ("moveaxis(x, -1, 0)", (2, 3, 2)),
    ("moveaxis(x, 1, 1)", (2, 2)),
    ("moveaxis(x * x, 1, 0)", (2, 2)),
]:
    case("moveaxis", call, x=real(*shape))
for call, shape in [
    ("matrix_transpose(x)", (2, 3)),
    ("matrix_transpose(x)", (2, 2, 3)),
    ("matrix_transpose(x)", (1, 4)),
    ("matrix_transpose(x)", (2, 1, 2, 3)),
    ("matmul(x, matrix_transpose(x))", (2, 2)),
    ("matrix_transpose(x)", (3, 3)),
]:
    case("matrix_transpose", call, x=real(*shape))
for call, shape in [
    ("rot90(x)", (2, 3)),
    ("rot90(x, k=2)", (2, 3)),
    ("rot90(x, k=-1)", (2, 2)),
    ("rot90(x, k=3)", (3, 2)),
    ("rot90(x, k=4)", (2, 2)),
    ("rot90(x * x)", (2, 2)),
]:
    case("rot90", call, x=real(*shape))
for call, shape in [
    ("constant_pad(x, [[1, 2]], 0.)", (3,)),
    ("constant_pad(x, [[1, 0], [0, 2]], 0.)", (2, 3)),
    ("constant_pad(x, [[1, 1], [2, 0]], 0.5)", (2, 2)),
    ("constant_pad(x, [[0, 0]], 1.)", (2,)),
    ("constant_pad(x, [[0, 0], [1, 0], [0, 1]], -1.)", (2, 1, 2)),
    ("constant_pad(x * x, [[2, 0]], 0.)", (2,)),
]:
    case("constant_pad", call, x=real(*shape))
for call in ["meshgrid(x, y)", "meshgrid(x, y, indexing='ij')", "meshgrid(x, y, indexing='xy')"]:
    case("meshgrid", call, x=real(3), y=real(2))
case("meshgrid", "meshgrid(x, x)", x=real(2))
case("meshgrid", "meshgrid(x, y, z, indexing='ij')", x=real(2), y=real(3), z=real(2))
case("meshgrid", "meshgrid(x, y)[1]", x=real(1), y=real(4))
for call, shape in [
    ("cast(x, float64)", ()),
    ("cast(x, float64)", (3,)),
    ("cast(x, int64)", (4,)),
    ("cast(x > 0., float64)", (2, 2)),
    ("cast(x * 10., int64)", (5,)),
    ("cast(cast(x, int64), float64)", (3,)),
]:
    case("cast", call, x=between(*shape))
case("cast", "cast(n, float64) * 0.5", n=ints([1, -2, 3]))
for call, shape in [
    ("stop_gradient(x)", (3,)),
    ("x * stop_gradient(x)", (3,)),
    ("stop_gradient(x) + x", ()),
    ("stop_gradient(x * x) * x", (2, 2)),
    ("sum(x * stop_gradient(x))", (4,)),
    ("x - stop_gradient(exp(x))", (2, 1, 2)),
]:
    case("stop_gradient", call, gradients="frameworks", x=real(*shape))

# Indexing.

for call, shape in [
    ("x[1]", (3,)),
    ("x[-1]", (3, 2)),
    ("x[:, 1]", (3, 2)),
    ("x[::2]", (5,)),
    ("x[::-1]", (4,)),
    ("x[3:0:-2]", (5,)),
    ("x[1:, ::-1]", (3, 3)),
    ("x[..., 0]", (2, 2, 2)),
    ("x[None, :, 1:]", (2, 3)),
    ("x[-2:, None]", (3,)),
    ("x[0, ..., ::-2]", (2, 2, 3)),
    ("x[2:2]", (3,)),
]:
    case("slice", call, x=real(*shape))
case("gather", "gather(x, i)", x=real(4), i=ints([2, 0, 2]))
case("gather", "gather(x, i)", x=real(3, 2), i=ints([2, 0]))
case("gather", "gather(x, i, axis=1)", x=real(2, 3), i=ints([2, 2, 1, 0]))
case("gather", "gather(x, i, axis=-1)", x=real(2, 3), i=ints([[0, 2], [1, 1]]))
case("gather", "gather(x, i)", x=real(4), i=ints(3))
case("gather", "gather(x, i, axis=1)", x=real(2, 3, 2), i=ints([1, 0]))
case("gather", "gather(x, i, batch_dims=1)", x=real(2, 3), i=ints([[2, 0], [1, 1]]))
case("gather", "gather(x, i, axis=1, batch_dims=1)", x=real(2, 3, 2), i=ints([[2, 0], [1, 1]]))
case("gather", "take(x, i, axis=1)", x=real(2, 3), i=ints([2, 0]))
for call, shape, spots in [
    ("take(x, i)", (4,), [2, 0]),
    ("take(x, i, axis=0)", (3, 2), [1, 1]),
    ("take(x, i, axis=1)", (2, 3), [[0, 2], [1, 1]]),
    ("take(x, i, axis=-1)", (2, 3), [0]),
    ("take(x, i, axis=0)", (3,), 1),
    ("take(x, i, axis=1)", (1, 2, 2), [1, 0]),
]:
    case("take", call, x=real(*shape), i=ints(spots))
for call, shape, spots in [
    ("take_along_axis(x, i, axis=1)", (2, 3), [[2, 0], [1, 1]]),
    ("take_along_axis(x, i, axis=0)", (3,), [2, 2, 0, 1]),
    ("take_along_axis(x, i, axis=0)", (3, 2), [[0, 2]]),
    ("take_along_axis(x, i, axis=-1)", (2, 1, 3), [[[0]], [[2]]]),
    ("take_along_axis(x, i, axis=1)", (2, 2), [[1], [0]]),
    ("take_along_axis(x * x, i, axis=0)", (2, 2), [[1, 0]]),
]:
    case("take_along_axis", call, x=real(*shape), i=ints(spots))
for call, shape, spots in [
    ("scatter_along_axis(x, i, 0, 3)", (2,), [2, 0]),
    ("scatter_along_axis(x, i, 1, 4)", (2, 3), [[3, 0, 3], [1, 2, 0]]),
    ("scatter_along_axis(x, i, 0, 3)", (2, 2), [[0, 2], [1, 2]]),
    ("scatter_along_axis(x, i, 0, 2)", (3,), [1, 1, 1]),
    ("scatter_along_axis(x, i, 1, 2)", (1, 2, 2), [[[0, 1], [1, 1]]]),
    ("scatter_along_axis(x * x, i, 1, 3)", (2, 1), [[2], [0]]),
]:
    case("scatter_along_axis", call, x=real(*shape), i=ints(spots))
for call, shape in [
    ("strided_slice(x, [1], [3])", (4,)),
    ("strided_slice(x, [0, 1], [2, 3])", (3, 4)),
    ("strided_slice(x, [0], [5], [2])", (5,)),
    ("strided_slice(x, [3], [0], [-1])", (4,)),
    ("strided_slice(x, [0, 2], [2, 0], [1, -1])", (2, 3)),
    ("strided_slice(x, [1], [2])", (2, 3)),
]:
    case("strided_slice", call, x=real(*shape))
for call, shape in [
    ("dynamic_slice(x, [1], [2])", (4,)),
    ("dynamic_slice(x, [0, 1], [2, 2])", (3, 3)),
    ("dynamic_slice(x, [0, 0], [1, 3])", (2, 3)),
    ("dynamic_slice(x, [2], [1])", (3,)),
    ("dynamic_slice(x, [1, 0, 1], [1, 2, 1])", (2, 2, 2)),
    ("dynamic_slice(x * x, [0], [3])", (3,)),
]:
    case("dynamic_slice", call, x=real(*shape))
case("gather_nd", "gather_nd(x, i)", x=real(3, 2), i=ints([[0, 1], [2, 0]]))
case("gather_nd", "gather_nd(x, i)", x=real(3, 2), i=ints([[2], [2], [0]]))
case("gather_nd", "gather_nd(x, i)", x=real(4), i=ints([[3], [1]]))
case("gather_nd", "gather_nd(x, i)", x=real(2, 3, 2), i=ints([[1, 2], [0, 0]]))
case("gather_nd", "gather_nd(x, i)", x=real(2, 3), i=ints([[[0, 1]], [[1, 2]]]))
case("gather_nd", "gather_nd(x, i)", x=real(2, 3), i=ints([1, 2]))
MASK = bools([True, False, True])
case("boolean_mask", "boolean_mask(x, c)", x=real(3), c=MASK)
case("boolean_mask", "boolean_mask(x, c)", x=real(3, 2), c=MASK)
case(
    "boolean_mask",
    "boolean_mask(x, c)",
    x=real(2, 3),
    c=bools([[True, False, True], [False, True, True]]),
)
case("boolean_mask", "boolean_mask(x, c, axis=1)", x=real(2, 3), c=MASK)
case("boolean_mask", "x[c]", x=real(3), c=MASK)
case("boolean_mask", "x[c]", x=real(3, 2), c=MASK)
case("boolean_mask", "x[x > 0.]", x=numbers([1.0, -2.0, 3.0]))
SPOTS = ints([[0], [3], [1]])
TWICE = ints([[1], [1], [4]])
for scatter in ("tensor_scatter_nd_update", "tensor_scatter_nd_add"):
    case(scatter, f"{scatter}(x, i, y)", x=real(5), i=SPOTS, y=real(3))
    case(scatter, f"{scatter}(x, i, y)", x=real(4, 2), i=SPOTS, y=real(3, 2))
    case(scatter, f"{scatter}(x, i, y)", x=real(2, 3), i=ints([[0, 1], [1, 2]]), y=real(2))
    case(scatter, f"{scatter}(x, i, y)", x=real(2, 2, 2), i=ints([[1, 0]]), y=real(1, 2))
    case(scatter, f"{scatter}(x, i, y)", x=real(3), i=ints([[2]]), y=real(1))
    case(scatter, f"{scatter}(x * x, i, 2. * y)", x=real(4), i=ints([[[0]], [[2]]]), y=real(2, 1))
case("tensor_scatter_nd_add", "tensor_scatter_nd_add(x, i, y)", x=real(5), i=TWICE, y=real(3))
case("scatter_nd", "scatter_nd(i, y, [5])", i=SPOTS, y=real(3))
case("scatter_nd", "scatter_nd(i, y, [5])", i=TWICE, y=real(3))
case("scatter_nd", "scatter_nd(i, y, [4, 2])", i=SPOTS, y=real(3, 2))
case("scatter_nd", "scatter_nd(i, y, [2, 3])", i=ints([[0, 1], [1, 2]]), y=real(2))
case("scatter_nd", "scatter_nd(i, y, [2, 2, 2])", i=ints([[1, 0]]), y=real(1, 2))
case("scatter_nd", "scatter_nd(i, y, [3])", i=ints([[2]]), y=real(1))
for call, shape, spots in [
    ("scatter_add(x, i, 0, 3)", (4,), [2, 0, 2, 1]),
    ("scatter_add(x, i, 1, 4)", (2, 3), [3, 0, 3]),
    ("scatter_add(x, i, 0, 2)", (2, 2, 2), [[0, 1], [1, 0]]),
    ("scatter_add(x, i, 0, 5)", (1,), [4]),
    ("scatter_add(x, i, 0, 3)", (2, 3), [1, 1]),
    ("scatter_add(x * x, i, 0, 4)", (3,), [0, 1, 3]),
]:
    case("scatter_add", call, x=real(*shape), i=ints(spots))
for call, shape in [
    ("scatter_slice(x, (4,), (slice(0, None, 2),))", (2,)),
    ("scatter_slice(x, (3, 2), (1,))", (2,)),
    ("scatter_slice(x, (3, 2), (slice(None, None, 1), 0))", (3,)),
    ("scatter_slice(x, (2, 3), (slice(0, 1, 1), slice(1, 3, 1)))", (1, 2)),
    ("scatter_slice(x * x, (3,), (slice(1, 3, 1),))", (2,)),
    ("scatter_slice(x, (2, 2), (0, 1))", ()),
]:
    case("scatter_slice", call, x=real(*shape))
SORTED, MIXED = ints([0, 0, 1, 1, 1]), ints([2, 0, 2, 0, 1])
for name in SEGMENTS:
    for shape in [(5,), (5, 2), (5, 1, 2)]:
        draw = distinct if name in ("max", "min") else real
        case(f"segment_{name}", f"segment_{name}(x, i)", x=draw(*shape), i=SORTED)
        case(
            f"unsorted_segment_{name}", f"unsorted_segment_{name}(x, i, 3)", x=draw(*shape), i=MIXED
        )
    case(f"segment_{name}", f"segment_{name}(x, i)", x=draw(3), i=ints([0, 1, 2]))
    case(f"segment_{name}", f"segment_{name}(x, i)", x=draw(3, 2), i=ints([0, 2, 2]))
    case(f"segment_{name}", f"segment_{name}(x * x * x, i)", x=draw(4), i=ints([0, 0, 0, 0]))
    case(
        f"unsorted_segment_{name}",
        f"unsorted_segment_{name}(x, i, 2)",
        x=draw(3),
        i=ints([1, 0, 1]),
    )
    case(
        f"unsorted_segment_{name}",
        f"unsorted_segment_{name}(x, i, 2)",
        x=draw(3, 2),
        i=ints([1, 1, 0]),
    )
    case(
        f"unsorted_segment_{name}",
        f"unsorted_segment_{name}(x, i, 3)",
        x=draw(2, 3),
        i=ints([[0, 1, 2], [2, 2, 1]]),
    )
for name in ("segment_maxima", "segment_minima"):
    for shape in [(5,), (5, 2), (5, 1, 2), (5, 2, 1)]:
        case(name, f"{name}(x, i, 3)", x=distinct(*shape), i=MIXED)
    case(name, f"{name}(x, i, 2)", x=distinct(5), i=SORTED)
    case(name, f"{name}(x, i, 2)", x=distinct(3), i=ints([1, 0, 0]))
case("sequence_mask", "sequence_mask(n)", n=ints([1, 3, 2]))
case("sequence_mask", "sequence_mask(n, 5)", n=ints([1, 3]))
case("sequence_mask", "sequence_mask(n, maxlen=2)", n=ints([0, 1, 2]))
case("sequence_mask", "sequence_mask(n)", n=ints([[1, 2], [3, 0]]))
case("sequence_mask", "sequence_mask(n)", n=ints([4]))
case("sequence_mask", "sequence_mask(n, 3)", n=ints([[3], [1]]))
REVERSE = "reverse_sequence(x, n, seq_axis=1"
case("reverse_sequence", REVERSE + ")", x=real(2, 3), n=ints([2, 3]))
case("reverse_sequence", REVERSE + ", batch_axis=0)", x=real(2, 4), n=ints([1, 4]))
case("reverse_sequence", REVERSE + ")", x=real(2, 3, 2), n=ints([3, 2]))
case(
    "reverse_sequence",
    "reverse_sequence(x, n, seq_axis=0, batch_axis=1)",
    x=real(3, 2),
    n=ints([2, 3]),
)
case("reverse_sequence", REVERSE + ")", x=real(1, 3), n=ints([2]))
case("reverse_sequence", REVERSE + ")", x=real(3, 2), n=ints([0, 1, 2]))
for side in ("", ", side='right'"):
    case(
        "searchsorted",
        f"searchsorted(x, y{side})",
        x=numbers([1.0, 3.0, 5.0]),
        y=numbers([2.0, 5.0, 0.0, 9.0]),
    )
    case(
        "searchsorted",
        f"searchsorted(x, y{side})",
        x=numbers([1.0, 1.0, 2.0]),
        y=numbers([1.0, 2.0]),
    )
    case("searchsorted", f"searchsorted(x, y{side})", x=numbers([-1.0]), y=numbers([-1.0, 0.0]))
case("bincount", "bincount(n)", n=ints([0, 2, 2, 1]))
case("bincount", "bincount(n)", n=ints([5]))
case("bincount", "bincount(n, minlength=4)", n=ints([1, 1]))
case("bincount", "bincount(n, weights=x)", n=ints([0, 2, 2]), x=real(3))
case("bincount", "bincount(n, weights=x)", n=ints([1, 1, 1, 0]), x=real(4))
case("bincount", "bincount(n, minlength=2)", n=ints([3, 0, 3]))
case("one_hot", "one_hot(i, 3)", i=ints([0, 2, 1]))
case("one_hot", "one_hot(i, depth=4)", i=ints([[0, 3], [1, 1]]))
case("one_hot", "one_hot(i, depth=3, axis=0)", i=ints([0, 2]))
case("one_hot", "one_hot(i, depth=3, on_value=5., off_value=-1.)", i=ints([0, 2]))
case("one_hot", "one_hot(i, depth=2)", i=ints(1))
case("one_hot", "one_hot(i, depth=3)", i=ints([-1, 3, 2]))
case("one_hot", "one_hot(i, depth=3, axis=1)", i=ints([[0, 2], [1, 1]]))
for call, shape in [
    ("sort(x)", (5,)),
    ("sort(x)", (2, 3)),
    ("sort(x, axis=0)", (3, 2)),
    ("sort(x, direction='DESCENDING')", (5,)),
    ("sort(x, axis=1)", (2, 3, 2)),
    ("sort(x, axis=-2, direction='DESCENDING')", (3, 2)),
]:
    case("sort", call, x=distinct(*shape))
    case("argsort", "arg" + call, x=distinct(*shape))
for call, shape in [
    ("top_k(x, 2)", (5,)),
    ("top_k(x, k=1)", (2, 3)),
    ("top_k(x, k=3)", (2, 4)),
    ("top_k(x, k=2)", (2, 2, 3)),
    ("top_k(x, k=4)", (4,)),
    ("top_k(x)", (3,)),
]:
    case("top_k", call, x=distinct(*shape))
for call, shape in [
    ("diag(x)", (3,)),
    ("diag(x)", (1,)),
    ("diag(x)", (2, 2)),
    ("diag(x * x)", (2,)),
    ("matmul(diag(x), diag(x))", (2,)),
    ("diag(x, k=1)", (2,)),
    ("diag(x, k=-1)", (3, 3)),
]:
    case("diag", call, x=real(*shape))
for call, shape in [
    ("diag_embed(x)", (3,)),
    ("diag_embed(x)", (2, 2)),
    ("diag_embed(x, k=1)", (2,)),
    ("diag_embed(x, k=-2)", (2,)),
    ("diag_embed(x)", (1,)),
    ("diag_embed(x, k=-1)", (2, 1)),
]:
    case("diag_embed", call, x=real(*shape))
for call, shape in [
    ("diagonal(x)", (3, 3)),
    ("diagonal(x)", (2, 3)),
    ("diagonal(x, offset=1)", (3, 3)),
    ("diagonal(x, offset=-1)", (3, 2)),
    ("diagonal(x)", (1, 1)),
    ("diagonal(x, offset=2)", (3, 4)),
]:
    case("diagonal", call, x=real(*shape))
for call, shape in [
    ("band_part(x, 1, 0)", (3, 3)),
    ("band_part(x, 0, 0)", (3, 3)),
    ("band_part(x, -1, 1)", (3, 4)),
    ("band_part(x, 0, -1)", (2, 2, 2)),
    ("band_part(x, 1, 1)", (4, 4)),
    ("band_part(x, -1, -1)", (2, 3)),
]:
    case("band_part", call, x=real(*shape))
for shape, diagonal in [
    ((2, 2), (2,)),
    ((3, 3), (3,)),
    ((2, 3), (2,)),
    ((2, 2, 2), (2, 2)),
    ((1, 1), (1,)),
]:
    case("set_diag", "set_diag(x, y)", x=real(*shape), y=real(*diagonal))
case("set_diag", "set_diag(x * x, 2. * y)", x=real(2, 2), y=real(2))
for call, shape in [
    ("diag_part(x)", (3, 3)),
    ("diag_part(x)", (2, 2, 2)),
    ("diag_part(x)", (2, 3)),
    ("diag_part(x)", (3, 2)),
    ("diag_part(matmul(x, x))", (2, 2)),
    ("diag_part(x)", (1, 1)),
]:
    case("diag_part", call, x=real(*shape))
for call, shape in [
    ("trace(x)", (3, 3)),
    ("trace(x)", (2, 3)),
    ("trace(x)", (2, 2, 2)),
    ("trace(matmul(x, x))", (3, 3)),
    ("trace(x)", (1, 1)),
    ("trace(x)", (3, 2)),
]:
    case("trace", call, x=real(*shape))
for call, shape in [
    ("top_k_values(x, 2)", (5,)),
    ("top_k_values(x, k=1)", (2, 3)),
    ("top_k_values(x, 3)", (2, 4)),
    ("top_k_values(x, 2)", (2, 2, 3)),
    ("top_k_values(x, 4)", (4,)),
    ("top_k_values(x * x * x, 2)", (3,)),
]:
    case("top_k_values", call, x=distinct(*shape))
for name in ("tril", "triu"):
    for call, shape in [
        (f"{name}(x)", (3, 3)),
        (f"{name}(x)", (2, 4)),
        (f"{name}(x, k=1)", (3, 3)),
        (f"{name}(x, k=-1)", (3, 3)),
        (f"{name}(x)", (2, 2, 2)),
        (f"{name}(x, k=2)", (3, 4)),
    ]:
        case(name, call, x=real(*shape))

# Linear algebra.

PRODUCTS = [
    ((3,), (3,)),
    ((2, 3), (3, 2)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((1, 4), (4, 1)),
    ((2, 2), (2, 3)),
]
for left, right in PRODUCTS:
    case("matmul", "matmul(x, y)", x=real(*left), y=real(*right))
    case("dot", "dot(x, y)", x=real(*left), y=real(*right))
for left, right in [((2, 2, 3), (2, 3, 2)), ((2, 1, 2, 2), (3, 2, 1)), ((2, 2, 3), (3, 2))]:
    case("matmul", "matmul(x, y)", x=real(*left), y=real(*right))
case("matmul", "x @ y", x=real(2, 3), y=real(3, 2))
case("matmul", "n @ m", n=ints([[1, 2], [3, 4]]), m=ints([[5], [6]]))
for left, right in [
    ((2, 3), (3,)),
    ((2, 2, 3), (2, 3)),
    ((3, 1), (1,)),
    ((1, 3), (3,)),
    ((2, 1, 2), (2, 2)),
    ((4, 2), (2,)),
]:
    case("matvec", "matvec(x, y)", x=real(*left), y=real(*right))
for spec, shapes in [
    ("ij,jk->ik", [(2, 3), (3, 2)]),
    ("i,i->", [(4,), (4,)]),
    ("ij->ji", [(2, 3)]),
    ("ii->", [(3, 3)]),
    ("ii->i", [(3, 3)]),
    ("bij,bjk->bik", [(2, 2, 3), (2, 3, 2)]),
    ("i,j->ij", [(2,), (3,)]),
    ("ij,j->i", [(2, 3), (3,)]),
    ("ijk->k", [(2, 2, 3)]),
    ("ij,jk,kl->il", [(2, 3), (3, 2), (2, 2)]),
    ("ij,ij->i", [(2, 3), (2, 3)]),
    ("bij,bij->", [(2, 2, 2), (2, 2, 2)]),
    ("ij,jk", [(2, 3), (3, 2)]),
    ("...ij,...jk->...ik", [(2, 2, 3), (3, 2)]),
    ("abc,cd->abd", [(2, 1, 3), (3, 2)]),
]:
    named = dict(zip("xyz", shapes))
    case(
        "einsum",
        f"einsum('{spec}', {', '.join(named)})",
        **{name: real(*shape) for name, shape in named.items()},
    )
for axes, left, right in [
    ("1", (2, 3), (3, 2)),
    ("0", (2,), (3,)),
    ("2", (2, 2, 3), (2, 3, 2)),
    ("[[1], [0]]", (2, 3), (3, 2)),
    ("[[0], [1]]", (3, 2), (2, 3)),
    ("[[0, 1], [1, 0]]", (2, 3, 2), (3, 2)),
]:
    case("tensordot", f"tensordot(x, y, axes={axes})", x=real(*left), y=real(*right))
for left, right in [((2,), (3,)), ((1,), (4,)), ((3,), (3,)), ((4,), (1,)), ((2,), (2,))]:
    case("outer", "outer(x, y)", x=real(*left), y=real(*right))
case("outer", "outer(x, x)", x=real(3))
for left, right in [((3,), (3,)), ((2, 3), (2, 3)), ((1, 3), (1, 3)), ((2, 2, 3), (2, 2, 3))]:
    case("cross", "cross(x, y)", x=real(*left), y=real(*right))
case("cross", "cross(x, cross(x, y))", x=real(3), y=real(3))
case("cross", "cross(x * 2., y)", x=real(2, 3), y=real(2, 3))
for name in ("vdot", "inner"):
    for shape in [(3,), (1,), (5,)]:
        case(name, f"{name}(x, y)", x=real(*shape), y=real(*shape))
    case(name, f"{name}(x, x)", x=real(3))
    case(name, f"{name}(x, y)", x=real(2, 3), y=real(2, 3))
    case(name, f"{name}(2. * x, y)", x=real(2), y=real(2))
for left, right in [
    ((2, 2), (2, 2)),
    ((1, 2), (2, 2)),
    ((2, 1), (1, 3)),
    ((1, 1), (2, 3)),
    ((3, 1), (1, 2)),
]:
    case("kron", "kron(x, y)", x=real(*left), y=real(*right))
case("kron", "kron(x, x)", x=real(2, 2))
SQUARES = [(1, 1), (2, 2), (3, 3), (4, 4), (2, 2, 2), (2, 1, 3, 3)]
for shape in SQUARES:
    case("det", "det(x)", x=matrix(*shape))
    case("slogdet", "slogdet(x)", x=matrix(*shape))
    case("inv", "inv(x)", x=matrix(*shape))
    case("log_abs_det", "log_abs_det(x)", x=matrix(*shape))
    case("det_sign", "det_sign(x)", x=matrix(*shape))
    case("cofactor", "cofactor(x)", x=matrix(*shape))
    gram = ", ".join(map(str, [*range(len(shape) - 2), len(shape) - 1, len(shape) - 2]))
    gram = f"matmul(x, transpose(x, perm=[{gram}])) + eye({shape[-1]})"
    case("logdet", f"logdet({gram})", x=real(*shape))
case("det", "det(x)", x=numbers([[0.0, 2.0], [1.0, 3.0]]))
case("slogdet", "slogdet(x)", x=numbers([[0.0, 2.0], [1.0, 3.0]]))
case("inv", "inv(x)", x=numbers([[0.0, 2.0], [1.0, 3.0]]))
for left, right in [
    ((1, 1), (1, 1)),
    ((2, 2), (2, 1)),
    ((3, 3), (3, 2)),
    ((4, 4), (4, 1)),
    ((2, 2, 2), (2, 2, 1)),
    ((2, 3, 3), (2, 3, 2)),
]:
    case("solve", "solve(a, b)", a=matrix(*left), b=real(*right))
    case("triangular_solve", "triangular_solve(a, b)", a=matrix(*left), b=real(*right))
    case("cholesky_solve", "cholesky_solve(a, b)", a=matrix(*left), b=real(*right))
case("triangular_solve", "triangular_solve(a, b, lower=False)", a=matrix(3, 3), b=real(3, 2))
case(
    "triangular_solve",
    "triangular_solve(a, b, lower=True, adjoint=True)",
    a=matrix(3, 3),
    b=real(3, 1),
)
case(
    "triangular_solve",
    "triangular_solve(a, b, lower=False, adjoint=True)",
    a=matrix(2, 3, 3),
    b=real(2, 3, 1),
)
BATCH = "transpose(x, perm=[0, 2, 1])"
for shape in [(1, 1), (2, 2), (3, 3), (4, 4)]:
    case("cholesky", f"cholesky(matmul(x, transpose(x)) + eye({shape[-1]}))", x=real(*shape))
case("cholesky", f"cholesky(matmul(x, {BATCH}) + eye(2))", x=real(2, 2, 2))
case("cholesky", f"cholesky(matmul(x, {BATCH}) + eye(3))", x=real(2, 3, 2))
for shape in [(2, 2), (3, 3), (3, 2), (4, 2), (2, 3, 2)]:
    case("qr", "abs(qr(x)[1])", x=matrix(*shape) if shape[-1] == shape[-2] else away(*shape))
case("qr", "abs(qr(x)[0])", x=matrix(3, 3))
case("qr", "abs(qr(x)[0])", x=away(3, 2))
case("qr", "matmul(qr(x)[0], qr(x)[1])", x=real(3, 2))
case("qr", "matmul(qr(x)[0], transpose(qr(x)[0]))", x=real(4, 2))
case("qr", "matmul(qr(x, full_matrices=True)[0], qr(x, full_matrices=True)[1])", x=real(2, 2))
for shape in [(2, 2), (3, 3), (3, 2), (2, 3), (2, 2, 3)]:
    case("svd", "svd(x)[0]", x=real(*shape))
case("svd", "svd(x, compute_uv=False)", x=real(3, 2))
case("svd", "abs(svd(x)[1])", x=real(3, 2))
case("svd", "abs(svd(x)[2])", x=real(2, 2))
case("svd", "matmul(matmul(svd(x)[1], diag(svd(x)[0])), transpose(svd(x)[2]))", x=real(3, 2))
case("svd", "matmul(svd(x)[1], transpose(svd(x)[2]))", x=real(3, 2))
SYMMETRIC = [(2, "x + transpose(x)"), (3, "x + transpose(x)"), (4, "matmul(x, transpose(x))")]
for size, text in SYMMETRIC:
    case("eigh", f"eigh({text})[0]", x=real(size, size))
    case("eigvalsh", f"eigvalsh({text})", x=real(size, size))
case("eigh", "abs(eigh(x + transpose(x))[1])", x=real(2, 2))
case("eigh", "abs(eigh(x + transpose(x))[1])", x=real(3, 3))
case("eigh", f"eigh(x + {BATCH})[0]", x=real(2, 2, 2))
case(
    "eigh",
    "matmul(eigh(x + transpose(x))[1] * eigh(x + transpose(x))[0] ** 3, "
    "transpose(eigh(x + transpose(x))[1]))",
    x=real(3, 3),
)
case("eigvalsh", f"eigvalsh(x + {BATCH})", x=real(2, 2, 2))
case("eigvalsh", "eigvalsh(x + transpose(x))", x=real(1, 1))
case("eigvalsh", "eigvalsh(matmul(transpose(x), x))", x=real(3, 2))
case("eigvalsh", f"eigvalsh(x + {BATCH})", x=real(2, 3, 3))
for shape in [(2, 2), (3, 2), (2, 3), (3, 3), (4, 2), (2, 3, 2)]:
    case("pinv", "pinv(x)", x=matrix(*shape) if shape[-1] == shape[-2] else away(*shape))
for shape in [(2, 2), (3, 2), (2, 3), (1, 1), (2, 3, 2)]:
    case("svdvals", "svdvals(x)", x=real(*shape))
case("svdvals", "svdvals(x * x)", x=real(3, 3))
for rows in (
    [[1.0, 2.0], [2.0, 4.0]],
    [[1.0, 0.0], [0.0, 1.0]],
    [[1.0, 2.0, 3.0]],
    [[0.0, 0.0], [0.0, 0.0]],
    [[1.0, 1.0], [2.0, 2.0], [3.0, 1.0]],
    [[[1.0, 0.0], [0.0, 0.0]], [[1.0, 2.0], [3.0, 4.0]]],
):
    case("matrix_rank", "matrix_rank(x)", x=numbers(rows))
for left, right in [
    ((2, 2), (2, 1)),
    ((3, 2), (3, 1)),
    ((4, 2), (4, 2)),
    ((4, 3), (4, 1)),
    ((2, 3, 2), (2, 3, 1)),
    ((5, 2), (5, 1)),
]:
    case(
        "lstsq",
        "lstsq(a, b)",
        a=matrix(*left) if left[-1] == left[-2] else away(*left),
        b=real(*right),
    )
for power, shape in [
    (2, (2, 2)),
    (3, (3, 3)),
    (0, (2, 2)),
    (1, (2, 2)),
    (-1, (2, 2)),
    (-2, (3, 3)),
    (5, (2, 2)),
    (3, (2, 2, 2)),
]:
    case("matrix_power", f"matrix_power(x, {power})", x=matrix(*shape, diagonal=1.5))
for shape in SQUARES:
    case("expm", "expm(x)", x=real(*shape, low=-1, high=1))
case("expm", "expm(x)", x=real(2, 2, low=-6, high=6))

# Neural networks.

for name in ("softmax", "log_softmax"):
    for call, shape in [
        (f"{name}(x)", (4,)),
        (f"{name}(x)", (2, 3)),
        (f"{name}(x, axis=0)", (3, 2)),
        (f"{name}(x, axis=-1)", (2, 2, 3)),
        (f"{name}(x, axis=1)", (2, 3, 2)),
        (f"{name}(100. * x)", (3,)),
    ]:
        case(name, call, x=real(*shape))
CROSS = "softmax_cross_entropy_with_logits(labels=p, logits=x"
case("softmax_cross_entropy_with_logits", CROSS + ")", p=shares(3), x=real(3))
case("softmax_cross_entropy_with_logits", CROSS + ")", p=shares(2, 3), x=real(2, 3))
case("softmax_cross_entropy_with_logits", CROSS + ", axis=-1)", p=shares(2, 2, 3), x=real(2, 2, 3))
case(
    "softmax_cross_entropy_with_logits",
    CROSS + ", axis=0)",
    p=numbers([[0.25, 0.5], [0.25, 0.25], [0.5, 0.25]]),
    x=real(3, 2),
)
case(
    "softmax_cross_entropy_with_logits",
    CROSS + ")",
    p=numbers([[0.0, 1.0], [1.0, 0.0]]),
    x=real(2, 2),
)
case(
    "softmax_cross_entropy_with_logits", CROSS + ")", p=shares(1, 4), x=real(1, 4, low=-30, high=30)
)
SPARSE = "sparse_softmax_cross_entropy_with_logits(labels=i, logits=x)"
for labels, shape in [
    ([0, 2], (2, 3)),
    ([1], (1, 4)),
    ([[0, 1], [2, 2]], (2, 2, 3)),
    ([1, 1, 0], (3, 2)),
    ([3, 0], (2, 5)),
]:
    case("sparse_softmax_cross_entropy_with_logits", SPARSE, i=ints(labels), x=real(*shape))
case(
    "sparse_softmax_cross_entropy_with_logits",
    SPARSE,
    i=ints([0, 1]),
    x=real(2, 3, low=-30, high=30),
)
SIGMOID = "sigmoid_cross_entropy_with_logits(labels=p, logits=x)"
for shape in [(), (4,), (2, 3), (2, 1, 2), (1,)]:
    case(
        "sigmoid_cross_entropy_with_logits",
        SIGMOID,
        p=real(*shape, low=0, high=1),
        x=real(*shape, avoid=[0]),
    )
case(
    "sigmoid_cross_entropy_with_logits",
    SIGMOID,
    p=numbers([0.0, 1.0, 1.0]),
    x=numbers([30.0, -20.0, 40.0]),
)
for shape in [(4,), (2, 3), (2, 2, 2), (1,), (3, 1)]:
    case("mse", "mse(y_true, y_pred)", y_true=real(*shape), y_pred=real(*shape))
    case(
        "huber",
        "huber(y_true, y_pred)",
        y_true=numbers(np.zeros(shape)),
        y_pred=real(*shape, avoid=[-1, 0, 1]),
    )
case("mse", "mse(y, x * y)", y=real(3), x=real(3))
case(
    "huber",
    "huber(y_true, y_pred, delta=0.5)",
    y_true=numbers([1.0, 1.0, 1.0]),
    y_pred=numbers([1.25, 2.0, -3.0]),
)
case(
    "huber",
    "huber(y_true, y_pred, delta=2.)",
    y_true=numbers([[1.0, 1.0], [0.0, 0.5]]),
    y_pred=numbers([[1.25, 2.0], [-3.0, 4.0]]),
)
for shape in [(4,), (2, 3), (2, 2, 2), (1,), (3, 1), (1, 4)]:
    case(
        "mae", "mae(y_true, y_pred)", y_true=distinct(*shape), y_pred=real(*shape, low=2.5, high=4)
    )
    case("log_cosh", "log_cosh(y_true, y_pred)", y_true=real(*shape), y_pred=real(*shape))
    case(
        "weighted_cross_entropy_with_logits",
        "weighted_cross_entropy_with_logits(p, x, 2.5)",
        p=real(*shape, low=0, high=1),
        x=real(*shape, avoid=[0]),
    )
for call, shape in [
    ("y_true, y_pred)", (3,)),
    ("y_true, y_pred)", (2, 3)),
    ("y_true, y_pred)", (2, 2, 4)),
    ("y_true, y_pred, label_smoothing=0.2)", (2, 3)),
    ("y_true, y_pred, axis=-1)", (1, 4)),
    ("y_true, x, from_logits=True)", (2, 3)),
    ("y_true, x, from_logits=True, label_smoothing=0.1)", (3, 2)),
]:
    named = {"x": real(*shape)} if "x," in call else {"y_pred": real(*shape, low=0.1, high=0.9)}
    case(
        "binary_crossentropy",
        f"binary_crossentropy({call}",
        y_true=real(*shape, low=0, high=1),
        **named,
    )
    case(
        "categorical_crossentropy",
        f"categorical_crossentropy({call}",
        y_true=shares(*shape),
        **named,
    )
    if "from" not in call and "smooth" not in call and "axis" not in call:
        case("kl_divergence", f"kl_divergence({call}", y_true=shares(*shape), **named)
        case("kl_divergence", f"kl_divergence({call}", y_true=shares(*shape), y_pred=shares(*shape))
for call, labels, shape in [
    ("k, y_pred)", [1, 0], (2, 3)),
    ("k, y_pred)", [2], (1, 4)),
    ("k, y_pred)", [[0, 1], [2, 2]], (2, 2, 3)),
    ("k, x, from_logits=True)", [1, 1], (2, 3)),
    ("k, x, from_logits=True)", [0, 2, 1], (3, 3)),
    ("k, y_pred)", [1, 1, 1], (3, 2)),
]:
    named = {"x": real(*shape)} if "x," in call else {"y_pred": shares(*shape)}
    case(
        "sparse_categorical_crossentropy",
        f"sparse_categorical_crossentropy({call}",
        k=ints(labels),
        **named,
    )
for shape in [(1,), (3,), (2, 3), (2, 2, 2), (4,), (5, 1)]:
    case("l2_loss", "l2_loss(x)", x=real(*shape))
case("l2_normalize", "l2_normalize(x)", x=away(4))
case("l2_normalize", "l2_normalize(x, axis=0)", x=away(3, 2))
case("l2_normalize", "l2_normalize(x, axis=-1)", x=away(2, 3))
case("l2_normalize", "l2_normalize(x)", x=away(2, 2))
case("l2_normalize", "l2_normalize(x, axis=1)", x=away(2, 3, 2))
case("l2_normalize", "l2_normalize(x, axis=[0, 1])", x=away(2, 3))
case("l2_normalize", "l2_normalize(x, axis=0, epsilon=100.)", x=away(3))
case("clip_by_norm", "clip_by_norm(x, 1.)", x=away(4))
case("clip_by_norm", "clip_by_norm(x, 50.)", x=away(2, 3))
case("clip_by_norm", "clip_by_norm(x, 0.5)", x=away(2, 3))
case("clip_by_norm", "clip_by_norm(x, 1.5, axes=[0])", x=numbers([[3.0, 0.2], [-1.0, 0.4]]))
case(
    "clip_by_norm",
    "clip_by_norm(x, clip_norm=0.75, axes=[1])",
    x=numbers([[3.0, 0.2], [-0.1, 0.4]]),
)
case("clip_by_norm", "clip_by_norm(x, 2.)", x=numbers([[1.0, 0.5], [-0.5, 0.25]]))
case("embedding_lookup", "embedding_lookup(w, i)", w=real(4, 2), i=ints([0, 3, 0]))
case("embedding_lookup", "embedding_lookup(w, i)", w=real(3, 2), i=ints([[0, 1], [2, 1]]))
case("embedding_lookup", "embedding_lookup(w, i)", w=real(3, 3), i=ints([2]))
case("embedding_lookup", "embedding_lookup(w, i)", w=real(5, 1), i=ints([4, 0, 1]))
case("embedding_lookup", "embedding_lookup(w, i)", w=real(2, 2, 2), i=ints([1, 0]))
case("embedding_lookup", "sum(embedding_lookup(w, i), axis=0)", w=real(3, 2), i=ints([1, 1, 1]))
for call, shape, size in [
    ("layer_norm(x, scale, offset)", (5,), (5,)),
    ("layer_norm(x, scale, offset)", (2, 4), (4,)),
    ("layer_norm(x, scale, offset, axis=-1)", (2, 2, 3), (3,)),
    ("layer_norm(x, scale, offset, axis=[1, 2])", (2, 2, 3), (2, 3)),
    ("layer_norm(x, scale, offset, epsilon=0.1)", (2, 3), (3,)),
    ("layer_norm(x, scale, offset, axis=-1, epsilon=1e-3)", (3, 3), (3,)),
    ("batch_norm(x, scale, offset)", (4, 3), (3,)),
    ("batch_norm(x, scale, offset)", (2, 2, 3), (3,)),
    ("batch_norm(x, scale, offset, epsilon=0.1)", (3, 2), (2,)),
    ("batch_norm(x, scale, offset, axis=-1)", (2, 2, 2, 2), (2,)),
    ("batch_norm(x, scale, offset, axis=1, epsilon=1e-5)", (5, 1), (1,)),
    ("group_norm(x, 2, scale, offset)", (1, 3, 4), (4,)),
    ("group_norm(x, 1, scale, offset)", (2, 2, 3), (3,)),
    ("group_norm(x, 3, scale, offset)", (2, 3, 3), (3,)),
    ("group_norm(x, groups=2, scale=scale, offset=offset, epsilon=0.1)", (1, 2, 2, 4), (4,)),
    ("group_norm(x, 2, scale, offset)", (2, 4, 2), (2,)),
]:
    case(call[:10], call, x=real(*shape), scale=real(*size), offset=real(*size))
case("layer_norm", "layer_norm(x)", x=real(2, 4))
case("batch_norm", "batch_norm(x)", x=real(4, 2))
case("group_norm", "group_norm(x, 2)", x=real(2, 2, 4))
MOMENTS = "batch_normalization(x, mean, variance, "
for options, shape, size in [
    ("offset, scale, 0.001)", (4, 3), (3,)),
    ("offset, scale, 0.1)", (2, 3), (3,)),
    ("offset, scale, 0.001)", (2, 2, 2, 3), (3,)),
    ("offset, scale, 1e-5)", (2, 3), (1, 3)),
    ("offset, scale, 0.01)", (5, 1), (1,)),
    ("offset, scale, variance_epsilon=0.5)", (3, 2), (2,)),
]:
    options = options.replace("variance_epsilon=", "")
    case(
        "batch_normalization",
        MOMENTS + options,
        x=real(*shape),
        mean=real(*size),
        variance=positive(*size),
        offset=real(*size),
        scale=real(*size),
    )
for call, shape in [
    ("moments(x, [0])", (4,)),
    ("moments(x, [0])", (3, 2)),
    ("moments(x, [0, 1])", (2, 3)),
    ("moments(x, axes=[-1], keepdims=True)", (2, 3)),
    ("moments(x, [1])", (2, 3, 2)),
    ("moments(x, [0, 2], keepdims=True)", (2, 2, 2)),
]:
    case("moments", call, x=real(*shape))
for shape in [(2, 3), (4, 2), (2, 2, 3), (1, 1), (2, 1, 2, 2), (3, 4)]:
    case("bias_add", "bias_add(x, y)", x=real(*shape), y=real(shape[-1]))
for call, shapes in [
    ("([x, y]", ((3,), (2, 2))),
    ("([x]", ((4,),)),
    ("([x, y]", ((), (2,))),
    ("([x, x]", ((2,),)),
    ("([x, 2. * y]", ((2, 2), (1,))),
    ("([x, y]", ((2, 1, 2), (3,))),
]:
    named = {name: real(*shape, avoid=[0], gap=0.5) for name, shape in zip("xy", shapes)}
    case("global_norm", f"global_norm{call})", **named)
    case("clip_by_global_norm", f"clip_by_global_norm{call}, 0.5)[0]", **named)
case("clip_by_global_norm", "clip_by_global_norm([x, y], 50.)[0]", x=away(2), y=away(3))
case("clip_by_global_norm", "clip_by_global_norm([x, y], 0.25)[1]", x=away(2), y=away(3))
for options, image, filters in [
    ("strides=1, padding='VALID'", (1, 3, 3, 1), (2, 2, 1, 1)),
    ("strides=1, padding='SAME'", (1, 3, 3, 2), (2, 2, 2, 2)),
    ("strides=2, padding='SAME'", (1, 4, 5, 1), (3, 3, 1, 2)),
    ("strides=2, padding='VALID'", (2, 4, 4, 1), (2, 2, 1, 1)),
    ("strides=[1, 2], padding='SAME'", (1, 3, 4, 1), (3, 2, 1, 1)),
    ("strides=[1, 2, 2, 1], padding='VALID'", (1, 5, 4, 1), (2, 2, 1, 2)),
    ("strides=1, padding='VALID', dilations=2", (1, 5, 5, 1), (2, 2, 1, 1)),
    ("strides=1, padding='SAME'", (1, 2, 3, 1), (1, 1, 1, 3)),
    ("strides=1, padding='SAME'", (2, 3, 2, 1), (3, 3, 1, 1)),
]:
    case("conv2d", f"conv2d(x, w, {options})", x=real(*image), w=real(*filters))
for padding, strides, image, filters, result in [
    ("VALID", 1, (1, 3, 3, 1), (2, 2, 1, 1), (1, 2, 2, 1)),
    ("SAME", 1, (1, 3, 3, 2), (2, 2, 2, 1), (1, 3, 3, 1)),
    ("SAME", 2, (1, 4, 5, 1), (3, 3, 1, 2), (1, 2, 3, 2)),
    ("VALID", 2, (2, 4, 4, 1), (2, 2, 1, 1), (2, 2, 2, 1)),
    ("SAME", 1, (1, 2, 3, 1), (1, 2, 1, 3), (1, 2, 3, 3)),
    ("VALID", 1, (1, 4, 2, 2), (3, 2, 2, 1), (1, 2, 1, 1)),
]:
    options = f"strides={strides}, padding='{padding}'"
    case(
        "conv2d_transpose",
        f"conv2d_transpose(y, w, {list(image)}, {options})",
        y=real(*result),
        w=real(*filters),
    )
    case(
        "conv2d_filter_grad",
        f"conv2d_filter_grad(x, y, {list(filters)}, {options})",
        x=real(*image),
        y=real(*result),
    )
for padding, ksize, strides, image, result in [
    ("VALID", 2, 1, (1, 3, 3, 1), (1, 2, 2, 1)),
    ("VALID", 2, 2, (1, 4, 4, 1), (1, 2, 2, 1)),
    ("SAME", 2, 2, (1, 3, 5, 1), (1, 2, 3, 1)),
    ("SAME", 3, 1, (1, 3, 3, 1), (1, 3, 3, 1)),
    ("VALID", [2, 1], [1, 2], (2, 3, 4, 1), (2, 2, 2, 1)),
    ("VALID", 2, 2, (1, 2, 4, 2), (1, 1, 2, 2)),
]:
    case(
        "avg_pool_transpose",
        f"avg_pool_transpose(x, {list(image)}, {ksize}, {strides}, '{padding}')",
        x=real(*result),
    )
for padding, image, filters, step in [
    ("VALID", (1, 3, 3, 1), (2, 2, 1, 1), 1),
    ("SAME", (1, 3, 3, 2), (2, 2, 2, 1), 1),
    ("SAME", (1, 4, 4, 1), (3, 3, 1, 2), 2),
    ("VALID", (2, 3, 3, 2), (2, 2, 2, 2), 1),
    ("VALID", (1, 4, 4, 2), (2, 2, 2, 1), 2),
    ("SAME", (1, 2, 3, 3), (1, 2, 3, 1), 1),
]:
    call = f"[1, {step}, {step}, 1], '{padding}')"
    case("depthwise_conv2d", f"depthwise_conv2d(x, w, {call}", x=real(*image), w=real(*filters))
    channels = filters[2] * filters[3]
    if step == 1:
        case(
            "separable_conv2d",
            f"separable_conv2d(x, w, p, {call}",
            x=real(*image),
            w=real(*filters),
            p=real(1, 1, channels, 2),
        )
case(
    "separable_conv2d",
    "separable_conv2d(x, w, p, [1, 1, 1, 1], 'SAME')",
    x=real(2, 2, 2, 1),
    w=real(3, 3, 1, 1),
    p=real(1, 1, 1, 3),
)
case(
    "separable_conv2d",
    "separable_conv2d(x, w, p, [1, 1, 1, 1], 'VALID')",
    x=real(1, 2, 3, 1),
    w=real(2, 3, 1, 2),
    p=real(1, 1, 2, 1),
)
for options, signal, filters in [
    ("stride=1, padding='VALID'", (1, 5, 1), (2, 1, 1)),
    ("stride=1, padding='SAME'", (1, 5, 2), (3, 2, 1)),
    ("stride=2, padding='SAME'", (1, 6, 1), (3, 1, 2)),
    ("stride=2, padding='VALID'", (2, 5, 1), (2, 1, 1)),
    ("stride=1, padding='VALID', dilations=2", (1, 7, 1), (3, 1, 1)),
    ("stride=3, padding='SAME'", (1, 7, 1), (2, 1, 2)),
]:
    case("conv1d", f"conv1d(x, w, {options})", x=real(*signal), w=real(*filters))
POOLS = [
    ("2, 1, 'VALID'", (1, 3, 3, 1)),
    ("2, 2, 'VALID'", (1, 4, 4, 1)),
    ("2, 2, 'SAME'", (1, 3, 5, 1)),
    ("3, 1, 'SAME'", (1, 3, 3, 1)),
    ("ksize=[2, 1], strides=[1, 2], padding='VALID'", (2, 3, 4, 1)),
    ("ksize=2, strides=2, padding='VALID'", (1, 2, 4, 2)),
    ("ksize=[1, 2, 2, 1], strides=[1, 1, 1, 1], padding='SAME'", (1, 3, 2, 1)),
]
for name in ("max_pool", "avg_pool", "max_pool_positions", "max_pool_with_argmax"):
    for options, shape in POOLS:
        if name == "max_pool_with_argmax":
            options = options.replace("ksize=", "").replace("strides=", "").replace("padding=", "")
        case(name, f"{name}(x, {options})", x=distinct(*shape))
for name in ("max_pool1d", "avg_pool1d"):
    for options, shape in [
        ("2, 1, 'VALID'", (1, 4, 1)),
        ("2, 2, 'VALID'", (2, 4, 1)),
        ("2, 2, 'SAME'", (1, 5, 1)),
        ("3, 1, 'SAME'", (1, 4, 1)),
        ("3, 2, 'VALID'", (1, 5, 2)),
        ("1, 2, 'SAME'", (1, 4, 2)),
    ]:
        case(name, f"{name}(x, {options})", x=distinct(*shape))
for call, operands in [
    ("add_n([x, y])", {"x": (2,), "y": (2,)}),
    ("add_n([x])", {"x": (3,)}),
    ("add_n([x, y, x])", {"x": (2, 2), "y": (2, 2)}),
    ("add_n([x, y])", {"x": (), "y": ()}),
    ("add_n([x, 2. * x, y])", {"x": (3,), "y": (3,)}),
    ("add_n([x, y])", {"x": (2, 1, 2), "y": (2, 1, 2)}),
]:
    case("add_n", call, **{name: real(*shape) for name, shape in operands.items()})

# Creation.

for call in ["zeros(3)", "zeros(2, 3)", "zeros(1)", "zeros(2, 1, 2)", "zeros(0)", "zeros(4, 1)"]:
    case("zeros", call)
    case("ones", call.replace("zeros", "ones"))
for call in [
    "full([2, 2], 7.)",
    "full([3], -0.5)",
    "full([1, 2, 1], 2.5)",
    "full([2], 3)",
    "full([0], 1.)",
    "full([2, 3], 1e10)",
]:
    case("full", call)
    case("full", call.replace("full", "fill"))
for call in ["eye(1)", "eye(2)", "eye(3)", "eye(2, 3)", "eye(3, 2)", "eye(4, 1)"]:
    case("eye", call)
for call in [
    "arange(4)",
    "arange(1., 3., 0.5)",
    "arange(2, 6)",
    "arange(5., 0., -2.)",
    "arange(3.)",
    "arange(0, 10, 3)",
]:
    case("arange", call)
for call in [
    "linspace(0., 1., 5)",
    "linspace(-1., 1., 3)",
    "linspace(2., 2., 2)",
    "linspace(0., 3., 7)",
    "linspace(5., -5., 4)",
    "linspace(0.1, 0.7, 4)",
]:
    case("linspace", call)
for shape in [(), (3,), (2, 2), (1, 3), (2, 1, 2), (4,)]:
    case("zeros_like", "zeros_like(x)", x=real(*shape))
    case("ones_like", "ones_like(x)", x=real(*shape))

for call, shape in [
    ("matrix_diag(x)", (3,)),
    ("matrix_diag(x, k=1)", (2, 2)),
    ("matrix_diag(x, k=(-1, 1), padding_value=2.)", (3, 3)),
    ("matrix_diag(x, k=(0, 1), num_rows=3)", (2, 2, 2)),
    ("matrix_diag(x, k=(-2, 0), num_rows=4, align='LEFT_RIGHT')", (3, 2)),
    ("matrix_diag(x * x, k=(-1, 1), align='RIGHT_RIGHT')", (3, 3)),
]:
    case("matrix_diag", call, x=real(*shape))
for call, shape in [
    ("matrix_diag_part(x)", (2, 3)),
    ("matrix_diag_part(x, k=-1)", (2, 3, 2)),
    ("matrix_diag_part(x, k=(-1, 1))", (3, 4)),
    ("matrix_diag_part(x, k=(1, 2), align='LEFT_LEFT')", (3, 4)),
    ("matrix_diag_part(x, k=(-2, 0), padding_value=3.)", (3, 3)),
    ("matrix_diag_part(x * x, k=(-1, 2), align='LEFT_RIGHT')", (2, 3, 4)),
]:
    case("matrix_diag_part", call, x=real(*shape))
for call, shape in [
    ("tensor_diag(x)", (3,)),
    ("tensor_diag(x)", (1,)),
    ("tensor_diag(x)", (2, 2)),
    ("tensor_diag(x)", (2, 1, 2)),
    ("tensor_diag(x * x)", (2,)),
    ("tensor_diag(sin(x))", (1, 2)),
]:
    case("tensor_diag", call, x=real(*shape))
for call, shape in [
    ("tensor_diag_part(x)", (3, 3)),
    ("tensor_diag_part(x)", (1, 1)),
    ("tensor_diag_part(x)", (2, 2, 2, 2)),
    ("tensor_diag_part(x)", (1, 3, 1, 3)),
    ("tensor_diag_part(x * x)", (2, 2)),
    ("tensor_diag_part(sin(x))", (2, 1, 2, 1)),
]:
    case("tensor_diag_part", call, x=real(*shape))
for call, shape in [
    ("diff(x)", (4,)),
    ("diff(x, axis=0)", (3, 2)),
    ("diff(x, 2)", (2, 4)),
    ("diff(x, prepend=0.5)", (3,)),
    ("diff(x, axis=0, append=x)", (2, 2)),
    ("diff(x * x, 3)", (5,)),
]:
    case("diff", call, x=real(*shape))
for call, shape in [
    ("average(x)", (2, 3)),
    ("average(x, axis=1)", (2, 3)),
    ("average(x, axis=0, keepdims=True)", (3, 2)),
]:
    case("average", call, x=real(*shape))
for call, shape, weights in [
    ("average(x, weights=w)", (4,), (4,)),
    ("average(x, axis=1, weights=w)", (2, 3), (3,)),
    ("average(x, axis=0, weights=w, returned=True)", (2, 3), (2, 3)),
]:
    case("average", call, x=real(*shape), w=positive(*weights))
for call, shape in [
    ("percentile(x, 25)", (5,)),
    ("percentile(x, 90., axis=0)", (4, 2)),
    ("percentile(x, 10, axis=1, keepdims=True)", (2, 3)),
    ("percentile(x, 50)", (4,)),
    ("percentile(x, 33.)", (2, 3)),
    ("percentile(x, 75, axis=-1)", (2, 4)),
]:
    case("percentile", call, x=distinct(*shape))
for call, shape in [
    ("nan_to_num(x)", (4,)),
    ("nan_to_num(x, nan=2.)", (2, 3)),
    ("nan_to_num(x * x, posinf=5.)", (3,)),
    ("nan_to_num(sin(x))", (3,)),
]:
    case("nan_to_num", call, x=real(*shape))
for call in [
    "nan_to_num(x / zeros_like(x))",
    "nan_to_num(x / zeros_like(x), posinf=5., neginf=-7.)",
    "nan_to_num(zeros_like(x) / zeros_like(x) * x, nan=3.)",
]:
    case("nan_to_num", call, "", x=real(3, avoid=(0,)))
for rank in (1, 2, 3):
    for call, shape in [
        ("(x)", ()),
        ("(x)", (2,)),
        ("(x)", (2, 3)),
        ("(x)", (1, 2, 2)),
        ("(x * x)", (3,)),
        ("(sin(x))", ()),
    ]:
        case(f"atleast_{rank}d", f"atleast_{rank}d{call}", x=real(*shape))
for call, shape in [
    ("cond(x)", (2, 2)),
    ("cond(x)", (3, 2)),
    ("cond(x, -2)", (2, 3)),
    ("cond(x, 'fro')", (2, 2)),
    ("cond(x, 1)", (3, 3)),
    ("cond(x, inf)", (2, 2)),
]:
    case("cond", call, x=real(*shape))
for call, shapes in [
    ("multi_dot([x, y])", ((2, 3), (3, 2))),
    ("multi_dot([x, y, x])", ((2, 3), (3, 2))),
    ("multi_dot([x, y, y])", ((3,), (3, 3))),
    ("multi_dot([y, y, x])", ((2,), (2, 2))),
    ("multi_dot([x, y, x])", ((4,), (4, 4))),
    ("multi_dot([x, y, x, y])", ((1, 3), (3, 1))),
]:
    case("multi_dot", call, x=real(*shapes[0]), y=real(*shapes[1]))
for call, shape in [
    ("bounded_relu(x)", (4,)),
    ("bounded_relu(x, negative_slope=0.5)", (2, 3)),
    ("bounded_relu(x, max_value=1.)", (5,)),
    ("bounded_relu(x, threshold=0.5)", (5,)),
    ("bounded_relu(x, negative_slope=0.2, max_value=1., threshold=0.5)", (2, 4)),
    ("bounded_relu(x * x, max_value=1.)", (4,)),
]:
    case("bounded_relu", call, x=real(*shape, avoid=(0, 0.5, 1, -1)))
for call, shapes in [
    ("vecdot(x, y)", ((3,), (3,))),
    ("vecdot(x, y)", ((2, 3), (3,))),
    ("vecdot(x, y)", ((2, 1, 3), (4, 3))),
    ("vecdot(x, y, axis=0)", ((2, 3), (2, 3))),
    ("vecdot(x * x, y)", ((2, 2), (2, 2))),
    ("vecdot(x, sin(y), axis=1)", ((2, 3, 2), (2, 3, 2))),
]:
    case("vecdot", call, x=real(*shapes[0]), y=real(*shapes[1]))
for call, shape in [
    ("reduce_euclidean_norm(x)", (4,)),
    ("reduce_euclidean_norm(x)", (2, 3)),
    ("reduce_euclidean_norm(x, axis=1)", (2, 3)),
    ("reduce_euclidean_norm(x, axis=0, keepdims=True)", (2, 3)),
    ("reduce_euclidean_norm(x, axis=(0, 2))", (2, 3, 2)),
    ("reduce_euclidean_norm(x * x)", (3,)),
]:
    case("reduce_euclidean_norm", call, x=real(*shape, avoid=(0,)))
for call, shape in [
    ("crelu(x)", (4,)),
    ("crelu(x)", (2, 3)),
    ("crelu(x, axis=0)", (2, 3)),
    ("crelu(x, axis=1)", (2, 3, 2)),
    ("crelu(x * x * x)", (3,)),
    ("crelu(sin(x), axis=-2)", (2, 3)),
]:
    case("crelu", call, x=real(*shape, avoid=(0,)))
for call, shape in [
    ("cosine_similarity(y, x)", (3,)),
    ("cosine_similarity(y, x)", (2, 3)),
    ("cosine_similarity(y, x, axis=0)", (2, 3)),
    ("cosine_similarity(y, x, axis=1)", (2, 3, 2)),
    ("cosine_similarity(y * y, x)", (4,)),
    ("cosine_similarity(y, x * y)", (2, 2)),
]:
    case("cosine_similarity", call, y=real(*shape, avoid=(0,)), x=real(*shape, avoid=(0,)))
for call, shape in [
    ("poisson_loss(y, x)", (3,)),
    ("poisson_loss(y, x)", (2, 3)),
    ("poisson_loss(y, x)", (2, 3, 2)),
    ("poisson_loss(y, x)", (1, 4)),
    ("poisson_loss(y * y, x)", (4,)),
    ("poisson_loss(y, x * y)", (2, 2)),
]:
    case("poisson_loss", call, y=real(*shape, low=0.5, high=3), x=real(*shape, low=0.5, high=2))
for call, targets, shape in [
    ("hinge(y, x)", [1.0, -1.0, 1.0], (3,)),
    ("hinge(y, x)", [[1.0, -1.0, 1.0], [-1.0, 1.0, -1.0]], (2, 3)),
    ("hinge(y, x)", [[1.0, 0.5], [-2.0, 3.0]], (2, 2)),
    ("hinge(y, x * x)", [1.0, -1.0, -1.0, 1.0], (4,)),
    ("hinge(y, sin(x))", [[1.0, -1.0]], (1, 2)),
    ("hinge(y, x * 0.5)", [[[-1.0], [1.0]]], (1, 2, 1)),
]:
    case("hinge", call, y=numbers(targets), x=real(*shape, low=-0.3, high=0.3))
