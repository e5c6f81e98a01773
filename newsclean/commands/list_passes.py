"""`newsclean passes`: the default passes and what each one does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .streams import on_a_terminal, sink

if TYPE_CHECKING:
    from ..pipeline import Pass


def passes() -> None:
    """List the default passes in order, with what each one does."""
    from ..passes import DEFAULT_PASSES
    from ..pipeline import name_of

    rows = [(name_of(each), _first_line(each)) for each in DEFAULT_PASSES]
    if on_a_terminal():
        _show_table(rows)
    else:
        with sink(None) as out:
            out.writelines(f"{name}\t{line}\n".encode() for name, line in rows)


def _first_line(each: Pass) -> str:
    """Return what a pass does: the first line of its file."""
    return (sys.modules[each.__module__].__doc__ or "").strip().partition("\n")[0]


def _show_table(rows: list[tuple[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, line in rows:
        table.add_row(Text(name, style="bold"), Text(line))
    Console().print(table)
