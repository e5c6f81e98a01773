"""Reads a CSV file row by row, with a limit on the size of a row.

    url;html                          ->  {"url": "https://paper.example/a", "html": "<p>Rain</p>"}
    https://paper.example/a;<p>Rain</p>

The first row names the columns. Cells are separated by commas, semicolons or tabs, whichever separates the
names. A quoted cell may contain line breaks, and quotes written twice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

from ..outcome import Failure
from ..text.counted import counted
from ..text.visible import clipped

NOT_CSV = "NotCSV"
LONGEST_CELL = 2**31 - 1  # characters: the most that `csv` can be told on every platform
_DELIMITERS = ",;\t"
_LINE_ENDS = ("\n", "\r")
_CHUNK = 1 << 20  # characters of an overlong row to skip at once
_SHOWN = 200  # characters of the names of columns in a message


def csv_rows(stream: TextIO, column: str, most: int) -> Iterator[dict[str, str] | Failure | None]:
    """Return an iterator of rows: a dict of cells by column name, a Failure if the row is not valid CSV, or
    None if it is too long.

    stream: opened with `newline=""` and `errors="surrogateescape"`. most: bytes of a row, as UTF-8.
    Raises ValueError if the first row does not name the column.
    """
    lines = _RowLines(stream, most)
    names, delimiter = _head(lines, column)
    return _named(lines, names, csv.reader(lines, delimiter=delimiter, strict=True))


class _TooLong(Exception):
    """A row is longer than the limit. The next line is the next row's first."""


class _RowLines:
    """The lines of a file. All lines of one row together may be as long as the limit."""

    def __init__(self, stream: TextIO, most: int) -> None:
        self._stream, self._most = stream, most
        self.begin_row()

    def begin_row(self) -> None:
        self._left = self._most  # bytes that the row may still have
        self._in_quotes = False

    def __iter__(self) -> _RowLines:
        return self

    def __next__(self) -> str:
        """Return the next line. If the row is too long, skip the rest of it and raise _TooLong."""
        line = self._read(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line) if line.isascii() else len(line.encode(errors="surrogatepass"))
        ends_row = line.endswith(_LINE_ENDS) and not self._in_quotes
        if self._left < (-1 if ends_row else 0):
            while line and not (line.endswith(_LINE_ENDS) and not self._in_quotes):
                line = self._read(_CHUNK)
            raise _TooLong
        return line

    def _read(self, most: int) -> str:
        """Return a line or the beginning of one, and note whether it ends in a quoted cell."""
        line = self._stream.readline(most)
        self._in_quotes ^= line.count('"') % 2 == 1
        return line


def _head(lines: _RowLines, column: str) -> tuple[list[str], str]:
    """Return the names of the columns, and their delimiter."""
    heads: list[list[str]] = [[]]
    with suppress(_TooLong, StopIteration, csv.Error):
        first = next(lines)
        for delimiter in _DELIMITERS:
            heads.append(next(csv.reader([first], delimiter=delimiter)))
            if column in heads[-1]:
                return heads[-1], delimiter
    names = max(heads, key=len)
    known = clipped(", ".join(map(repr, names)), _SHOWN) or "none"
    raise ValueError(f"no column {column!r} among {known}: name yours with --content")


def _named(
    lines: _RowLines, names: list[str], reader: Iterator[list[str]]
) -> Iterator[dict[str, str] | Failure | None]:
    with suppress(StopIteration):
        while True:
            lines.begin_row()
            cells = _next_of(reader)
            if not isinstance(cells, list):
                yield cells
            elif cells and len(cells) != len(names):
                yield Failure(NOT_CSV, f"it has {counted(len(cells), 'cell')}, the first row {len(names)}")
            elif cells:
                yield dict(zip(names, cells, strict=True))


def _next_of(reader: Iterator[list[str]]) -> list[str] | Failure | None:
    """Return the cells of the next row, none if it is blank. Raises StopIteration at the end."""
    before = csv.field_size_limit(LONGEST_CELL)  # it is global, and others may need another limit
    try:
        cells = next(reader)
        "".join(cells).encode()
    except UnicodeEncodeError:
        return Failure(NOT_CSV, "it has another encoding: name it with --encoding")
    except csv.Error as error:
        return Failure(NOT_CSV, str(error))
    except _TooLong:
        return None
    finally:
        csv.field_size_limit(before)
    return cells
