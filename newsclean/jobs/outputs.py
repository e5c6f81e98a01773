"""Outputs of a job (JSON Lines, CSV, Parquet, a folder), each able to resume after a kill at any moment.

An output writes to `<name>.part` and moves the complete result into place when the job is done. `mark`
returns its position as a JSON value; `begin` takes it back to such a mark. A mark also tells whether what was
written up to it is all there: rows are never added to a damaged file.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import zlib
from collections.abc import Container, Iterator, Mapping
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
# Spreadsheets run a cell that begins with one of these as a formula, some also full-width or after blanks.
_FORMULA = regex.compile(r"[\t\r\n]|[\s\p{C}]*+[=+\-@＝＋－＠]")
_NUMBER = regex.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*+(?:e[+-]?[0-9]+)?", regex.I)
# 000031-ferry-to-lennau.md
_PAGE_FILE = regex.compile(r"(?P<number>[0-9]{6,})-.*", regex.S)
_CHUNK = 1 << 20  # bytes
_CSV_CELL = 2**31 - 1  # characters: the most that `csv` can be told on every platform


class CannotBegin(Exception):
    """The output exists already, is in use, damaged, or was begun with other inputs or options."""


class Output(Protocol):
    """Where a job writes its articles."""

    path: Path

    def begin(self, mark: Any) -> None:
        """Start at a mark; None is the beginning. Raises CannotBegin if what it marks is not all there."""

    def reopen(self) -> None:
        """Start with the complete result, to add to it. It stays in place until `finish`, except a folder."""

    def check(self, mark: Any) -> None:
        """Raise CannotBegin if the complete result is neither in place nor all there to be moved."""

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


def part_of(path: Path) -> Path:
    """Return where an output is written until it is complete."""
    return path.with_name(f"{path.name}.part")


def damaged(part: Path) -> CannotBegin:
    """Return the error for a part that a run cannot continue."""
    return CannotBegin(
        f"{part} is not as its run left it, so that rows would be lost: --overwrite starts again"
    )


class Journal:
    """A file of JSON Lines that is written as `<name>.part` until it is finished.

    A mark is the file's length and its checksum.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.part = path, part_of(path)
        self._file: IO[bytes] | None = None
        self._checksum = 0

    def begin(self, mark: tuple[int, int] | None) -> None:
        """Open the file, truncated to the mark. Raises CannotBegin if the file does not fit it."""
        size, self._checksum = mark or (0, 0)
        if size and _checksum(self.part, size) != self._checksum:
            raise damaged(self.part)
        self._file = open(self.part, "ab")  # noqa: SIM115  (until `close`)
        self._file.truncate(size)
        self._file.seek(0, os.SEEK_END)

    def check(self, mark: tuple[int, int]) -> None:
        size, checksum = mark
        if self.part.exists():
            if _checksum(self.part, size) != checksum:
                raise damaged(self.part)
        elif size and not self.path.exists():
            raise damaged(self.part)

    def reopen(self) -> None:
        self.begin(None)
        if self.path.exists():
            with _opened(self.path, "rb", self.path.suffix) as file:
                while chunk := file.read(_CHUNK):
                    self._write(chunk)

    def finish(self, *, keep: bool, without: Container[int] = ()) -> None:
        """Move the file into place, or delete it. Does nothing if that has been done.

        without: numbers of pages that were tried again, whose rows of the first try are left out.
        """
        if not keep:
            self.part.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
        elif self.part.exists() and without:
            whole = self.path.with_name(f"{self.path.name}.whole.part")
            with open(whole, "wb") as file:
                file.writelines(json_line(x) for x in self.rows() if x["error"].get("page") not in without)
            whole.replace(self.path)
            self.part.unlink()
        elif self.part.exists():
            self.part.replace(self.path)

    def append(self, row: dict[str, Any]) -> None:
        self._write(json_line(row))

    def _write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)
        self._checksum = zlib.crc32(data, self._checksum)

    def mark(self) -> tuple[int, int]:
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell(), self._checksum

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
        self.begin, self.check, self.reopen = self._journal.begin, self._journal.check, self._journal.reopen
        self.mark, self.close = self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        known = source_fields(origin, (*FIELDS, REMOVED))
        self._journal.append(known | article.to_dict() | {REMOVED: dict(removed)})

    def finish(self) -> None:
        part = self._journal.part
        if not part.exists():
            return
        if self.path.suffix in (".gz", ".zst"):
            compressed = self.path.with_name(f"{self.path.name}.packed.part")
            with open(part, "rb") as lines, _opened(compressed, "wb", self.path.suffix) as file:
                shutil.copyfileobj(lines, file)
            compressed.replace(self.path)
            part.unlink()
        else:
            part.replace(self.path)


