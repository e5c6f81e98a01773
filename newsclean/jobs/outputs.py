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
from .csv_rows import LONGEST_CELL
from .inputs import LINES, Origin, zstandard
from .lock import Lock
from .rows import FIELDS, REMOVED, as_text, json_line, source_fields

Form = Literal["json", "text", "markdown", "html", "tei", "ninjs"]
_SUFFIXES: dict[Form, str] = {
    "json": ".json",
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "tei": ".xml",
    "ninjs": ".json",
}
_FORMS: dict[str, Form] = {
    ".json": "json",
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xml": "tei",
}
_WITH_EVERY_FIELD = (".csv", ".parquet", *LINES)
# Suffixes that name another format than newsclean writes, and would mislead
_NOT_WRITTEN = frozenset(
    ".tsv .xls .xlsx .ods .feather .arrow .avro .orc .db .sqlite .duckdb .pdf .docx"
    " .gz .zst .bz2 .xz .zip".split()
)

_NOT_IN_A_SHEET = ("schema", "body", "comments")
_MAX_NAME = 60  # characters of a title in a file name: at most 240 bytes, where file systems allow 255
# Spreadsheets run a cell that begins with one of these as a formula, some also full-width or after blanks.
_FORMULA = regex.compile(r"[\t\r\n]|[\s\p{C}]*+[=+\-@＝＋－＠]")
_NUMBER = regex.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*+(?:e[+-]?[0-9]+)?", regex.I)
# 000031-ferry-to-lennau.md
_PAGE_FILE = regex.compile(r"(?P<number>[0-9]{6,})-.*", regex.S)
_CHUNK = 1 << 20  # bytes


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


def form_of(name: str | None, form: Form | None, *, one_page: bool) -> Form:
    """Return the form of the articles in an output: the chosen one, or the one that the output's name says.

    Raises ValueError if the two contradict each other, or the name is of a form that holds only one page, or
    of one that newsclean does not write.
    """
    if name is None or _is_folder(name):
        return form or "json"
    if name.lower().endswith(_WITH_EVERY_FIELD):
        if form not in (None, "json"):
            raise ValueError(f"{Path(name).suffix} holds every field: use --format {form} with a folder/")
        return "json"
    if Path(name).suffix.lower() in _NOT_WRITTEN:
        raise ValueError(f"-o {name}: newsclean writes .jsonl (also .gz .zst), .parquet, .csv and folder/")
    said = _FORMS.get(Path(name).suffix.lower())
    if form is None and said not in (None, "json") and not one_page:
        raise ValueError(f"-o {name} is for one page: for several, use -o folder/ --format {said}")
    if form and said and _SUFFIXES[form] != _SUFFIXES[said]:
        raise ValueError(f"-o {name} is the name of a file in {said}, but --format is {form}")
    return form or said or "json"


def output_of(name: str, form: Form) -> Output | None:
    """Return the output for a name: by its suffix, or a folder with one file in this form for each page.

    Return None for any other name. Raises ImportError for a missing extra.
    """
    path, lower = Path(name), name.lower()
    if _is_folder(name):
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


def _is_folder(name: str) -> bool:
    return name.endswith(("/", os.sep)) or Path(name).is_dir()


def beside(output: Path, ending: str) -> Path:
    """Return the path of a file that belongs to an output: `out.jsonl.part` for `out.jsonl` and `.part`."""
    named = output if output.name else output.absolute()  # "." has no name
    return named.with_name(named.name + ending)


def part_of(path: Path) -> Path:
    """Return where an output is written until it is complete."""
    return beside(path, ".part")


def lock_of(output: Path) -> Path:
    """Return the path of an output's lock."""
    return beside(output, ".lock")


def take(lock: Lock, output: Path) -> None:
    """Take an output's lock. Raises CannotBegin if another process holds it."""
    try:
        lock.acquire()
    except BlockingIOError:
        raise CannotBegin(f"another process is writing {output}") from None


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
            whole = beside(self.path, ".whole.part")
            with open(whole, "wb") as file:
                file.writelines(json_line(x) for x in self.rows() if x["error"].get("page") not in without)
            whole.replace(self.path)
            self.part.unlink()
        else:
            self.put_in_place()

    def put_in_place(self) -> None:
        """Move the file into place, compressed if its name says so. Does nothing if that has been done."""
        if self.part.exists() and self.path.suffix in (".gz", ".zst"):
            compressed = beside(self.path, ".packed.part")
            with open(self.part, "rb") as lines, _opened(compressed, "wb", self.path.suffix) as file:
                shutil.copyfileobj(lines, file)
            compressed.replace(self.path)
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


