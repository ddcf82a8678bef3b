"""Writes elementwise/: what elementwise functions are, to a fraction of an ulp, at 10,000 points.

    python3 -m venv scratch && scratch/bin/pip install mpmath==1.3.0 numpy==2.4.6 gmpy2
    scratch/bin/python elementwise.py             all of them (some minutes on one core)
    scratch/bin/python elementwise.py sin tanh    these, and the shared points

Made with mpmath 1.3.0 and NumPy 2.4.6 on Python 3.11; gmpy2 only makes it faster. The same
versions write the same files: every choice comes from a seeded generator.

Each function has 10,000 points in float32 and 10,000 in float64: 7,000 that all functions of one
operand (or of two) share, in points.f32, points.f64, pairs.f32 and pairs.f64, and 3,000 of its own
near its hard places and over its domain, first in its own file. The references are computed by
mpmath with 170 bits (51 digits) and with 240, and with twice as many until two agree to 110 bits;
they are then rounded to the element type.

    points.TYPE   7,000 numbers
    pairs.TYPE    7,000 first operands, 7,000 second ones
    NAME.TYPE     3,000 numbers (3,000 first operands, 3,000 second ones), then
                  10,000 results, the shared points' first, correctly rounded, then
                  10,000 signed bytes: (exact - rounded)/ulp(rounded) in 1/256; 0 where not finite

All little endian. ulp is the distance to the next larger number, as Swift has it. At infinities
and zeros the reference is what C's Annex F says; where C has no such function it is the limit, and
for xlogy what TensorFlow says: 0 where x is 0, whatever y is.
"""

import math
import pathlib
import sys
import zlib
from fractions import Fraction

import mpmath
import numpy as np
from mpmath import mp, mpf

FOLDER = pathlib.Path(__file__).parent / "elementwise"
SHARED, OWN = 7000, 3000
INF, NAN = math.inf, math.nan


class Format:
    """An element type: its bits of precision and its range of exponents."""

    def __init__(self, suffix, dtype, bits, precision, least, largest):
        self.suffix, self.dtype, self.bits = suffix, np.dtype(dtype), np.dtype(bits)
        self.precision, self.least, self.largest = precision, least, largest
        self.info = np.finfo(self.dtype)


FORMATS = [
    Format("f32", "<f4", "<u4", 24, -149, 127),
    Format("f64", "<f8", "<u8", 53, -1074, 1023),
]


# The functions. Each takes a finite mpf other than 0 and gives an mpf, or a float at a pole and
# outside of the domain. Zeros and infinities stand in LIMITS.


def bounded_exp(x):
    """exp, without the digits of numbers that no element type can tell from 0 or infinity."""
    return mp.exp(max(min(x, mpf(4000)), mpf(-4000)))


def softplus(x):
    return x if x > 3000 else mp.log1p(bounded_exp(x))


def sigmoid(x):
    return 1 / (1 + bounded_exp(-x))


def mish(x):
    e = bounded_exp(x)
    return x * (e * (e + 2)) / (e * (e + 2) + 2)


def gelu(x):
    return x * mp.erfc(max(min(-x / mp.sqrt(2), mpf(1000)), mpf(-1000))) / 2


# The constants of the paper (Klambauer et al. 2017), as TensorFlow and PyTorch write them.
SELU_ALPHA = "1.6732632423543772848170429916717"
SELU_SCALE = "1.0507009873554804934193349852946"


def selu(x):
    return mpf(SELU_SCALE) * (x if x > 0 else mpf(SELU_ALPHA) * mp.expm1(max(x, mpf(-4000))))


def exp2(x):
    if abs(x) > 4000:
        return mpf(2) ** (4000 if x > 0 else -4000)
    whole = mp.floor(x)
    return mp.ldexp(mp.exp((x - whole) * mp.ln2), int(whole))


def sinh(x):
    return -bounded_exp(-x) / 2 if x < -3000 else bounded_exp(x) / 2 if x > 3000 else mp.sinh(x)


def cosh(x):
    return bounded_exp(abs(x)) / 2 if abs(x) > 3000 else mp.cosh(x)


def tanh(x):
    # 1 - 2/(e^2x + 1), and 1 - 2^-5000 beyond.
    return mp.tanh(max(min(x, mpf(3000)), mpf(-3000)))


def sinc(x):
    return mp.sinpi(x) / (mp.pi * x)


def lgamma(x):
    if x > 0:
        return mp.loggamma(x)
    if x == mp.floor(x):
        return INF
    return mp.log(mp.pi / abs(mp.sinpi(x))) - mp.loggamma(1 - x)


