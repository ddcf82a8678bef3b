"""Writes numpy-printing.json: values and arrays with the text that NumPy gives them.

    python3 numpy_printing.py

The same NumPy writes the same file: every choice comes from one seeded generator.
"""

import json
import pathlib
import platform

import numpy as np

RANDOM = np.random.default_rng(20240501)
UNSIGNED = {
    "float32": "uint32", "float64": "uint64", "int32": "uint32", "int64": "uint64", "bool": "uint8",
}
DEFAULTS = {"precision": 8, "threshold": 1000, "edgeItems": 3, "lineWidth": 75, "suppress": False}
CASES = []


def list_text(array):
    """Nested lists, each element as NumPy prints it as a scalar."""
    if array.ndim == 0:
        return str(array)
    return "[" + ", ".join(list_text(np.asarray(item)) for item in array) + "]"


def add(values, dtype=None, **options):
    array = np.ascontiguousarray(values, dtype=dtype).reshape(np.shape(values))
    chosen = DEFAULTS | options
    with np.printoptions(
        precision=chosen["precision"],
        threshold=chosen["threshold"],
        edgeitems=chosen["edgeItems"],
        linewidth=chosen["lineWidth"],
        suppress=chosen["suppress"],
    ):
        case = {"dtype": array.dtype.name, "shape": list(array.shape)}
        bits = array.reshape(-1).view(UNSIGNED[array.dtype.name])
        case["bits"] = " ".join(f"{int(item):x}" for item in bits)
        if options:
            case["options"] = options
        case["str"] = str(array)
        case["repr"] = repr(array)
    if array.size <= 100:
        case["list"] = list_text(array)
    if array.ndim == 0 and array.dtype == np.float64:
        case["python"] = repr(float(array))
    CASES.append(case)


def neighbours(value, dtype):
    value = np.dtype(dtype).type(value)
    below = np.nextafter(value, -np.inf, dtype=dtype)
    above = np.nextafter(value, np.inf, dtype=dtype)
    return [below, value, above]


def scalars():
    borders = [1e-5, 1e-4, 1e-3, 999.5, 1e5, 1e6, 1e7, 1e8, 1e15, 1e16, 1e17, 1e22, 1e23]
    plain = [0.0, -0.0, 1.0, -1.0, 8.0, 0.1, 1 / 3, 2 / 3, np.pi, 1234.5, 1e5, 0.00012345, 5e-5]
    wild = [np.nan, -np.nan, np.inf, -np.inf]
    wild += [2.0**24, 2.0**53, 2.0**54, 2.0**63, -(2.0**-20), 2.0**-44]
    for dtype in ("float32", "float64"):
        info = np.finfo(dtype)
        least = info.smallest_subnormal
        edges = [info.max, info.tiny, least, 3 * least, info.eps]
        for value in plain + wild + edges:
            add(np.dtype(dtype).type(value))
        for border in borders:
            for value in neighbours(border, dtype):
                add(value)
        word = np.dtype(UNSIGNED[dtype])
        for bits in RANDOM.integers(0, 2 ** (8 * word.itemsize), 30, dtype=np.uint64).astype(word):
            add(bits.view(dtype))
    for value in (0, 7, -7, 2**31 - 1, -(2**31)):
        add(np.int32(value))
    for value in (0, 7, -7, 2**63 - 1, -(2**63)):
        add(np.int64(value))
    add(np.bool(True))
    add(np.bool(False))


