"""Exports sessions to the frameworks, runs the programs there and compares what they print.

    python3 run_exports.py --tapebook .build/release/tapebook [--python FRAMEWORK=PATH ...] FILE...

A session is run by tapebook with the framework's own convention at kinks, which gives the numbers
that are expected. Each program runs in a Python that has the framework, with a `print` that keeps
what it is given. Exits with 1 where a number differs, 0 where all agree, and tells what was skipped.
"""

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

FRAMEWORKS = {"tensorflow": "tensorflow", "pytorch": "torch", "jax": "jax"}
KINKS = {"tensorflow": "tensorflow", "pytorch": "torch", "jax": "jax"}
TOKEN = re.compile(
    r"(?<![\w.])(?:None|True|False|-?nan|-?inf|-?NaN|-?Infinity|-?\d+\.?\d*(?:[eE][-+]?\d+)?)(?![\w])"
)

# Runs a program; every print gives one line of JSON: the text of what it was given.
HARNESS = r"""
import builtins, importlib, json, os, sys, traceback
import numpy as np
np.set_printoptions(precision=8)
def plain(x):
    if isinstance(x, dict): return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)): return [plain(v) for v in x]
    if hasattr(x, "detach"): x = x.detach()
    if hasattr(x, "numpy") and not isinstance(x, np.ndarray): x = x.numpy()
    if hasattr(x, "__array__") and not isinstance(x, (str, bool, int, float)): x = np.asarray(x)
    if isinstance(x, np.generic): x = np.asarray(x)
    if isinstance(x, np.ndarray): return "numbers: " + json.dumps(x.ravel().tolist())
    return x
printed = []
def keep(*values, sep=" ", end="\n", **options):
    printed.append([plain(v) if not isinstance(v, str) else v for v in values])
def run(program, answer, folder):
    builtins.print = keep
    os.chdir(folder)
    error = None
    try:
        exec(compile(open(program).read(), program, "exec"), {"__name__": "__main__"})
    except BaseException as e:
        error = "".join(traceback.format_exception(e)[-2:])
    with open(answer, "w") as out:
        json.dump({"printed": printed, "error": error}, out, default=str)
importlib.import_module(sys.argv[1])
# A process for each program: what one sets must not reach the next, and importing takes long.
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        run(*json.loads(line))
        os._exit(0)
    os.waitpid(child, 0)
"""


def tokens(value):
    """The numbers, truth values and Nones of something that was shown, in order."""
    if isinstance(value, str):
        if value.startswith("numbers: "):
            return [number(v) for v in json.loads(value[len("numbers: ") :])]
        return [number(t) for t in TOKEN.findall(value)]
    if isinstance(value, dict):
        return [t for v in value.values() for t in tokens(v)]
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in tokens(v)]
    return [number(value)]


def number(value):
    if value in ("None", None):
        return None
    if value in ("True", True) and not isinstance(value, (int, float)) or value is True:
        return 1.0
    if value in ("False",) or value is False:
        return 0.0
    text = str(value).replace("NaN", "nan").replace("Infinity", "inf")
    return float(text)


def recorded(output):
    """The tokens of one output of tapebook's JSON."""
    kind = output["type"]
    if kind == "tensor":
        data = output["data"]
        return [number(v) for v in (data if isinstance(data, list) else [data])]
    if kind == "none":
        return [None]
    if kind in ("int", "float", "bool"):
        return [number(output["value"])]
    if kind == "string":
        return tokens(output["value"])
    if kind in ("list", "tuple"):
        return [t for item in output["items"] for t in recorded(item)]
    if kind == "dict":
        return [t for pair in output["entries"] for t in recorded(pair[1])]
    if kind == "variable":
        return recorded(output["tensor"])
    if kind == "text":
        return tokens(output["text"])
    return []


def expected(tapebook, path, program):
    """What the session shows, entry by entry, without what the program has as a comment."""
    result = subprocess.run(
        [tapebook, "run", "--json", "--keep-going", path], capture_output=True, text=True
    )
    commented = {line.strip()[2:].removeprefix("tapebook: ") for line in program.splitlines() if line.strip().startswith("# ")}
    shown = []
    for line in result.stdout.splitlines():
        entry = json.loads(line)
        if entry.get("status") != "ok":
            continue
        source = entry["source"].splitlines()
        # What a data file holds is told, and is no output of a program.
        if entry["source"].startswith("load "):
            continue
        if all(part.rstrip() in commented or not part.strip() for part in source):
            continue
        for output in entry["outputs"]:
            if output["type"] == "text" and re.match(r"(note:|by the |\w+ is now )", output["text"]):
                continue
            found = recorded(output)
            if found:
                shown.append((entry["line"], found))
    return shown


def with_kinks(text, kinks):
    """The session with the framework's convention at kinks from its beginning."""
    lines = []
    done = False
    for line in text.split("\n"):
        if re.match(r"set kinks\b", line):
            line = "pass"
        lines.append(line)
    # Entries keep their lines: the choice stands on the line of the header.
    header = max((i for i, line in enumerate(lines) if line.startswith("#:")), default=-1)
    lines.insert(header + 1, f"set kinks {kinks}")
    return "\n".join(lines)


