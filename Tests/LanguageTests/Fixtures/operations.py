"""Writes operations.json: what operations give, and their gradients, as other frameworks have them.

    python3.11 -m venv first && first/bin/pip install torch==2.15.0 jax==0.10.2 scipy==1.17.1
    python3.11 -m venv second && second/bin/pip install tensorflow==2.21.0
    first/bin/python operations.py torch-jax first.json  # about 20 minutes
    second/bin/python operations.py tensorflow second.json
    first/bin/python operations.py join first.json second.json

Names of operations after the file evaluate these alone again, and what is new.

Two environments, since TensorFlow and JAX want different versions of what both use. The cases are
in operation_cases.py; operation_frameworks/ says which function of a framework a call means.

A case is written when two frameworks agree about the value to 1e-9 and, of what has a gradient,
those that have it agree to 1e-9 and with central differences to 1e-6. NumPy with SciPy counts as a
framework for values. `agreed` names those that took part; the script prints what it leaves out,
and who disagrees.

Everything is in float64. The differences are extrapolated twice (Richardson), so that their error
is of the sixth order of the step.
"""

import json
import math
import os
import pathlib
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

from operation_cases import CASES
from operation_frameworks.jax_names import JAX
from operation_frameworks.numpy_names import NumPy
from operation_frameworks.tensorflow_names import TensorFlow
from operation_frameworks.torch_names import Torch

FILE = pathlib.Path(__file__).with_suffix(".json")
RTOL, DIFFERENCES = 1e-9, 1e-6
# What rounding leaves of differences that are 0.
NOISE = 1e-10
STEP = 0.002


def run(framework, case, operands):
    """The results of a call, a list of arrays, in a framework's numbers."""
    value = eval(case.call, dict(framework.names), operands)
    return list(value) if isinstance(value, (list, tuple)) else [value]


def is_several(framework, case, operands):
    return isinstance(eval(case.call, dict(framework.names), operands), (list, tuple))


def floats_of(operands):
    return [name for name, value in operands.items() if np.asarray(value).dtype == np.float64]


def cotangents_of(case, results, random):
    """Random numbers in the shape of every result that is of floats."""
    return [
        (
            np.round(random.uniform(-1, 1, np.shape(r)) + 0.0, 3)
            if np.asarray(r).dtype == np.float64
            else None
        )
        for r in results
    ]


def differences(framework, case, operands, cotangents):
    """The gradient of sum(cotangent*value) by central differences, extrapolated twice."""

    def loss(changed):
        results = run(framework, case, {n: framework.array(v) for n, v in changed.items()})
        return sum(
            float(np.sum(c * framework.numbers(r)))
            for r, c in zip(results, cotangents)
            if c is not None
        )

    gradients = {}
    for name in floats_of(operands):
        value = operands[name]
        gradient = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            estimates = []
            for level in range(3):
                step = min(STEP, abs(value[place]) / 40 or STEP) / 2**level
                ends = []
                for sign in (1, -1):
                    moved = np.array(value)
                    moved[place] += sign * step
                    ends.append((loss(operands | {name: moved}), moved[place]))
                (high, right), (low, left) = ends
                estimates.append((high - low) / (right - left))
            once = [(4 * b - a) / 3 for a, b in zip(estimates, estimates[1:])]
            gradient[place] = (16 * once[1] - once[0]) / 15
        gradients[name] = gradient
    return gradients


def stored(array):
    """An array in JSON: infinities and NaN as text."""
    array = np.asarray(array)
    flat = array.ravel().tolist()
    if array.dtype == np.float64:
        flat = [v if math.isfinite(v) else str(v) for v in flat]
        flat = [
            (
                int(v)
                if isinstance(v, float)
                and v.is_integer()
                and abs(v) < 1e15
                and math.copysign(1, v) > 0
                else v
            )
            for v in flat
        ]
        return {"shape": list(array.shape), "data": flat}
    kind = "bool" if array.dtype == bool else "int64"
    return {"shape": list(array.shape), "dtype": kind, "data": flat}


def loaded(item):
    if item is None:
        return None
    dtype = {"bool": bool, "int64": np.int64}.get(item.get("dtype"), np.float64)
    return np.array(item["data"], dtype=dtype).reshape(item["shape"])


