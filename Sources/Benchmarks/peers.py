"""Runs the workloads of the benchmark under TensorFlow, PyTorch, JAX and autograd.

It joins their times with Tapebook's into one table of ratios: how many times as long as Tapebook a
framework takes. Each framework runs in a process of its own, with as many threads as there are
cores. An interpreter is asked which frameworks it has; several can be given:

    swift run -c release Benchmarks --json > tapebook.json
    python3 Sources/Benchmarks/peers.py --tapebook tapebook.json --python /path/to/python

Without --tapebook the benchmark is run first, by `swift run`.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

FOLDER = pathlib.Path(__file__).resolve().parent
# Each framework's module; what starts it and takes the seed's gradient.
FRAMEWORKS = {
    "tensorflow": (
        "tensorflow",
        "import tensorflow as tf\n"
        "x = tf.ones((2, 2))\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y = tf.reduce_sum(x)\n"
        "    z = y * y\n"
        "print(t.gradient(z, x))",
    ),
    "torch": (
        "torch",
        "import torch\n"
        "x = torch.ones(2, 2, requires_grad=True)\n"
        "y = x.sum()\n"
        "(y * y).backward()\n"
        "print(x.grad)",
    ),
    "jax": (
        "jax",
        "import jax, jax.numpy as jnp\n"
        "print(jax.grad(lambda x: x.sum() * x.sum())(jnp.ones((2, 2))))",
    ),
    "autograd": (
        "autograd",
        "import autograd, autograd.numpy as np\n"
        "print(autograd.grad(lambda x: np.sum(x) * np.sum(x))(np.ones((2, 2))))",
    ),
}
# What the table calls a framework where it does not go by its module's name.
VARIANTS = {"torch": "pytorch"}
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "JAX_PLATFORMS": "cpu"}


def interpreters_by_framework(interpreters):
    """The first interpreter that has each framework, and those that none has."""
    code = "import importlib.util as u, sys\nprint(*[n for n in sys.argv[1:] if u.find_spec(n)])"
    modules = {module: name for name, (module, _) in FRAMEWORKS.items()}
    found = {}
    for interpreter in interpreters:
        answer = subprocess.run(
            [interpreter, "-c", code, *modules], capture_output=True, text=True, check=True
        )
        for module in answer.stdout.split():
            found.setdefault(modules[module], interpreter)
    return found, [name for name in FRAMEWORKS if name not in found]


def start_of_process(interpreter, framework, rounds, environment):
    """The median time from the interpreter's start to its end, and its peak memory."""
    code = FRAMEWORKS[framework][1]
    peak = "\nprint('peak', [l for l in open('/proc/self/status') if 'VmHWM' in l][0].split()[1])"
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [interpreter, "-c", code], capture_output=True, check=True, env=environment
        )
        times.append(time.perf_counter() - start)
    answer = subprocess.run(
        [interpreter, "-c", code + peak],
        capture_output=True, check=True, text=True, env=environment,
    )
    return {
        "variant": VARIANTS.get(framework, framework),
        "name": "process-start",
        "seconds": statistics.median(times),
        "peak_bytes": int(answer.stdout.split("peak")[-1]) * 1024,
    }


def answers(interpreter, framework, names, rounds, threads, ahead):
    """What a framework's process tells of each workload, and of its start."""
    environment = {**os.environ, **QUIET}
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[variable] = str(threads)
    if "process-start" in names:
        yield start_of_process(interpreter, framework, 5, environment)
    command = [interpreter, str(FOLDER / "peers" / "worker.py"), framework]
    command += ["--names", ",".join(names), "--rounds", str(rounds), "--threads", str(threads)]
    command += ["--ahead"] if ahead else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    for line in process.stdout:
        if line.startswith("{"):
            yield json.loads(line)
    if process.wait() != 0:
        print(f"{framework}: its process ended with {process.returncode}", file=sys.stderr)


def base_name(name):
    """The workload that a compiled form of Tapebook's is held against."""
    return name.removesuffix("-compiled")


def disagreements(peers):
    """Workloads whose last number differs between frameworks."""
    for name in sorted({p["name"] for p in peers}):
        numbers = {p["variant"]: p["last"] for p in peers if p["name"] == name and "last" in p}
        if not numbers:
            continue
        middle = statistics.median(numbers.values())
        for variant, number in numbers.items():
            if not abs(number - middle) <= 2e-3 * abs(middle) + 1e-6:
                yield f"{name}: {variant} has {number}, the others {middle}"


