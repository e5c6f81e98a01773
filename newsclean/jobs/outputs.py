"""Outputs of a job (JSON Lines, CSV, Parquet, a folder), each able to resume after a kill at any moment.

An output writes to `<name>.part` and moves the complete result into place when the job is done. `mark`
returns its position as a JSON value, and `begin` returns to it. A mark also shows whether everything written
up to it is still there: rows are never added to a damaged file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ..article import Article
from .compression import zstandard
from .csv_output import CsvOutput
from .folder_output import FolderOutput
from .forms import Form, is_folder
from .inputs import Origin
from .journal import Journal
from .rows import FIELDS, REMOVED, source_fields
from .suffixes import LINES


class Output(Protocol):
    """Where a job writes its articles."""

    path: Path

    def begin(self, mark: Any) -> None:
        """Start at a mark; None is the beginning. Raises CannotBegin if earlier rows are damaged."""

    def reopen(self) -> None:
        """Start with the complete result, to add to it. A file stays in place until `finish`."""

    def check(self, mark: Any) -> None:
        """Raise CannotBegin unless the complete result is in place, or ready to be moved there."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        """Write one article. removed: how many blocks each pass dropped."""

    def mark(self) -> Any:
        """Make everything written so far safe, and return the position."""

    def finish(self) -> None:
        """Move the result into place. Does nothing if that has been done."""

    def close(self) -> None:
        """Close open files."""


class LinesOutput(Journal):
    """JSON Lines, compressed at the end if the name says so."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        known = source_fields(origin, (*FIELDS, REMOVED))
        self.append(known | article.to_dict() | {REMOVED: dict(removed)})


def output_of(name: str, form: Form) -> Output | None:
    """Return the output for a name, by its suffix; a folder gets one file for each page, in this form.

    Returns None for any other name. Raises ImportError for a missing extra.
    """
    path, lower = Path(name), name.lower()
    if is_folder(name):
        return FolderOutput(path, form)
    if lower.endswith(LINES):
        if lower.endswith(".zst"):
            zstandard()
        return LinesOutput(path)
    if lower.endswith(".csv"):
        return CsvOutput(path)
    if lower.endswith(".parquet"):
        from .parquet_output import ParquetOutput  # needs the extra

        return ParquetOutput(path)
    return None
