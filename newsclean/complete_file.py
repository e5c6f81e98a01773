"""A file that appears complete or not at all, whatever goes wrong while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def complete_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file beside the path, which takes its place at the end; after an error it is deleted."""
    whole = Path(path).resolve()
    part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
