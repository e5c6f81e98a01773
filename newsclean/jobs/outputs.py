"""Where the rows of a job go, so that one killed at any moment can go on: JSON Lines, CSV, Parquet, a folder.

Each writes beside its place, in `<name>.part`, and is there as a whole when the job is done or not at all.
`mark` says how far it has come, as what JSON holds; `begin` takes it back to such a mark.
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
from .inputs import Origin, zstandard
from .rows import FIELDS, REMOVED, as_text, beside, json_line

Form = Literal["json", "text", "markdown"]
_SUFFIXES: dict[Form, str] = {"json": ".json", "text": ".txt", "markdown": ".md"}
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")


_LONGEST_NAME = 60  # characters of a title in a file's name: 240 bytes at most, where 255 may be
# Excel and its like take what begins with one of these for a formula, and run it.
_FORMULA = regex.compile(r"[=+\-@\t\r\n]")
_NUMBER = regex.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*+(?:e[+-]?[0-9]+)?", regex.I)


class Output(Protocol):
    """A place for articles."""

    path: Path

    def begin(self, mark: Any) -> None:
        """Go on from a mark; None is the beginning."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        """One more article; removed: how many blocks each pass dropped."""

    def mark(self) -> Any:
        """How far it has come: what is written until now is safe."""

    def finish(self) -> None:
        """Put all in its place. Does nothing where that has been done."""

    def close(self) -> None:
        """Let go of what is open."""


def output_of(name: str, form: Form) -> Output | None:
    """The output that a name stands for: by its suffix, or a folder with a file in this form for each page.

    None for any other name. Raises ValueError where the form does not go with it, ImportError for a missing
    extra.
    """
    path, lower = Path(name), name.lower()
    if name.endswith(("/", os.sep)) or path.is_dir():
        return FolderOutput(path, form)
    if lower.endswith((".csv", ".parquet")) and form != "json":
        raise ValueError(f"{path.suffix} holds every field: --{form} goes with a folder/")
    if lower.endswith(_LINES) and form == "json":
        if lower.endswith(".zst"):
            zstandard()
        return LinesOutput(path)
    if lower.endswith(".csv"):
        return CsvOutput(path)
    if lower.endswith(".parquet"):
        from .parquet_output import ParquetOutput  # only for those who have the extra

        return ParquetOutput(path)
    return None


class Journal:
    """A file of JSON Lines that grows beside its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._file: IO[bytes] | None = None

    def begin(self, mark: int | None) -> None:
        """Raises BlockingIOError where another process has it open."""
        self._file = open(self.part, "ab")  # noqa: SIM115  (until `close`)
        try:
            _lock(self._file)
        except OSError:
            self.close()
            raise
        self._file.truncate(mark or 0)
        self._file.seek(0, os.SEEK_END)

    def finish(self, *, keep: bool) -> None:
        """Put it in its place, or away. Does nothing where that has been done."""
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
    """JSON Lines, packed at the end where the name says so."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.mark, self.close = self._journal.begin, self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        known = beside(origin, (*FIELDS, REMOVED))
        self._journal.append(known | article.to_dict() | {REMOVED: dict(removed)})

    def finish(self) -> None:
        part = self._journal.part
        if not part.exists():
            return
        if self.path.suffix in (".gz", ".zst"):
            packed = self.path.with_name(f"{self.path.name}.packed.part")
            with open(part, "rb") as lines, _packing(packed) as file:
                shutil.copyfileobj(lines, file)
            packed.replace(self.path)
            part.unlink()
        else:
            part.replace(self.path)


class CsvOutput:
    """CSV for spreadsheets: the text in a cell, lists joined, and nothing that a spreadsheet would run."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.mark, self.close = self._journal.begin, self._journal.mark, self._journal.close

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        row = article.to_dict()
        del row["body"]
        row["dateline"] = row["dateline"] and row["dateline"]["raw"].strip()
        row["images"] = [image["url"] for image in row["images"]]
        row["text"] = article.text
        self._journal.append(beside(origin, FIELDS) | row)

    def finish(self) -> None:
        if not self._journal.part.exists():
            return
        ours = [name for name in FIELDS if name != "body"]
        others = dict.fromkeys(name for row in self._journal.rows() for name in row if name not in FIELDS)
        whole = self.path.with_name(f"{self.path.name}.whole.part")
        # with a byte order mark, without which Excel takes UTF-8 for the encoding of another country
        with open(whole, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictWriter(file, [*(others or ["file"]), *ours])
            table.writerow({name: _cell(name) for name in table.fieldnames})
            table.writerows({name: _cell(cell) for name, cell in row.items()} for row in self._journal.rows())
        whole.replace(self.path)
        self._journal.part.unlink()


class FolderOutput:
    """A folder with a file for each article, named by its number and title."""

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
        name = f"{index + 1:06}-{words[:_LONGEST_NAME].lower()}{_SUFFIXES[self._form]}"
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
    """The article in one of the forms, as a file of its own."""
    if form == "json":
        return article.to_json(indent=2) + "\n"
    return article.to_markdown() if form == "markdown" else f"{article.text}\n"


def _lock(file: IO[bytes]) -> None:
    """Keep other processes out, until this one closes the file or dies."""
    with suppress(ImportError):  # Windows
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _cell(value: Any) -> Any:
    """A cell of a spreadsheet: lists joined, and no formula."""
    if isinstance(value, list):
        value = "; ".join(each if isinstance(each, str) else str(as_text(each)) for each in value)
    elif isinstance(value, dict):
        value = as_text(value)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _packing(path: Path) -> Any:
    if ".gz" in path.suffixes:
        return gzip.open(path, "wb")
    return zstandard().open(path, "wb")
