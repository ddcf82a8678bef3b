#!/usr/bin/env python3
"""Lists the functions that a start and a first gradient call, and then those of other common work,
for the linker to lay together.

    swift build -c release --static-swift-stdlib --product tapebook
    cd Sources/tapebook/Linking
    ./order-start.py ../../../.build/release/tapebook > start.order

It needs valgrind and objcopy. Names that a later program no longer has do no harm, and a function
that is not listed is merely further away: renew the list when `process-start` needs more memory.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# What stands first needs the fewest pages.
WORK = [
    "x = ones(2, 2)\nwatch x\ny = sum(x)\nz = y * y\ngrad z x",
    """def f(x):
    return sum(tanh(1.5 * x + 0.25) ** 2 * exp(-x ** 2))

g = grad(f)
x = linspace(-2., 2., 100000)
for _ in range(6):
    g(x)

w = Variable(0.5)
for _ in range(10):
    with GradientTape() as tape:
        loss = mean((w * x[:100] - sin(x[:100])) ** 2)
    w.assign_sub(0.1 * tape.gradient(loss, w))

print(w)
why w x""",
]


def functions(profile: str, program: str) -> set[str]:
    """The functions of a program in a profile of callgrind's."""
    names: dict[str, str] = {}
    found = set()
    in_program = False
    for line in profile.splitlines():
        match = re.match(r"(c?ob|c?fn)=(\(\d+\))(?: (.*))?$", line)
        if not match:
            continue
        kind, number, name = match.groups()
        # Objects and functions are numbered apart; a name is written once.
        key = kind[-2:] + number
        name = names.setdefault(key, name or "")
        if kind == "ob":
            in_program = name == program
        elif kind == "fn" and in_program:
            found.add(re.sub(r"'\d+$", "", name))
    return {name for name in found if not name.startswith(("0x", "("))}


def called(program: str, entries: str) -> set[str]:
    """The functions of a program that some entries call."""
    with tempfile.NamedTemporaryFile() as profile:
        subprocess.run(
            ["valgrind", "--tool=callgrind", "--demangle=no",
             f"--callgrind-out-file={profile.name}", program, "-e", entries],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return functions(Path(profile.name).read_text(), program)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # valgrind does not read the debugging information of this compiler.
        program = str(Path(folder).resolve() / "tapebook")
        subprocess.run(["objcopy", "--strip-debug", sys.argv[1], program], check=True)
        listed: set[str] = set()
        for entries in WORK:
            found = called(program, entries) - listed
            listed |= found
            print("\n".join(sorted(found)))


if __name__ == "__main__":
    main()