def compare(shown, printed, relative):
    """The differences between what the session and the program show."""
    mine = [(line, t) for line, found in shown for t in found]
    theirs = [t for value in printed for t in tokens(value)]
    problems = []
    scales = {}
    for line, found in shown:
        scales[line] = max([scales.get(line, 0)] + [abs(t) for t in found if t is not None and math.isfinite(t)])
    for index, (line, a) in enumerate(mine):
        if index >= len(theirs):
            problems.append(f"line {line}: {a} is missing")
            break
        b = theirs[index]
        same = a == b or (a is not None and b is not None and (
            (math.isnan(a) and math.isnan(b))
            or (math.isfinite(a) and math.isfinite(b)
                and abs(a - b) <= relative * max(abs(a), abs(b), scales[line]))))
        if not same:
            problems.append(f"line {line}: {a} is {b} here")
            if len(problems) > 3:
                break
    if len(theirs) > len(mine) and not problems:
        problems.append(f"{len(theirs) - len(mine)} numbers too many: {theirs[len(mine):][:4]}")
    return problems


def exported(tapebook, path, framework, folder):
    """The program of a session; why there is none, where it cannot be exported."""
    name = os.path.basename(path).rsplit(".", 1)[0]
    program = os.path.join(folder, f"{name}_{framework}.py")
    export = subprocess.run(
        [tapebook, "export", path, "--to", framework, "-o", program], capture_output=True, text=True
    )
    if export.returncode:
        return None, "not exported: " + " ".join(export.stderr.split("\n")[:2])
    return program, None


def judged(tapebook, path, framework, program, answer, folder, relative):
    """What came of a program, against what the session shows."""
    if not os.path.exists(answer):
        return "crashed"
    with open(answer) as file:
        result = json.load(file)
    if result["error"]:
        return "failed: " + result["error"].strip().replace("\n", " | ")[-300:]
    with open(path) as file:
        text = file.read()
    adapted = os.path.join(folder, os.path.basename(path))
    with open(adapted, "w") as file:
        file.write(with_kinks(text, KINKS[framework]))
    with open(program) as file:
        shown = expected(tapebook, adapted, file.read())
    problems = compare(shown, result["printed"], relative)
    if problems:
        return "; ".join(problems)
    return f"agrees ({sum(len(f) for _, f in shown)} numbers)"


def checked(options, framework, python, folder):
    """The outcomes of all sessions in a framework."""
    outcomes, jobs = {}, []
    for path in options.files:
        program, problem = exported(options.tapebook, path, framework, folder)
        if problem:
            outcomes[path] = problem
            continue
        home = os.path.dirname(os.path.abspath(path))
        jobs.append((path, program, program[:-3] + ".json", home))
        # What a session reads lies beside it.
        for other in os.listdir(home):
            if os.path.isfile(os.path.join(home, other)) and not other.endswith((".tape", ".py")):
                shutil.copy(os.path.join(home, other), folder)
    environment = dict(
        os.environ, CUDA_VISIBLE_DEVICES="", TF_CPP_MIN_LOG_LEVEL="3", JAX_PLATFORMS="cpu", MPLBACKEND="Agg"
    )
    for _, _, answer, _ in jobs:
        if os.path.exists(answer):
            os.remove(answer)
    lines = "".join(json.dumps([os.path.abspath(p), os.path.abspath(a), h]) + "\n" for _, p, a, h in jobs)
    subprocess.run(
        [python, "-c", HARNESS, FRAMEWORKS[framework]], input=lines, text=True, env=environment,
        capture_output=True,
    )
    for path, program, answer, _ in jobs:
        outcomes[path] = judged(
            options.tapebook, path, framework, program, answer, folder, options.rtol
        )
    return outcomes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tapebook", required=True)
    parser.add_argument("--python", action="append", default=[], metavar="FRAMEWORK=PATH")
    parser.add_argument("--framework", action="append", choices=list(FRAMEWORKS))
    parser.add_argument("--keep", metavar="FOLDER", help="keep the programs here")
    parser.add_argument("--rtol", type=float, default=5e-5)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    options.tapebook = os.path.abspath(options.tapebook)
    pythons = dict(item.split("=", 1) for item in options.python)
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        os.makedirs(folder, exist_ok=True)
        for framework in options.framework or FRAMEWORKS:
            python = pythons.get(framework, sys.executable)
            check = subprocess.run(
                [python, "-c", f"import {FRAMEWORKS[framework]}"], capture_output=True
            )
            if check.returncode:
                print(f"{framework}: skipped, {python} cannot import {FRAMEWORKS[framework]}")
                continue
            for path, outcome in checked(options, framework, python, folder).items():
                failed = failed or not outcome.startswith("agrees")
                print(f"{os.path.basename(path):32} {framework:11} {outcome}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
