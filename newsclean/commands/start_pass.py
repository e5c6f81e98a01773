"""`newsclean new-pass`: the skeleton of a default pass, written into a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .streams import USAGE_ERROR, fail, sink


def new_pass(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In lower case, such as movie_credits.")],
) -> None:
    """Start a new default pass: write its code and its fixture into this checkout of newsclean."""
    from ..new_pass import write_pass

    try:
        done = write_pass(name, Path.cwd())
    except (ValueError, FileExistsError) as error:
        fail(str(error), USAGE_ERROR)
    with sink(None) as out:
        out.write(done.encode())