def joined(tapebook, peers):
    """A row for each of Tapebook's workloads, with the peers' times and ratios."""
    times = {(p["name"], p["variant"]): p["seconds"] for p in peers if "seconds" in p}
    peaks = {(p["name"], p["variant"]): p["peak_bytes"] for p in peers if "peak_bytes" in p}
    variants = list(dict.fromkeys(p["variant"] for p in peers))
    rows = []
    for workload in tapebook["workloads"]:
        name = base_name(workload["name"])
        row = {"name": workload["name"], "seconds": workload["seconds"], "peers": {}}
        for variant in variants:
            if (name, variant) not in times:
                continue
            seconds = times[name, variant]
            row["peers"][variant] = {"seconds": seconds, "ratio": seconds / workload["seconds"]}
            if (name, variant) in peaks:
                row["peers"][variant]["peak_bytes"] = peaks[name, variant]
                row["peak_bytes"] = workload.get("peak_bytes")
        if row["peers"]:
            rows.append(row)
    return variants, rows


def text(number):
    return f"{number:.3g}" if number < 1000 else f"{number:,.0f}"


def table(variants, rows):
    """The rows as text: Tapebook's time, then each peer's time and its ratio."""
    width = max(len(row["name"]) for row in rows) if rows else 8
    yield "".join(
        ["workload".ljust(width), "tapebook/µs".rjust(14)]
        + [(v + "/µs").rjust(17) + "ratio".rjust(9) for v in variants]
    )
    for row in rows:
        line = row["name"].ljust(width) + text(row["seconds"] * 1e6).rjust(14)
        for variant in variants:
            peer = row["peers"].get(variant)
            line += text(peer["seconds"] * 1e6).rjust(17) if peer else "".rjust(17)
            line += (text(peer["ratio"]) + "×").rjust(9) if peer else "".rjust(9)
        yield line
    for row in rows:
        if row.get("peak_bytes"):
            peaks = [f"{v} {p['peak_bytes'] / 1e6:.0f} MB" for v, p in row["peers"].items()]
            own = f"tapebook {row['peak_bytes'] / 1e6:.0f} MB"
            yield f"{row['name']}, peak memory: {', '.join([own] + peaks)}"


def tapebook_results(path, filters):
    if path:
        with open(path) as file:
            return json.load(file)
    command = ["swift", "run", "-c", "release", "Benchmarks", "--json"]
    command += [word for text in filters for word in ("--filter", text)]
    answer = subprocess.run(command, cwd=FOLDER.parent.parent, stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tapebook", help="what 'Benchmarks --json' wrote; run it where missing")
    parser.add_argument(
        "--python", action="append", default=[], help="an interpreter to ask; may be given again"
    )
    parser.add_argument("--filter", action="append", default=[], help="a part of workloads' names")
    parser.add_argument("--rounds", type=int, default=7, help="times taken; the median counts")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument(
        "--ahead", action="store_true",
        help="let calls run ahead of each other's results, which JAX does where none is waited for",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    if arguments.rounds < 5:
        parser.error("--rounds takes 5 or more")
    found, missing = interpreters_by_framework(arguments.python or [sys.executable])
    for name in missing:
        print(f"{name}: none of the interpreters has it", file=sys.stderr)
    tapebook = tapebook_results(arguments.tapebook, arguments.filter)
    names = [base_name(w["name"]) for w in tapebook["workloads"]]
    filters = arguments.filter
    names = list(dict.fromkeys(n for n in names if not filters or any(f in n for f in filters)))
    kept = [w for w in tapebook["workloads"] if base_name(w["name"]) in names]
    peers = []
    for framework, interpreter in found.items():
        for answer in answers(
            interpreter, framework, names, arguments.rounds, arguments.threads, arguments.ahead
        ):
            peers.append(answer)
            if "missing" in answer:
                print(
                    f"{answer['variant']}: {answer['name']}: {answer['missing']}", file=sys.stderr
                )
    differing = list(disagreements(peers))
    for line in differing:
        print(line, file=sys.stderr)
    variants, rows = joined({**tapebook, "workloads": kept}, peers)
    if arguments.json:
        report = {"machine": tapebook["machine"], "threads": arguments.threads, "rows": rows}
        print(json.dumps({**report, "missing": missing, "peers": peers}, indent=2))
    else:
        print("\n".join(table(variants, rows)))
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
