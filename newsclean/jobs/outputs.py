"""Outputs of a job (JSON Lines, CSV, Parquet, a folder), each able to resume after a kill at any moment.

An output writes to `<name>.part` and moves the complete result into place when the job is done. `mark`
returns its position as a JSON value; `begin` takes it back to such a mark.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal, Protocol

import regex

from ..article import Article
from .inputs import LINES, Origin, zstandard
from .rows import FIELDS, REMOVED, as_text, json_line, source_fields

Form = Literal["json", "text", "markdown", "html"]
_SUFFIXES: dict[Form, str] = {"json": ".json", "text": ".txt", "markdown": ".md", "html": ".html"}

_NOT_IN_A_SHEET = ("schema", "body")
_MAX_NAME = 60  # characters of a title in a file name: at most 240 bytes, where file systems allow 255
# Spreadsheets such as Excel run a cell that begins with one of these as a formula.
_FORMULA = regex.compile(r"[=+\-@\t\r\n]")
_NUMBER = regex.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*+(?:e[+-]?[0-9]+)?", regex.I)


class Output(Protocol):
    """Where a job writes its articles."""

    path: Path

    def begin(self, mark: Any) -> None:
        """Start at a mark; None is the beginning."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        """Write one article. removed: how many blocks each pass dropped."""

    def mark(self) -> Any:
        """Make everything written so far safe, and return the position."""

    def finish(self) -> None:
        """Move the result into place. Does nothing if that has been done."""

    def close(self) -> None:
        """Close open files."""


def output_of(name: str, form: Form) -> Output | None:
    """Return the output for a name: by its suffix, or a folder with one file in this form for each page.

    Return None for any other name. Raises ValueError if the form does not fit the suffix, ImportError for a
    missing extra.
    """
    path, lower = Path(name), name.lower()
    if name.endswith(("/", os.sep)) or path.is_dir():
        return FolderOutput(path, form)
    if lower.endswith((".csv", ".parquet")) and form != "json":
        raise ValueError(f"{path.suffix} holds every field: use --{form} with a folder/")
    if lower.endswith(LINES) and form == "json":
        if lower.endswith(".zst"):
            zstandard()
        return LinesOutput(path)
    if lower.endswith(".csv"):
        return CsvOutput(path)
    if lower.endswith(".parquet"):
        from .parquet_output import ParquetOutput  # needs the extra

        return ParquetOutput(path)
    return None


class Journal:
    """A file of JSON Lines that is written as `<name>.part` until it is finished."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._file: IO[bytes] | None = None

    def begin(self, mark: int | None) -> None:
        """Open the file, truncated to the mark. Raises BlockingIOError if another process has it open."""
        self._file = open(self.part, "ab")  # noqa: SIM115  (until `close`)
        try:
            _lock(self._file)
        except OSError:
            self.close()
            raise
        self._file.truncate(mark or 0)
        self._file.seek(0, os.SEEK_END)

    def finish(self, *, keep: bool) -> None:
        """Move the file into place, or delete it. Does nothing if that has been done."""
        if keep and self.part.exists():
            self.part.replace(self.path)
        elif not keep:
            self.part.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def append(self, row: dict[str, Any]) -> None:
        assert self._file is not None
        self._file.write(json_line(row))

    def mark(self) -> int:
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def rows(self) -> Iterator[dict[str, Any]]:
        with open(self.part, "rb") as file:
            yield from map(json.loads, file)

    def close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close()


class LinesOutput:
    """JSON Lines, compressed at the end if the name says so."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.mark, self.close = self._journal.begin, self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        known = source_fields(origin, (*FIELDS, REMOVED))
        self._journal.append(known | article.to_dict() | {REMOVED: dict(removed)})

    def finish(self) -> None:
        part = self._journal.part
        if not part.exists():
            return
        if self.path.suffix in (".gz", ".zst"):
            compressed = self.path.with_name(f"{self.path.name}.packed.part")
            with open(part, "rb") as lines, _open_compressed(compressed) as file:
                shutil.copyfileobj(lines, file)
            compressed.replace(self.path)
            part.unlink()
        else:
            part.replace(self.path)


class CsvOutput:
    """CSV for spreadsheets: the text in one cell, lists joined, formulas disarmed."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.mark, self.close = self._journal.begin, self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        row = article.to_dict()
        for name in _NOT_IN_A_SHEET:
            del row[name]
        row["dateline"] = row["dateline"] and row["dateline"]["raw"].strip()
        row["images"] = [image["url"] for image in row["images"]]
        self._journal.append(source_fields(origin, FIELDS) | row)

    def finish(self) -> None:
        if not self._journal.part.exists():
            return
        ours = [name for name in FIELDS if name not in _NOT_IN_A_SHEET]
        others = dict.fromkeys(name for row in self._journal.rows() for name in row if name not in FIELDS)
        whole = self.path.with_name(f"{self.path.name}.whole.part")
        # with a byte order mark: without it Excel reads UTF-8 as a local encoding
        with open(whole, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictWriter(file, [*(others or ["file"]), *ours])
            table.writerow({name: _cell(name) for name in table.fieldnames})
            table.writerows({name: _cell(cell) for name, cell in row.items()} for row in self._journal.rows())
        whole.replace(self.path)
        self._journal.part.unlink()


class FolderOutput:
    """A folder with one file for each article, named by its number and title."""

    def __init__(self, path: Path, form: Form) -> None:
        self.path, self._form = path, form
        self._part = path.with_name(f"{path.name}.part")
        self._pages = 0

    def begin(self, mark: int | None) -> None:
        self._pages = mark or 0
        self._part.mkdir(exist_ok=True)
        for path in self._part.iterdir():
            if int(path.name.partition("-")[0]) > self._pages:
                path.unlink()

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        words = regex.sub(r"[^\p{L}\p{M}\p{N}]+", "-", article.title or Path(origin.file).stem).strip("-")
        name = f"{index + 1:06}-{words[:_MAX_NAME].lower()}{_SUFFIXES[self._form]}"
        text = rendered(article, self._form)
        (self._part / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        self._pages = index + 1

    def mark(self) -> int:
        return self._pages

    def finish(self) -> None:
        if self._part.exists():
            with suppress(FileNotFoundError):
                self.path.rmdir()
            self._part.rename(self.path)

    def close(self) -> None:
        pass


def rendered(article: Article, form: Form) -> str:
    """Return the article as the content of a file in this form."""
    if form == "json":
        return article.to_json(indent=2) + "\n"
    if form == "html":
        return article.to_html()
    return article.to_markdown() if form == "markdown" else f"{article.text}\n"


def _lock(file: IO[bytes]) -> None:
    """Lock the file until this process closes it or dies."""
    with suppress(ImportError):  # Windows
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet cell: lists joined, formulas quoted."""
    if isinstance(value, list):
        value = "; ".join(each if isinstance(each, str) else str(as_text(each)) for each in value)
    elif isinstance(value, dict):
        value = as_text(value)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _open_compressed(path: Path) -> Any:
    if ".gz" in path.suffixes:
        return gzip.open(path, "wb")
    return zstandard().open(path, "wb")
