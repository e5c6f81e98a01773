#!/usr/bin/env python3
"""Measure newsclean on a corpus; fail if a measure is below its floor or a page gives an error.

    check_floors.py BENCH      BENCH is the folder with measure.py

The seed page must be entirely right. floors.json has the least number of right datelines and, for each kind
of input and each source, the least value of each measure of `quality`, `whole` and `sites`; of holes, foreign
and wild, where less is better, the greatest. Raise a floor when quality has risen.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

Floors = Mapping[str, Mapping[str, float]]

FLOORS = Path(__file__).with_name("floors.json")

# datelines (html): 98/100 right
_RIGHT = re.compile(r"^datelines \(.*\): (\d+)/\d+ right$", re.MULTILINE)
# newsclean    html       wcxb           300  0.912 …      4.20       0    <- errors come last
_ERRORS_COLUMN = -1
_LESS_IS_BETTER = ("holes", "foreign", "wild")


def main(bench: Path) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    problems = [*check_seed(bench)]
    for name, least in floors["datelines"].items():
        problems += check_datelines(bench, name, least)
    for name, sources in floors["quality"].items():
        problems += check_quality(bench, name, sources)
    for name, sources in floors["whole"].items():
        _, measured = measured_table(bench, "whole", name, ",".join(sources))
        problems += below(f"whole {name}", measured, f"newsclean/{name}/", sources)
    for name, profiles in floors["sites"].items():
        _, measured = measured_table(bench, "sites", name, "waddle,fundus")
        by_profile = {key.partition("/")[0]: figures for key, figures in measured.items()}
        problems += below(f"sites {name}", by_profile, "", profiles)
    for problem in problems:
        print(f"BELOW THE FLOOR: {problem}")
    return 1 if problems else 0


def check_seed(bench: Path) -> Iterator[str]:
    code, _ = measure(bench, "seed")
    if code:
        yield "the seed page is not right"


def check_datelines(bench: Path, name: str, least: int) -> Iterator[str]:
    _, printed = measure(bench, "truth", "--input", name)
    found = _RIGHT.search(printed)
    right = int(found[1]) if found else 0
    if right < least:
        yield f"{name}: {right} datelines right, floor {least}"


def check_quality(bench: Path, name: str, floors: Floors) -> Iterator[str]:
    printed, measured = measured_table(bench, "quality", name)
    yield from below(name, measured, f"newsclean/{name}/", floors)
    for row in printed.splitlines()[1:]:
        if row.split()[_ERRORS_COLUMN] != "0":
            yield f"{name}: errors on pages: {row}"


def below(name: str, measured: Floors, prefix: str, floors: Floors) -> Iterator[str]:
    for source, least in floors.items():
        found = measured.get(prefix + source, {})
        for what, floor in least.items():
            value = found.get(what, 1.0 if what in _LESS_IS_BETTER else 0.0)
            if value > floor if what in _LESS_IS_BETTER else value < floor:
                yield f"{name} {source}: {what} {value:.4f}, floor {floor}"


def measured_table(bench: Path, command: str, name: str, sources: str = "") -> tuple[str, Floors]:
    """What a command of measure.py printed for an input, and its table; empty where it failed."""
    chosen = ("--source", sources) if sources else ()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "measures.json")
        code, printed = measure(bench, command, "--input", name, *chosen, "--json", str(table))
        return printed, json.loads(table.read_text(encoding="utf-8")) if code == 0 else {}


def measure(bench: Path, *arguments: str) -> tuple[int, str]:
    """Run one command of measure.py, show its output, and return its exit code and output."""
    print(f"\nmeasure.py {' '.join(arguments)}", flush=True)
    command = [sys.executable, str(bench / "measure.py"), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    print(done.stdout, end="", flush=True)
    return done.returncode, done.stdout


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
