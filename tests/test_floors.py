"""The gate of tests/benchmarks: it passes only if every measure reaches its floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fixture_files import ROOT

CHECK = ROOT / "tests" / "benchmarks" / "check_floors.py"
FLOORS = json.loads(CHECK.with_name("floors.json").read_text(encoding="utf-8"))

# A measure.py that finds what it is told to find.
MEASURE = """
import json, pathlib, sys
told = json.loads(pathlib.Path(__file__).with_name("told.json").read_text())
command, arguments = sys.argv[1], sys.argv[2:]
if command == "seed":
    sys.exit(0 if told["seed"] else 1)
name = arguments[arguments.index("--input") + 1]
if command == "truth":
    print(f"datelines ({name}): {told['datelines']}/155 right")
if command == "quality":
    print("system input source pages F1 median ms errors")
    print(f"newsclean {name} wcxb 300 {told['F1']} 4.20 {told['errors']}")
    sources = "scrapinghub wcxb fundus trafilatura misinformation reviewed waddle postlight dated".split()
    measures = {"F1": told["F1"], "snip": 1.0, "title": 1.0, "date": 1.0, "auth": 1.0}
    table = {f"newsclean/{name}/{source}": measures for source in sources}
    pathlib.Path(arguments[arguments.index("--json") + 1]).write_text(json.dumps(table))
if command in ("whole", "sites"):
    good = {"F1": 1.0, "lead": 1.0, "holes": 0.0, "wild": 0.0}
    whole = good | {"end": told["end"], "foreign": told["foreign"]}
    keys = [f"newsclean/{name}/{source}" for source in arguments[arguments.index("--source") + 1].split(",")]
    if command == "sites":
        keys = [f"none/{name}", f"learnt/{name}"]
    table = {key: whole for key in keys}
    pathlib.Path(arguments[arguments.index("--json") + 1]).write_text(json.dumps(table))
"""


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"seed": False}, "the seed page is not right"),
        ({"datelines": 10}, "html: 10 datelines right, floor"),
        ({"F1": 0.5}, "dump-w3m fundus: F1 0.5000, floor"),
        ({"end": 0.2}, "whole html scrapinghub: end 0.2000, floor"),
        ({"end": 0.2}, "sites html none: end 0.2000, floor"),
        ({"foreign": 0.5}, "whole dump-w3m wcxb: foreign 0.5000, floor"),
        ({"errors": 1}, "html: errors on pages: newsclean html wcxb 300 1.0 4.20 1"),
    ],
)
def test_the_gate(tmp_path: Path, change: dict[str, float], problem: str | None) -> None:
    (tmp_path / "measure.py").write_text(MEASURE)
    (tmp_path / "told.json").write_text(
        json.dumps(
            {"seed": True, "datelines": 155, "F1": 1.0, "end": 1.0, "foreign": 0.0, "errors": 0} | change
        )
    )
    done = subprocess.run([sys.executable, CHECK, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == (1 if problem else 0), done.stderr
    assert (f"BELOW THE FLOOR: {problem}" in done.stdout) if problem else ("BELOW" not in done.stdout)


def test_every_kind_of_input_has_a_floor_for_each_source() -> None:
    assert set(FLOORS["quality"]) == {"html", "dump-w3m", "dump-mixed"}
    assert all(set(sources) >= {"scrapinghub", "wcxb", "fundus"} for sources in FLOORS["quality"].values())