def vectors():
    for dtype in ("float32", "float64"):
        info = np.finfo(dtype)
        add([0.1, 0.2, 0.3], dtype)
        add([1, 2, 3], dtype)
        add([1, -2, 30], dtype)
        add([-0.0, 0.0], dtype)
        add([0.0, 0.0], dtype)
        add([1 / 3, 2 / 3, 1], dtype)
        add([np.nan, np.inf, -np.inf, 1], dtype)
        add([np.nan, np.nan], dtype)
        add([np.inf, 1], dtype)
        add([-np.inf, np.nan], dtype)
        add([-np.inf, -100.5], dtype)
        add([np.nan, 1e-10, 3], dtype)
        add([-np.inf, 1e20], dtype)
        add([info.max, info.tiny, -info.smallest_subnormal], dtype)
        add([1e100 if dtype == "float64" else 1e38, 1e-5, 2], dtype)
        add([1e-45, 1e-44, 1e-10], dtype)
        for border in (1e-4, 1e3, 1e5, 1e6, 1e7, 1e8):
            for value in neighbours(border, dtype):
                add([value], dtype)
                add([value, 1], dtype)
        add([1, 1000], dtype)
        add([1, 1001], dtype)
        add([0.0001, 0.05], dtype)
        add([0.00009, 0.05], dtype)
        # Exactly halfway at the digit that is cut, and next to it.
        for precision in (0, 1, 2, 3):
            halves = (np.arange(-5, 6) + 0.5) / 2.0**precision
            add(halves, dtype, precision=precision)
            add(halves * 1024, dtype, precision=precision)
            add(halves * 2.0**40, dtype, precision=precision)
        for value in (0.5, 1.5, 2.5, 0.125, 0.375, 1.0000000050000001, 1.000000005, 0.123456785):
            add([value], dtype)
            add([value, 1e-9], dtype)
        add([9.9999999996e99 if dtype == "float64" else 9.9999999e9, 1], dtype)
        add([0.999999999, 0.5], dtype)
        add([99.999999996, 0.5], dtype)
        # Powers of two, whose lower neighbour is nearer than the upper one.
        powers = 2.0 ** np.arange(-120, 120, 7)
        for precision in (3, 6, 7, 8, 9, 15, 16):
            add(powers, dtype, precision=precision)
        add(1 / powers, dtype)
        for precision in (0, 1, 4, 12, 20):
            add(RANDOM.normal(size=9), dtype, precision=precision)
            add(RANDOM.normal(size=9) * 1e9, dtype, precision=precision)
        for precision in (0, 3, 8, 20, 330):
            add([1e-20, 6e-9, 5e-9, 4e-9, 0.5, 3], dtype, precision=precision, suppress=True)
            add([-1e-30, 123.456, 5e-5], dtype, precision=precision, suppress=True)
        for width in (0, 1, 10, 20, 40, 74, 76, 120):
            add(RANDOM.normal(size=12), dtype, lineWidth=width)
        add(RANDOM.normal(size=30), dtype)
        add(RANDOM.normal(size=30) * 1e5, dtype)
        add(RANDOM.integers(0, 100, 40), dtype)


def arrays():
    shapes = [(2, 2), (1, 1), (3, 7), (2, 30), (2, 2, 2), (1, 2, 3)]
    shapes += [(2, 1, 2, 2), (2, 1, 1, 2, 3), (1, 1, 1, 1, 1)]
    for shape in shapes:
        for dtype in ("float32", "float64"):
            add(np.full(shape, 8), dtype)
            add(RANDOM.normal(size=shape), dtype)
            add(RANDOM.normal(size=shape) * 10.0 ** RANDOM.integers(-6, 9, shape), dtype)
            special = RANDOM.choice([0.0, -0.0, np.nan, np.inf, -np.inf, 1.5, -20.25], shape)
            add(special, dtype)
        add(RANDOM.integers(-(2**31), 2**31, shape), "int32")
        add(RANDOM.integers(-99, 1000, shape), "int64")
        add(RANDOM.integers(-(2**63), 2**63 - 1, shape), "int64")
        add(RANDOM.random(shape) < 0.5, "bool")


def empties():
    for shape in ((0,), (0, 3), (2, 0), (2, 0, 3), (2, 3, 0), (1, 0, 0)):
        for dtype in UNSIGNED:
            add(np.zeros(shape), dtype)


def cut():
    small = {"threshold": 5}
    shapes = [(6,), (7,), (8,), (3, 8), (9, 2), (8, 8), (2, 9, 3), (7, 2, 8), (3, 3, 3, 3)]
    for edges in (1, 2, 3):
        for shape in shapes:
            add(RANDOM.normal(size=shape), "float64", edgeItems=edges, **small)
            add(RANDOM.integers(-99, 99, shape), "int32", edgeItems=edges, **small)
    # What is cut away has no say in the widths.
    hidden = np.array([1.0, 2.0, 3.0, 1e30, -123456.789, np.nan, 4.0, 5.0, 6.0])
    add(hidden, "float64", **small)
    add(hidden, "float32", **small)
    for width in (10, 20, 30, 50):
        add(np.arange(1, 60), "int64", lineWidth=width, edgeItems=6, **small)
        add(RANDOM.normal(size=(9, 9)), "float32", lineWidth=width, **small)
    add(np.arange(1000), "int32")
    add(np.arange(1001), "int32")
    add(np.arange(1001), "int64")
    add(np.arange(1050).reshape(35, 30), "int32")
    add(np.arange(1100).reshape(11, 10, 10) % 3 == 0, "bool")


def main():
    scalars()
    vectors()
    arrays()
    empties()
    cut()
    target = pathlib.Path(__file__).with_name("numpy-printing.json")
    head = {"numpy": np.__version__, "python": platform.python_version()}
    lines = ",\n".join(json.dumps(case) for case in CASES)
    target.write_text(json.dumps(head)[:-1] + ', "cases": [\n' + lines + "\n]}\n")


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        main()
