"""The help of every command at 80 and 120 columns, compared as text; --update-fixtures rewrites it."""

from __future__ import annotations

import os
import subprocess
import sys
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


def help_of(command: str | None, width: int) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in DRAWING}
    environment |= {"COLUMNS": str(width), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    arguments = [*([command] if command else []), "--help"]
    done = subprocess.run(
        [sys.executable, "-m", "newsclean", *arguments], capture_output=True, check=True, env=environment
    )
    lines = done.stdout.decode().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_a_help_screen(command: str | None, width: int, updating: bool) -> None:
    shown = help_of(command, width)
    expected = SCREENS / f"help-{command or 'newsclean'}-{width}.txt"
    if updating:
        expected.write_text(shown, encoding="utf-8")
    if tuple(map(int, version("typer").split(".")[:2])) >= DRAWN_BY:
        assert shown == expected.read_text(encoding="utf-8")
    else:
        assert OPTION.findall(shown) == OPTION.findall(expected.read_text(encoding="utf-8"))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert not regex.search(r"<\w", shown.replace("0<=x<=1", "")), "a type instead of what an option takes"