def evaluate(frameworks, path, operations):
    """What each framework says about the cases, in a file.

    With names of operations, what the file says of other cases stays.
    """
    path = pathlib.Path(path)
    before = json.loads(path.read_text())["entries"] if operations else {}
    entries = {}
    started = saved = time.time()
    versions = {}
    for framework in frameworks:
        versions |= framework.versions
    for case in CASES:
        if case.key in before and case.operation not in operations:
            entries[case.key] = before[case.key]
            continue
        operands, random = case.drawn()
        entry = {"results": {}, "failures": {}}
        entries[case.key] = entry
        cotangents = None
        for framework in frameworks:
            try:
                given = {name: framework.array(value) for name, value in operands.items()}
                results = [framework.numbers(r) for r in run(framework, case, given)]
            except Exception as error:
                entry["failures"][framework.name] = f"{type(error).__name__}: {error}"[:200]
                continue
            # A framework's own integers are narrower, or it counts in them.
            results = [r.astype(np.int64) if r.dtype.kind == "i" else r for r in results]
            answer = {
                "value": [stored(r) for r in results],
                "several": is_several(framework, case, given),
            }
            entry["results"][framework.name] = answer
            if cotangents is None:
                cotangents = cotangents_of(case, results, random)
            floats = floats_of(operands)
            if not case.gradients or framework.name == "scipy":
                continue
            if not floats or all(c is None for c in cotangents):
                continue
            if any(r.dtype == np.float32 for r in results):
                entry["failures"][framework.name] = "float32"
                continue
            try:
                found = framework.gradients(
                    lambda watched: run(framework, case, watched), given, floats, cotangents
                )
                answer["gradients"] = {
                    n: None if g is None else stored(np.asarray(g, dtype=np.float64))
                    for n, g in found.items()
                }
            except Exception as error:
                entry["failures"][framework.name] = f"gradient: {type(error).__name__}: {error}"[
                    :200
                ]
        if case.gradients == "differences" and any(c is not None for c in cotangents or []):
            for framework in frameworks:
                if framework.name not in entry["results"]:
                    continue
                try:
                    found = differences(framework, case, operands, cotangents)
                except Exception as error:
                    entry["failures"]["differences"] = f"{type(error).__name__}: {error}"[:200]
                    continue
                entry["differences"] = {n: stored(g) for n, g in found.items()}
                break
        if time.time() - saved > 60:
            # What was found is kept if the rest is not.
            saved = time.time()
            path.write_text(json.dumps({"versions": versions, "entries": before | entries}))
    path.write_text(json.dumps({"versions": versions, "entries": entries}))
    print(f"{len(entries)} cases in {time.time() - started:.0f} seconds")


def agree(first, second, tolerance, least=0.0):
    """Whether arrays are equal to a relative tolerance, and a thousandth of it of the largest."""
    if first.shape != second.shape or (first.dtype.kind == "b") != (second.dtype.kind == "b"):
        return False
    if first.size == 0:
        return True
    finite = np.isfinite(first)
    if not np.array_equal(finite, np.isfinite(second)):
        return False
    if not np.array_equal(first[~finite], second[~finite], equal_nan=True):
        return False
    first, second = first[finite].astype(float), second[finite].astype(float)
    scale = np.max(np.abs(first), initial=0.0)
    allowed = np.maximum(tolerance * (np.abs(first) + 1e-3 * scale), least)
    return bool(np.all(np.abs(first - second) <= allowed))


def all_agree(first, second, tolerance, least=0.0):
    return len(first) == len(second) and all(
        agree(a, b, tolerance, least) for a, b in zip(first, second)
    )


def largest_group(answers, same):
    """The names of the answers that agree with one of them, as many as can be."""
    best = []
    for name, answer in answers.items():
        group = [other for other in answers if same(answer, answers[other])]
        if len(group) > len(best):
            best = group
    return best


