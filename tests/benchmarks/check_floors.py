#!/usr/bin/env python3
"""Measure newsclean on a corpus; fail if a measure is below its floor or a page gives an error.

    check_floors.py BENCH      BENCH is the folder with measure.py

The seed page must be entirely right. floors.json has the least number of right datelines and, for each kind
of input and each source, the least value of each measure of `quality`, `whole` and `sites`; of holes, foreign
and wild, where less is better, the greatest. Raise a floor when quality has risen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

Floors = Mapping[str, Mapping[str, float]]

FLOORS = Path(__file__).with_name("floors.json")

# datelines (html): 98/100 right
_RIGHT = re.compile(r"^datelines \(.*\): (\d+)/\d+ right$", re.MULTILINE)
# newsclean    html       wcxb           300  0.912 …      4.20       0    <- errors come last
_ERRORS_COLUMN = -1
_LESS_IS_BETTER = ("holes", "foreign", "wild")


def main(bench: Path) -> int:
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each measure is a process of its own
        found = pool.map(lambda check: [*check()], checks(bench))
        problems = [problem for some in found for problem in some]
    for problem in problems:
        print(f"BELOW THE FLOOR: {problem}")
    return 1 if problems else 0


def checks(bench: Path) -> Iterator[Callable[[], Iterator[str]]]:
    """Yield the checks, those that take longest first."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, profiles in floors["sites"].items():
        yield partial(check_sites, bench, name, profiles)
    for name, sources in floors["quality"].items():
        yield partial(check_quality, bench, name, sources)
    for name, sources in floors["whole"].items():
        yield partial(check_whole, bench, name, sources)
    for name, least in floors["datelines"].items():
        yield partial(check_datelines, bench, name, least)
    yield partial(check_seed, bench)


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


def check_whole(bench: Path, name: str, floors: Floors) -> Iterator[str]:
    _, measured = measured_table(bench, "whole", name, ",".join(floors))
    yield from below(f"whole {name}", measured, f"newsclean/{name}/", floors)


def check_sites(bench: Path, name: str, floors: Floors) -> Iterator[str]:
    _, measured = measured_table(bench, "sites", name, "waddle,fundus")
    by_profile = {key.partition("/")[0]: figures for key, figures in measured.items()}
    yield from below(f"sites {name}", by_profile, "", floors)


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
    command = [sys.executable, str(bench / "measure.py"), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    print(f"\nmeasure.py {' '.join(arguments)}\n{done.stdout}", end="", flush=True)
    return done.returncode, done.stdout


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
