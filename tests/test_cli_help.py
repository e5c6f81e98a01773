"""The help of every command at 80 and 120 columns, compared as text; --update-fixtures rewrites it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from importlib.metadata import version

import pytest
import regex
from fixture_files import ROOT
from rich.cells import cell_len
from typer.main import get_command

from newsclean.cli import app

SCREENS = ROOT / "tests" / "display" / "screens"
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]  # of a group
# These make Typer and Rich draw in another way.
DRAWING = ("TERMINAL_WIDTH", "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TYPER_USE_RICH")
# The Typer that drew the screens. Older ones write FILE in other ways: they only have to show every option.
DRAWN_BY = (0, 29)
OPTION = regex.compile(r"--[\w-]++")


# Prints the help of the commands that it is given, a form feed after each.
PRINTING = """
import contextlib, sys
from newsclean.cli import main

for command in sys.argv[1:]:
    sys.argv = ["newsclean", *command.split(), "--help"]
    with contextlib.suppress(SystemExit):
        main()
    print(end="\\f", flush=True)
"""


@cache
def screens(width: int) -> dict[str | None, str]:
    """Return the help of every command, and of newsclean itself."""
    environment = {name: value for name, value in os.environ.items() if name not in DRAWING}
    environment |= {"COLUMNS": str(width), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    command = [sys.executable, "-c", PRINTING, "", *COMMANDS]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    found = done.stdout.decode().split("\f")[:-1]
    drawn = ("\n".join(line.rstrip() for line in each.splitlines()).strip("\n") + "\n" for each in found)
    return dict(zip([None, *COMMANDS], drawn, strict=True))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_a_help_screen(command: str | None, width: int, updating: bool) -> None:
    shown = screens(width)[command]
    expected = SCREENS / f"help-{command or 'newsclean'}-{width}.txt"
    if updating:
        expected.write_text(shown, encoding="utf-8")
    if tuple(map(int, version("typer").split(".")[:2])) >= DRAWN_BY:
        assert shown == expected.read_text(encoding="utf-8")
    else:
        assert OPTION.findall(shown) == OPTION.findall(expected.read_text(encoding="utf-8"))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert not regex.search(r"<\w", shown.replace("0<=x<=1", "")), "a type instead of what an option takes"
