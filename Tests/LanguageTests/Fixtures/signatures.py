"""Writes signatures.json: what TensorFlow's and NumPy's functions call their parameters.

Made with TensorFlow 2.21.0 and NumPy 2.4.6:
  pip install tensorflow-cpu==2.21.0 numpy==2.4.6
  python signatures.py
"""

import inspect
import json
import re
from pathlib import Path

import numpy as np
import tensorflow as tf

TENSORFLOW = [
    "", "math", "linalg", "nn", "random", "random.Generator", "image", "dtypes",
    "keras.activations", "keras.losses", "losses", "keras.metrics", "keras.ops",
]
NUMPY = ["", "linalg", "random"]


def parameters(function):
    """The parameters in order, with `*` in front of those that go by keyword only and `=` behind
    those that may be left out; `/` stands for those that go by position only."""
    if isinstance(function, np.ufunc):
        return []
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    result = []
    for parameter in signature.parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        star = "*" if parameter.kind == parameter.KEYWORD_ONLY else ""
        if parameter.kind == parameter.POSITIONAL_ONLY:
            result.append("/")
            continue
        default = "" if parameter.default is parameter.empty else "="
        result.append(star + parameter.name + default)
    return result


def functions(module, paths):
    result = {}
    for path in paths:
        place = module
        for part in filter(None, path.split(".")):
            place = getattr(place, part)
        for name in sorted(dir(place)):
            if name.startswith("_") or not re.match(r"[A-Za-z]", name):
                continue
            function = getattr(place, name)
            if inspect.ismodule(function) or inspect.isclass(function) or not callable(function):
                continue
            result[f"{path}.{name}".lstrip(".")] = parameters(function)
    return result


data = {
    "versions": {"tensorflow": tf.__version__, "numpy": np.__version__},
    "tensorflow": functions(tf, TENSORFLOW),
    "numpy": functions(np, NUMPY),
}
lines = [f'"versions": {json.dumps(data["versions"])}']
for key in ("tensorflow", "numpy"):
    rows = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in data[key].items())
    lines.append(f'"{key}": {{\n{rows}\n}}')
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