def digamma(x):
    if x > 0:
        return mp.psi(0, x)
    if x == mp.floor(x):
        return NAN
    return mp.psi(0, 1 - x) - mp.pi * mp.cospi(x) / mp.sinpi(x)


def erfinv(x):
    if abs(x) >= 1:
        return mp.sign(x) * INF if abs(x) == 1 else NAN
    # Winitzki's approximation, then Halley's method on erfc(y) = 1 - |x|, which is exact here.
    size, rest = abs(x), 1 - abs(x)
    log = mp.log(rest * (1 + size))
    half = 2 / (mp.pi * mpf("0.147")) + log / 2
    y = mp.sqrt(mp.sqrt(half**2 - log / mpf("0.147")) - half)
    for _ in range(40):
        difference = (
            ((mp.erf(y) - size) if y < 1 else (rest - mp.erfc(y)))
            * mp.sqrt(mp.pi)
            / 2
            * mp.exp(y * y)
        )
        step = difference / (1 + y * difference)
        y -= step
        if abs(step) <= abs(y) * mp.ldexp(1, -mp.prec // 2):
            break
    else:
        raise ArithmeticError(f"erfinv({x}) does not converge")
    return y * mp.sign(x)


def erfcinv(x):
    if x <= 0 or x >= 2:
        return INF * (1 - x) if x in (0, 2) else NAN
    # As erfinv, from the tail's asymptote; by Halley's method on erfc itself.
    if x > 1:
        return -erfcinv(2 - x)
    if x > 0.5:
        return erfinv(1 - x)
    y = mp.sqrt(-mp.log(x * mp.sqrt(mp.pi) * mp.sqrt(-mp.log(x))))
    for _ in range(60):
        difference = (x - mp.erfc(y)) * mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
        step = -difference / (1 - y * difference)
        y += step
        if abs(step) <= abs(y) * mp.ldexp(1, -mp.prec // 2):
            return y
    raise ArithmeticError(f"erfcinv({x}) does not converge")


def inside(condition, function):
    """A function that is NaN where its operand does not fulfil a condition."""
    return lambda x: function(x) if condition(x) else NAN


def nearest_whole(x):
    whole = mp.floor(x)
    rest = x - whole
    odd = int(whole) % 2 == 1
    return whole + 1 if rest > 0.5 or (rest == 0.5 and odd) else whole


UNARY = {
    "sqrt": inside(lambda x: x > 0, mp.sqrt),
    "rsqrt": inside(lambda x: x > 0, lambda x: 1 / mp.sqrt(x)),
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "reciprocal": lambda x: 1 / x,
    "square": lambda x: x * x,
    "exp": bounded_exp,
    "exp2": exp2,
    "expm1": lambda x: mp.expm1(max(min(x, mpf(4000)), mpf(-4000))),
    "log": inside(lambda x: x > 0, mp.log),
    "log2": inside(lambda x: x > 0, lambda x: mp.log(x) / mp.ln2),
    "log10": inside(lambda x: x > 0, lambda x: mp.log(x) / mp.ln10),
    "log1p": lambda x: mp.log1p(x) if x > -1 else -INF if x == -1 else NAN,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": inside(lambda x: abs(x) <= 1, mp.asin),
    "acos": inside(lambda x: abs(x) <= 1, mp.acos),
    "atan": mp.atan,
    "sinh": sinh,
    "cosh": cosh,
    "tanh": tanh,
    "asinh": mp.asinh,
    "acosh": inside(lambda x: x >= 1, mp.acosh),
    "atanh": lambda x: mp.atanh(x) if abs(x) < 1 else mp.sign(x) * INF if abs(x) == 1 else NAN,
    "erf": mp.erf,
    "erfc": lambda x: mp.erfc(max(min(x, mpf(1000)), mpf(-1000))),
    "erfinv": erfinv,
    "erfcinv": erfcinv,
    "ndtr": lambda x: mp.erfc(max(min(-x / mp.sqrt(2), mpf(1000)), mpf(-1000))) / 2,
    "lgamma": lgamma,
    "digamma": digamma,
    "sinc": sinc,
    "sigmoid": sigmoid,
    "log_sigmoid": lambda x: -softplus(-x),
    "softplus": softplus,
    "gelu": gelu,
    "silu": lambda x: x * sigmoid(x),
    "mish": mish,
    "softsign": lambda x: x / (1 + abs(x)),
    "elu": lambda x: x if x > 0 else mp.expm1(max(x, mpf(-4000))),
    "selu": selu,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "round": nearest_whole,
    "trunc": lambda x: mp.sign(x) * mp.floor(abs(x)),
    "abs": abs,
    "negative": lambda x: -x,
    "sign": mp.sign,
}

# At -inf, -0, 0 and inf; NaN gives NaN. Functions give the constants as mpf.
ODD = (-INF, -0.0, 0.0, INF)
ROOT = (NAN, -0.0, 0.0, INF)
LOG = (NAN, -INF, -INF, INF)
WAVE = (NAN, -0.0, 0.0, NAN)
GATE = (-0.0, -0.0, 0.0, INF)
HALF_PI = lambda: mp.pi / 2
LN2 = lambda: +mp.ln2

LIMITS = {
    "sqrt": ROOT,
    "rsqrt": (NAN, -INF, INF, 0.0),
    "cbrt": ODD,
    "reciprocal": (-0.0, -INF, INF, 0.0),
    "square": (INF, 0.0, 0.0, INF),
    "exp": (0.0, 1.0, 1.0, INF),
    "exp2": (0.0, 1.0, 1.0, INF),
    "expm1": (-1.0, -0.0, 0.0, INF),
    "log": LOG,
    "log2": LOG,
    "log10": LOG,
    "log1p": (NAN, -0.0, 0.0, INF),
    "sin": WAVE,
    "cos": (NAN, 1.0, 1.0, NAN),
    "tan": WAVE,
    "asin": WAVE,
    "acos": (NAN, HALF_PI, HALF_PI, NAN),
    "atan": (lambda: -mp.pi / 2, -0.0, 0.0, HALF_PI),
    "sinh": ODD,
    "cosh": (INF, 1.0, 1.0, INF),
    "tanh": (-1.0, -0.0, 0.0, 1.0),
    "asinh": ODD,
    "acosh": (NAN, NAN, NAN, INF),
    "atanh": WAVE,
    "erf": (-1.0, -0.0, 0.0, 1.0),
    "erfc": (2.0, 1.0, 1.0, 0.0),
    "erfinv": WAVE,
    "erfcinv": (NAN, INF, INF, NAN),
    "ndtr": (0.0, 0.5, 0.5, 1.0),
    "lgamma": (INF, INF, INF, INF),
    "digamma": (NAN, INF, -INF, INF),
    "sinc": (0.0, 1.0, 1.0, 0.0),
    "sigmoid": (0.0, 0.5, 0.5, 1.0),
    "log_sigmoid": (-INF, lambda: -mp.ln2, lambda: -mp.ln2, -0.0),
    "softplus": (0.0, LN2, LN2, INF),
    "gelu": GATE,
    "silu": GATE,
    "mish": GATE,
    "softsign": (-1.0, -0.0, 0.0, 1.0),
    "elu": (-1.0, -0.0, 0.0, INF),
    "selu": (lambda: -mpf(SELU_SCALE) * mpf(SELU_ALPHA), -0.0, 0.0, INF),
    "floor": ODD,
    "ceil": ODD,
    "round": ODD,
    "trunc": ODD,
    "abs": (INF, 0.0, 0.0, INF),
    "negative": (INF, 0.0, -0.0, -INF),
    "sign": (-1.0, 0.0, 0.0, 1.0),
}

# Functions of one operand whose small results keep the operand's sign when they round to 0.
WHOLE = {"floor", "ceil", "round", "trunc"}


# Functions of two operands; they take floats as well, for infinities and signed zeros.


def power(x, y):
    special = x in (0, 1) or y == 0 or not (math.isfinite(x) and math.isfinite(y))
    whole = float(y).is_integer()
    if x == 0 and y < 0:
        # Python's pow raises here; C's gives an infinity.
        return math.copysign(INF, x) if whole and y % 2 == 1 else INF
    if special:
        return math.pow(x, y)
    if x < 0 and not whole:
        return NAN
    sign = -1 if x < 0 and whole and int(y) % 2 == 1 else 1
    exponent = mpf(y) * mp.log(mpf(abs(x)))
    return sign * bounded_exp(exponent)


def atan2(y, x):
    if math.isnan(x) or math.isnan(y):
        return NAN
    height, width = abs(y), abs(x)
    if height == 0:
        angle = mpf(0)
    elif math.isinf(height):
        angle = mp.pi / (4 if math.isinf(width) else 2)
    elif math.isinf(width):
        angle = mpf(0)
    else:
        angle = mp.pi / 2 if width == 0 else mp.atan(mpf(height) / mpf(width))
    if math.copysign(1, x) < 0:
        angle = mp.pi - angle
    if angle == 0:
        return math.copysign(0.0, y)
    return angle if math.copysign(1, y) > 0 else -angle


def hypot(x, y):
    if math.isinf(x) or math.isinf(y):
        return INF
    if math.isnan(x) or math.isnan(y):
        return NAN
    return mp.sqrt(mpf(x) ** 2 + mpf(y) ** 2)


def xlogy(x, y):
    if x == 0:
        return 0.0
    if math.isnan(x) or math.isnan(y) or y < 0:
        return NAN
    if y == 0:
        return -math.copysign(INF, x)
    if math.isinf(y):
        return math.copysign(INF, x)
    if y == 1:
        return NAN if math.isinf(x) else math.copysign(0.0, x)
    if math.isinf(x):
        return x if y > 1 else -x
    return mpf(x) * mp.log(mpf(y))


def logaddexp(x, y):
    if math.isnan(x) or math.isnan(y):
        return NAN
    low, high = min(x, y), max(x, y)
    if math.isinf(high):
        return high
    if math.isinf(low):
        return mpf(high)
    return mpf(high) + softplus(mpf(low) - mpf(high))


def divide(x, y):
    if x == 0 or y == 0 or not (math.isfinite(x) and math.isfinite(y)):
        with np.errstate(all="ignore"):
            return float(np.divide(x, y))
    return mpf(x) / mpf(y)


def xlog1py(x, y):
    if x == 0:
        return 0.0
    if math.isnan(x) or math.isnan(y) or y < -1:
        return NAN
    if y == -1:
        return -math.copysign(INF, x)
    if y == 0:
        return NAN if math.isinf(x) else math.copysign(0.0, x) * math.copysign(1, y)
    if math.isinf(x) or math.isinf(y):
        return math.copysign(INF, x) * math.copysign(1, y)
    return mpf(x) * mp.log1p(mpf(y))


def xdivy(x, y):
    return 0.0 if x == 0 else divide(x, y)


def leaky_relu(x, slope):
    if x > 0:
        return x
    if x == 0 or slope == 0 or not (math.isfinite(x) and math.isfinite(slope)):
        return x * slope
    return mpf(x) * mpf(slope)


# Remainders and whole quotients are exact: numbers of an element type are fractions.


def mod(x, y):
    if math.isnan(x) or math.isnan(y) or math.isinf(x) or y == 0:
        return NAN
    if math.isinf(y):
        return math.copysign(0.0, y) if x == 0 else x if (x < 0) == (y < 0) else y
    rest = Fraction(x) - Fraction(y) * math.floor(Fraction(x) / Fraction(y))
    return mpf(rest.numerator) / rest.denominator if rest else math.copysign(0.0, y)


def fmod(x, y):
    if math.isnan(x) or math.isnan(y) or math.isinf(x) or y == 0:
        return NAN
    if math.isinf(y):
        return x
    rest = Fraction(x) - Fraction(y) * math.trunc(Fraction(x) / Fraction(y))
    return mpf(rest.numerator) / rest.denominator if rest else math.copysign(0.0, x)


def floor_divide(x, y):
    if math.isnan(x) or math.isnan(y) or math.isinf(x):
        return NAN if y != 0 else divide(x, y)
    if y == 0:
        return divide(x, y)
    if math.isinf(y):
        return -1.0 if x != 0 and (x < 0) != (y < 0) else divide(x, y)
    whole = math.floor(Fraction(x) / Fraction(y))
    return mpf(whole) if whole else math.copysign(0.0, divide(x, y) if x else x / y)


BINARY = {
    "xlog1py": xlog1py,
    "xdivy": xdivy,
    "leaky_relu": leaky_relu,
    "mod": mod,
    "fmod": fmod,
    "floor_divide": floor_divide,
    "power": power,
    "atan2": atan2,
    "hypot": hypot,
    "xlogy": xlogy,
    "logaddexp": logaddexp,
    "divide": divide,
}


# The points.

# Where a function of one operand is hard, and the interval over which it is interesting.
LOG_MAX64, LOG_MIN64 = 709.782712893384, -745.1332191019412
LOG_MAX32, LOG_MIN32 = 88.72283905206835, -103.97207708399179
NEGATIVE_ROOTS_OF_LGAMMA = [
    -2.4570247382208005,
    -2.7476826467274126,
    -3.1435808883499799,
    -3.9552942848585979,
    -4.0392618147900124,
    -4.9915447498103205,
    -5.0082181685169803,
    -5.9986073955110815,
    -6.0013852982217602,
    -6.9998004861917573,
    -7.0001978747306457,
    -8.0000248009157083,
]
ROOTS_OF_DIGAMMA = [
    1.4616321449683623,
    -0.5040830082644554,
    -1.5734984731623904,
    -2.6107208684441446,
    -3.6352933664369010,
    -4.6532377617431424,
    -5.6671624415568855,
    -6.6784182130734267,
]
TURNS = [k * math.pi / 2 for k in (1, 2, 3, 4, 5, 7, 8, 11, 22, 44, 355, 710, 1000, 32768)]
HUGE_ANGLES = [
    math.ldexp(6381956970095103, 797),
    1e22,
    1e300,
    2.0**1023,
    5.319372648326541e255,
    1.6e308,
    2.0**60,
    2.0**28,
    16367173 * 2.0**72,
    2.0**120,
    105414357.85,
    105615.0,
    71476.0,
]
EXPONENTS = [LOG_MAX64, LOG_MIN64, -708.3964185322641, LOG_MAX32, LOG_MIN32, -87.33654475055310]
SMALL = [1e-3, 1e-5, 1.05e-8, 1e-16, 2.0**-12, 2.0**-26, 2.0**-28]
FLAT = [9.0, 18.0, 19.06, 20.0, 22.0, 36.7, 37.0, 40.0]

PLACES = {
    "sqrt": ([1, 2, 4], (0, 100)),
    "rsqrt": ([1, 2, 4, 0.25], (0, 100)),
    "cbrt": ([1, 8, 27, -8, 0.125], (-100, 100)),
    "reciprocal": ([1, 2, 3, -3, 2.0**-1022, 2.0**-1024, 2.0**1022, 2.0**-126], (-10, 10)),
    "square": ([1.5e-154, 1.3407807929942596e154, 1.8446743e19, 1.5e-162, 1e-19], (-10, 10)),
    "exp": (EXPONENTS + SMALL + [math.log(2) * k for k in (0.5, 1, 1.5, 2)], (-745.2, 709.9)),
    "exp2": ([-1022, -1074, -1075, 1024, -126, -149, -150, 128, 0.5] + SMALL, (-1080, 1030)),
    "expm1": (EXPONENTS + SMALL + [-1, 1, 0.3465735903, -0.3465735903, -37.4], (-40, 710)),
    "log": ([1, 0.75, 1.5, 2.0**0.5, 2.0**-0.5, math.e], (0, 4)),
    "log2": ([1, 2, 0.5, 2.0**0.5, 2.0**-0.5, 1024], (0, 4)),
    "log10": ([1, 10, 100, 0.1, 1e22, 1e-5, 2.0**0.5, 2.0**-0.5], (0, 20)),
    "log1p": (SMALL + [-1, -0.5, 1, 2.0**0.5 - 1, 2.0**-0.5 - 1, 1e10, 1e300, 3e38], (-1, 10)),
    "sin": (TURNS + HUGE_ANGLES + SMALL, (-100, 100)),
    "cos": (TURNS + HUGE_ANGLES + SMALL, (-100, 100)),
    "tan": (TURNS + HUGE_ANGLES + SMALL + [k * math.pi / 4 for k in (1, 3, 5)], (-100, 100)),
    "asin": ([1, -1, 0.5, -0.5, 0.975] + SMALL, (-1, 1)),
    "acos": ([1, -1, 0.5, -0.5, 0.975] + SMALL, (-1, 1)),
    "atan": ([0.4375, 0.6875, 1.1875, 2.4375, 1, -1, 2.0**66, 1e16] + SMALL, (-10, 10)),
    "sinh": (EXPONENTS + SMALL + [1, 22, 710.4758600739439, 89.41598629223294], (-711, 711)),
    "cosh": (EXPONENTS + SMALL + [1, 22, 710.4758600739439, 89.41598629223294], (-711, 711)),
    "tanh": (SMALL + FLAT + [0.5, 0.549306, 1, 0.22, -0.625], (-20, 20)),
    "asinh": (SMALL + [1, 2, 2.0**28, 1.3e154, 1e300, 1.8e19, 3e38, -0.5], (-100, 100)),
    "acosh": ([1, 1.5, 2, 2.0**28, 1.3e154, 1e300, 1.8e19, 3e38], (1, 100)),
    "atanh": ([1, -1, 0.5, -0.5, 0.414] + SMALL, (-1, 1)),
    "erf": (SMALL + [0.84375, 1.25, 2.857, 5.92, 3.9, 0.5, 1], (-6, 6)),
    "erfc": (
        SMALL + [0.84375, 1.25, 2.857, 26.543, 27.2261, 9.194, 10.05, 10.0, -6, -3.8, 28],
        (-6, 28),
    ),
    "erfinv": ([1, -1, 0.5, 0.9, 0.999, 0.96727, 0.99666] + SMALL, (-1, 1)),
    "erfcinv": ([1, 2, 1e-300, 1e-30, 1e-5, 0.5, 1.5, 1.96, 1e-38], (0, 2)),
    "ndtr": (SMALL + [-1, 1, -5.5, 5.5, 8.3, -13.2, -14.4, -37.5, -38.5], (-39, 9)),
    "lgamma": (
        NEGATIVE_ROOTS_OF_LGAMMA
        + [1, 2, -1, -2, -3, -0.5, -10, -100.5, 1.4616, 0.5, 2.5563e305, 4.085e36, 1e-300, 8, 20],
        (-20, 30),
    ),
    "digamma": (
        ROOTS_OF_DIGAMMA + [1, 2, -1, -2, -0.5, -10, -10.5, -100.25, 6, 10, 12, 1e-300, 1e16],
        (-12, 20),
    ),
    "sinc": ([1, -1, 2, 3, 10, 0.5, 1.4303, 1e6, 2.0**22, 2.0**51] + SMALL, (-10, 10)),
    "sigmoid": (EXPONENTS + SMALL + FLAT + [-18, -36.7], (-745.2, 40)),
    "log_sigmoid": (EXPONENTS + SMALL + FLAT + [-18, -36.7], (-40, 745.2)),
    "softplus": (EXPONENTS + SMALL + FLAT + [-18, -36.7], (-745.2, 40)),
    "gelu": (SMALL + [-1, 1, -5.5, 5.5, 8.3, -13.2, -14.4, -37.5, -38.6, -0.75179], (-39, 10)),
    "silu": (EXPONENTS + SMALL + FLAT + [-1.27846, -18, -36.7], (-750, 40)),
    "mish": (EXPONENTS + SMALL + FLAT + [-1.19247, -18, -36.7], (-750, 40)),
    "softsign": (SMALL + [1, -1, 1e8, 1e16, -0.5], (-10, 10)),
    "elu": (SMALL + [-1, 1, -18, -37.4, -0.5], (-40, 10)),
    "selu": (SMALL + [-1, 1, -18, -37.4, -0.5], (-40, 10)),
}
STEPS = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 1, -1, 2.0**52, 2.0**51 + 0.5, 2.0**23, 2.0**22 + 0.5]
for _name in ("floor", "ceil", "round", "trunc", "abs", "negative", "sign"):
    PLACES[_name] = (STEPS + [2.0**53, -(2.0**52), 8388607.5, 0.49999999999999994], (-100, 100))


def within(values, form):
    """Numbers in an element type; what is too large for it becomes infinite."""
    with np.errstate(over="ignore"):
        return np.asarray(values, dtype=np.float64).astype(form.dtype)


def around(place, form):
    """A number, its neighbours and numbers at distances of powers of two."""
    center = within(place, form)
    if not np.isfinite(center):
        return np.array([center])
    offset = center.reshape(1).view(form.bits).astype(object)
    nearby = [int(offset[0]) + k for k in range(-12, 13)]
    result = np.array([n for n in nearby if n >= 0], dtype=form.bits).view(form.dtype)
    distances = [
        place * (1 + s * 2.0**-k) for k in range(2, form.precision + 1, 2) for s in (1, -1)
    ]
    return np.concatenate([result, within(distances, form)])


def special_values(form):
    info = form.info
    tiny, normal, largest = float(info.smallest_subnormal), float(info.tiny), float(info.max)
    values = [0.0, INF, tiny, 2 * tiny, 3 * tiny, normal - tiny, normal, normal + tiny, 2 * normal]
    values += [normal / 2, normal / 4, largest, largest / 2, largest / 4, NAN]
    values += [1.0, 1 + float(info.eps), 1 - float(info.epsneg), 1 - float(info.eps)]
    values += [float(k) for k in range(2, 41)] + [k + 0.5 for k in range(0, 25)]
    values += [2.0**k for k in range(-30, 61, 3)] + [10.0**k for k in range(-10, 23, 2)]
    values += [2.0**23 - 0.5, 2.0**24 + 2, 2.0**52 - 0.5, 2.0**53 - 1, 2.0**53 + 2]
    values += [k * math.pi / 4 for k in range(1, 17)] + [math.e, math.log(2), math.log(10)]
    points = within(values, form)
    return np.unique(np.concatenate([points, -points]).view(form.bits)).view(form.dtype)


def bit_patterns(count, form, random):
    """Every pattern is as likely as every other, and so is every exponent."""
    patterns = random.integers(0, 2 ** (8 * form.bits.itemsize), count, dtype=np.uint64)
    return patterns.astype(form.bits).view(form.dtype)


def shared_points(form):
    random = np.random.default_rng(20240601)
    special = special_values(form)
    rest = SHARED - len(special)
    bits = bit_patterns(rest // 3, form, random)
    uniform = within(random.uniform(-6, 10, rest // 3), form)
    count = rest - 2 * (rest // 3)
    sizes = 10.0 ** random.uniform(-12, 8, count) * random.choice([1, 1, -1], count)
    return np.concatenate([special, bits, uniform, within(sizes, form)])


def shared_pairs(form):
    random = np.random.default_rng(20240602)
    chosen = within(
        [
            0,
            INF,
            NAN,
            1,
            2,
            3,
            0.5,
            float(form.info.smallest_subnormal),
            float(form.info.tiny),
            float(form.info.max),
            1 - float(form.info.epsneg),
            1 + float(form.info.eps),
            1.5,
            1e10,
            2.0**53 - 1,
            100,
        ],
        form,
    )
    chosen = np.unique(np.concatenate([chosen, -chosen]).view(form.bits)).view(form.dtype)
    x, y = (part.ravel() for part in np.meshgrid(chosen, chosen))
    rest = SHARED - len(x)
    third = rest // 3
    count = rest - 2 * third
    parts = []
    for _ in range(2):
        bits = bit_patterns(third, form, random)
        uniform = within(random.uniform(-6, 10, third), form)
        sizes = 10.0 ** random.uniform(-12, 8, count) * random.choice([1, 1, -1], count)
        parts.append(np.concatenate([bits, uniform, within(sizes, form)]))
    return np.concatenate([x, parts[0]]), np.concatenate([y, parts[1]])


def own_points(name, form):
    random = np.random.default_rng([20240603, zlib.crc32(name.encode()), form.precision])
    places, (low, high) = PLACES[name]
    hard = np.concatenate([around(float(place), form) for place in places])
    # Rounded to float32 or taken beyond it, some are one number.
    hard = np.unique(hard.view(form.bits)).view(form.dtype)
    if len(hard) > OWN * 2 // 3:
        hard = random.permutation(hard)[: OWN * 2 // 3]
    rest = OWN - len(hard)
    uniform = random.uniform(low, high, rest // 2)
    top = max(abs(low), abs(high))
    sizes = top * 10.0 ** random.uniform(-9, 0, rest - rest // 2)
    if low >= 0:
        sizes = low + sizes
    elif high > 0:
        sizes *= random.choice([1, -1], len(sizes))
        # A size beyond the shorter side of the interval goes to the longer one.
        sizes = np.where((sizes < low) | (sizes > high), -sizes, sizes)
    else:
        sizes = -sizes
    return np.concatenate([hard, within(uniform, form), within(sizes, form)])


def own_pairs(name, form):
    random = np.random.default_rng([20240604, zlib.crc32(name.encode()), form.precision])
    third = OWN // 3

    def scaled(count, low, high):
        return 10.0 ** random.uniform(low, high, count)

    if name == "power":
        base = np.concatenate(
            [
                scaled(third, -3, 3),
                # Bases near 1 with exponents to the thresholds of overflow and underflow.
                1 + scaled(third, -6, -1) * random.choice([1, -1], third),
                -random.integers(1, 40, OWN - 2 * third).astype(float),
            ]
        )
        limit = np.log(2) * (1080 if form.precision == 53 else 150)
        exponent = np.concatenate(
            [
                random.uniform(-8, 8, third),
                random.uniform(-1, 1, third) * limit / np.abs(np.log(base[third : 2 * third])),
                random.integers(-30, 31, OWN - 2 * third).astype(float),
            ]
        )
        return within(base, form), within(exponent, form)
    if name == "atan2":
        size = 300 if form.precision == 53 else 37
        y = scaled(OWN, -size, size) * random.choice([1, -1], OWN)
        # Ratios near 1, small and large ones.
        ratio = np.concatenate(
            [1 + scaled(third, -7, -1), scaled(third, -8, 8), scaled(OWN - 2 * third, -8, 25)]
        )
        with np.errstate(over="ignore"):
            x = y * ratio * random.choice([1, -1], OWN)
        return within(y, form), within(x, form)
    if name == "hypot":
        size = 308 if form.precision == 53 else 38.5
        x = np.concatenate(
            [
                scaled(third, -size, size),
                scaled(third, size - 2, size),
                scaled(OWN - 2 * third, -size - (15 if form.precision == 53 else 7), -size + 2),
            ]
        )
        with np.errstate(over="ignore"):
            y = x * scaled(OWN, -6, 0.3) * random.choice([1, -1], OWN)
        return within(x, form), within(y, form)
    if name == "xlogy":
        x = scaled(OWN, -6, 6) * random.choice([1, -1], OWN)
        y = np.concatenate(
            [
                1 + scaled(third, -7, -0.5) * random.choice([1, -1], third),
                scaled(third, -30, 30),
                random.uniform(0, 4, OWN - 2 * third),
            ]
        )
        return within(x, form), within(y, form)
    if name == "logaddexp":
        x = np.concatenate(
            [
                random.uniform(-5, 5, third),
                random.uniform(-800, 800, third),
                random.uniform(0, 50, OWN - 2 * third),
            ]
        )
        y = x + np.concatenate(
            [
                random.uniform(-2, 2, third),
                random.uniform(-60, 60, third),
                scaled(OWN - 2 * third, -10, 1),
            ]
        )
        return within(x, form), within(y, form)
    x = scaled(OWN, -30, 30) * random.choice([1, -1], OWN)
    size = 37 if form.precision == 24 else 300
    y = np.concatenate(
        [scaled(third, -4, 4), scaled(third, -size, size), random.uniform(-10, 10, OWN - 2 * third)]
    )
    return within(x, form), within(y, form)


# Rounding.


def rounded(value, form):
    """A number of the element type as a float, and the rest in 1/256 of an ulp."""
    if isinstance(value, float):
        return value, 0
    sign, mantissa, exponent, bits = value._mpf_
    mantissa = int(mantissa)
    if mantissa == 0:
        if exponent != 0:
            raise ArithmeticError(f"{value} is no finite number")
        return 0.0, 0
    direction = -1 if sign else 1
    top = exponent + bits - 1
    if top > form.largest:
        return direction * INF, 0
    unit = max(top - form.precision + 1, form.least)
    shift = unit - exponent
    if shift <= 0:
        whole, rest = mantissa << -shift, Fraction(0)
    elif shift > bits + 20:
        return direction * 0.0, 0
    else:
        whole, remainder = divmod(mantissa, 1 << shift)
        rest = Fraction(remainder, 1 << shift)
        if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1):
            whole, rest = whole + 1, rest - 1
    if whole == 1 << form.precision:
        if top == form.largest:
            return direction * INF, 0
        # The ulp of a power of two is twice that of the numbers below it.
        rest /= 2
    result = direction * math.ldexp(whole, unit)
    return result, direction * max(-127, min(127, round(rest * 256)))


def agreed(function, operands):
    """The value of a function with digits that more of them do not change."""
    precision = 170
    with mp.workprec(precision):
        before = function(*operands)
    while True:
        precision = 240 if precision == 170 else 2 * precision
        with mp.workprec(precision):
            value = function(*operands)
            if isinstance(value, float) or not mp.isfinite(value):
                return float(value)
            if isinstance(before, float):
                raise ArithmeticError(f"a pole at {operands} depends on the digits")
            if abs(value - before) <= mp.ldexp(abs(value), -110):
                return value
        if precision > 20000:
            raise ArithmeticError(f"no agreement at {operands}")
        before = value


def unary_value(name, x):
    if math.isnan(x):
        return NAN
    if x == 0 or math.isinf(x):
        place = (0 if x < 0 else 3) if x != 0 else (1 if math.copysign(1, x) < 0 else 2)
        limit = LIMITS[name][place]
        return limit if isinstance(limit, float) else agreed(limit, ())
    value = agreed(UNARY[name], (mpf(x),))
    if name in WHOLE and value == 0:
        return math.copysign(0.0, x)
    return value


def write(name, form, own, columns):
    """The file of a function: its own points, then results and remainders."""
    results, remainders = [], []
    for operands in zip(*(column.tolist() for column in columns)):
        if name in UNARY:
            value = unary_value(name, operands[0])
        else:
            value = agreed(BINARY[name], operands)
        result, remainder = rounded(value, form)
        results.append(result)
        remainders.append(remainder)
    with np.errstate(invalid="ignore"):
        stored = np.array(results, dtype=np.float64).astype(form.dtype)
    assert len(stored) == SHARED + OWN
    data = b"".join(part.tobytes() for part in own)
    data += stored.tobytes() + np.array(remainders, dtype=np.int8).tobytes()
    (FOLDER / f"{name}.{form.suffix}").write_bytes(data)


def main(names):
    FOLDER.mkdir(exist_ok=True)
    for form in FORMATS:
        points = shared_points(form)
        pairs = shared_pairs(form)
        (FOLDER / f"points.{form.suffix}").write_bytes(points.tobytes())
        (FOLDER / f"pairs.{form.suffix}").write_bytes(pairs[0].tobytes() + pairs[1].tobytes())
        for name in names:
            if name in UNARY:
                own = (own_points(name, form),)
                shared = (points,)
            else:
                own, shared = own_pairs(name, form), pairs
            write(name, form, own, [np.concatenate(both) for both in zip(shared, own)])
            print(name, form.suffix, flush=True)


if __name__ == "__main__":
    if mpmath.__version__ != "1.3.0" or np.__version__ != "2.4.6":
        print(f"made with mpmath 1.3.0 and NumPy 2.4.6, not {mpmath.__version__}, {np.__version__}")
    main(sys.argv[1:] or [*UNARY, *BINARY])