def joined(case, entry):
    """The case as it is written, or None; and what is to be said about it."""
    operands, random = case.drawn()
    values = {n: [loaded(v) for v in r["value"]] for n, r in entry["results"].items()}
    remarks = []
    group = largest_group(values, lambda a, b: all_agree(a, b, RTOL))
    others = [n for n in values if n not in group]
    if len(group) < 2:
        return None, [f"no two agree about the value: {sorted(values)} {entry['failures']}"]
    if others:
        remarks.append(f"{others} have another value than {group}")
    chosen = values[group[0]]
    result = {
        "operation": case.operation,
        "call": case.call,
        "operands": {n: stored(v) for n, v in operands.items()},
    }
    several = entry["results"][group[0]]["several"]
    result["value"] = [stored(v) for v in chosen] if several else stored(chosen[0])
    agreed = list(group)
    floats = floats_of(operands)
    cotangents = cotangents_of(case, chosen, random)
    if case.gradients and floats and any(c is not None for c in cotangents):
        given = {
            n: entry["results"][n]["gradients"] for n in group if "gradients" in entry["results"][n]
        }
        # No gradient and zeros are one thing here; the convention says which it is.
        gradients = {
            n: [np.zeros(operands[f].shape) if g[f] is None else loaded(g[f]) for f in floats]
            for n, g in given.items()
        }
        right = gradients
        if case.gradients == "differences":
            if "differences" not in entry:
                return None, [f"no differences: {entry['failures']}"]
            exact = [loaded(entry["differences"][f]) for f in floats]
            right = {n: g for n, g in gradients.items() if all_agree(g, exact, DIFFERENCES, NOISE)}
        wrong = [n for n in gradients if n not in right]
        if wrong:
            remarks.append(f"{wrong} have other gradients than the differences")
        followed = largest_group(right, lambda a, b: all_agree(a, b, RTOL))
        if len(followed) < (1 if case.gradients == "differences" else 2):
            return None, remarks + [f"no framework has the gradient: {entry['failures']}"]
        if len(followed) < len(right):
            remarks.append(
                f"{[n for n in right if n not in followed]} agree with no other gradient"
            )
        missing = all(any(given[n][f] is None for n in given) for f in floats)
        flat = all(not g.any() for g in gradients[followed[0]])
        agreed = [n for n in group if n in followed or n == "scipy" or n not in gradients]
        if case.gradients == "differences":
            agreed.append("differences")
        result["cotangent"] = (
            [None if c is None else stored(c) for c in cotangents]
            if several
            else stored(cotangents[0])
        )
        if not (missing and flat):
            result["gradients"] = {n: stored(g) for n, g in zip(floats, gradients[followed[0]])}
    result["agreed"] = agreed
    result["rtol"] = RTOL
    return result, remarks


def join(paths):
    parts = [json.loads(pathlib.Path(path).read_text()) for path in paths]
    versions = {}
    for part in parts:
        versions |= part["versions"]
    cases, left_out = [], 0
    for case in CASES:
        entry = {"results": {}, "failures": {}}
        for part in parts:
            one = part["entries"][case.key]
            entry["results"] |= one["results"]
            entry["failures"] |= one["failures"]
            if "differences" in one:
                entry.setdefault("differences", one["differences"])
        result, remarks = joined(case, entry)
        for remark in remarks:
            print(f"{case.operation}: {case.call}: {remark}")
        if result is None:
            left_out += 1
        else:
            cases.append(result)
    counts = {}
    for case in cases:
        counts[case["operation"]] = counts.get(case["operation"], 0) + 1
    few = {n: counts.get(n, 0) for n in {c.operation for c in CASES} if counts.get(n, 0) < 6}
    alone = [
        c
        for c in cases
        if "gradients" in c and len(set(c["agreed"]) & {"torch", "jax", "tensorflow"}) < 2
    ]
    print(
        f"one framework and the differences have the gradients of {len(alone)}: "
        f"{sorted({c['operation'] for c in alone})}"
    )
    print(
        f"{len(cases)} cases of {len(counts)} operations, {left_out} left out; fewer than 6: {few}"
    )
    data = {"versions": versions, "cases": cases}
    text = json.dumps({"versions": versions})[:-1] + ',"cases":[\n'
    text += ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]}\n"
    assert json.loads(text) == data
    FILE.write_text(text)
    print(f"{len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["torch-jax", path, *operations]:
            evaluate([NumPy(), Torch(), JAX()], path, operations)
        case ["tensorflow", path, *operations]:
            evaluate([TensorFlow()], path, operations)
        case ["join", *paths]:
            join(paths)
        case _:
            sys.exit(__doc__)
