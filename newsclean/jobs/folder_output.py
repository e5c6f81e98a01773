"""A folder as the output of a job: a `.part` folder until the job is done, then renamed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import regex

from ..article import Article
from .forms import SUFFIXES, Form, rendered
from .inputs import Origin
from .parts import damaged, foreign, part_of

_MAX_NAME = 60  # characters of a title in a file name: at most 240 bytes, where file systems allow 255
# 000031-ferry-to-lennau.md
_PAGE_FILE = regex.compile(r"(?P<number>[0-9]{6,})-.*", regex.S)


class PartFolder:
    """An output whose part is a folder of numbered files.

    A mark is two numbers: the last file's number, and how much the files up to it hold.
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
        name = f"{index + 1:06}-{words[:_MAX_NAME].lower()}{SUFFIXES[self.form]}"
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


def _page_number(path: Path) -> int:
    """Return the number of a page's file. Raises CannotBegin if it is not one."""
    found = _PAGE_FILE.fullmatch(path.name)
    if found is None:
        raise foreign(path)
    return int(found["number"])