class CsvOutput:
    """CSV for spreadsheets: the text in one cell, lists joined, formulas disarmed."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.check = self._journal.begin, self._journal.check
        self.mark, self.close = self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        row = article.to_dict()
        for name in _NOT_IN_A_SHEET:
            del row[name]
        row["dateline"] = row["dateline"] and row["dateline"]["raw"].strip()
        row["images"] = [image["url"] for image in row["images"]]
        self._journal.append(source_fields(origin, FIELDS) | row)

    def reopen(self) -> None:
        self.begin(None)
        limit = csv.field_size_limit(_CSV_CELL)
        try:
            with open(self.path, encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    self._journal.append(row)
        finally:
            csv.field_size_limit(limit)

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
    """A folder with one file for each article, named by its number and title.

    A mark is the number of pages done, and how many of them have a file.
    """

    def __init__(self, path: Path, form: Form) -> None:
        self.path, self.form = path, form
        self._part = part_of(path)
        self._pages = self._files = 0

    def begin(self, mark: tuple[int, int] | None) -> None:
        self._pages, self._files = mark or (0, 0)
        self._part.mkdir(exist_ok=True)
        self._verify()
        for path in self._part.iterdir():
            if _page_number(path) > self._pages:
                path.unlink()

    def reopen(self) -> None:
        reopened = self._part.exists()
        numbers = list(map(_page_number, (self._part if reopened else self.path).iterdir()))
        if not reopened:
            self.path.rename(self._part)
        self._pages, self._files = max(numbers, default=0), len(numbers)

    def check(self, mark: tuple[int, int]) -> None:
        self._pages, self._files = mark
        if self._part.exists():
            self._verify()
        elif not self.path.exists():
            raise damaged(self._part)

    def _verify(self) -> None:
        if sum(_page_number(path) <= self._pages for path in self._part.iterdir()) < self._files:
            raise damaged(self._part)

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        words = regex.sub(r"[^\p{L}\p{M}\p{N}]+", "-", article.title or Path(origin.file).stem).strip("-")
        name = f"{index + 1:06}-{words[:_MAX_NAME].lower()}{_SUFFIXES[self.form]}"
        text = rendered(article, self.form)
        (self._part / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        self._pages = max(self._pages, index + 1)
        self._files += 1

    def mark(self) -> tuple[int, int]:
        return self._pages, self._files

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


def foreign(path: Path) -> CannotBegin:
    """Return the error for a file in a part's folder that no run wrote."""
    return CannotBegin(f"{path} was not written by newsclean: move it away")


def _page_number(path: Path) -> int:
    """Return the number of a page's file. Raises CannotBegin if it is not one."""
    found = _PAGE_FILE.fullmatch(path.name)
    if found is None:
        raise foreign(path)
    return int(found["number"])


def _checksum(path: Path, size: int) -> int | None:
    """Return the checksum of a file's first bytes, None if there are fewer."""
    checksum = 0
    try:
        with open(path, "rb") as file:
            while size and (chunk := file.read(min(size, _CHUNK))):
                size, checksum = size - len(chunk), zlib.crc32(chunk, checksum)
    except FileNotFoundError:
        return None
    return None if size else checksum


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet cell: lists joined, formulas quoted."""
    if isinstance(value, list):
        value = "; ".join(each if isinstance(each, str) else str(as_text(each)) for each in value)
    elif isinstance(value, dict):
        value = as_text(value)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value.strip(" ")):
        return f"'{value}"
    return value


def _opened(path: Path, mode: Literal["rb", "wb"], suffix: str) -> Any:
    """Open a file, compressed if the suffix says so."""
    if suffix == ".gz":
        return gzip.open(path, mode)
    return zstandard().open(path, mode) if suffix == ".zst" else open(path, mode)