class JournalOutput:
    """An output whose rows go to a journal."""

    def __init__(self, path: Path) -> None:
        self.path, self._journal = path, Journal(path)
        self.begin, self.check, self.reopen = self._journal.begin, self._journal.check, self._journal.reopen
        self.mark, self.close = self._journal.mark, self._journal.close

    def finish(self) -> None:
        self._journal.put_in_place()


class LinesOutput(JournalOutput):
    """JSON Lines, compressed at the end if the name says so."""

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        known = source_fields(origin, (*FIELDS, REMOVED))
        self._journal.append(known | article.to_dict() | {REMOVED: dict(removed)})


class CsvOutput(JournalOutput):
    """CSV for spreadsheets: the text in one cell, lists joined, formulas disarmed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.reopen = self._reopen

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        row = article.to_dict()
        for name in _NOT_IN_A_SHEET:
            del row[name]
        row["dateline"] = row["dateline"] and row["dateline"]["raw"].strip()
        row["images"] = [image["url"] for image in row["images"]]
        self._journal.append(source_fields(origin, FIELDS) | row)

    def _reopen(self) -> None:
        self.begin(None)
        limit = csv.field_size_limit(LONGEST_CELL)
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
        whole = beside(self.path, ".whole.part")
        # with a byte order mark: without it Excel reads UTF-8 as a local encoding
        with open(whole, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictWriter(file, [*(others or ["file"]), *ours])
            table.writerow({name: _cell(name) for name in table.fieldnames})
            table.writerows({name: _cell(cell) for name, cell in row.items()} for row in self._journal.rows())
        whole.replace(self.path)
        self._journal.part.unlink()


class PartFolder:
    """An output whose part is a folder of files with numbers.

    A mark is two numbers: how far the files' numbers go, and how much the files up to there hold.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._part = path, part_of(path)
        self._last = self._held = 0

    def begin(self, mark: tuple[int, int] | None) -> None:
        self._last, self._held = mark or (0, 0)
        self._part.mkdir(exist_ok=True)
        self._verify()
        for path in self._part.iterdir():
            if self._is_later(path):
                path.unlink()

    def check(self, mark: tuple[int, int]) -> None:
        self._last, self._held = mark
        if self._part.exists():
            self._verify()
        elif not self.path.exists():
            raise damaged(self._part)

    def _verify(self) -> None:
        """Raise CannotBegin if the part does not hold what was marked."""
        raise NotImplementedError

    def _is_later(self, path: Path) -> bool:
        """Whether a file of the part was written after the mark."""
        raise NotImplementedError


class FolderOutput(PartFolder):
    """A folder with one file for each article, named by its number and title.

    A mark is the number of pages done, and how many of them have a file.
    """

    def __init__(self, path: Path, form: Form) -> None:
        super().__init__(path)
        self.form = form

    def reopen(self) -> None:
        reopened = self._part.exists()
        numbers = list(map(_page_number, (self._part if reopened else self.path).iterdir()))
        if not reopened:
            self.path.rename(self._part)
        self._last, self._held = max(numbers, default=0), len(numbers)

    def _verify(self) -> None:
        if sum(not self._is_later(path) for path in self._part.iterdir()) < self._held:
            raise damaged(self._part)

    def _is_later(self, path: Path) -> bool:
        return _page_number(path) > self._last

    def write(self, index: int, origin: Origin, article: Article, removed: Mapping[str, int]) -> None:
        words = regex.sub(r"[^\p{L}\p{M}\p{N}]+", "-", article.title or Path(origin.file).stem).strip("-")
        name = f"{index + 1:06}-{words[:_MAX_NAME].lower()}{_SUFFIXES[self.form]}"
        text = rendered(article, self.form)
        (self._part / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        self._last = max(self._last, index + 1)
        self._held += 1

    def mark(self) -> tuple[int, int]:
        return self._last, self._held

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
    if form == "tei":
        return article.to_tei()
    if form == "ninjs":
        return json.dumps(article.to_ninjs(), ensure_ascii=False, indent=2) + "\n"
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
