"""Times the workloads in one framework, a line of JSON for each; `peers.py` starts it."""

import argparse
import importlib
import json
import os
import statistics
import time

import inputs


def families(built):
    """The workloads' names and what sets each up, where the framework has it."""
    table = {
        "seed": ("seed", ()),
        "chain-500": ("chain", ()),
        **{f"elementwise-{n}": ("elementwise_chain", (n,)) for n in inputs.ELEMENTWISE_COUNTS},
        **{name: ("product", facts) for name, facts in inputs.PRODUCTS.items()},
        "mlp": ("perceptron", ()),
        "convolution-28": ("convolution", ()),
        "hvp-mlp-10": ("product_with_vector", ()),
        "jacobian-256": ("jacobian", ()),
        "hessian-100": ("hessian", ()),
        "regression-1000": ("regression", ()),
        "logistic-100000x100": ("logistic", ()),
        **{f"{f}-{d.__name__}": ("function", (f, d)) for f, d in inputs.FUNCTIONS},
        "tape-10000": ("long_tape", (False,)),
        "tape-10000-recomputed": ("long_tape", (True,)),
    }
    return {
        name: (built[kind], facts) for name, (kind, facts) in table.items() if kind in built
    }


def timed(run, wait, repeats, ahead):
    """The time of one of several runs; each is waited for, or all of them together."""
    start = time.perf_counter()
    for _ in range(repeats):
        result = run()
        if not ahead:
            wait(result)
    wait(result)
    return (time.perf_counter() - start) / repeats


def measured(run, wait, rounds, seconds, ahead):
    """The median time of one run; a round repeats it to fill its time."""
    wait(run())
    once = max(timed(run, wait, 1, ahead), 1e-7)
    repeats = max(1, int(seconds / once))
    return statistics.median(timed(run, wait, repeats, ahead) for _ in range(rounds))


def available_bytes():
    with open("/proc/meminfo") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if "MemAvailable" in line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("framework")
    parser.add_argument("--names", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--ahead", action="store_true")
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(arguments.threads))
    framework = importlib.import_module(f"with_{arguments.framework}")
    framework.use_threads(arguments.threads)
    wanted = set(arguments.names.split(","))
    for variant in framework.VARIANTS:
        for name, (set_up, facts) in families(framework.workloads(variant)).items():
            if name not in wanted:
                continue
            answer = {"variant": variant, "name": name}
            # All values of the long tape are kept, and some frameworks keep a little more.
            if name == "tape-10000" and available_bytes() < 13 << 30:
                answer["missing"] = "it needs 13 GB of memory"
                print(json.dumps(answer), flush=True)
                continue
            try:
                run = set_up(*facts)
                answer["last"] = framework.last(run())
                answer["seconds"] = measured(
                    run, framework.wait, arguments.rounds, 0.02, arguments.ahead
                )
            except Exception as error:  # A framework's own error is told, and the others go on.
                answer["missing"] = f"{type(error).__name__}: {error}"[:300]
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
